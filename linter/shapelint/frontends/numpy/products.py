"""Products of arrays: https://numpy.org/doc/stable/reference/routines.linalg.html."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.numpy.arrays import Array
from shapelint.frontends.numpy.creation import flattened
from shapelint.frontends.numpy.declaring import Answer, Options, apply, declare
from shapelint.frontends.numpy.dtypes import common, floating
from shapelint.frontends.numpy.joining import alike
from shapelint.interpret.api.coercions import Axes, as_sizes, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.dense.einsum import Einsum
from shapelint.ops.dense.matmul import InnerProduct, MatrixMultiply, Outer, TensorDot
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce, Trace
from shapelint.records import replace


def product(operation: Operation, *factors: Tensor) -> Application:
    return Application(operation, alike(factors))


@declare("matmul")
def matmul(x1: Array, x2: Array, *rest: object, **options: Options) -> Answer:
    return product(MatrixMultiply(), x1, x2)


@declare("dot", method=True)
def dot(a: Array, b: Array, *rest: object, **options: Options) -> Answer:
    """The last axis of the first with the last but one of the second, without broadcasting."""
    if a.shape is None or b.shape is None:
        return Undetermined("the ranks are not known")
    if not a.shape or not b.shape:
        return apply(Elementwise("multiply", common((a, b))), a, b)
    if len(b.shape) <= 2:
        return product(MatrixMultiply(), a, b)
    return tensor_product(a, b, (-1,), (-2,))


def tensor_product(a: Tensor, b: Tensor, first: tuple[int, ...], second: tuple[int, ...]) -> Answer:
    return product(TensorDot(0, first, second), a, b)


@declare("inner")
def inner(a: Array, b: Array) -> Answer:
    return product(InnerProduct(), a, b)


@declare("outer")
def outer(a: Array, b: Array, *rest: object, **options: Options) -> Answer:
    return product(Outer(), flattened(a), flattened(b))


@declare("vdot")
def vdot(a: Array, b: Array) -> Answer:
    return product(MatrixMultiply((1, 1)), flattened(a), flattened(b))


@declare("einsum")
def einsum(subscripts: Any, *operands: Array, **options: Options) -> Answer:
    if not isinstance(subscripts, str):
        return Undetermined("an equation that is not known")
    return product(Einsum(subscripts, "subscripts"), *operands)


@declare("tensordot")
def tensordot(a: Array, b: Array, axes: Any = 2) -> Answer:
    if isinstance(axes, int):
        return product(TensorDot(axes), a, b) if axes >= 0 else Undetermined("axes that are not known")
    pair = elements(axes)
    if pair is None or len(pair) != 2:
        return Undetermined("axes that are not known")
    first, second = as_sizes(pair[0]), as_sizes(pair[1])
    if not isinstance(first, tuple) or not isinstance(second, tuple):
        return Undetermined("axes that are not known")
    if not all(isinstance(axis, int) for axis in (*first, *second)):
        return Undetermined("axes that are not known")
    return tensor_product(a, b, first, second)


@declare("linalg.norm")
def norm(x: Array, ord: object = None, axis: Axes | None = None, keepdims: bool = False) -> Answer:
    return apply(Reduce("norm", axis, bool(keepdims), floating(x.type.dtype), argument="axis"), x)


@declare("trace", method=True)
def trace(a: Array, *rest: Any, **options: Options) -> Answer:
    if a.shape is None or len(a.shape) != 2 or rest or options:
        return Undetermined("a sum along a diagonal")
    return apply(Trace(), replace(a, type=a.type.with_dtype(None)))


@declare("linalg.inv", "linalg.cholesky")
def inverse(a: Array, *rest: object, **options: Options) -> Answer:
    return apply(Elementwise("inverse", floating(a.type.dtype)), a)
