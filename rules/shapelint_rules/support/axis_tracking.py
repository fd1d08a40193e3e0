"""Where each axis of an operation's inputs goes: which axis of the output is the same axis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from shapelint.ir import Node, Shape
from shapelint.ops.attention.attention import MultiHeadAttention
from shapelint.ops.attention.transformer import TransformerLayer, TransformerStack
from shapelint.ops.dense.embedding import Embedding, Lookup
from shapelint.ops.dense.linear import Linear
from shapelint.ops.dense.matmul import MatrixMultiply
from shapelint.ops.layout.concat_split import Chunk, Concatenate, Split, Stack, Unbind
from shapelint.ops.layout.indexing import EllipsisItem, Index, IntItem, NewAxis, SliceItem, consumed
from shapelint.ops.layout.merge_layers import Merge
from shapelint.ops.layout.permute import MoveAxes, Permute, ReverseAxes, ShapePreservingOverAxis, Transpose
from shapelint.ops.layout.reshape import Expand, Flatten, Reshape, Squeeze, Unflatten, Unsqueeze
from shapelint.ops.loss.criterion import ElementwiseLoss
from shapelint.ops.norm.normalization import (
    BatchNormalization,
    GroupNormalization,
    LayerNormalization,
    LocalResponseNormalization,
)
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.activation import ChannelSlope, GatedHalf, ShapePreservingWithRank
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.parametric_activation import ElementwiseSlope
from shapelint.ops.pointwise.reduction import Reduce, TopK
from shapelint.ops.recurrent.cells import Recurrence
from shapelint.ops.recurrent.rnn import Recurrent
from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.spatial.padding import Pad, PadTrailing
from shapelint.ops.spatial.pooling import AdaptivePooling, FractionalPooling, GlobalPooling, MaxUnpooling, Pooling
from shapelint.ops.spatial.resize import ChannelShuffle, GridSample, PixelShuffle, PixelUnshuffle, Resize, Upsample
from shapelint.ops.structural.wrappers import EachStep, SpectralNorm
from shapelint.symbolic import Verdict, equal

Move = tuple[int, int, int]
"""The operand's position, an axis of it, and the axis of the output that is the same one."""

IMAGES = (Convolution, Pooling, AdaptivePooling, GlobalPooling, FractionalPooling, MaxUnpooling)
ALIGNED = (Elementwise, Merge, ElementwiseLoss)
UNCHANGED = (
    BatchNormalization, ChannelShuffle, ChannelSlope, Chunk, GatedHalf, GroupNormalization, LayerNormalization,
    LocalResponseNormalization, MultiHeadAttention, Pad, ElementwiseSlope, PadTrailing, PixelShuffle, PixelUnshuffle,
    ShapePreservingWithRank, ShapePreservingOverAxis, Resize, Split, TopK, TransformerLayer, TransformerStack, Upsample,
)  # fmt: skip
ALL_BUT_THE_LAST = (Linear, Embedding, Lookup)


def moves(node: Node) -> Iterator[Move]:
    """How the axes of a node's inputs go over into those of its output (of each of them, where there are several);
    nothing for an axis that is not known to stay itself."""
    if not node.inputs or not node.output_types:
        return
    out = node.output_types[0].shape
    operation = unwrapped(node.operation)
    if out is None:
        return
    if isinstance(operation, ALIGNED):
        for position, tensor in enumerate(node.inputs):
            if tensor.shape is not None:
                yield from _aligned(position, tensor.shape, out)
        return
    if isinstance(operation, Concatenate):
        for position, tensor in enumerate(node.inputs):
            if tensor.shape is not None and len(tensor.shape) == len(out):
                yield from ((position, axis, axis) for axis in range(len(out)))
        return
    given = node.inputs[0].shape
    if given is None:
        return
    if isinstance(operation, MatrixMultiply):
        yield from _product(operation, node, out)
        return
    for axis, target in _of_first(operation, given, out):
        yield 0, axis, target


def unwrapped(operation: Operation) -> Operation:
    """The operation within a wrapper that leaves its axes as they are."""
    while isinstance(operation, SpectralNorm):
        operation = operation.inner
    return operation


