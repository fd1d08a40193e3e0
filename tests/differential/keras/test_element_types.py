"""tensorflow's rules of element types against tensorflow: what comes out, and that it raises."""

from __future__ import annotations

import operator
from itertools import product
from typing import Any

import pytest
import tensorflow as tf

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.element_types import FLOATING_ALONE, KEPT, RULES, typed
from shapelint.interpret.api.coercions import as_operand
from shapelint.ir import BoundArgument, ElementType, Tensor, TensorType, TypedCall, Typing
from shapelint.ir.element_types import INFERRED
from shapelint.ops.operation import Opaque

DTYPES = ("bool", "int32", "int64", "float16", "float32", "float64")
OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow, "==": operator.eq, "<": operator.lt, "@": operator.matmul,
}  # fmt: skip
BINARY = (
    "add", "subtract", "multiply", "divide", "maximum", "minimum", "pow", "equal", "not_equal", "less", "greater",
    "matmul",
)  # fmt: skip
CALLS: dict[str, tuple[Any, ...]] = {
    "reshape": ((4,),), "expand_dims": (0,), "tile": ((1, 1),), "broadcast_to": ((2, 2),), "reverse": ((0,),),
}  # fmt: skip


def abstract(dtype: str) -> Tensor:
    return Tensor(TensorType((2, 2), dtype), dialect=KERAS, element=ElementType(dtype))


def concrete(dtype: str) -> Any:
    return tf.cast(tf.ones((2, 2)), dtype)


def truth(function: Any, *arguments: Any) -> str | None:
    """The element type that tensorflow gives; None where it refuses."""
    try:
        return str(function(*arguments).dtype.name)
    except (tf.errors.OpError, TypeError, ValueError, AttributeError):
        return None


def compare(told: Typing, real: str | None, what: str) -> None:
    if told.failures:
        assert real is None, f"{what}: tensorflow gives {real}"
        return
    known = told.of(1)[0]
    if real is not None and known is not None and known is not INFERRED:
        assert known.name == real, what


def call(name: str, *operands: Tensor, **arguments: object) -> TypedCall:
    given = {key: BoundArgument(value, None) for key, value in arguments.items()}
    return TypedCall(name, Opaque(""), operands, given, default="float32")


@pytest.mark.parametrize("symbol", OPERATORS)
def test_operators(symbol: str) -> None:
    function = OPERATORS[symbol]
    for one, other in product(DTYPES, DTYPES):
        told = typed(call(symbol, abstract(one), abstract(other)))
        compare(told, truth(function, concrete(one), concrete(other)), f"{one} {symbol} {other}")
    for one, number in product(DTYPES, (2, 2.5) if symbol != "@" else ()):
        operand = as_operand(number)
        assert isinstance(operand, Tensor)
        what = f"{one} {symbol} {number}"
        compare(typed(call(symbol, abstract(one), operand)), truth(function, concrete(one), number), what)
        compare(typed(call(symbol, operand, abstract(one))), truth(function, number, concrete(one)), f"{what} reversed")


@pytest.mark.parametrize("name", BINARY)
def test_functions_of_two(name: str) -> None:
    for one, other in product(DTYPES, DTYPES):
        told = typed(call(f"tensorflow.{name}", abstract(one), abstract(other)))
        compare(told, truth(getattr(tf, name), concrete(one), concrete(other)), f"{name}({one}, {other})")


@pytest.mark.parametrize("name", [name for name in (*FLOATING_ALONE, *KEPT) if name != "[]"])
def test_functions_of_one(name: str) -> None:
    function: Any = tf
    for part in name.split("."):
        function = getattr(function, part)
    for dtype in DTYPES:
        told = typed(call(f"tensorflow.{name}", abstract(dtype)))
        compare(told, truth(function, concrete(dtype), *CALLS.get(name, ())), f"{name}({dtype})")


@pytest.mark.parametrize("name", ["concat", "stack"])
def test_joining(name: str) -> None:
    for one, other in product(DTYPES, DTYPES):
        told = typed(call(f"tensorflow.{name}", abstract(one), abstract(other)))
        compare(told, truth(getattr(tf, name), [concrete(one), concrete(other)], 0), f"{name}({one}, {other})")


def test_positions_and_choices() -> None:
    for dtype in DTYPES:
        told = typed(call("tensorflow.gather", abstract("float32"), abstract(dtype)))
        compare(told, truth(tf.gather, tf.ones((4, 3)), concrete(dtype)), f"gather by {dtype}")
        compare(typed(call("tensorflow.one_hot", abstract(dtype))), truth(tf.one_hot, concrete(dtype), 3), dtype)
        condition = typed(call("tensorflow.where", abstract(dtype), abstract("int32"), abstract("int32")))
        compare(condition, truth(tf.where, concrete(dtype), concrete("int32"), concrete("int32")), dtype)
    assert set(BINARY) <= set(RULES)
