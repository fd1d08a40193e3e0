"""A part of a run that may take only so much of its budget. Where it would take more it is broken off: what it had
changed by then, and what the rest of it may change, is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.journal import Changes
from shapelint.interpret.signals import StepBudgetExceeded
from shapelint.interpret.state.escape import escape
from shapelint.syntax.source import Place


def limited(
    m: Interpreter, steps: int, run: Callable[[], object], reached: Iterable[object], what: str, place: Place | None
) -> object:
    """What `run` gives, in so many steps, imports aside. `reached` is what it gets at, and `what` names it."""
    left, imported = m.limit, m.imported
    back = way_back(m)
    m.limit = min(left, m.steps + steps)
    try:
        return run()
    except StepBudgetExceeded:
        if m.steps > left + m.imported - imported:
            raise
        m.limit = left + m.imported - imported
        reason = f"{what} takes more than {steps} steps"
        back(reason)
        escape(m, reached, reason)
        return m.unknown(reason, place)
    finally:
        m.limit = min(m.budget, left + m.imported - imported)


def way_back(m: Interpreter) -> Callable[[str], None]:
    """How to leave what is begun from here on: what it has changed in undecided branches is forgotten."""
    frames, levels, instances = len(m.frames), len(m.journal.levels), len(m.instances)
    watches, handlers, assumptions = list(m.journal.watches), list(m.handlers), m.assumptions
    doubts, escapable, mark, paths = m.doubts, m.escapable, m.recorder.mark(), len(m.recorder.paths)

    def back(reason: str) -> None:
        del m.frames[frames:], m.instances[instances:]
        m.recorder.leave_to(paths)
        while len(m.journal.levels) > levels:
            m.journal.lost.append(m.journal.rollback())
        m.journal.watches[:], m.handlers[:] = watches, handlers
        m.assumptions, m.doubts, m.escapable = assumptions, doubts, escapable
        m.recorder.rewind(mark)
        lost, m.journal.lost = m.journal.lost, []
        for changes in lost:
            m.journal.join_into([Changes({}), changes], reason, forget=True)

    return back