def _aligned(position: int, shape: Shape, out: Shape) -> Iterator[Move]:
    """Axes aligned at the last one. A size of 1 that is stretched is not the same axis."""
    offset = len(out) - len(shape)
    for axis, size in enumerate(shape):
        target = axis + offset
        if target >= 0 and equal(size, out[target]) is Verdict.HOLDS:
            yield position, axis, target


def _of_first(operation: Operation, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    """The axes of the main input."""
    if isinstance(operation, IMAGES):
        yield from _image(operation, given, out)
    elif isinstance(operation, UNCHANGED):
        if len(given) == len(out):
            yield from _same(len(given))
    elif isinstance(operation, ALL_BUT_THE_LAST):
        yield from _same(len(given) - (1 if isinstance(operation, Linear) else 0))
    else:
        for kind, pairs in BY_KIND:
            if isinstance(operation, kind):
                yield from pairs(operation, given, out)
                return


def _same(count: int) -> Iterator[tuple[int, int]]:
    yield from ((axis, axis) for axis in range(count))


def _image(operation: Any, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    """The batch axis stays; so do the channels under a pooling."""
    spatial = spatial_rank(operation)
    if spatial is None or len(given) < spatial + 1:
        return
    batched = len(given) - spatial - 1
    yield from _same(min(batched, 1))
    if isinstance(operation, Convolution) or len(given) != len(out):
        return
    last = bool(getattr(operation, "channels_last", False))
    channels = len(given) - 1 if last else batched
    yield channels, channels


def spatial_rank(operation: Any) -> int | None:
    """How many spatial axes an operation on images works on."""
    if isinstance(operation, Convolution):
        return len(operation.kernel_size)
    found = getattr(operation, "spatial_rank", None)
    if isinstance(found, int):
        return found
    kernel = getattr(operation, "kernel_size", None)
    return len(kernel) if isinstance(kernel, tuple) else None


def _flatten(operation: Flatten, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    rank = len(given)
    start, end = operation.start % max(rank, 1), operation.end % max(rank, 1)
    yield from _same(min(start, len(out)))
    for axis in range(end + 1, rank):
        yield axis, axis - (end - start)


def _reshape(operation: Reshape, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    """Leading and trailing axes whose sizes agree."""
    leading = 0
    while leading < min(len(given), len(out)) and _agree(given[leading], out[leading]):
        yield leading, leading
        leading += 1
    for back in range(1, min(len(given), len(out)) - leading + 1):
        if not _agree(given[-back], out[-back]):
            return
        yield len(given) - back, len(out) - back


def _agree(first: object, second: object) -> bool:
    return first == second


def _unflatten(operation: Unflatten, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    axis = operation.axis % max(len(given), 1)
    yield from _same(axis)
    more = len(out) - len(given)
    yield from ((a, a + more) for a in range(axis + 1, len(given)))


def _squeeze(operation: Squeeze, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    chosen = range(len(given)) if operation.axes is None else [a % max(len(given), 1) for a in operation.axes]
    kept = [a for a, s in enumerate(given) if not (a in chosen and equal(s, 1) is Verdict.HOLDS)]
    if len(kept) == len(out):
        yield from ((a, i) for i, a in enumerate(kept))


def _unsqueeze(operation: Unsqueeze, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    new = {a % len(out) for a in operation.axes}
    kept = [i for i in range(len(out)) if i not in new]
    if len(kept) == len(given):
        yield from enumerate(kept)


def _expand(operation: Expand, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    yield from ((axis, target) for _, axis, target in _aligned(0, given, out))


def _permute(operation: Permute, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    rest = len(given) - operation.kept
    if rest == len(operation.order) and len(out) == len(given):
        yield from _same(operation.kept)
        for target, axis in enumerate(operation.order):
            yield axis % rest + operation.kept, target + operation.kept


def _transpose(operation: Transpose, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    rank = len(given)
    if not rank or len(out) != rank:
        return
    order = list(range(rank))
    first, second = operation.first % rank, operation.second % rank
    order[first], order[second] = order[second], order[first]
    yield from ((axis, target) for target, axis in enumerate(order))


def _reverse(operation: ReverseAxes, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    rank = len(given)
    order = list(range(rank))[::-1] if not operation.last_two else [*range(rank - 2), rank - 1, rank - 2]
    if len(out) == rank and rank > 1:
        yield from ((axis, target) for target, axis in enumerate(order))


def _move(operation: MoveAxes, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    rank = len(given)
    if not rank or len(out) != rank or len(operation.source) != len(operation.destination):
        return
    source, destination = [a % rank for a in operation.source], [a % rank for a in operation.destination]
    arriving = dict(zip(destination, source, strict=True))
    remaining = iter(a for a in range(rank) if a not in source)
    for target in range(rank):
        yield (arriving[target] if target in arriving else next(remaining)), target


def _reduce(operation: Reduce, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    rank = len(given)
    gone = set(range(rank)) if operation.axes is None else {a % max(rank, 1) for a in operation.axes}
    kept = [a for a in range(rank) if a not in gone]
    if len(out) == rank:
        yield from ((a, a) for a in kept)
    elif len(out) == len(kept):
        yield from ((a, i) for i, a in enumerate(kept))


def _stack(operation: Stack, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    place = operation.axis % len(out)
    yield from ((a, a if a < place else a + 1) for a in range(len(given)))


def _unbind(operation: Unbind, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    place = operation.axis % max(len(given), 1)
    yield from ((a, a if a < place else a - 1) for a in range(len(given)) if a != place)


def _index(operation: Index, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    """Basic indexing only: positions, slices, new axes."""
    known = (IntItem, SliceItem, NewAxis, EllipsisItem)
    if not all(isinstance(item, known) for item in operation.items):
        return
    taken = sum(consumed(item) or 0 for item in operation.items)
    axis = target = 0
    items: Sequence[object] = operation.items
    if not any(isinstance(item, EllipsisItem) for item in items):
        items = (*items, EllipsisItem())
    for item in items:
        if isinstance(item, NewAxis):
            target += 1
        elif isinstance(item, IntItem):
            axis += 1
        else:
            for _ in range(len(given) - taken if isinstance(item, EllipsisItem) else 1):
                if axis < len(given) and target < len(out):
                    yield axis, target
                axis, target = axis + 1, target + 1


def _grid(operation: GridSample, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    yield from _same(min(2, len(given), len(out)))


def _recurrent(operation: Recurrent, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    if len(given) == len(out):
        yield from _same(len(given) - 1)


def _recurrence(operation: Recurrence, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    yield from _same(min(len(given), len(out)) - 1)


def _each_step(operation: EachStep, given: Shape, out: Shape) -> Iterator[tuple[int, int]]:
    yield from _same(min(2, len(given), len(out)))


def _product(operation: MatrixMultiply, node: Node, out: Shape) -> Iterator[Move]:
    """The axes of a product in front of the last two, the rows of the first factor, the columns of the second."""
    for position, exchanged in enumerate((operation.transpose_first, operation.transpose_second)):
        shape = node.inputs[position].shape
        if shape is None or len(shape) < 2 or len(out) < 2:
            continue
        leading = (m for m in _aligned(position, shape[:-2], out[:-2]))
        yield from leading
        own = -2 if position == 0 else -1
        source = own if not exchanged else -3 - own
        yield position, len(shape) + source, len(out) + own


BY_KIND: tuple[tuple[type, Callable[[Any, Shape, Shape], Iterator[tuple[int, int]]]], ...] = (
    (Flatten, _flatten),
    (Reshape, _reshape),
    (Unflatten, _unflatten),
    (Squeeze, _squeeze),
    (Unsqueeze, _unsqueeze),
    (Expand, _expand),
    (Permute, _permute),
    (Transpose, _transpose),
    (ReverseAxes, _reverse),
    (MoveAxes, _move),
    (Reduce, _reduce),
    (Stack, _stack),
    (Unbind, _unbind),
    (Index, _index),
    (GridSample, _grid),
    (Recurrent, _recurrent),
    (Recurrence, _recurrence),
    (EachStep, _each_step),
)
