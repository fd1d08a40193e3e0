"""Running both sides of an undecided decision, and merging what they leave behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from shapelint.interpret.domain.join import merge_values
from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.free_conditions import doubt_of
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.journal import Changes
from shapelint.interpret.signals import Raised, StepBudgetExceeded
from shapelint.records import dataclass

T = TypeVar("T")
NO_CHANGES = Changes({})


@dataclass(frozen=True)
class Attempt(Generic[T]):
    """One side of a branch as it was tried: its value (None when it raised), what it changed, and what it raised."""

    value: T | None
    changes: Changes
    raised: Raised | None


class Branch:
    """A side of a branch: `with Branch(m, doubt) as side` runs the block on a journal level of its own, under further
    decisions, and takes back what the block changed, which `side.changes` holds afterwards. A `Raised` that leaves the
    block ends the side, is kept as `side.raised`, and goes no further; whatever else leaves it goes on."""

    __slots__ = ("_assumptions", "_depth", "_doubt", "_doubts", "_m", "_saved", "changes", "raised")

    def __init__(self, m: Interpreter, doubt: int, assumptions: dict[object, bool] | None = None) -> None:
        self._m = m
        self._doubt = doubt
        self._assumptions = assumptions
        self.changes = NO_CHANGES
        self.raised: Raised | None = None

    def __enter__(self) -> Branch:
        m = self._m
        self._saved, self._doubts = m.assumptions, m.doubts
        if self._assumptions is not None:
            m.assumptions = {**self._saved, **self._assumptions}
        m.doubts += self._doubt
        m.journal.open()
        self._depth = len(m.journal.levels)
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> bool:
        m, levels = self._m, self._m.journal.levels
        if isinstance(error, Raised):
            self.raised = error
            while len(levels) > self._depth:
                m.journal.commit()
            m.may_raise()
        else:
            while len(levels) > self._depth:
                m.journal.lost.append(m.journal.rollback())
        self.changes = m.journal.rollback()
        if isinstance(error, StepBudgetExceeded):
            m.journal.lost.append(self.changes)
        m.assumptions, m.doubts = self._saved, self._doubts
        return self.raised is not None


def attempt(m: Interpreter, test: object, decision: bool, run: Callable[[], T], doubt: int | None = None) -> Attempt[T]:
    """Run one side under the decision that leads to it, and take back what it changed. `doubt` is how much the decision
    counts, where that is not the test's to say."""
    decided = {m.identity(test): decision, **implied(m, test, decision)} if isinstance(test, Unknown) else None
    value: T | None = None
    with Branch(m, doubt_of(test) if doubt is None else doubt, decided) as side:
        value = run()
    return Attempt(value, side.changes, side.raised)


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
