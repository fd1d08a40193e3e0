"""Conditions and loops, decided or not.

Where a condition is not decided both sides run and are merged. A side that leaves the block early (return, break,
continue) while the other goes on is *deferred*: the rest of the block runs for the other side alone in an open journal
level, and the two meet again at the end of the loop or function.
"""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.branching import Attempt, attempt
from shapelint.interpret.heap import Changes
from shapelint.interpret.iteration import iterate
from shapelint.interpret.machine import STATEMENTS, Deferred, Frame, Interpreter
from shapelint.interpret.merge import merge_values
from shapelint.interpret.signals import Completion, Raised
from shapelint.interpret.statements import assign
from shapelint.interpret.truth import truth
from shapelint.interpret.values import Unknown
from shapelint.syntax import nodes

Ending = tuple["Completion | None", list[Completion]]  # how a side ended, and how sides deferred in it had
UNDECIDED = "a branch that is not decided"
UNCOUNTED = "a loop that runs an unknown number of times"
DEFERRED_TURNS = 12


def meet(m: Interpreter, frame: Frame, count: int) -> list[Completion]:
    """Merge the state of every side deferred beyond `count` into the state now. Returns how those sides had left."""
    left: list[Completion] = []
    while len(frame.deferred) > count:
        deferred = frame.deferred.pop()
        m.doubts -= 1
        now = m.journal.close()
        m.journal.apply([deferred.changes, now], UNDECIDED)
        left.append(deferred.completion)
    return left


def defer(m: Interpreter, frame: Frame, completion: Completion, changes: Changes) -> None:
    frame.deferred.append(Deferred(completion, changes))
    m.doubts += 1
    m.journal.open()


def one_side(m: Interpreter, frame: Frame, run: Callable[[], Completion | None]) -> Ending:
    """Run a side of a branch so that it leaves no journal level open: its end, and the ends of what it deferred."""
    count = len(frame.deferred)
    depth = len(m.journal.levels)
    try:
        completion = run()
    except Raised:
        m.doubts -= len(frame.deferred) - count
        del frame.deferred[count:]
        while len(m.journal.levels) > depth:
            m.journal.keep()
        raise
    return completion, meet(m, frame, count)


def execute_if(m: Interpreter, node: nodes.If, frame: Frame) -> Completion | None:
    test = m.evaluate(node.test, frame)
    known = truth(m, test)
    if known is not None:
        return m.execute(node.body if known else node.orelse, frame)
    return undecided(m, test, lambda: m.execute(node.body, frame), lambda: m.execute(node.orelse, frame), frame)


def undecided(
    m: Interpreter,
    test: object,
    first: Callable[[], Completion | None],
    second: Callable[[], Completion | None],
    frame: Frame,
) -> Completion | None:
    """Run two sides of which one is taken; returns how the block goes on."""
    one = attempt(m, test, True, lambda: one_side(m, frame, first))
    other = attempt(m, test, False, lambda: one_side(m, frame, second))
    if one.value is None or other.value is None:
        return undecided_with_raise(m, test, one, other, frame)
    (one_end, one_left), (other_end, other_left) = one.value, other.value
    leftovers = [*one_left, *other_left]
    if one_end is None and other_end is None:
        m.journal.apply([one.changes, other.changes], UNDECIDED)
        return resume(m, frame, None, leftovers)
    if one_end is not None and other_end is not None and one_end.kind == other_end.kind:
        m.journal.apply([one.changes, other.changes], UNDECIDED)
        merged = merge_values(one_end.value, other_end.value, UNDECIDED)
        return resume(m, frame, Completion(one_end.kind, merged), leftovers)
    first_leaves = one_end is not None and (other_end is None or one_end.kind == "return")
    leaving, staying = (one, other) if first_leaves else (other, one)
    end = one_end if first_leaves else other_end
    assert end is not None
    defer(m, frame, end, leaving.changes)
    m.journal.apply([staying.changes], UNDECIDED)
    assume(m, test, not first_leaves)
    return resume(m, frame, other_end if first_leaves else one_end, leftovers)


