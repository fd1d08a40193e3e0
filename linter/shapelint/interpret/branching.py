"""Running both sides of an undecided decision, and merging what they leave behind."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.heap import Changes
from shapelint.interpret.machine import Interpreter
from shapelint.interpret.merge import merge_values
from shapelint.interpret.signals import Demand, OutOfBudget, Raised
from shapelint.interpret.values import Unknown


def attempt(m: Interpreter, test: object, decision: bool, side: Callable[[], object]) -> tuple[object, Changes, bool]:
    """Run one side under the decision that leads to it. Returns its value, what it changed, and whether it raised."""
    saved = m.assumptions
    if isinstance(test, Unknown):
        m.assumptions = {**saved, test.same(): decision}
        m.assumptions.update(implied(test, decision))
    m.journal.open()
    depth = len(m.journal.levels)
    doubts = m.doubts
    m.doubts += test is not None
    raised = False
    value: object = None
    try:
        value = side()
    except Raised as error:
        raised, value = True, error
        while len(m.journal.levels) > depth:
            m.journal.keep()
    except (Demand, OutOfBudget):
        while len(m.journal.levels) >= depth:
            m.journal.close()
        m.assumptions, m.doubts = saved, doubts
        raise
    changes = m.journal.close()
    m.assumptions, m.doubts = saved, doubts
    return value, changes, raised


def implied(test: Unknown, decision: bool) -> dict[object, bool]:
    """What a decision on a derived unknown says of the unknown it was derived from (`not flag`)."""
    key = test.key
    if isinstance(key, tuple) and len(key) == 2 and key[0] == "not":
        return {key[1]: not decision}
    return {}


def both(
    m: Interpreter, test: object, first: Callable[[], object], second: Callable[[], object], reason: str
) -> object:
    """The merged value of two expressions of which one is taken. A side that raises is not taken."""
    one, one_changes, one_raised = attempt(m, test, True, first)
    other, other_changes, other_raised = attempt(m, test, False, second)
    if one_raised and other_raised:
        assert isinstance(one, Raised)
        raise one
    if one_raised or other_raised:
        m.uncertain += 1
        m.journal.apply([other_changes if one_raised else one_changes], reason)
        return other if one_raised else one
    m.journal.apply([one_changes, other_changes], reason)
    return merge_values(one, other, reason)
