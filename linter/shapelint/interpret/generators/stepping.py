"""One step of a generator: its body is run from where it stands to its next `yield`, or to its end.

Statements without a `yield` are run as they are in any function. The others are taken apart here. Where a condition is
not decided both sides are run, each to its own next `yield`, so that a step ends in an `Outcome`: where the body may
stand by then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Union

from shapelint.interpret.domain.join import merge_values
from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.free_conditions import IN_DOUBT, UNCOUNTED
from shapelint.interpret.interpreter import Frame, Interpreter
from shapelint.interpret.journal import Changes
from shapelint.interpret.language.control_flow import COSTLY_TURN, EXACT_ROUNDS, MOST_ROUNDS, UNDECIDED
from shapelint.interpret.language.names import assign_name
from shapelint.interpret.language.remaining import (
    Again,
    Ending,
    Final,
    Guard,
    Handling,
    Leaving,
    Rest,
    Stack,
    Todo,
    Turn,
    slot,
)
from shapelint.interpret.language.size_checks import note_check
from shapelint.interpret.language.truth import truth
from shapelint.interpret.language.try_with_match import catches, leave, leave_by
from shapelint.interpret.signals import Completion, GiveUp, Raised, StepBudgetExceeded
from shapelint.interpret.state.branches import attempt
from shapelint.records import dataclass
from shapelint.syntax import nodes
from shapelint.syntax.walk import fields_of

MOST_FORKS = 40
MAY_RAISE = "a `try` whose body may have raised"


@dataclass(frozen=True, slots=True)
class Point:
    """Where a body may stand, and how much the conditions count that it is there by (see freedom)."""

    stack: Stack
    doubt: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step may end: at `points`, with a value; at the body's end, with a result; at the head of the loop that is
    being gone through (`again`)."""

    points: tuple[Point, ...] = ()
    value: object = None
    ends: bool = False
    result: object = None
    again: bool = False

    def joined(self, other: Outcome) -> Outcome:
        """This or the other."""
        value = self.value if self.points else other.value
        if self.points and other.points:
            value = merge_values(self.value, other.value, UNDECIDED)
        result = self.result if self.ends else other.result
        if self.ends and other.ends:
            result = merge_values(self.result, other.result, UNDECIDED)
        points = joined_points(self.points, other.points)
        return Outcome(points, value, self.ends or other.ends, result, self.again or other.again)


def joined_points(first: tuple[Point, ...], second: tuple[Point, ...]) -> tuple[Point, ...]:
    """The places where a body may stand that stands at one of either."""
    points = list(first)
    for point in second:
        same = next((i for i, one in enumerate(points) if one.stack == point.stack), None)
        if same is None:
            points.append(point)
        elif point.doubt < points[same].doubt:
            points[same] = point
    return tuple(points)


Fork = Callable[[], Outcome]
Move = Union[Stack, Fork, Outcome]  # the way on: what remains to be done, several ways, or the end of the step
MOVES: dict[type, Callable[..., Move]] = {}  # by what remains to be done; filled by generators.transitions


