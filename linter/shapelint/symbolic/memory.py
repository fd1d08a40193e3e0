"""Answers about sizes that are worked out once.

The same question comes up for every block of a model. An answer holds for good, but it keeps its size alive; it is
kept as long as the check of a file takes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from shapelint.lifetimes import CHECK
from shapelint.symbolic.expression import Size

_Answer = TypeVar("_Answer")


def remembered(answer: Callable[[Size], _Answer]) -> Callable[[Size], _Answer]:
    """A pure function of one size that keeps its answers for the check of a file."""
    known: dict[Size, _Answer] = CHECK.table({})

    def ask(size: Size) -> _Answer:
        try:
            return known[size]
        except KeyError:
            known[size] = found = answer(size)
            return found

    ask.__doc__, ask.__name__ = answer.__doc__, answer.__name__
    return ask
