"""How large a value may become that is held, counted out or written out: every such limit, in one place.

A program can ask for values of any size with a few characters (`"a" * 10**12`, `x = x + x` in a loop, a network of
2**63 layers). What would be larger than these limits is never made: it is an unknown that says so. What is made within
them costs steps of the run's budget besides, in proportion to its size, so that many such values end in the same way.
"""

from __future__ import annotations

MOST_ELEMENTS = 100_000
"""Of a list, a tuple, a dict, a range that is counted out."""

LONGEST_TEXT = 1_000_000
"""In characters, or bytes."""

LARGEST_BITS = 4096
"""Of an integer: 1,233 digits, which Python still writes out."""

LARGEST_SIZE = 2**63 - 1
"""Of a tensor's axis, of its number of elements, and of any argument of a framework: they count with 64 bits."""

MOST_AXES = 64
"""Of a tensor: numpy and torch take no more."""

MOST_PARTS = 10_000
"""The layers of a stack, the pieces of a tensor that is split, and what else is kept one by one."""

LARGEST_COUNT = 10**9
"""Of what options count: seconds, mebibytes, processes."""

ELEMENTS_OF_A_STEP = 16
CHARACTERS_OF_A_STEP = 64
"""How much may be made for one step."""


MOST_DIGITS = 19
"""Of a size that is written out."""


def written_size(digits: str) -> int | None:
    """The number that decimal digits write; None where no framework can count with it."""
    if len(digits) > MOST_DIGITS or not digits.isascii() or not digits.isdigit():
        return None
    number = int(digits)
    return number if number <= LARGEST_SIZE else None


def is_countable(value: object) -> bool:
    """Whether a value is no integer, or one that a framework can count with."""
    return not isinstance(value, int) or -LARGEST_SIZE <= value <= LARGEST_SIZE
