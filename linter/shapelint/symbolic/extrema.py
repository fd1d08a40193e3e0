"""Maximum and minimum of sizes."""

from __future__ import annotations

from shapelint.symbolic.expression import Maximum, Minimum, Operator, Size, add, atom, scale, terms_of
from shapelint.symbolic.interval import bounds


def maximum(*sizes: Size) -> Size:
    """The greatest of one or more sizes."""
    return _extreme(Maximum, sizes)


def minimum(*sizes: Size) -> Size:
    """The least of one or more sizes."""
    return _extreme(Minimum, sizes)


def _extreme(kind: type[Operator], sizes: tuple[Size, ...]) -> Size:
    if all(isinstance(size, int) for size in sizes):
        return max(sizes) if kind is Maximum else min(sizes)  # type: ignore[type-var]
    flat: dict[Size, None] = {}
    for size in sizes:
        for part in size.arguments if isinstance(size, Operator) and type(size) is kind else (size,):
            flat[part] = None
    kept: list[Size] = []
    for candidate in flat:
        if any(_dominates(kind, other, candidate) for other in kept):
            continue
        kept = [other for other in kept if not _dominates(kind, candidate, other)]
        kept.append(candidate)
    if len(kept) == 1:
        return kept[0]
    kept.sort(key=terms_of)
    return atom(kind, *kept)


def _dominates(kind: type[Operator], size: Size, other: Size) -> bool:
    """Whether `size` makes `other` superfluous."""
    gap = add(size, scale(other, -1))
    low, high = bounds(gap)
    return low is not None and low >= 0 if kind is Maximum else high is not None and high <= 0
