"""Declared answer against real answer."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from differential.harness import Outcome
from differential.keras import declared, oracle
from differential.keras.cases import Case
from hypothesis import HealthCheck, settings

from shapelint.symbolic import Expression

EXAMPLES = int(os.environ.get("SHAPELINT_EXAMPLES", "12"))
sampled = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="SHAPELINT_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


def same_size(ours: object, real: int | None) -> bool:
    """An open size must not be a number that Keras does not promise; a number must be the same."""
    return isinstance(ours, (int, Expression)) if real is None else ours == real


def same_shapes(ours: Sequence[Any] | None, real: Sequence[tuple[int | None, ...]]) -> bool:
    return (
        ours is not None
        and len(ours) == len(real)
        and all(
            a is not None and len(a) == len(b) and all(same_size(x, y) for x, y in zip(a, b, strict=True))
            for a, b in zip(ours, real, strict=True)
        )
    )


def has_open_weights(ours: Outcome) -> bool:
    """Keras refuses weights along an open axis; the declaration cannot tell an open size from a symbolic one."""
    shapes = [*(ours.parameter_shapes or {}).values(), *(ours.state_shapes or {}).values()]
    return any(isinstance(size, Expression) for shape in shapes for size in shape)


def check_layer(name: str, case: Case, weaker: bool = False) -> None:
    """Both sides refuse, or both give the same shapes and weights. What only a run refuses (Keras checks some things no
    earlier) may be refused by the declaration if the run confirms it. With `weaker` the declaration may leave a refusal
    out."""
    arguments = ((), case.keywords, case.inputs, case.options)
    ours = declared.infer_layer(name, *arguments)
    real = oracle.build_layer(name, *arguments)
    what = f"\n{name} {dict(case.keywords)} on {case.inputs} {dict(case.options)}\n{ours}\n{real}"
    assert not ours.undetermined, what
    if real.raises:
        assert ours.raises or weaker or has_open_weights(ours), what
        return
    if ours.raises:
        assert not oracle.runs(name, *arguments), what
        return
    assert same_shapes(ours.output_shapes, real.outputs), what
    _check_weights(ours, real, what)


def _check_weights(ours: Outcome, real: oracle.Truth, what: str) -> None:
    assert ours.parameter_shapes is not None, what
    assert ours.state_shapes is not None, what
    assert sorted(ours.parameter_shapes.values()) == list(real.trainable), what
    assert sorted(ours.state_shapes.values()) == list(real.fixed), what


def check_function(name: str, arguments: Sequence[Any], keywords: dict[str, Any], weaker: bool = False) -> None:
    """As for layers; functions of tensorflow are traced."""
    ours = declared.infer_function(name, arguments, keywords)
    traced = name.startswith("tensorflow.")
    real = (oracle.trace_function if traced else oracle.apply_function)(name, arguments, keywords)
    what = f"\n{name} {arguments} {keywords}\n{ours}\n{real}"
    assert not ours.undetermined, what
    if real.raises:
        assert ours.raises or weaker, what
        return
    if ours.raises:
        assert not oracle.function_runs(name, arguments, keywords), what
        return
    assert same_shapes(ours.output_shapes, real.outputs), what
