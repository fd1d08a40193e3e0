"""How tensors show values: which neutral axis stands where.

A value has its axes in a neutral order: the batch, the channels, then the axes along which windows slide, or the
order in which the first operation reads them that cares. A tensor is a view of a value, whose axes may stand in
another order; to permute a tensor changes the view and not the value, so that it costs no step.
"""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.compare.records import Dims, Orders
from shapelint.ir.types import OPEN_BATCH
from shapelint.records import dataclass, field
from shapelint.symbolic import Size, render

Sizes = tuple[Size, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """An output of a step. `sizes` are those of its neutral axes; `orders` tells of axes whose elements stand in
    another order than the neutral one; `makers` are the steps with a weight for each place along an axis that made it.
    No element is below zero where it `is_positive`."""

    step: int
    port: int
    sizes: Sizes
    orders: dict[int, Orders] = field(default_factory=dict)
    makers: dict[int, tuple[int, ...]] = field(default_factory=dict)
    is_positive: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A tensor: axis i of it is the neutral axis `axes[i]` of the value. `padding` are zeros that stand around the
    value, before and after each neutral axis, and have not become a step."""

    value: Value
    axes: tuple[int, ...]
    padding: tuple[tuple[int, int], ...] = ()

    @property
    def sizes(self) -> Sizes:
        """The sizes of the tensor, without its padding."""
        return tuple(self.value.sizes[axis] for axis in self.axes)


def identity(value: Value) -> View:
    return View(value, tuple(range(len(value.sizes))))


def dims(sizes: Sizes) -> Dims:
    """Sizes for comparison, without the batch."""
    return tuple(shown(size) for size in sizes[1:])


def shown(size: Size) -> int | str:
    if isinstance(size, int):
        return size
    return "N" if size is OPEN_BATCH else render(size)


def is_one(size: Size) -> bool:
    return isinstance(size, int) and size == 1


def without_axes(view: View, gone: Iterable[int]) -> View:
    """The view without some neutral axes of size one."""
    value, lost = view.value, set(gone)
    keep = [axis for axis in range(len(value.sizes)) if axis not in lost]
    place = {axis: position for position, axis in enumerate(keep)}
    made = Value(
        value.step,
        value.port,
        tuple(value.sizes[axis] for axis in keep),
        {place[axis]: order for axis, order in value.orders.items() if axis in place},
        {place[axis]: makers for axis, makers in value.makers.items() if axis in place},
        value.is_positive,
    )
    return View(made, tuple(place[axis] for axis in view.axes if axis in place))


def with_unit(view: View, position: int) -> View:
    """The view with a further axis of size one at a position of the tensor; the last of the neutral ones."""
    value = view.value
    made = Value(value.step, value.port, (*value.sizes, 1), value.orders, value.makers, value.is_positive)
    axes = list(view.axes)
    axes.insert(position, len(value.sizes))
    return View(made, tuple(axes))
