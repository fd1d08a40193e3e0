"""Subscripts of tensors: `x[0, 1:, None, ..., mask, index]`.

The rules are numpy's basic and advanced indexing, https://numpy.org/doc/stable/user/basics.indexing.html, as torch
applies them: an integer, as a number or as a tensor without axes, counts as basic, so that it neither joins the index
tensors nor parts them."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import is_unknown, render_shape, surely_nonnegative, unknown_size
from shapelint.ops.broadcasting import broadcast_pair, expand_to
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, bounds, ceil_div, equal, less, less_equal, maximum, minimum


@dataclass(frozen=True, slots=True)
class IntItem:
    """One position: the axis is dropped."""

    value: Size


@dataclass(frozen=True, slots=True)
class SliceItem:
    """A range of positions; None for a bound that is left out."""

    start: Size | None = None
    stop: Size | None = None
    step: Size | None = None


@dataclass(frozen=True, slots=True)
class NewAxis:
    """`None`: a new axis of size one."""


@dataclass(frozen=True, slots=True)
class EllipsisItem:
    """`...`: as many whole axes as the other items leave."""


@dataclass(frozen=True, slots=True)
class TensorItem:
    """A tensor or list of positions, of that shape; None when not even its rank is known."""

    shape: Shape | None


@dataclass(frozen=True, slots=True)
class MaskItem:
    """A boolean tensor, which takes as many axes as it has and leaves one, of unknown size. `()` is a single
    boolean."""

    shape: Shape | None


@dataclass(frozen=True, slots=True)
class UnknownItem:
    """An item of which nothing is known, or only that it is a slice."""

    is_slice: bool = False


Item = IntItem | SliceItem | NewAxis | EllipsisItem | TensorItem | MaskItem | UnknownItem


def consumed(item: Item) -> int | None:
    """The number of the input's axes that an item takes up; None when it is not known."""
    if isinstance(item, (IntItem, SliceItem, TensorItem)):
        return 1
    if isinstance(item, (NewAxis, EllipsisItem)):
        return 0
    if isinstance(item, MaskItem):
        return None if item.shape is None else len(item.shape)
    return 1 if item.is_slice else None


def _bound(value: Size, size: Size) -> Size | None:
    """A slice's bound as a position from 0 to `size`; None when it is not known from which end it counts."""
    if surely_nonnegative(value):
        return size if less_equal(size, value) is Verdict.HOLDS else _smaller(value, size)
    if isinstance(value, int):
        return 0 if less_equal(size + value, 0) is Verdict.HOLDS else _larger(size + value, 0)
    if is_unknown(value):
        return size if equal(value, size) is Verdict.HOLDS else None
    high = bounds(value)[1]
    return _larger(size + value, 0) if high is not None and high < 0 else None


def _smaller(first: Size, second: Size) -> Size:
    return first if less_equal(first, second) is Verdict.HOLDS else minimum(first, second)


def _larger(first: Size, second: Size) -> Size:
    return first if less_equal(second, first) is Verdict.HOLDS else maximum(first, second)


def range_length(start: int, stop: int, step: int) -> int:
    """How many numbers a range has, however many they are: `len` counts no further than 64 bits."""
    return max(0, -((start - stop) // step) if step > 0 else -((stop - start) // -step))


def slice_length(item: SliceItem, size: Size) -> Size:
    """How many positions of an axis of that size a slice takes; a fresh unknown when its bounds do not say."""
    step = 1 if item.step is None else item.step
    if not isinstance(step, int) or step == 0:
        return unknown_size()
    given = (item.start, item.stop)
    if isinstance(size, int) and all(b is None or isinstance(b, int) for b in given):
        return range_length(*slice(item.start, item.stop, step).indices(size))
    if step < 0:
        return ceil_div(size, -step) if given == (None, None) else unknown_size()
    start = 0 if item.start is None else _bound(item.start, size)
    stop = size if item.stop is None else _bound(item.stop, size)
    if start is None or stop is None:
        return unknown_size()
    return ceil_div(_larger(stop - start, 0), step)


def too_many_indices(count: int, shape: Shape) -> str:
    """Why a tensor of that shape cannot be indexed along so many axes."""
    if not shape:
        return "a single number (a tensor of rank 0) cannot be indexed"
    axes = "1 axis" if len(shape) == 1 else f"{len(shape)} axes"
    return f"{count} indices for {render_shape(shape)}, which has {axes}"


@dataclass(frozen=True, slots=True)
class _Indexed:
    """The shape that a subscript leaves, None when its rank is not known, and what the subscript requires."""

    sizes: Shape | None
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Index(Operation):
    """`x[items]`. With `negative_steps` a slice may run backwards (numpy, Keras); torch refuses that.

    https://pytorch.org/docs/stable/tensor_view.html
    """

    items: tuple[Item, ...]
    negative_steps: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),), self._steps())
        counts = [consumed(item) for item in self.items]
        known = [count for count in counts if count is not None]
        rank = len(given.shape)
        if sum(known) > rank:
            too_many = Requirement(
                Kind.INDEX,
                Verdict.FAILS,
                rank,
                sum(known),
                "<=",
                None,
                0,
                None,
                too_many_indices(sum(known), given.shape),
            )
            return Inference((given.with_shape(None),), (too_many,))
        if len(known) < len(counts) or sum(isinstance(i, EllipsisItem) for i in self.items) > 1:
            return Inference((given.with_shape(None),), self._steps())
        indexed = _apply(_complete(self.items, rank - sum(known)), given.shape)
        return Inference((given.with_shape(indexed.sizes),), self._steps() + indexed.requirements)

    def _steps(self) -> tuple[Requirement, ...]:
        steps = [i.step for i in self.items if isinstance(i, SliceItem) and isinstance(i.step, int)]
        least = min(steps, default=1)
        if least > 0 or (self.negative_steps and 0 not in steps):
            return ()
        text = "the step of a slice must be greater than zero"
        return (Requirement(Kind.INDEX, Verdict.FAILS, 1, least, ">=", None, 0, None, text),)