def undecided_with_raise(
    m: Interpreter, test: object, one: Attempt[Ending], other: Attempt[Ending], frame: Frame
) -> Completion | None:
    """A side that raises is taken not to be the one that runs; when both raise, so does the branch."""
    m.uncertain += 1
    taken = one if one.value is not None else other
    if taken.value is None:
        assert one.raised is not None
        raise one.raised
    m.journal.apply([taken.changes], UNDECIDED)
    assume(m, test, taken is one)
    completion, leftovers = taken.value
    return resume(m, frame, completion, leftovers)


def assume(m: Interpreter, test: object, decision: bool) -> None:
    """From here on along this path the test is known."""
    if isinstance(test, Unknown):
        m.assumptions = {**m.assumptions, test.same(): decision}


def resume(
    m: Interpreter, frame: Frame, completion: Completion | None, leftovers: list[Completion]
) -> Completion | None:
    """Go on with `completion`, keeping in mind the other ways in which the block may have been left."""
    for leftover in leftovers:
        if completion is not None and completion.kind == leftover.kind == "return":
            completion = Completion("return", merge_values(completion.value, leftover.value, UNDECIDED))
        elif completion is None or completion.kind != leftover.kind:
            defer(m, frame, leftover, Changes({}))
    return completion


def settle(
    m: Interpreter, frame: Frame, count: int, completion: Completion | None, kinds: frozenset[str]
) -> Completion | None:
    """The end of a turn, loop or function: sides that left by one of `kinds` meet here; others stay deferred."""
    if len(frame.deferred) == count:
        return completion
    leftovers = [c for c in meet(m, frame, count) if c.kind not in kinds]
    return resume(m, frame, completion, leftovers)


TURN = frozenset({"continue"})
LOOP = frozenset({"break", "continue"})


def run_turn(m: Interpreter, body: nodes.Block, frame: Frame) -> Completion | None:
    """One turn of a loop; None to go on, a break or return otherwise."""
    count = len(frame.deferred)
    completion = m.execute(body, frame)
    if any(d.completion.kind == "continue" for d in frame.deferred[count:]):
        completion = settle(m, frame, count, completion, TURN)
    return None if completion is not None and completion.kind == "continue" else completion


def maybe_once(m: Interpreter, test: object, turn: Callable[[], Completion | None], frame: Frame) -> None:
    """A loop that runs an unknown number of times: its first turn is interpreted, and what that turn changes is unknown
    afterwards unless it comes out as it was."""
    tried = attempt(m, test, True, lambda: one_side(m, frame, turn))
    if tried.value is None:
        m.uncertain += 1
        return
    m.journal.apply([Changes({}), tried.changes], UNCOUNTED)
    completion, leftovers = tried.value
    for end in [completion, *leftovers]:
        if end is not None and end.kind == "return":
            defer(m, frame, end, Changes({}))


def execute_while(m: Interpreter, node: nodes.While, frame: Frame) -> Completion | None:
    count = len(frame.deferred)
    while True:
        test = m.evaluate(node.test, frame)
        known = truth(m, test)
        if known is False:
            return settle(m, frame, count, m.execute(node.orelse, frame), LOOP)
        if known is None or len(frame.deferred) > count + DEFERRED_TURNS:
            maybe_once(m, test, lambda: run_turn(m, node.body, frame), frame)
            return settle(m, frame, count, None, LOOP)
        completion = run_turn(m, node.body, frame)
        if completion is not None:
            return settle(m, frame, count, None if completion.kind == "break" else completion, LOOP)


def execute_for(m: Interpreter, node: nodes.For, frame: Frame) -> Completion | None:
    items, complete = iterate(m, m.evaluate(node.iterable, frame), m.place(node.iterable.at, frame))
    count = len(frame.deferred)
    for item in items:
        if not complete or len(frame.deferred) > count + DEFERRED_TURNS:

            def turn(item: object = item) -> Completion | None:
                assign(m, node.target, item, frame)
                return run_turn(m, node.body, frame)

            maybe_once(m, None, turn, frame)
            break
        assign(m, node.target, item, frame)
        completion = run_turn(m, node.body, frame)
        if completion is not None:
            return settle(m, frame, count, None if completion.kind == "break" else completion, LOOP)
    return settle(m, frame, count, m.execute(node.orelse, frame) if node.orelse else None, LOOP)


STATEMENTS.update({nodes.If: execute_if, nodes.While: execute_while, nodes.For: execute_for})
