"""What a small constant tensor holds: the numbers that a program computes its sizes from.

A tensor's elements are known from where it is made (`torch.tensor([1, 2])`) until something may write into the memory
that it shares with others.
"""

from __future__ import annotations

from shapelint.records import dataclass

Number = bool | int | float


@dataclass(frozen=True, slots=True)
class Interval:
    """A number that a framework's rounding leaves open between two bounds."""

    low: float
    high: float


Element = Number | Interval


@dataclass(slots=True, eq=False)
class Storage:
    """The memory of one or more tensors. `written` tells that its content is no longer what it was made with; `born`
    orders it among the interpreter's heap objects."""

    born: int
    written: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Elements:
    """The elements in row-major order, and every storage that they may lie in."""

    values: tuple[Element, ...]
    storages: tuple[Storage, ...] = ()

    @property
    def known(self) -> tuple[Element, ...] | None:
        """The elements, unless they may have been overwritten."""
        return None if any(storage.written for storage in self.storages) else self.values


def plain_number(value: Element) -> Number:
    """The number that stands for an element in Python: of an interval, which is as narrow as a rounding error, the
    middle."""
    return (value.low + value.high) / 2 if isinstance(value, Interval) else value
