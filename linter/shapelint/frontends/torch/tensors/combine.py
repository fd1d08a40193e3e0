"""Joining and splitting torch tensors:
https://docs.pytorch.org/docs/stable/torch.html#indexing-slicing-joining-mutating-ops."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from shapelint.frontends.torch.tensors.declaring import Answer, apply, declare, declare_method
from shapelint.frontends.torch.tensors.reshape import tensors_of
from shapelint.interpret.api.coercions import Axis, ManyTensors, Several, Tensors, as_size, as_sizes, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import ListValue
from shapelint.ir import Tensor
from shapelint.ops.axes import resolve_axis, unknown_size
from shapelint.ops.layout.concat_split import Chunk, Concatenate, Meshgrid, Split, Stack, Unbind, split_sizes
from shapelint.ops.layout.creation import Creation
from shapelint.symbolic import Expression, Size, Verdict, divides, less_equal


def of_many(name: str, one: Tensor, dim: Size, new_axes: int) -> Answer:
    """What comes of joining an unknown number of tensors that look alike, along an axis of their own or a new one."""
    rank = None if one.shape is None else len(one.shape) + new_axes
    axis = None if rank is None else resolve_axis(dim, rank)
    if one.shape is None or axis is None or not rank:
        return Undetermined(f"{name} of tensors that are not all known")
    shape = (*one.shape[:axis], unknown_size(), *one.shape[axis + 1 - new_axes :])
    return Application(Creation(f"torch.{name}", shape, one.type.dtype), (one,))


@declare("cat", "concat", "concatenate", method=False)
def cat(tensors: ManyTensors, dim: Axis = 0, *, out: object = None) -> Answer:
    if isinstance(tensors, Several):
        return of_many("cat", tensors[0], dim, 0)
    return Application(Concatenate(dim, skip_empty=True), tensors)


@declare("stack", method=False)
def stack(tensors: ManyTensors, dim: Axis = 0, *, out: object = None) -> Answer:
    if isinstance(tensors, Several):
        return of_many("stack", tensors[0], dim, 1)
    return Application(Stack(dim), tensors)


def declare_numpy_stack(name: str, rank: int, axis: int) -> None:
    @declare(name, method=False)
    def joined(tensors: Tensors, *, out: object = None) -> Answer:
        if any(t.shape is None or len(t.shape) < rank for t in tensors):
            return Undetermined(f"{name} of tensors of low or unknown rank")
        return Application(Concatenate(axis, argument=None), tensors)


for stacking, least, along in (("hstack", 2, 1), ("vstack", 2, 0), ("row_stack", 2, 0), ("dstack", 3, 2)):
    declare_numpy_stack(stacking, least, along)


def size_at(tensor: Tensor, axis: int) -> Size | None:
    """The size of an axis; None when it is not known, or does not exist."""
    if tensor.shape is None:
        return None
    found = resolve_axis(axis, len(tensor.shape))
    return tensor.shape[found] if found is not None and tensor.shape else None


def whole_axis(input: Tensor, dim: int) -> Application:
    """The tensor in one piece: what is left to say of an axis that does not exist."""
    return Application(Chunk(1, dim), (input,), lambda *pieces: pieces)


@declare("split", "unsafe_split", method=False)
def split(tensor: Tensor, split_size_or_sections: Any, dim: Axis = 0) -> Answer:
    return split_tensor(tensor, split_size_or_sections, dim, "split_size_or_sections")


@declare_method("split", "unsafe_split")
def split_method(self: Tensor, split_size: Any, dim: Axis = 0) -> Answer:
    return split_tensor(self, split_size, dim, "split_size")


@declare("split_with_sizes", "unsafe_split_with_sizes")
def split_with_sizes(input: Tensor, split_sizes: Any, dim: Axis = 0) -> Answer:
    return split_tensor(input, split_sizes, dim, "split_sizes")


def split_tensor(tensor: Tensor, sizes: object, dim: int, argument: str) -> Answer:
    """Pieces of the sizes in a list, or of one size as many as there are."""
    if elements(sizes) is not None:
        found = as_sizes(sizes)
        if not isinstance(found, tuple):
            return Undetermined("the sizes of the pieces are not known")
        return Application(Split(found, dim, argument), (tensor,), lambda *pieces: pieces)
    piece = as_size(sizes)
    if not isinstance(piece, (int, Expression)):
        return Undetermined("the sizes of the pieces are not known")
    size = size_at(tensor, dim)
    if size is None:
        return Undetermined("the number of pieces is not known") if tensor.shape is None else whole_axis(tensor, dim)
    pieces = split_sizes(size, piece)
    if pieces is None:
        return Undetermined("the number of pieces is not known")
    return Application(Split(pieces, dim, argument), (tensor,), lambda *found: found)


@declare("chunk", "unsafe_chunk")
def chunk(input: Tensor, chunks: Axis, dim: Axis = 0) -> Application:
    """As many pieces as asked for, or fewer where a size that is not known does not fall into so many."""
    size = size_at(input, dim)
    known = isinstance(size, int) or (size is not None and chunks > 0 and divides(chunks, size) is Verdict.HOLDS)
    return Application(Chunk(chunks, dim), (input,), (lambda *pieces: pieces) if known or chunks < 2 else perhaps_fewer)


def perhaps_fewer(*pieces: Tensor) -> ListValue:
    return ListValue(list(pieces), "the number of pieces is not known", bounded=True)


@declare("tensor_split")
def tensor_split(input: Tensor, indices_or_sections: Any, dim: Axis = 0) -> Answer:
    positions = elements(indices_or_sections)
    if isinstance(indices_or_sections, int):
        operation = Chunk(indices_or_sections, dim, "even", "indices_or_sections")
        return Application(operation, (input,), lambda *pieces: pieces)
    size = size_at(input, dim)
    if positions is None or size is None or not all(isinstance(p, int) and p >= 0 for p in positions):
        return Undetermined("the number or the sizes of the pieces are not known")
    bounds: list[Size] = [0, *(p for p in positions if isinstance(p, int)), size]
    if any(less_equal(a, b) is not Verdict.HOLDS for a, b in pairwise(bounds)):
        return Undetermined("the sizes of the pieces are not known")
    pieces = tuple(b - a for a, b in pairwise(bounds))
    return Application(Split(pieces, dim, "indices_or_sections"), (input,), lambda *found: found)


@declare("unbind")
def unbind(input: Tensor, dim: Axis = 0) -> Answer:
    size = size_at(input, dim)
    if size is None and input.shape is not None:
        return apply(Unbind(None, dim), input)
    if not isinstance(size, int):
        return Undetermined("the number of pieces is not known")
    return Application(Unbind(size, dim), (input,), lambda *pieces: pieces)


@declare("meshgrid", method=False)
def meshgrid(*tensors: Any, indexing: Any = None) -> Answer:
    found = tensors_of(tensors)
    if isinstance(found, Undetermined):
        return found
    if not (indexing is None or isinstance(indexing, str)):
        return Undetermined("an order of axes that is not known")
    return Application(Meshgrid(transposed=indexing == "xy"), found, lambda *grids: grids)
