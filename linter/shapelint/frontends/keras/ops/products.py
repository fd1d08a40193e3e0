"""Functions of keras.ops that multiply matrices: https://keras.io/api/ops/numpy/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.names import ops_names
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.coercions import Operand, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.dense.einsum import Einsum
from shapelint.ops.dense.matmul import InnerProduct, MatrixMultiply, Outer, TensorDot
from shapelint.ops.pointwise.elementwise import Elementwise


@keras.function(*ops_names("matmul"))
def matmul(x1: Operand, x2: Operand) -> Application:
    return Application(MatrixMultiply(), (x1, x2))


@keras.function(*ops_names("einsum"))
def einsum(subscripts: str, *operands: Operand, **kwargs: object) -> Application:
    return Application(Einsum(subscripts, "subscripts"), operands)


@keras.function(*ops_names("dot"))
def dot(x1: Operand, x2: Operand) -> Application | Undetermined:
    """numpy's dot: the last axis of the first with the last but one of the second, without broadcasting."""
    if x1.shape is None or x2.shape is None:
        return Undetermined("the ranks are not known")
    if not x1.shape or not x2.shape:
        return Application(Elementwise("multiply"), (x1, x2))
    return Application(TensorDot(first_axes=(-1,), second_axes=(-2 if len(x2.shape) > 1 else -1,)), (x1, x2))


@keras.function(*ops_names("inner"))
def inner(x1: Operand, x2: Operand) -> Application:
    return Application(InnerProduct(), (x1, x2))


@keras.function(*ops_names("outer"))
def outer(x1: Tensor, x2: Tensor) -> Application | Undetermined:
    if any(t.shape is None or len(t.shape) != 1 for t in (x1, x2)):
        return Undetermined("only the outer product of vectors is modelled")
    return Application(Outer(), (x1, x2))


@keras.function(*ops_names("tensordot"))
def tensordot(x1: Operand, x2: Operand, axes: Any = 2) -> Application | Undetermined:
    if isinstance(axes, int):
        return Application(TensorDot(axes), (x1, x2))
    found = elements(axes)
    pairs = [(a,) if isinstance(a, int) else elements(a) for a in found] if found is not None else []
    if len(pairs) != 2 or not all(p is not None and all(isinstance(a, int) for a in p) for p in pairs):
        return Undetermined("the axes are not known")
    return Application(TensorDot(0, pairs[0], pairs[1]), (x1, x2))  # type: ignore[arg-type]
