"""What torch itself answers: does the call raise, and which shapes come out."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from differential.harness import Given, Outcome

torch.set_num_threads(1)
REFUSALS = (
    RuntimeError, ValueError, IndexError, TypeError, AssertionError, NotImplementedError, ZeroDivisionError,
    AttributeError,
)  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """`error` is what was raised, "" for nothing. Parameters and state are None for a function, and where a layer could
    not be constructed."""

    error: str
    output_shapes: tuple[tuple[int, ...], ...] = ()
    parameter_shapes: Mapping[str, tuple[int, ...]] | None = None
    state_shapes: Mapping[str, tuple[int, ...]] | None = None


def resolve(name: str) -> Any:
    """The object that a full name means."""
    found: Any = torch
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


def real(value: Any) -> Any:
    """An argument with real tensors for what is `Given`."""
    if isinstance(value, Given):
        made = torch.zeros(value.shape, dtype=getattr(torch, value.dtype))
        return made + torch.eye(*value.shape[-2:]).to(made) if value.values == "identity" and made.dim() > 1 else made
    if isinstance(value, (list, tuple)):
        return type(value)(real(item) for item in value)
    return value


def shapes(value: Any) -> tuple[tuple[int, ...], ...]:
    """The shapes of the tensors in a result, in order."""
    if isinstance(value, torch.Tensor):
        return (tuple(value.shape),)
    return () if value is None else tuple(shape for item in value for shape in shapes(item))


def run_layer(
    name: str,
    arguments: Sequence[Any],
    keywords: Mapping[str, Any],
    inputs: Sequence[Given | tuple[int, ...]],
    call_keywords: Mapping[str, Any] | None = None,
) -> Truth:
    """Construct the layer and call it once, in evaluation mode: what is refused then is refused in every mode."""
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        try:
            layer = resolve(name)(*real(list(arguments)), **{k: real(v) for k, v in keywords.items()}).eval()
        except REFUSALS as error:
            return Truth(str(error) or type(error).__name__)
        tensors = [real(item if isinstance(item, Given) else Given(tuple(item))) for item in inputs]
        try:
            result = shapes(layer(*tensors, **{k: real(v) for k, v in (call_keywords or {}).items()}))
        except REFUSALS as error:
            return Truth(str(error) or type(error).__name__)
        parameters = {key: tuple(value.shape) for key, value in layer.named_parameters()}
        return Truth("", result, parameters, {key: tuple(value.shape) for key, value in layer.named_buffers()})


def run_function(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Truth:
    """Call the function, or for ".name" the tensor method."""
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        function = getattr(torch.Tensor, name[1:]) if name.startswith(".") else resolve(name)
        try:
            return Truth("", shapes(function(*real(list(arguments)), **{k: real(v) for k, v in keywords.items()})))
        except REFUSALS as error:
            return Truth(str(error) or type(error).__name__)


def assert_agree(outcome: Outcome, truth: Truth, *, empty_is_open: bool = False) -> None:
    """The declaration gives torch's answer: whether it raises, and if not, every shape. With `empty_is_open` torch may
    refuse an output without elements or not."""
    assert not outcome.undetermined, outcome.undetermined
    if empty_is_open and not outcome.raises and any(0 in (shape or ()) for shape in outcome.output_shapes or ()):
        return
    assert outcome.raises == bool(truth.error), f"torch: {truth.error or 'runs'}; declared: {outcome.reasons or 'runs'}"
    if truth.error:
        return
    assert outcome.output_shapes == truth.output_shapes
    if truth.parameter_shapes is not None:
        assert outcome.parameter_shapes == truth.parameter_shapes
        assert outcome.state_shapes == truth.state_shapes
