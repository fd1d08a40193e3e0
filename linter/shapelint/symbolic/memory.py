"""Answers about sizes that are worked out once.

The same question comes up for every block of a model. An answer holds for good, but it keeps its size alive, and with
it the order in which symbols were made; so that no file's texts depend on the files before it, each analysis starts
afresh.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from shapelint.symbolic.expression import Size

_Answer = TypeVar("_Answer")

_memories: list[dict[Size, object]] = []


def remembered(answer: Callable[[Size], _Answer]) -> Callable[[Size], _Answer]:
    """A pure function of one size that keeps its answers until `forget_answers`."""
    known: dict[Size, _Answer] = {}
    _memories.append(known)  # type: ignore[arg-type]

    def ask(size: Size) -> _Answer:
        try:
            return known[size]
        except KeyError:
            known[size] = found = answer(size)
            return found

    ask.__doc__, ask.__name__ = answer.__doc__, answer.__name__
    return ask


def forget_answers() -> None:
    """Start afresh, as with each analysis of a file."""
    for known in _memories:
        known.clear()
