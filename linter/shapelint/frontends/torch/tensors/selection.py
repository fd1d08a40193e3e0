"""Selecting and writing elements of torch tensors:
https://docs.pytorch.org/docs/stable/torch.html#indexing-slicing-joining-mutating-ops."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.tensors.declaring import Answer, apply, declare, declare_method, same_shape
from shapelint.interpret.api.coercions import Axis, as_size
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.gather_scatter import (
    Cross,
    Diag,
    Diagonal,
    DiagonalEmbed,
    Gather,
    IndexSelect,
    MaskedSelect,
    Narrow,
    Positions,
    Scatter,
    SelectPosition,
    Take,
    TakeAlong,
    Windows,
)
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.pointwise.activation import ShapePreservingWithRank
from shapelint.symbolic import Expression


@declare("gather")
def gather(input: Tensor, dim: Axis, index: Tensor, *, sparse_grad: object = False, out: object = None) -> Application:
    return apply(Gather(dim), input, index)


@declare("scatter", in_place=True)
def scatter(
    input: Tensor,
    dim: Axis,
    index: Tensor,
    src: Any = None,
    *,
    value: object = None,
    reduce: object = None,
    out: object = None,
) -> Application:
    return apply(Scatter(dim), input, index, *((src,) if isinstance(src, Tensor) else ()))


@declare("scatter_add", in_place=True)
def scatter_add(input: Tensor, dim: Axis, index: Tensor, src: Tensor, *, out: object = None) -> Application:
    return apply(Scatter(dim), input, index, src)


@declare("scatter_reduce", in_place=True)
def scatter_reduce(
    input: Tensor,
    dim: Axis,
    index: Tensor,
    src: Tensor,
    reduce: object,
    *,
    include_self: object = True,
    out: object = None,
) -> Application:
    return apply(Scatter(dim), input, index, src)


@declare("index_select")
def index_select(input: Tensor, dim: Axis, index: Tensor, *, out: object = None) -> Application:
    return apply(IndexSelect(dim), input, index)


@declare("index_add", in_place=True)
def index_add(
    input: Tensor, dim: Axis, index: Tensor, source: Tensor, *, alpha: object = 1, out: object = None
) -> Application:
    return apply(ShapePreservingOverAxis("index_add", (dim,)), input)


@declare("index_copy", in_place=True)
def index_copy(input: Tensor, dim: Axis, index: Tensor, source: Tensor, *, out: object = None) -> Application:
    return apply(ShapePreservingOverAxis("index_copy", (dim,)), input)


@declare("index_fill", in_place=True)
def index_fill(input: Tensor, dim: Axis, index: Tensor, value: object) -> Application:
    return apply(ShapePreservingOverAxis("index_fill", (dim,)), input)


@declare("index_put", in_place=True)
def index_put(input: Tensor, indices: object, values: Tensor, accumulate: object = False) -> Application:
    return same_shape("index_put", input)


@declare("select")
def select(input: Tensor, dim: Axis, index: int) -> Application:
    return apply(SelectPosition(dim, index), input)


@declare("narrow")
def narrow(input: Tensor, dim: Axis, start: Any, length: int) -> Application:
    known = None if isinstance(start, Tensor) else as_size(start)
    return apply(Narrow(dim, known if isinstance(known, (int, Expression)) else None, length), input)


@declare("diagonal")
def diagonal(input: Tensor, offset: Axis = 0, dim1: Axis = 0, dim2: Axis = 1) -> Application:
    return apply(Diagonal(offset, dim1, dim2), input)


@declare("diag")
def diag(input: Tensor, diagonal: Axis = 0, *, out: object = None) -> Application:
    return apply(Diag(diagonal), input)


@declare("diag_embed")
def diag_embed(input: Tensor, offset: Axis = 0, dim1: Axis = -2, dim2: Axis = -1) -> Application:
    return apply(DiagonalEmbed(offset, dim1, dim2), input)


@declare("triu", in_place=True)
@declare("tril", in_place=True)
def triangle(input: Tensor, diagonal: object = 0, *, out: object = None) -> Application:
    return apply(ShapePreservingWithRank("tril", minimum_rank=2), input)


@declare_method("unfold")
def unfold(self: Tensor, dimension: Axis, size: int, step: int) -> Application:
    return apply(Windows(dimension, size, step), self)


@declare("nonzero")
def nonzero(input: Tensor, *, out: object = None, as_tuple: bool = False) -> Answer:
    if not as_tuple:
        return apply(Positions(), input)
    if input.shape is None:
        return Undetermined("the positions of a tensor of unknown rank")
    count = max(len(input.shape), 1)
    return Application(
        Creation("nonzero", (unknown_size(),), "int64"), (input,), lambda positions: (positions,) * count
    )


@declare("argwhere")
def argwhere(input: Tensor) -> Application:
    return apply(Positions(), input)


@declare("masked_select")
def masked_select(input: Tensor, mask: Tensor, *, out: object = None) -> Application:
    return apply(MaskedSelect(), input, mask)


@declare("take")
def take(input: Tensor, index: Tensor) -> Application:
    return apply(Take(), input, index)


@declare("take_along_dim")
def take_along_dim(input: Tensor, indices: Tensor, dim: Axis | None = None, *, out: object = None) -> Answer:
    return Undetermined("elements of the flattened tensor") if dim is None else apply(TakeAlong(dim), input, indices)


@declare("cross")
def cross(input: Tensor, other: Tensor, dim: Axis | None = None, *, out: object = None) -> Application:
    return apply(Cross(dim), input, other)


@declare("linalg.cross", method=False)
def linalg_cross(input: Tensor, other: Tensor, *, dim: Axis = -1, out: object = None) -> Application:
    return apply(Cross(dim), input, other)


@declare("bucketize", method=False)
def bucketize(
    input: Tensor, boundaries: Tensor, *, out_int32: object = False, right: object = False, out: object = None
) -> Application:
    return same_shape("bucketize", input, "int64")


@declare("bincount")
def bincount(input: Tensor, weights: object = None, minlength: object = 0) -> Application:
    return apply(Creation("bincount", (unknown_size(),), "int64"), input)


@declare("unique_consecutive")
@declare("unique")
def unique(
    input: Tensor, sorted: object = True, return_inverse: Any = False, return_counts: Any = False, dim: Any = None
) -> Answer:
    if return_inverse is not False or return_counts is not False or dim is not None:
        return Undetermined("what is unique among the elements")
    return apply(Creation("unique", (unknown_size(),), input.type.dtype), input)


@declare("multinomial")
def multinomial(
    input: Tensor, num_samples: int, replacement: object = False, *, generator: object = None, out: object = None
) -> Answer:
    if not input.shape:
        return Undetermined("samples from a distribution of unknown shape")
    shape = (*input.shape[:-1], num_samples)
    return apply(Creation("multinomial", shape, "int64", "num_samples"), input)


@declare("histc")
def histc(input: Tensor, bins: int = 100, min: object = 0, max: object = 0, *, out: object = None) -> Application:
    return apply(Creation("histc", (bins,), input.type.dtype, "bins"), input)
