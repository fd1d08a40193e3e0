"""Running both sides of an undecided decision, and merging what they leave behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from shapelint.interpret.domain.join import merge_values
from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.free_conditions import doubt_of
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.journal import Changes
from shapelint.interpret.signals import Raised
from shapelint.records import dataclass

T = TypeVar("T")


@dataclass(frozen=True)
class Attempt(Generic[T]):
    """One side of a branch as it was tried: its value (None when it raised), what it changed, and what it raised."""

    value: T | None
    changes: Changes
    raised: Raised | None


def attempt(
    m: Interpreter, test: object, decision: bool, side: Callable[[], T], doubt: int | None = None
) -> Attempt[T]:
    """Run one side under the decision that leads to it, and take back what it changed. `doubt` is how much the decision
    counts, where that is not the test's to say."""
    saved, doubts = m.assumptions, m.doubts
    if isinstance(test, Unknown):
        m.assumptions = {**saved, m.identity(test): decision, **implied(m, test, decision)}
    m.doubts += doubt_of(test) if doubt is None else doubt
    m.journal.open()
    depth = len(m.journal.levels)
    value: T | None = None
    raised: Raised | None = None
    try:
        value = side()
    except Raised as error:
        raised = error
        while len(m.journal.levels) > depth:
            m.journal.commit()
        m.may_raise()
    except Exception:
        while len(m.journal.levels) >= depth:
            m.journal.rollback()
        m.assumptions, m.doubts = saved, doubts
        raise
    changes = m.journal.rollback()
    m.assumptions, m.doubts = saved, doubts
    return Attempt(value, changes, raised)


def common(one: dict[object, bool], other: dict[object, bool]) -> dict[object, bool]:
    """The decisions that hold on both of two paths that meet."""
    return one if one is other else {key: known for key, known in one.items() if other.get(key) is known}


def implied(m: Interpreter, test: Unknown, decision: bool) -> dict[object, bool]:
    """What a decision on a derived unknown says of the unknown it was derived from (`not flag`)."""
    key = test.key
    if isinstance(key, tuple) and len(key) == 2 and key[0] == "not":
        return {m.identity(key[1]) if isinstance(key[1], Unknown) else key[1]: not decision}
    return {}


def both(
    m: Interpreter, test: object, first: Callable[[], object], second: Callable[[], object], reason: str
) -> object:
    """The merged value of two expressions of which one is taken. A side that raises is not taken."""
    one = attempt(m, test, True, first)
    other = attempt(m, test, False, second)
    if one.raised is not None and other.raised is not None:
        raise one.raised
    if one.raised is not None or other.raised is not None:
        taken = other if one.raised is not None else one
        m.journal.join_into([taken.changes], reason)
        return taken.value
    m.journal.join_into([one.changes, other.changes], reason)
    return merge_values(one.value, other.value, reason)
