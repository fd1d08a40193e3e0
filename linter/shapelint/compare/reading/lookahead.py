"""In which order axes are read later: the neutral order of a value whose maker does not say one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shapelint.ir import Node, Tensor
from shapelint.ops.layout.permute import MoveAxes, Permute, ReverseAxes, Transpose
from shapelint.ops.layout.reshape import Flatten, Reshape, Unflatten
from shapelint.ops.operation import Operation

if TYPE_CHECKING:
    from shapelint.compare.reading.reader import Reader

FARTHEST = 40
ENDS = (Flatten, Reshape, Unflatten)


def wanted_order(reader: Reader, node: Node, start: int, count: int, rank: int) -> tuple[int, ...]:
    """For each of `count` axes of a node's output from `start` on, its place among them in the neutral order: the
    channels before the axes that windows slide along."""
    tensor = reader.outputs.get(id(node), {}).get(0)
    channel = None if tensor is None else channel_axis(reader, tensor, rank)
    plain = tuple(range(count))
    if channel is None or not start <= channel < start + count:
        return plain
    first = max(1, start) - start
    own = channel - start
    if own <= first:
        return plain
    rest = [part for part in range(count) if part != own]
    rest.insert(first, own)
    return tuple(rest.index(part) for part in range(count))


def channel_axis(reader: Reader, tensor: Tensor, rank: int) -> int | None:
    """Which axis of a tensor the first operation takes for the channels that has channels; None where none does."""
    waiting: list[tuple[Tensor, tuple[int, ...]]] = [(tensor, tuple(range(rank)))]
    seen: set[int] = set()
    while waiting and len(seen) < FARTHEST:
        held, axes = waiting.pop(0)
        if id(held) in seen:
            continue
        seen.add(id(held))
        for node in reader.consumers.get(id(held), ()):
            last = getattr(node.operation, "channels_last", None)
            if isinstance(last, bool) and rank >= 3:
                return axes[-1] if last else axes[1]
            if isinstance(node.operation, ENDS) or node.inputs[0] is not held:
                continue
            order = after(node, axes)
            if order is not None:
                waiting += [(one, order) for one in reader.outputs.get(id(node), {}).values()]
    return None


def after(node: Node, axes: Sequence[int]) -> tuple[int, ...] | None:
    """Where each axis is after an operation; None where they are not the same any more."""
    operation = node.operation
    if isinstance(operation, (Permute, Transpose, ReverseAxes, MoveAxes)):
        order = order_of(operation, len(axes))
        return None if order is None else tuple(axes[axis] for axis in order)
    shape, given = node.output_types[0].shape, node.inputs[0].shape
    return tuple(axes) if shape is not None and given is not None and len(shape) == len(given) else None


def order_of(operation: Operation, rank: int) -> list[int] | None:
    """Which axis of the input each axis of the output is."""
    order = list(range(rank))
    if isinstance(operation, Permute):
        kept = operation.kept
        return [*range(kept), *(axis % rank if kept == 0 else axis + kept for axis in operation.order)]
    if isinstance(operation, Transpose):
        first, second = operation.first % rank, operation.second % rank
        order[first], order[second] = order[second], order[first]
        return order
    if isinstance(operation, ReverseAxes):
        return [*order[:-2], order[-1], order[-2]] if operation.last_two else order[::-1]
    if isinstance(operation, MoveAxes):
        moved = dict(zip((a % rank for a in operation.destination), (a % rank for a in operation.source), strict=False))
        rest = iter([axis for axis in order if axis not in moved.values()])
        return [moved[axis] if axis in moved else next(rest) for axis in order]
    return None
