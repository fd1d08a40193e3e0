"""The elements that an operation gives, where those of its operands are known: sizes are computed with small constant
tensors too (`torch.linspace(8, 64, 4).int().tolist()`)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import product

from shapelint.ir.elements import Element
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.constants.rounding import as_type, bounds_of, computed, widened
from shapelint.ops.dtypes import is_integral, promote
from shapelint.ops.layout.concat_split import Chunk, Concatenate, Split, Stack, Unbind
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.indexing import EllipsisItem, Index, IntItem, Item, NewAxis, SliceItem, consumed
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.layout.reshape import AtLeast, BroadcastTo, Expand, Flatten, Reshape, Squeeze, Unflatten, Unsqueeze
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Difference, Reduce
from shapelint.records import dataclass
from shapelint.symbolic import Expression

MOST_ELEMENTS = 1024
Values = tuple[Element, ...]
ORDERED = (Reshape, Flatten, Unflatten, Squeeze, Unsqueeze, AtLeast)  # what leaves the row-major order as it is


@dataclass(frozen=True, slots=True)
class Operand:
    """A tensor, or a number beside one, with its elements in row-major order."""

    type: TensorType
    values: Values


def numbers(shape: Shape | None) -> tuple[int, ...] | None:
    """A shape whose sizes are all numbers, and few elements; None for any other."""
    if shape is None or not all(isinstance(size, int) and size >= 0 for size in shape):
        return None
    sizes = tuple(size for size in shape if isinstance(size, int))
    return sizes if math.prod(sizes) <= MOST_ELEMENTS else None


def evaluate(
    operation: Operation, operands: Sequence[Operand], outputs: Sequence[TensorType]
) -> tuple[Values, ...] | None:
    """The elements of each output; None where the operation is not evaluated, or not all of them are known."""
    sizes = [numbers(output.shape) for output in outputs]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes) or not known:
        return None
    if isinstance(operation, (Split, Chunk, Unbind, Concatenate, Stack)):
        return moved(operation, operands, known)
    if len(known) != 1:
        return None
    found = one_output(operation, operands, outputs[0], known[0])
    return None if found is None or len(found) != math.prod(known[0]) else (found,)


def one_output(
    operation: Operation, operands: Sequence[Operand], output: TensorType, sizes: tuple[int, ...]
) -> Values | None:
    if isinstance(operation, Creation):
        values = operation.values
        return None if values is None or len(operands) > 0 else complete(as_type(v, output.dtype) for v in values)
    if isinstance(operation, ORDERED):
        return operands[0].values
    if isinstance(operation, (Expand, BroadcastTo)):
        return broadcast(operands[0], sizes)
    if isinstance(operation, Elementwise):
        return elementwise(operation, operands, output, sizes)
    if isinstance(operation, Index):
        return indexed(operation.items, operands[0]) if len(operands) == 1 else None
    if isinstance(operation, Reduce):
        return reduced(operation, operands[0], output)
    if isinstance(operation, Difference):
        return differences(operation.times, operands[0])
    return rearranged(operation, operands[0], output) if isinstance(operation, ShapePreservingOverAxis) else None


def complete(values: Iterable[Element | None]) -> Values | None:
    """All of the elements; None when one is missing."""
    found: list[Element] = []
    for value in values:
        if value is None:
            return None
        found.append(value)
    return tuple(found)


def moved(
    operation: Operation, operands: Sequence[Operand], sizes: Sequence[tuple[int, ...]]
) -> tuple[Values, ...] | None:
    """Joining and parting along the first axis, where row-major order is kept."""
    if operation.axis != 0:  # type: ignore[attr-defined]
        return None
    whole = tuple(value for operand in operands for value in operand.values)
    counts = [math.prod(size) for size in sizes]
    if sum(counts) != len(whole):
        return None
    starts = [sum(counts[:position]) for position in range(len(counts))]
    return tuple(whole[start : start + count] for start, count in zip(starts, counts, strict=True))


def broadcast(operand: Operand, sizes: tuple[int, ...]) -> Values | None:
    """An operand's elements at every position of a larger shape.

    https://pytorch.org/docs/stable/notes/broadcasting.html
    """
    own = numbers(operand.type.shape)
    if own is None or len(own) > len(sizes):
        return None
    if own == sizes:
        return operand.values
    padded = (1,) * (len(sizes) - len(own)) + own
    if any(one not in (1, size) for one, size in zip(padded, sizes, strict=True)):
        return None
    return at_positions(
        operand.values, padded, [[0] * size if o == 1 else range(o) for o, size in zip(padded, sizes, strict=True)]
    )


def at_positions(values: Values, sizes: Sequence[int], axes: Sequence[Sequence[int]]) -> Values:
    """The elements at each combination of positions along the axes."""
    strides = [math.prod(sizes[axis + 1 :]) for axis in range(len(sizes))]
    return tuple(values[sum(p * s for p, s in zip(where, strides, strict=True))] for where in product(*axes))


def elementwise(
    operation: Elementwise, operands: Sequence[Operand], output: TensorType, sizes: tuple[int, ...]
) -> Values | None:
    if operation.in_place or operation.values or (operation.name == "div" and operation.dtype == "promote"):
        return None
    columns = [broadcast(operand, sizes) for operand in operands]
    rows = [column for column in columns if column is not None]
    if len(rows) < len(columns):
        return None
    common = promote([operand.type for operand in operands]) if output.dtype == "bool" else output.dtype
    apply = partial(computed, operation.name, common=common, dtype=output.dtype)
    return complete(apply(row) for row in zip(*rows, strict=True))


def indexed(items: tuple[Item, ...], operand: Operand) -> Values | None:
    """The elements that numbers and slices select."""
    sizes = numbers(operand.type.shape)
    taken = [consumed(item) for item in items]
    if sizes is None or None in taken:
        return None
    missing = len(sizes) - sum(count or 0 for count in taken)
    if missing < 0:
        return None
    rest: list[Item] = [SliceItem()] * missing
    spread: list[Item] = []
    for item in items if any(isinstance(i, EllipsisItem) for i in items) else (*items, EllipsisItem()):
        spread.extend(rest if isinstance(item, EllipsisItem) else () if isinstance(item, NewAxis) else (item,))
    axes = [selected(item, size) for item, size in zip(spread, sizes, strict=False)]
    known = [axis for axis in axes if axis is not None]
    return at_positions(operand.values, sizes, known) if len(known) == len(sizes) else None


def selected(item: Item, size: int) -> Sequence[int] | None:
    """The positions that an item takes along an axis."""
    if isinstance(item, IntItem):
        return [item.value % size] if isinstance(item.value, int) and -size <= item.value < size else None
    if not isinstance(item, SliceItem):
        return None
    start, stop, step = item.start, item.stop, item.step
    if isinstance(start, Expression) or isinstance(stop, Expression) or isinstance(step, Expression):
        return None
    return range(size)[start:stop:step]


def reduced(operation: Reduce, operand: Operand, output: TensorType) -> Values | None:
    """A reduction of all elements."""
    values = operand.values
    if operation.outputs != 1 or not values:
        return None
    if operation.axes is not None and len(operation.axes) != len(operand.type.shape or ()):
        return None
    if operation.name in ("all", "any"):
        truths = complete(as_type(value, "bool") for value in values)
        return None if truths is None else ((all if operation.name == "all" else any)(truths),)
    step = FOLDS.get(operation.name)
    found = None if step is None else accumulated(step, values, output.dtype)
    return None if found is None else found[-1:]


FOLDS = {"sum": "+", "prod": "*", "max": "maximum", "amax": "maximum", "min": "minimum", "amin": "minimum"}


def accumulated(step: str, values: Values, dtype: str | None) -> Values | None:
    """The running results of a step along some values. In which order and precision a framework adds floating numbers
    up is not stated."""
    found: list[Element | None] = [as_type(value, dtype) for value in values[:1]]
    for value in values[1:]:
        before = found[-1]
        found.append(None if before is None else computed(step, (before, value), dtype, dtype))
    whole = complete(found)
    if whole is None or is_integral(dtype) or step not in ("+", "*"):
        return whole
    largest = sum(max(map(abs, bounds_of(value))) for value in (values if step == "+" else whole))
    return complete(widened(value, dtype, largest * len(values)) for value in whole)


def differences(times: int, operand: Operand) -> Values | None:
    """Of neighbours in a vector: https://docs.pytorch.org/docs/stable/generated/torch.diff.html."""
    if len(operand.type.shape or ()) != 1:
        return None
    values: Values | None = operand.values
    for _ in range(times):
        if values is None:
            return None
        pairs = zip(values[1:], values[:-1], strict=True)
        values = complete(computed("-", pair, operand.type.dtype, operand.type.dtype) for pair in pairs)
    return values


def rearranged(operation: ShapePreservingOverAxis, operand: Operand, output: TensorType) -> Values | None:
    """What runs along a vector: reversing, cumulative sums and products."""
    if len(operand.type.shape or ()) != 1:
        return None
    if operation.name == "flip":
        return operand.values[::-1]
    step = {"cumsum": "+", "cumprod": "*"}.get(operation.name)
    return None if step is None else accumulated(step, operand.values, output.dtype)
