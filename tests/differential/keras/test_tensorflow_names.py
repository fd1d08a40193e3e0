"""Declared functions of tensorflow, one call at a time, against the real ones, traced."""

from __future__ import annotations

from typing import Any

import pytest
from differential.keras import declared, oracle, test_tensorflow
from differential.keras.comparing import check_function
from differential.keras.tensorflow_cases import CASES, OPEN

# What gives a plain value, or nothing that is known.
PLAIN = {
    "shape", "shape_n", "rank", "size", "is_tensor", "is_symbolic_tensor", "broadcast_static_shape",
    "broadcast_dynamic_shape", "edit_distance",
}  # fmt: skip
CALLS = [(name, i, call) for name, calls in CASES.items() for i, call in enumerate(calls)]


@pytest.mark.parametrize(("name", "arguments"), [pytest.param(n, c, id=f"{n}-{i}") for n, i, c in CALLS])
def test_call(name: str, arguments: tuple[Any, ...]) -> None:
    check_function(f"tensorflow.{name}", arguments, {})


@pytest.mark.parametrize(("name", "arguments"), [(name, call) for name, calls in OPEN.items() for call in calls])
def test_left_open(name: str, arguments: tuple[Any, ...]) -> None:
    assert not declared.infer_function(f"tensorflow.{name}", arguments, {}).raises
    assert not oracle.trace_function(f"tensorflow.{name}", arguments, {}).raises


def test_every_declared_function_is_called() -> None:
    """Under one of its names at least."""
    called = {f"tensorflow.{name}" for name in (*CASES, *OPEN, *test_tensorflow.CASES, *test_tensorflow.FUNCTIONS)}
    functions = {name: entry for name, entry in declared.keras.entries.items() if name.startswith("tensorflow.")}
    held = {functions[name].implementation for name in called if name in functions}
    missing = [name for name, entry in functions.items() if entry.implementation not in held and name[11:] not in PLAIN]
    assert not missing
