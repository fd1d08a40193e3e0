"""Ranges of sizes in words."""

from __future__ import annotations

from collections.abc import Sequence

MOST_PARTS = 4


def describe_ranges(ranges: Sequence[tuple[int, int]], unbounded: bool = False) -> str:
    """Ascending inclusive ranges as a phrase: "32 to 35", "29 or more", "multiples of 16", "8, 16 to 19 or 32".

    `unbounded` says that the last range goes on for ever. Many ranges are cut short; none are "nothing".
    """
    if not ranges:
        return "nothing"
    step = _step(ranges)
    if step is not None:
        return f"multiples of {step}"
    parts = [str(low) if low == high else f"{low} to {high}" for low, high in ranges]
    if unbounded:
        parts[-1] = f"{ranges[-1][0]} or more"
    if len(parts) > MOST_PARTS:
        return ", ".join([*parts[:MOST_PARTS], "..."])
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def _step(ranges: Sequence[tuple[int, int]]) -> int | None:
    """The number whose multiples, from itself on, these many ranges are."""
    step = ranges[0][0]
    regular = all(low == high == step * (index + 1) for index, (low, high) in enumerate(ranges))
    return step if regular and len(ranges) > MOST_PARTS else None
