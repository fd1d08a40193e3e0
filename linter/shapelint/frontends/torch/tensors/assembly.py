"""Tensors put together and taken apart in numpy's ways, and parts written into tensors:
https://docs.pytorch.org/docs/stable/torch.html#indexing-slicing-joining-mutating-ops."""

from __future__ import annotations

from math import comb
from typing import Any

from shapelint.frontends.torch.tensors.combine import size_at, split_tensor, tensor_split
from shapelint.frontends.torch.tensors.declaring import (
    Answer,
    apply,
    declare,
    declare_method,
    fields,
    same_shape,
    sizes_of,
)
from shapelint.frontends.torch.tensors.reshape import tensors_of
from shapelint.interpret.api.coercions import Axis, Operand, Sizes, Tensors, as_size, elements
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Kind, Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.dense.linear_algebra import SumToSize
from shapelint.ops.layout.concat_split import Concatenate
from shapelint.ops.layout.creation import Creation, Creations
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.symbolic import Expression, Size, Verdict, divides, equal, product


@declare("column_stack", method=False)
def column_stack(tensors: Tensors, *, out: object = None) -> Answer:
    if any(t.shape is None or len(t.shape) < 2 for t in tensors):
        return columns(tensors)
    return Application(Concatenate(1, argument=None), tensors)


def columns(tensors: tuple[Tensor, ...]) -> Answer:
    """Vectors as the columns of a matrix."""
    if any(t.shape is None or len(t.shape) != 1 for t in tensors):
        return Undetermined("columns of low or unknown rank")
    lengths = [t.shape[0] for t in tensors if t.shape is not None]
    if any(equal(size, lengths[0]) is not Verdict.HOLDS for size in lengths):
        return Undetermined("columns whose lengths are not known to be equal")
    return Application(Creation("column_stack", (lengths[0], len(lengths)), tensors[0].type.dtype), tensors)


def declare_split(name: str, least: int, along: int) -> None:
    @declare(name)
    def split(input: Tensor, indices_or_sections: Any) -> Answer:
        if input.shape is None:
            return Undetermined("the number of pieces is not known")
        if len(input.shape) < least:
            text = f"{name} needs a tensor of rank {least} or more"
            return Rejected(Kind.RANK, "input", text, least, len(input.shape))
        axis = min(along, len(input.shape) - 1)
        if not isinstance(indices_or_sections, int):
            return tensor_split(input, indices_or_sections, axis)
        return even_pieces(input, indices_or_sections, axis)


