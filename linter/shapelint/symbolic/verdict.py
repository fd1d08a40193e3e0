"""The three answers to a question about sizes."""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"

    def __bool__(self) -> bool:
        raise TypeError("a Verdict has three values: compare it with `is`")

    def __invert__(self) -> Verdict:
        if self is Verdict.UNDECIDED:
            return self
        return Verdict.FAILS if self is Verdict.HOLDS else Verdict.HOLDS


def conjunction(*verdicts: Verdict) -> Verdict:
    """FAILS if any fails, HOLDS if all hold, else UNDECIDED."""
    if any(v is Verdict.FAILS for v in verdicts):
        return Verdict.FAILS
    if all(v is Verdict.HOLDS for v in verdicts):
        return Verdict.HOLDS
    return Verdict.UNDECIDED
