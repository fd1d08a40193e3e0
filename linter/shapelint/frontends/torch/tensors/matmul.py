"""Products of matrices: https://docs.pytorch.org/docs/stable/torch.html#blas-and-lapack-operations."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.tensors.declaring import Answer, apply, declare, declare_method
from shapelint.frontends.torch.tensors.reshape import tensors_of
from shapelint.interpret.api.coercions import as_sizes, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.dense.einsum import Einsum
from shapelint.ops.dense.matmul import AddProduct, InnerProduct, MatrixMultiply, Outer, PairDistances, TensorDot


@declare("matmul", "linalg.matmul")
def matmul(input: Tensor, other: Tensor, *, out: object = None) -> Application:
    return apply(MatrixMultiply(), input, other)


@declare("mm")
def mm(input: Tensor, mat2: Tensor, *, out: object = None) -> Application:
    return apply(MatrixMultiply((2, 2)), input, mat2)


@declare("bmm")
def bmm(input: Tensor, mat2: Tensor, *, out: object = None) -> Application:
    return apply(MatrixMultiply((3, 3)), input, mat2)


@declare("mv")
def mv(input: Tensor, vec: Tensor, *, out: object = None) -> Application:
    return apply(MatrixMultiply((2, 1)), input, vec)


@declare("dot")
def dot(input: Tensor, tensor: Tensor, *, out: object = None) -> Application:
    return apply(MatrixMultiply((1, 1)), input, tensor)


@declare("vdot")
def vdot(input: Tensor, other: Tensor, *, out: object = None) -> Application:
    return apply(MatrixMultiply((1, 1)), input, other)


@declare("inner")
def inner(input: Tensor, other: Tensor, *, out: object = None) -> Application:
    return apply(InnerProduct(), input, other)


@declare("outer", "ger")
def outer(input: Tensor, vec2: Tensor, *, out: object = None) -> Application:
    return apply(Outer(), input, vec2)


# The ranks of the factors in torch's sums of a tensor and a product.
RANKS = {"addmm": (2, 2), "addbmm": (3, 3), "baddbmm": (3, 3)}


def sum_of(name: str, input: Tensor, first: Tensor, second: Tensor) -> Application:
    return apply(AddProduct(RANKS[name], summed=name == "addbmm"), input, first, second)


@declare("addmm", in_place=True)
def addmm(
    input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: object = 1, alpha: object = 1, out: object = None
) -> Application:
    return sum_of("addmm", input, mat1, mat2)


@declare("addbmm", in_place=True)
def addbmm(
    input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: object = 1, alpha: object = 1, out: object = None
) -> Application:
    return sum_of("addbmm", input, batch1, batch2)


@declare("baddbmm", in_place=True)
def baddbmm(
    input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: object = 1, alpha: object = 1, out: object = None
) -> Application:
    return sum_of("baddbmm", input, batch1, batch2)


@declare("addmv", in_place=True)
def addmv(
    input: Tensor, mat: Tensor, vec: Tensor, *, beta: object = 1, alpha: object = 1, out: object = None
) -> Application:
    return apply(AddProduct((2, 1)), input, mat, vec)


@declare("addr", in_place=True)
def addr(
    input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: object = 1, alpha: object = 1, out: object = None
) -> Application:
    return apply(AddProduct((1, 1)), input, vec1, vec2)


@declare("einsum", "functional.einsum", method=False)
def einsum(equation: Any, *operands: Any) -> Answer:
    if not isinstance(equation, str):
        return Undetermined("an equation that is not known")
    found = tensors_of(operands)
    return found if isinstance(found, Undetermined) else Application(Einsum(equation), found)


@declare("tensordot", method=False)
def tensordot(a: Tensor, b: Tensor, dims: Any = 2, out: object = None) -> Answer:
    if isinstance(dims, int):
        return apply(TensorDot(dims), a, b)
    pair = elements(dims)
    if pair is None or len(pair) != 2:
        return Undetermined("axes that are not known")
    first, second = as_sizes(pair[0]), as_sizes(pair[1])
    if not isinstance(first, tuple) or not isinstance(second, tuple):
        return Undetermined("axes that are not known")
    if not all(isinstance(axis, int) for axis in (*first, *second)):
        return Undetermined("axes that are not known")
    return apply(TensorDot(0, first, second), a, b)


@declare("chain_matmul", method=False)
def chain_matmul(*matrices: Tensor, out: object = None) -> Answer:
    return matmul(*matrices) if len(matrices) == 2 else Undetermined("a chain of products")


@declare("cdist", method=False)
def cdist(
    x1: Tensor, x2: Tensor, p: object = 2.0, compute_mode: object = "use_mm_for_euclid_dist_if_necessary"
) -> Application:
    return apply(PairDistances(), x1, x2)


@declare_method("__matmul__")
def matmul_operator(self: Tensor, other: Tensor) -> Application:
    return apply(MatrixMultiply(), self, other)
