"""Generators read from source: a body runs as far as its next `yield`, and goes on from there when the next value is
asked for.

Where a body stands is a stack of what remains to be done (`todo`), made of positions in the source alone; its
variables, and the iterators of its loops, are in its scope like those of any other function. So a suspended generator
is an immutable value (`Points`): one stack for each place where it may stand, for all that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from shapelint.interpret.domain.values import IteratorValue, Step, Suspended, Unknown
from shapelint.interpret.generators.stepping import Outcome, Point, Stepping, joined_points
from shapelint.interpret.interpreter import DEPTH, STUB, Frame, Interpreter
from shapelint.interpret.journal import Changes
from shapelint.interpret.language.remaining import Final, Leaving, Rest, Stack, Todo, Turn
from shapelint.interpret.signals import GiveUp, Raised
from shapelint.interpret.state.branches import attempt
from shapelint.interpret.state.effects import effects_of
from shapelint.interpret.state.escape import Roots, escape
from shapelint.records import dataclass, replace
from shapelint.syntax import nodes

MOST_POINTS = 12
NOT_FOLLOWED = "a generator that is not followed"
PERHAPS_GIVEN = "a generator that may have gone on"


@dataclass(frozen=True, slots=True)
class Points(Suspended):
    """A generator between two values: where it may stand, and whether it may be at its end."""

    frame: Frame
    body: nodes.Block
    points: tuple[Point, ...]
    may_be_at_end: bool = False

    def step(self, m: Interpreter, sent: object) -> Step:
        if len(m.frames) > DEPTH:
            return abandoned(m, self)
        depth, saved, doubts, escapable = len(m.journal.levels), m.assumptions, m.doubts, m.escapable
        m.frames.append(self.frame)
        stepping = Stepping(m, self.frame, self.body, sent)
        try:
            outcome = from_points(m, stepping, self)
        except GiveUp:
            keep_all(m, depth)
            self.frame.deferred.clear()
            return abandoned(m, self)
        except Raised:
            keep_all(m, depth)
            raise
        finally:
            m.frames.pop()
            del m.handlers[stepping.outside :]
            m.assumptions, m.doubts = saved, doubts
            m.escapable = m.escapable if m.escapable <= len(m.handlers) else escapable
        if not outcome.points:
            return Step(False, result=outcome.result)
        then = replace(self, points=outcome.points, may_be_at_end=outcome.ends)
        return Step(None if outcome.ends else True, outcome.value, then, outcome.result)

    def join(self, other: object) -> Suspended:
        if other is None:
            return replace(self, may_be_at_end=True)
        points = joined_points(self.points, other.points) if isinstance(other, Points) else ()
        if not isinstance(other, Points) or len(points) > MOST_POINTS:
            return self.lost()
        return replace(self, points=points, may_be_at_end=self.may_be_at_end or other.may_be_at_end)

    def lost(self) -> Suspended:
        return Abandoned(self.frame, self.body)

    def holds(self) -> Iterable[object]:
        return (self.frame.scope,)

    def opens(self) -> Iterable[object]:
        return changed_by(self.frame, self.body)

    def unbegun(self) -> Frame | None:
        return self.frame if self.points == (Point((Rest(self.body, 0),)),) and not self.may_be_at_end else None

    def ending(self) -> Suspended | None:
        stacks = [tuple(closing(entry) for entry in p.stack if isinstance(entry, ENDED)) for p in self.points]
        points = tuple(Point(stack) for stack in stacks if stack)
        return replace(self, points=points, may_be_at_end=len(points) < len(stacks)) if points else None


@dataclass(frozen=True, slots=True)
class Abandoned(Suspended):
    """A generator whose body is not followed any further: each step may change whatever the body may."""

    frame: Frame
    body: nodes.Block

    def step(self, m: Interpreter, sent: object) -> Step:
        return abandoned(m, self)

    def lost(self) -> Suspended:
        return self

    def holds(self) -> Iterable[object]:
        return (self.frame.scope,)

    def opens(self) -> Iterable[object]:
        return changed_by(self.frame, self.body)


def suspended(m: Interpreter, frame: Frame, body: nodes.Block) -> IteratorValue:
    """A generator of which nothing has been run."""
    return IteratorValue([], pending=Points(frame, body, (Point((Rest(body, 0),)),)))


def in_loop(m: Interpreter, frame: Frame, loop: nodes.For) -> IteratorValue:
    """A generator expression, whose outermost iterator is in its scope already."""
    stack: Stack = (Turn(loop, False),)
    return IteratorValue([], pending=Points(frame, (loop,), (Point(stack),)))


ENDED = (Final, Leaving)  # what is run wherever a block is left


def closing(entry: Todo) -> Todo:
    """What remains to be done for a `finally` block or a context when all the rest is not."""
    return Rest(entry.node.finalbody, 0) if isinstance(entry, Final) else entry


def keep_all(m: Interpreter, depth: int) -> None:
    while len(m.journal.levels) > depth:
        m.journal.commit()


def from_points(m: Interpreter, stepping: Stepping, at: Points) -> Outcome:
    """What going on gives, from wherever the generator may stand."""
    if len(at.points) == 1 and not at.may_be_at_end:
        return stepping.resume(at.points[0])
    outcome = Outcome(ends=True, result=Unknown(PERHAPS_GIVEN)) if at.may_be_at_end else Outcome()
    changes = [Changes({})] if at.may_be_at_end else []
    raised: Raised | None = None
    for point in at.points:
        tried = attempt(m, None, True, partial(stepping.resume, point))
        if tried.value is None:
            raised = tried.raised
            continue
        outcome = outcome.joined(tried.value)
        changes.append(tried.changes)
    if not changes:
        assert raised is not None
        raise raised
    m.journal.join_into(changes, PERHAPS_GIVEN)
    return outcome


def abandoned(m: Interpreter, at: Points | Abandoned) -> Step:
    roots: Roots = escape(m, changed_by(at.frame, at.body), NOT_FOLLOWED)
    place = m.place(at.body[0].at, at.frame) if at.body else None
    m.recorder.stop(NOT_FOLLOWED, place)
    m.may_raise()
    return Step(None, Unknown(NOT_FOLLOWED, place, may_be=roots), Abandoned(at.frame, at.body))


def changed_by(frame: Frame, body: nodes.Block) -> Iterator[object]:
    """What running a body may change: through the function itself, and through its variables. The interpreter's own
    stubs change nothing."""
    if frame.module.file is None or frame.module.file.path.startswith(STUB):
        return
    effects = effects_of(body)
    if frame.function is not None:
        yield frame.function
    for name, value in frame.scope.variables.items():
        if name in effects.changes or name in effects.calls or name.startswith("."):
            yield value