def even_pieces(input: Tensor, count: int, axis: int) -> Answer:
    """Equal pieces along an axis, which their number has to divide."""
    size = size_at(input, axis)
    verdict = Verdict.UNDECIDED if size is None or count < 1 else divides(count, size)
    if verdict is Verdict.FAILS:
        text = f"an axis of size {size} does not fall into {count} equal pieces"
        return Rejected(Kind.RESHAPE, "indices_or_sections", text, count, str(size))
    if verdict is Verdict.UNDECIDED or size is None:
        return Undetermined("the sizes of the pieces are not known")
    return split_tensor(input, size // count, axis, "indices_or_sections")


for split_name, split_rank, split_axis in (("hsplit", 1, 1), ("vsplit", 2, 0), ("dsplit", 3, 2)):
    declare_split(split_name, split_rank, split_axis)


@declare("diagflat")
def diagflat(input: Tensor, offset: Axis = 0) -> Application:
    size: Size = unknown_size() if input.shape is None else product(input.shape) + abs(offset)
    return apply(Creation("diagflat", (size, size), input.type.dtype), input)


@declare("cartesian_prod", method=False)
def cartesian_prod(*tensors: Any) -> Answer:
    found = tensors_of(tensors)
    if isinstance(found, Undetermined) or not found or any(t.shape is None or len(t.shape) != 1 for t in found):
        return Undetermined("a product of what are not known to be vectors")
    lengths = [t.shape[0] for t in found if t.shape is not None]
    shape = (product(lengths),) if len(found) == 1 else (product(lengths), len(found))
    return Application(Creation("cartesian_prod", shape, found[0].type.dtype), found)


@declare("combinations", method=False)
def combinations(input: Tensor, r: Axis = 2, with_replacement: bool = False) -> Answer:
    size = size_at(input, 0)
    count: Size = unknown_size()
    if isinstance(size, int) and r >= 0:
        count = comb(size + r - 1 if with_replacement and size else size, r)
    return apply(Creation("combinations", (count, r), input.type.dtype), input)


# ----------------------------------------------------------------------------------------- parts that are written


@declare("diagonal_scatter")
def diagonal_scatter(input: Tensor, src: Tensor, offset: object = 0, dim1: object = 0, dim2: object = 1) -> Application:
    return same_shape("diagonal_scatter", input)


@declare("select_scatter")
def select_scatter(input: Tensor, src: Tensor, dim: Axis, index: object) -> Application:
    return apply(ShapePreservingOverAxis("select_scatter", (dim,), scalars=False), input)


@declare("slice_scatter")
def slice_scatter(
    input: Tensor, src: Tensor, dim: Axis = 0, start: object = None, end: object = None, step: object = 1
) -> Application:
    return apply(ShapePreservingOverAxis("slice_scatter", (dim,), scalars=False), input)


@declare("as_strided_scatter")
def as_strided_scatter(
    input: Tensor, src: Tensor, size: object, stride: object, storage_offset: object = None
) -> Application:
    return same_shape("as_strided_scatter", input)


@declare("index_reduce", in_place=True)
def index_reduce(
    input: Tensor,
    dim: Axis,
    index: Tensor,
    source: Tensor,
    reduce: object,
    *,
    include_self: object = True,
    out: object = None,
) -> Application:
    return apply(ShapePreservingOverAxis("index_reduce", (dim,)), input)


@declare("put", in_place=True)
def put(input: Tensor, index: Tensor, source: Tensor, accumulate: object = False) -> Application:
    return same_shape("put", input)


@declare("as_strided", method=True)
def as_strided(input: Tensor, size: Sizes, stride: object, storage_offset: object = None) -> Application:
    return apply(Creation("as_strided", size, input.type.dtype), input)


@declare_method("sum_to_size")
def sum_to_size(self: Tensor, *size: Any) -> Answer:
    sizes = sizes_of(size)
    return sizes if isinstance(sizes, Undetermined) else apply(SumToSize(sizes), self)


# ------------------------------------------------------------------------------------------------ numbers of numbers


@declare("corrcoef")
def corrcoef(input: Tensor) -> Answer:
    return covariance("corrcoef", input)


@declare("cov")
def cov(input: Tensor, *, correction: object = 1, fweights: object = None, aweights: object = None) -> Answer:
    return covariance("cov", input)


def covariance(name: str, input: Tensor) -> Answer:
    """One number for each pair of rows; a single row gives a number."""
    if input.shape is None:
        return Undetermined("the covariance of a tensor of unknown rank")
    if len(input.shape) > 2:
        return Rejected(Kind.RANK, "input", f"{name} takes at most two axes", 2, len(input.shape))
    shape = (input.shape[0], input.shape[0]) if len(input.shape) == 2 else ()
    if shape and equal(shape[0], 1) is not Verdict.FAILS:
        return Undetermined("the covariance of what may be a single row")
    return apply(Creation(name, shape, input.type.dtype), input)


FREXP = fields("frexp", "mantissa", "exponent")


@declare("frexp")
def frexp(input: Tensor, *, out: object = None) -> Application:
    return Application(Creations("frexp", (input.type, input.type.with_dtype("int32"))), (input,), FREXP)


@declare("ldexp")
def ldexp(input: Tensor, other: Operand, *, out: object = None) -> Application:
    return apply(Elementwise("ldexp", "float"), input, other)


@declare_method("ldexp_")
def ldexp_(self: Tensor, other: Operand) -> Application:
    return apply(Elementwise("ldexp", in_place=True), self, other)


@declare("gradient", method=False)
def gradient(input: Tensor, *, spacing: object = 1, dim: Any = None, edge_order: object = 1) -> Answer:
    axes = (dim,) if isinstance(dim, int) else elements(dim)
    if input.shape is None or (axes is None and dim is not None):
        return Undetermined("gradients along axes that are not known")
    count = len(input.shape) if axes is None else len(axes)
    return Application(Creations("gradient", (input.type,) * count), (input,), lambda *g: g)


HISTOGRAM = fields("histogram", "hist", "bin_edges")


@declare("histogram")
def histogram(
    input: Tensor,
    bins: Any,
    *,
    range: object = None,
    weight: object = None,
    density: object = False,
    out: object = None,
) -> Answer:
    if isinstance(bins, Tensor) and bins.shape is not None and len(bins.shape) == 1:
        count = bins.shape[0] - 1
    elif isinstance(bins, (int, Expression)):
        count = bins
    else:
        return Undetermined("a histogram of unknown bins")
    types = (input.type.with_shape((count,)), input.type.with_shape((count + 1,)))
    return Application(Creations("histogram", types), (input,), HISTOGRAM)


@declare("msort")
def msort(input: Tensor, *, out: object = None) -> Application:
    return apply(ShapePreservingOverAxis("msort", (0,), None), input)


@declare("nonzero_static")
def nonzero_static(input: Tensor, *, size: int, fill_value: object = -1, out: object = None) -> Answer:
    if input.shape is None:
        return Undetermined("the positions of a tensor of unknown rank")
    return apply(Creation("nonzero_static", (size, len(input.shape)), "int64"), input)


@declare("searchsorted", method=False)
def searchsorted(
    sorted_sequence: Tensor,
    values: Operand,
    *,
    out_int32: bool = False,
    right: object = False,
    side: object = None,
    sorter: object = None,
    out: object = None,
) -> Application:
    return same_shape("searchsorted", values, "int32" if out_int32 else "int64")


@declare("trapezoid", "trapz", method=False)
def trapezoid(y: Tensor, x: Any = None, *, dx: object = None, dim: Axis = -1) -> Answer:
    if isinstance(x, Tensor) and (x.shape is None or len(x.shape) != 1):
        return Undetermined("an integral over points of several axes")
    return apply(Reduce("trapezoid", (dim,), dtype="float"), y)


@declare("cumulative_trapezoid", method=False)
def cumulative_trapezoid(y: Tensor, x: Any = None, *, dx: object = None, dim: Axis = -1) -> Answer:
    size = size_at(y, dim)
    if y.shape is None or size is None or not y.shape or (isinstance(x, Tensor) and x.type.rank != 1):
        return Undetermined("an integral over points of several axes")
    axis = dim % len(y.shape)
    shape = (*y.shape[:axis], size - 1, *y.shape[axis + 1 :])
    return apply(Creation("cumulative_trapezoid", shape, y.type.dtype), y)


@declare("unravel_index", method=False)
def unravel_index(indices: Tensor, shape: Sizes) -> Application:
    count = len(shape)
    return Application(Creations("unravel_index", (indices.type,) * count), (indices,), lambda *found: found)


@declare("range", method=False)
def range_(start: Any = 0, end: Any = None, step: Any = 1, **options: object) -> Application:
    """Like arange, but the end is among the numbers."""
    first, last, by = as_size(start), as_size(end), as_size(step)
    count: Size = unknown_size()
    if isinstance(first, int) and isinstance(last, int) and isinstance(by, int) and by > 0:
        count = (last - first) // by + 1
    return apply(Creation("range", (count,)))


@declare("segment_reduce", method=False)
def segment_reduce(
    data: Tensor,
    reduce: object,
    *,
    lengths: Any = None,
    indices: object = None,
    offsets: object = None,
    axis: Axis = 0,
    unsafe: object = False,
    initial: object = None,
) -> Answer:
    if axis != 0 or not isinstance(lengths, Tensor) or lengths.type.rank != 1 or data.shape is None:
        return Undetermined("segments along several axes")
    assert lengths.shape is not None
    return apply(Creation("segment_reduce", (*lengths.shape, *data.shape[1:]), data.type.dtype), data)
