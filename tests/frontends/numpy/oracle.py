"""What numpy itself answers: does the call raise, and which shapes and element types come out."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from differential.harness import Given, infer_function

from shapelint.frontends.numpy.declarations import load

REFUSALS = (ValueError, IndexError, TypeError, numpy.exceptions.AxisError)
NUMPY = load()


@dataclass(frozen=True)
class Truth:
    error: str
    shapes: tuple[tuple[int, ...], ...] = ()
    dtypes: tuple[str, ...] = ()
    value: Any = None


def real(value: Any) -> Any:
    """An argument with real arrays for what is `Given`."""
    if isinstance(value, Given):
        return numpy.ones(value.shape, dtype=value.dtype)
    if isinstance(value, (list, tuple)):
        return type(value)(real(item) for item in value)
    return value


def run(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Truth:
    """Call the function, or for ".name" the method of arrays."""
    function: Any = getattr(numpy.ndarray, name[1:]) if name.startswith(".") else numpy
    for part in () if name.startswith(".") else name.split(".")[1:]:
        function = getattr(function, part)
    with warnings.catch_warnings(), numpy.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            result = function(*real(list(arguments)), **{key: real(value) for key, value in keywords.items()})
        except REFUSALS as error:
            return Truth(str(error) or type(error).__name__)
    found = tuple(result) if isinstance(result, (tuple, list)) else (numpy.asarray(result),)
    return Truth("", tuple(a.shape for a in found), tuple(a.dtype.name for a in found), result)


def check(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any] | None = None) -> None:
    """The declaration refuses what numpy refuses, and gives numpy's shapes, and its types where it names them."""
    outcome = infer_function(NUMPY, name, arguments, keywords or {})
    truth = run(name, arguments, keywords or {})
    assert not outcome.undetermined, outcome.undetermined
    assert outcome.raises == bool(truth.error), f"numpy: {truth.error or 'runs'}; declared: {outcome.reasons or 'runs'}"
    if truth.error:
        return
    assert outcome.output_shapes == truth.shapes
    for own, named in zip(outcome.output_dtypes or (), truth.dtypes, strict=True):
        assert own in (None, named)