def _complete(items: Sequence[Item], missing: int) -> list[Item]:
    """The items with the ellipsis, or the end, filled up with whole slices."""
    whole: list[Item] = [SliceItem()] * missing
    for position, item in enumerate(items):
        if isinstance(item, EllipsisItem):
            return [*items[:position], *whole, *items[position + 1 :]]
    return [*items, *whole]


def _apply(items: Sequence[Item], shape: Shape) -> _Indexed:
    """Apply items that take up all axes of the shape."""
    sizes: list[Size] = []
    requirements: tuple[Requirement, ...] = ()
    common: Shape | None = ()
    places: list[int] = []
    axis = 0
    for item in items:
        if isinstance(item, NewAxis):
            sizes.append(1)
        elif isinstance(item, IntItem):
            requirements += _within(item.value, shape[axis], axis)
        elif isinstance(item, SliceItem):
            sizes.append(slice_length(item, shape[axis]))
        elif isinstance(item, UnknownItem):
            sizes.append(unknown_size())
        elif isinstance(item, (TensorItem, MaskItem)) and not (isinstance(item, TensorItem) and item.shape == ()):
            places.append(len(sizes))
            found = item.shape
            if isinstance(item, MaskItem) and item.shape is not None:
                requirements += _mask_fits(item.shape, shape[axis : axis + len(item.shape)], axis)
                found = (unknown_size(),)
            if common is not None and found is not None:
                common, clashes = broadcast_pair(common, found, Kind.INDEX, 0)
                # Index tensors are no operands of the subscript: nothing but its text can say which one is meant.
                requirements += tuple(_without_operand(r) for r in clashes)
            else:
                common = None
        axis += consumed(item) or 0
    if not places:
        return _Indexed(tuple(sizes), requirements)
    if common is None:
        return _Indexed(None, requirements)
    together = all(place == places[0] for place in places)
    start = places[0] if together else 0
    return _Indexed((*sizes[:start], *common, *sizes[start:]), requirements)


def _without_operand(requirement: Requirement) -> Requirement:
    return Requirement(
        requirement.kind, requirement.verdict, requirement.expected, requirement.actual, requirement.relation,
        None, None, None, requirement.text,
    )  # fmt: skip


def _within(value: Size, size: Size, axis: int) -> tuple[Requirement, ...]:
    """That a position exists on an axis."""
    if isinstance(value, int) and value < 0:
        verdict = less_equal(-value, size)
    elif surely_nonnegative(value):
        verdict = less(value, size)
    else:
        return ()
    if verdict is Verdict.HOLDS:
        return ()
    text = f"index {value} is out of range for axis {axis} of size {size}"
    return (Requirement(Kind.INDEX, verdict, size, value, "within", None, 0, axis, text),)


def _mask_fits(mask: Shape, sizes: Shape, axis: int) -> tuple[Requirement, ...]:
    """That a mask has the sizes of the axes that it selects from."""
    text = f"the mask {render_shape(mask)} does not match {render_shape(sizes)}"
    return tuple(
        Requirement(Kind.INDEX, verdict, size, own, "==", None, 0, axis + offset, text)
        for offset, (own, size) in enumerate(zip(mask, sizes, strict=True))
        if (verdict := equal(own, size)) is not Verdict.HOLDS
    )


@dataclass(frozen=True, slots=True)
class AssignIndex(Operation):
    """`x[items] = value`, with x and the value as inputs: the value expands to the subscript's shape, and x stays."""

    items: tuple[Item, ...]

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, value = inputs[0], inputs[1]
        inner = Index(self.items).infer((given,))
        requirements = inner.requirements
        target = inner.outputs[0].shape
        if target is not None and value.shape is not None:
            # torch drops leading ones of the value first.
            source = value.shape
            while len(source) > len(target) and equal(source[0], 1) is Verdict.HOLDS:
                source = source[1:]
            if len(source) <= len(target) or equal(source[0], 1) is Verdict.FAILS:
                requirements += expand_to(source, target, operand=1)
        return Inference((given,), requirements)
