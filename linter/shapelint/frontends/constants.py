"""The elements of tensors and arrays that are made from numbers, in row-major order; None where they are not known."""

from __future__ import annotations

import math

from shapelint.interpret.api.coercions import elements
from shapelint.ir import Tensor
from shapelint.ir.elements import Element
from shapelint.limits import is_countable
from shapelint.ops.constants.fold import MOST_ELEMENTS
from shapelint.ops.constants.rounding import widened

Values = tuple[Element, ...] | None


def flat(value: object) -> Values:
    """The numbers in nested sequences."""
    if isinstance(value, Tensor):
        return None if value.elements is None else value.elements.known
    if isinstance(value, (bool, int, float)):
        return (value,)
    items = tuple(value[: MOST_ELEMENTS + 1]) if isinstance(value, range) else elements(value)
    if items is None or len(items) > MOST_ELEMENTS:
        return None
    parts = [flat(item) for item in items]
    known = [part for part in parts if part is not None]
    return tuple(number for part in known for number in part) if len(known) == len(parts) else None


def filled(sizes: object, value: object) -> Values:
    """One number as often as there are elements."""
    if not isinstance(value, (bool, int, float)) or not isinstance(sizes, tuple):
        return None
    known = [size for size in sizes if isinstance(size, int) and size >= 0]
    return (value,) * math.prod(known) if len(known) == len(sizes) and math.prod(known) <= MOST_ELEMENTS else None


def evenly_spaced(start: object, step: object, length: object) -> Values:
    """`arange`: every number is computed from the start, not from the one before."""
    if not isinstance(length, int) or not 0 <= length <= MOST_ELEMENTS:
        return None
    if not isinstance(start, (int, float)) or not isinstance(step, (int, float)):
        return None
    try:
        return tuple(start + position * step for position in range(length))
    except OverflowError:
        return None


def between(start: object, end: object, count: object, dtype: str | None) -> Values:
    """`linspace`: the ends as given, and the numbers between them, whose last places depend on how they are computed:
    https://docs.pytorch.org/docs/stable/generated/torch.linspace.html."""
    if not isinstance(count, int) or not 0 <= count <= MOST_ELEMENTS:
        return None
    if not isinstance(start, (int, float)) or not isinstance(end, (int, float)):
        return None
    if not (is_countable(start) and is_countable(end)):
        return None
    scale = max(abs(start), abs(end))
    inner = [widened(start + i * (end - start) / (count - 1), dtype, scale) for i in range(1, count - 1)]
    known = [value for value in inner if value is not None]
    if len(known) < len(inner):
        return None
    return ((start, *known, end) if count > 1 else (start,))[:count]