class Stepping:
    """One step of a body. `sent` is what the `yield` gives at which it stands."""

    def __init__(self, m: Interpreter, frame: Frame, body: nodes.Block, sent: object) -> None:
        self.m = m
        self.frame = frame
        self.sent = sent
        self.outside = len(m.handlers)
        self.doubts = m.doubts
        self.uncertain = m.uncertain
        self.forks = 0
        self.heads: list[Todo] = []
        self.taken_apart = statements_with_yields(m, body)

    def resume(self, point: Point) -> Outcome:
        """Go on from a place. What its `try` statements catch counts from here on."""
        self.m.doubts += point.doubt
        return self.within(point.stack, 0)

    def within(self, stack: Stack, depth: int) -> Outcome:
        guard = next((i for i in range(depth, len(stack)) if isinstance(stack[i], Guard)), None)
        if guard is None:
            return self.advance(stack)
        return self.watched(stack, guard, lambda: self.within(stack, guard + 1))

    def advance(self, stack: Stack) -> Outcome:
        """Go on with what remains to be done."""
        while True:
            if not stack:
                return Outcome(ends=True)
            self.m.handlers[self.outside :] = [entry.names for entry in stack if isinstance(entry, Guard)]
            entry, below = stack[-1], stack[:-1]
            try:
                move: Move = MOVES[type(entry)](self, entry, below)
            except Raised as error:
                move = self.thrown(error, below)
            if isinstance(move, Outcome):
                return move
            if not isinstance(move, tuple):
                return move()
            stack = move

    def yielded(self, value: object, stack: Stack) -> Outcome:
        """The end of the step, at a `yield`."""
        return Outcome((Point(stack, self.m.doubts - self.doubts),), value)

    def received(self) -> object:
        """What is sent in, once."""
        sent, self.sent = self.sent, None
        return sent

    # ------------------------------------------------------------------------------------- what a scope keeps besides

    def keep(self, kind: str, at: int, value: object) -> None:
        self.m.journal.record_write(self.frame.scope)
        self.frame.scope.variables[slot(kind, at)] = value

    def kept(self, kind: str, at: int) -> object:
        return self.frame.scope.variables.get(slot(kind, at)) or Unknown("what a generator has at hand")

    # ------------------------------------------------------------------------------------------------ leaving blocks

    def left(self, completion: Completion, stack: Stack) -> Move:
        """Go on after a return, break or continue."""
        while stack:
            entry, below = stack[-1], stack[:-1]
            if isinstance(entry, (Turn, Again)) and completion.kind != "return":
                return below if completion.kind == "break" else stack
            if isinstance(entry, Final):
                return (*below, Ending(completion), Rest(entry.node.finalbody, 0))
            if isinstance(entry, Leaving):
                self.leave(entry)
            if isinstance(entry, Handling):
                self.frame.handling = entry.before
            stack = below
        return Outcome(ends=True, result=completion.value)

    def thrown(self, error: Raised, stack: Stack) -> Stack:
        """Go on after an exception: in the handler that takes it, or behind the context that ends it."""
        while stack:
            entry, stack = stack[-1], stack[:-1]
            if isinstance(entry, Guard):
                for handler in entry.node.handlers:
                    caught = None if handler.type is None else self.m.evaluate(handler.type, self.frame)
                    if handler.type is None or catches(self.m, caught, error.value):
                        return self.handling(handler, error.value, stack)
            elif isinstance(entry, Final):
                return (*stack, Ending(raised=error), Rest(entry.node.finalbody, 0))
            elif isinstance(entry, Leaving):
                if truth(self.m, self.leave(entry, error)) is True:
                    return stack
            elif isinstance(entry, Handling):
                self.frame.handling = entry.before
        raise error

    def handling(self, handler: nodes.Handler, value: object, below: Stack) -> Stack:
        if handler.name is not None:
            assign_name(self.m, handler.name, value, self.frame)
        before, self.frame.handling = self.frame.handling, value
        return (*below, Handling(before), Rest(handler.body, 0))

    def leave(self, entry: Leaving, error: Raised | None = None) -> object:
        """The end of a `with`; what its context says of an exception."""
        context = self.kept("with", entry.item.at)
        return leave(self.m, context) if error is None else leave_by(self.m, context, error)

    # ------------------------------------------------------------------------------------------------- several ways

    def count_fork(self) -> None:
        self.forks += 1
        if self.forks > MOST_FORKS:
            raise GiveUp

    def fork(self, test: object, first: Fork, second: Fork) -> Outcome:
        """Both sides of what is not decided. A side that raises is taken not to be the one that runs."""
        self.count_fork()
        one = attempt(self.m, test, True, first)
        other = attempt(self.m, test, False, second)
        if one.value is None or other.value is None:
            taken = one if one.value is not None else other
            if taken.value is None:
                assert one.raised is not None
                raise one.raised
            self.m.journal.join_into([taken.changes], UNDECIDED)
            note_check(self.m, test, taken is one)
            return taken.value
        self.m.journal.join_into([one.changes, other.changes], UNDECIDED)
        return one.value.joined(other.value)

    def deferred(self, first: Fork | None, error: Raised | None, stack: Stack) -> Outcome:
        """Go on after a statement of which sides have left the block (see flow): those too, each on its own way."""
        self.count_fork()
        m, waiting = self.m, self.frame.deferred[:]
        self.frame.deferred.clear()
        outcome: Outcome | None = None
        if first is not None:
            try:
                outcome = first()
            except Raised as raised:
                error = raised
        for side in reversed(waiting):
            m.doubts -= side.doubt
            now = m.journal.rollback()

            def other_way(
                completion: Completion = side.completion,
                changes: Changes = side.changes,
                assumed: dict[object, bool] = side.assumptions,
            ) -> Outcome:
                m.journal.join_into([changes], UNDECIDED)
                m.assumptions = assumed
                move = self.left(completion, stack)
                return move if isinstance(move, Outcome) else self.advance(move) if isinstance(move, tuple) else move()

            tried = attempt(m, None, True, other_way, side.doubt)
            if tried.value is None:
                m.journal.join_into([now], UNDECIDED)
            elif outcome is None:
                m.journal.join_into([tried.changes], UNDECIDED)
                outcome = tried.value
            else:
                m.journal.join_into([now, tried.changes], UNDECIDED)
                outcome = outcome.joined(tried.value)
        if outcome is None:
            assert error is not None
            raise error
        return outcome

    def turns(self, head: Todo, test: object, turn: Callable[[int], Outcome], after: Stack) -> Outcome:
        """A loop that goes on an unknown number of times: from its head to the next `yield`, back to its head, or on
        behind it (see flow.some_turns)."""
        m = self.m
        self.count_fork()
        outcome, last = Outcome(), Changes({})
        mark, made, began = m.recorder.mark(), len(m.instances), m.steps
        self.heads.append(head)
        try:
            for rounds in range(MOST_ROUNDS):
                tried = attempt(m, test if rounds == 0 else None, True, partial(turn, rounds))
                if rounds == 0:
                    mark, made = m.recorder.mark(), len(m.instances)
                else:
                    m.recorder.rewind(mark)
                    del m.instances[made:]
                if tried.value is None:
                    break
                outcome, last = outcome.joined(tried.value), tried.changes
                if not tried.value.again:
                    break
                settled = not m.journal.differs(tried.changes)
                costly = rounds > 0 and m.steps - began > COSTLY_TURN
                forget = rounds >= EXACT_ROUNDS or rounds == MOST_ROUNDS - 1 or costly
                m.journal.join_into([Changes({}), tried.changes], UNCOUNTED, forget=forget)
                last = Changes({})
                if settled or costly:
                    break
        finally:
            self.heads.pop()
        outcome = Outcome(outcome.points, outcome.value, outcome.ends, outcome.result)
        if not outcome.points and not outcome.ends:
            return self.advance(after)
        other = attempt(m, None, False, lambda: self.advance(after))
        if other.value is None:
            m.journal.join_into([last], UNCOUNTED)
            return outcome
        m.journal.join_into([last, other.changes], UNCOUNTED)
        return outcome.joined(other.value)

    def watched(self, stack: Stack, position: int, run: Fork) -> Outcome:
        """Go on inside a `try` with handlers: where what runs may raise for all that is known, they may run too, from
        any place where it may have."""
        m, guard, below = self.m, stack[position], stack[:position]
        assert isinstance(guard, Guard)
        watch, before = m.journal.watch(), m.uncertain
        outcome: Outcome | None = None
        error: Raised | None = None
        try:
            outcome = run()
        except Raised as raised:
            error = raised
        finally:
            m.journal.unwatch(watch)
        if m.uncertain > before:
            if error is not None:
                watch.note(MAY_RAISE)
            self.count_fork()
            changes = [] if outcome is None else [Changes({})]
            for handler in guard.node.handlers:

                def rescued(handler: nodes.Handler = handler) -> Outcome:
                    m.journal.join_into([watch.where_raised()], MAY_RAISE)
                    return self.advance(self.handling(handler, Unknown("an exception"), below))

                handling = self.frame.handling
                tried = attempt(m, None, True, rescued, IN_DOUBT)
                self.frame.handling = handling
                if tried.value is not None:
                    changes.append(tried.changes)
                    outcome = tried.value if outcome is None else outcome.joined(tried.value)
            if outcome is not None:
                m.journal.join_into(changes, MAY_RAISE)
        if outcome is None:
            assert error is not None
            raise error
        return outcome

    def spend(self) -> None:
        self.m.steps += 1
        if self.m.steps > self.m.limit:
            raise StepBudgetExceeded


def statements_with_yields(m: Interpreter, body: nodes.Block) -> frozenset[int]:
    """The statements (by id) of a body in which a `yield` of its own stands."""
    known = m.with_yields.get(id(body))
    if known is None:
        found: set[int] = set()
        for statement in body:
            collect(statement, found)
        known = m.with_yields[id(body)] = (body, frozenset(found))
    return known[1]


def collect(node: object, found: set[int]) -> bool:
    """Whether a `yield` stands in a node, not counting those of functions within it; notes the statements."""
    if isinstance(node, (nodes.FunctionDef, nodes.Lambda, nodes.ClassDef)):
        return False
    parts = node if isinstance(node, tuple) else parts_of(node) if isinstance(node, nodes.Node) else ()
    holds = sum(collect(part, found) for part in parts) > 0
    if holds:
        found.add(id(node))
    return holds or isinstance(node, (nodes.Yield, nodes.YieldFrom))


def parts_of(node: nodes.Node) -> list[object]:
    return [getattr(node, name) for name in fields_of(type(node))]
