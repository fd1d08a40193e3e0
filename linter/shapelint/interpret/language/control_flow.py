"""Conditions and loops, decided or not.

Where a condition is not decided both sides run and are merged. A side that leaves the block early (return, break,
continue) while the other goes on is *deferred*: the rest of the block runs for the other side alone in an open journal
level, and the two meet again at the end of the loop or function.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial

from shapelint.interpret.domain.join import merge_values
from shapelint.interpret.domain.values import (
    Cell,
    Instance,
    IteratorValue,
    ListValue,
    Suspended,
    Unknown,
    class_attribute,
)
from shapelint.interpret.free_conditions import IN_DOUBT, UNCOUNTED, at_beginning, doubt_of
from shapelint.interpret.interpreter import STATEMENTS, Deferred, Frame, Interpreter
from shapelint.interpret.journal import Changes
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.language.size_checks import note_check
from shapelint.interpret.language.statements import assign
from shapelint.interpret.language.suspension import MOST_VALUES, left_early, take
from shapelint.interpret.language.truth import truth
from shapelint.interpret.signals import BREAK, Completion, Raised, WayOut
from shapelint.interpret.state.branches import Attempt, attempt, common
from shapelint.ir import Node, TensorType
from shapelint.records import replace
from shapelint.syntax import nodes
from shapelint.syntax.source import Place

Ending = tuple["Completion | None", list[Completion]]  # how a side ended, and how sides deferred in it had
UNDECIDED = "a branch that is not decided"
DEFERRED_TURNS = 12


def join_deferred(m: Interpreter, frame: Frame, count: int) -> list[Completion]:
    """Merge the state of every side deferred beyond `count` into the state now. Returns how those sides had left."""
    left: list[Completion] = []
    while len(frame.deferred) > count:
        deferred = frame.deferred.pop()
        m.doubts -= deferred.doubt
        now = m.journal.rollback()
        m.journal.join_into([deferred.changes, now], UNDECIDED)
        m.assumptions = common(m.assumptions, deferred.assumptions)
        left.append(replace(deferred.completion, doubt=deferred.doubt))
    return left


def defer(m: Interpreter, frame: Frame, completion: Completion, changes: Changes, doubt: int | None) -> None:
    """Leave a side where it is, which has left the block. `doubt` is how much the condition counts that it did so by;
    None for a condition that nothing is known of."""
    counted = IN_DOUBT if doubt is None else doubt
    frame.deferred.append(Deferred(completion, changes, m.assumptions, counted))
    m.doubts += counted
    m.journal.open()


def resume_from_deferred(m: Interpreter, frame: Frame, count: int, error: Raised) -> list[Completion]:
    """The side that goes on raises; those deferred beyond `count` do not, and it is with them that the run goes on.
    Returns how they had left; raises when there are none."""
    if len(frame.deferred) <= count:
        raise error
    m.may_raise()
    last = frame.deferred.pop()
    m.doubts -= last.doubt
    m.journal.rollback()
    m.journal.join_into([last.changes], UNDECIDED)
    m.assumptions = last.assumptions
    return [replace(last.completion, doubt=last.doubt), *join_deferred(m, frame, count)]


def one_side(m: Interpreter, frame: Frame, run: Callable[[], Completion | None]) -> Ending:
    """Run a side of a branch so that it leaves no journal level open: its end, and the ends of what it deferred."""
    count = len(frame.deferred)
    try:
        completion = run()
    except Raised as error:
        first, *others = resume_from_deferred(m, frame, count, error)
        return first, others
    return completion, join_deferred(m, frame, count)


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
    doubt: int | None = None,
) -> Completion | None:
    """Run two sides of which one is taken; returns how the block goes on. `doubt` is how much it counts that the first
    is, where that is not the test's to say."""
    doubt = doubt_of(test) if doubt is None else doubt
    one = attempt(m, test, True, lambda: one_side(m, frame, first), doubt)
    other = attempt(m, test, False, lambda: one_side(m, frame, second))
    if one.value is None or other.value is None:
        return undecided_with_raise(m, test, one, other, frame)
    (one_end, one_left), (other_end, other_left) = one.value, other.value
    leftovers = [*one_left, *other_left]
    if one_end is None and other_end is None:
        m.journal.join_into([one.changes, other.changes], UNDECIDED)
        return resume(m, frame, None, leftovers)
    if one_end is not None and other_end is not None and one_end.kind == other_end.kind:
        m.journal.join_into([one.changes, other.changes], UNDECIDED)
        merged = merge_values(one_end.value, other_end.value, UNDECIDED)
        return resume(m, frame, Completion(one_end.kind, merged), leftovers)
    first_leaves = one_end is not None and (other_end is None or one_end.kind == "return")
    leaving, staying = (one, other) if first_leaves else (other, one)
    end = one_end if first_leaves else other_end
    assert end is not None
    defer(m, frame, end, leaving.changes, doubt_of(test) if first_leaves else doubt)
    m.journal.join_into([staying.changes], UNDECIDED)
    assume(m, test, not first_leaves)
    return resume(m, frame, other_end if first_leaves else one_end, leftovers)


def undecided_with_raise(
    m: Interpreter, test: object, one: Attempt[Ending], other: Attempt[Ending], frame: Frame
) -> Completion | None:
    """A side that raises is taken not to be the one that runs; when both raise, so does the branch."""
    taken = one if one.value is not None else other
    if taken.value is None:
        assert one.raised is not None
        raise one.raised
    m.journal.join_into([taken.changes], UNDECIDED)
    note_check(m, test, taken is one)
    assume(m, test, taken is one)
    completion, leftovers = taken.value
    return resume(m, frame, completion, leftovers)


def assume(m: Interpreter, test: object, decision: bool) -> None:
    """From here on along this path the test is known."""
    if isinstance(test, Unknown):
        m.assumptions = {**m.assumptions, m.identity(test): decision}


def resume(
    m: Interpreter, frame: Frame, completion: Completion | None, leftovers: list[Completion]
) -> Completion | None:
    """Go on with `completion`, keeping in mind the other ways in which the block may have been left."""
    for leftover in leftovers:
        if completion is not None and completion.kind == leftover.kind == "return":
            completion = Completion("return", merge_values(completion.value, leftover.value, UNDECIDED))
        elif completion is None or completion.kind != leftover.kind:
            defer(m, frame, leftover, Changes({}), leftover.doubt)
    return completion


def join_at_exit(
    m: Interpreter, frame: Frame, count: int, completion: Completion | None, kinds: frozenset[str]
) -> Completion | None:
    """The end of a turn, loop or function: sides that left by one of `kinds` go on from here; others stay deferred."""
    if len(frame.deferred) == count:
        return completion
    return resume_statement(m, frame, completion, join_deferred(m, frame, count), kinds)


def resume_statement(
    m: Interpreter, frame: Frame, completion: Completion | None, met: list[Completion], kinds: frozenset[str]
) -> Completion | None:
    """How the block goes on when sides that had left it have met: a side that left by one of `kinds` goes on."""
    leftovers = [c for c in met if c.kind not in kinds]
    if completion is not None and len(leftovers) < len(met):
        return resume(m, frame, None, [completion, *leftovers])
    return resume(m, frame, completion, leftovers)


TURN = frozenset({"continue"})
LOOP = frozenset({"break", "continue"})
MOST_ROUNDS = 12
EXACT_ROUNDS = 3  # from then on, what changes is forgotten at once
COSTLY_TURN = 4_000  # the effort from which on a turn of a loop is not made again and again
COSTLY_LOOP = 10_000  # the effort from which on a loop ends with a turn that says nothing new
FORESEEN = 60_000  # the same of a loop that fills lists, whose last turn is reached before that
PATIENCE = 10  # times as much is spent within a model, which may gather what each turn gives


def run_turn(m: Interpreter, body: nodes.Block, frame: Frame) -> Completion | None:
    """One turn of a loop; None to go on, a break or return otherwise."""
    count = len(frame.deferred)
    try:
        completion = m.execute(body, frame)
    except Raised as error:
        if not any(d.completion.kind == "continue" for d in frame.deferred[count:]):
            raise
        return resume_statement(m, frame, None, resume_from_deferred(m, frame, count, error), TURN)
    if completion is not None and completion.kind == "continue":
        completion = None
    if any(d.completion.kind == "continue" for d in frame.deferred[count:]):
        return join_at_exit(m, frame, count, completion, TURN)
    return completion


def run_loop(
    m: Interpreter, frame: Frame, turns: Callable[[int], Completion | None], orelse: nodes.Block
) -> Completion | None:
    """Run the turns of a loop, which end by None when there are no more, then its `else`; the sides that left the loop
    early meet after it."""
    count = len(frame.deferred)
    try:
        completion = turns(count)
        if completion is not None and completion.kind == "break":
            completion = None
        elif completion is None and orelse:
            completion = run_else(m, frame, orelse)
    except Raised as error:
        first, *others = resume_from_deferred(m, frame, count, error)
        if first.kind == "return" and not any(c.kind in LOOP for c in others):
            return inner_again(frame, count, resume(m, frame, first, others))
        return inner_again(frame, count, resume_statement(m, frame, None, [first, *others], LOOP))
    return inner_again(frame, count, join_at_exit(m, frame, count, completion, LOOP))


OUTER: dict[WayOut, WayOut] = {"break": "outer break", "continue": "outer continue"}
INNER: dict[WayOut, WayOut] = {theirs: ours for ours, theirs in OUTER.items()}


def run_else(m: Interpreter, frame: Frame, orelse: nodes.Block) -> Completion | None:
    """The `else` of a loop. A break or continue in it is one of the loop around."""
    mark = len(frame.deferred)
    completion = m.execute(orelse, frame)
    for deferred in frame.deferred[mark:]:
        deferred.completion = outer(deferred.completion)
    return None if completion is None else outer(completion)


def outer(completion: Completion) -> Completion:
    return replace(completion, kind=OUTER[completion.kind]) if completion.kind in OUTER else completion


def inner_again(frame: Frame, count: int, completion: Completion | None) -> Completion | None:
    """After a loop, a break or continue of the loop around it is one like any other."""
    for deferred in frame.deferred[count:]:
        deferred.completion = inner(deferred.completion)
    return None if completion is None else inner(completion)


def inner(completion: Completion) -> Completion:
    return replace(completion, kind=INNER[completion.kind]) if completion.kind in INNER else completion


def some_turns(
    m: Interpreter,
    test: object,
    turn: Callable[[], Completion | None],
    frame: Frame,
    first: Callable[[], Completion | None] | None = None,
) -> Completion | None:
    """A loop that runs an unknown number of times. Its turn is interpreted until another one would change nothing that
    is still known; what the `first` turn does is recorded, further ones only tell what stays known."""
    mark = m.recorder.mark()
    made = len(m.instances)
    began = m.steps
    for rounds in range(MOST_ROUNDS):
        now = turn if first is None or rounds > 0 else first
        tried = attempt(m, test if rounds == 0 else None, True, partial(one_side, m, frame, now))
        if rounds == 0:
            mark, made = m.recorder.mark(), len(m.instances)
        else:
            m.recorder.rewind(mark)
            del m.instances[made:]
        if tried.value is None:
            return None
        completion, leftovers = tried.value
        ends = [end for end in (completion, *leftovers) if end is not None]
        settled = not m.journal.differs(tried.changes)
        last = rounds == MOST_ROUNDS - 1 or (rounds > 0 and m.steps - began > COSTLY_TURN)
        if not settled:
            m.journal.join_into([Changes({}), tried.changes], UNCOUNTED, forget=last or rounds >= EXACT_ROUNDS)
        for end in ends:
            if end.kind in ("return", "break"):
                defer(m, frame, end, Changes({}), end.doubt)
        if settled or last or (completion is not None and not any(end.kind == "continue" for end in ends)):
            return None
    return None


def execute_while(m: Interpreter, node: nodes.While, frame: Frame) -> Completion | None:
    def turns(count: int) -> Completion | None:
        repeats = False
        watch = RepeatedIterationDetector(m, frame)
        while True:
            test = m.evaluate(node.test, frame)
            known = truth(m, test)
            if known is False:
                return None
            if known is None or repeats or len(frame.deferred) > count + DEFERRED_TURNS:
                return some_turns(m, test, turn, frame)
            watch.begin_turn()
            completion = run_turn(m, node.body, frame)
            if completion is not None:
                return completion
            repeats = watch.repeats()

    def turn() -> Completion | None:
        completion = run_turn(m, node.body, frame)
        if completion is None:
            m.evaluate(node.test, frame)
        return completion

    return run_loop(m, frame, turns, node.orelse)


class RepeatedIterationDetector:
    """Tells when a costly loop whose turns are all known may as well end: once a turn says nothing new."""

    def __init__(self, m: Interpreter, frame: Frame, turns: int | None = None) -> None:
        """`turns` is how many the loop makes unless it is left, if that is known."""
        self.m = m
        self.scope = frame.scope
        self.turns = turns
        self.entered = m.steps

    def begin_turn(self) -> None:
        if self.turns is not None:
            self.held = lists_in(self.scope)
        self.began, self.mark, self.uncertain = self.m.steps, len(self.m.recorder.nodes), self.m.uncertain
        self.built = len(self.m.recorder.definitions)

    def repeats(self) -> bool:
        """Whether the turn that ends here was one of many, or a costly one, that says nothing new."""
        effort, patience = self.m.steps, PATIENCE if self.m.recorder.paths else 1
        costly = effort - self.began > patience * COSTLY_TURN or effort - self.entered > patience * COSTLY_LOOP
        return costly and not self.fills_lists_to_the_end() and self.says_nothing_new()

    def fills_lists_to_the_end(self) -> bool:
        """Whether all turns of the loop can be made, so that the lists that this one has added to get their lengths."""
        if self.turns is None or (self.m.steps - self.began) * self.turns > FORESEEN:
            return False
        after = lists_in(self.scope)
        return any(after.get(name, 0) > count for name, count in self.held.items())

    def says_nothing_new(self) -> bool:
        """Whether the turn's operations are, place by place and shape by shape, those run just before it: one more turn
        of a training loop. A turn without any says nothing if not all of it was known; one that builds layers does."""
        if not self.builds_nothing_new():
            return False
        nodes, mark = self.m.recorder.nodes, self.mark
        count = len(nodes) - mark
        if count == 0:
            return self.m.uncertain > self.uncertain
        if count > mark:
            return False
        return all(
            one.place == other.place
            and (one.definition is other.definition or is_built_anew(other))
            and known_sizes(one.output_types) == known_sizes(other.output_types)
            for one, other in zip(nodes[mark - count : mark], nodes[mark:], strict=True)
        )

    def builds_nothing_new(self) -> bool:
        """Whether the turn builds no layers but those that a model builds anew in each of its calls, as it did in the
        turn before."""
        built = self.m.recorder.definitions[self.built :]
        if not built:
            return True
        before = self.m.recorder.definitions[max(self.built - len(built), 0) : self.built]
        return len(before) == len(built) and all(
            one.depth > 0 and one.place == other.place and one.operation == other.operation
            for one, other in zip(before, built, strict=True)
        )


def lists_in(scope: Cell) -> dict[str, int]:
    """The lengths of the lists that are known as a whole, by the names of the scope."""
    held = ((name, value.exactly()) for name, value in scope.variables.items() if isinstance(value, ListValue))
    return {name: len(items) for name, items in held if items is not None}


def is_built_anew(node: Node) -> bool:
    """Whether the layer that an operation belongs to is built in the call of a model."""
    return node.definition is not None and node.definition.depth > 0


def known_sizes(types: tuple[TensorType, ...]) -> list[list[int | None] | None]:
    """The numbers in some shapes: what is unknown is another unknown every time."""
    return [None if t.shape is None else [d if isinstance(d, int) else None for d in t.shape] for t in types]


CHANGED = object()


def following(iterable: object, items: list[object], position: int) -> list[object]:
    """What there is to come after a turn."""
    if isinstance(iterable, IteratorValue):
        return [*iterable.at_least(), *([CHANGED] if iterable.open else [])]
    held = iterable.exactly() if isinstance(iterable, ListValue) else None
    return [*(items if held is None else held)[position + 1 :]]


def current(m: Interpreter, iterable: object, items: list[object]) -> Iterator[object]:
    """The elements, one by one; of a list or an iterator as it is by then, CHANGED when that is not known any more."""
    if isinstance(iterable, IteratorValue):
        while iterable.has_next():
            coming = iterable.peek()
            m.journal.record_write(iterable)
            iterable.advance()
            yield coming
        if iterable.open:
            yield CHANGED
        return
    if not isinstance(iterable, ListValue) or iterable.open:
        yield from items
        return
    for position in itertools.count():
        held = iterable.exactly()
        if held is None or position >= len(held):
            break
        yield held[position]
    if iterable.exactly() is None:
        yield CHANGED


def begun(m: Interpreter, iterable: object, place: Place | None) -> object:
    """What a loop over an object goes through: what its `__iter__` gives, unless that is the object itself."""
    if not isinstance(iterable, Instance) or class_attribute(iterable.type, "__next__") is not None:
        return iterable
    method = class_attribute(iterable.type, "__iter__")
    return iterable if method is None else begun(m, m.call_function(method, [iterable], place=place), place)


def execute_for(m: Interpreter, node: nodes.For, frame: Frame) -> Completion | None:
    iterable = begun(m, m.doubted(m.evaluate(node.iterable, frame)), m.place(node.iterable.at, frame))
    items: list[object]
    if isinstance(iterable, IteratorValue) and iterable.pending is not None:
        return for_each_step(m, node, iterable, frame)
    if isinstance(iterable, IteratorValue):
        items, complete = [], True
    else:
        items, complete = iterate(m, iterable, m.place(node.iterable.at, frame))

    def turns(count: int) -> Completion | None:
        repeats = False
        watch = RepeatedIterationDetector(m, frame, len(items) if complete and items else None)
        for position, item in enumerate(current(m, iterable, items)):
            if item is CHANGED or not complete or repeats or len(frame.deferred) > count + DEFERRED_TURNS:
                typical = item
                for other in following(iterable, items, position):
                    typical = merge_values(typical, other, UNCOUNTED)
                if item is CHANGED:
                    typical = getattr(iterable, "typical", None) or Unknown(UNCOUNTED)
                begins = position == 0 and (item is CHANGED or not complete)
                first = partial(turn, at_beginning(typical) if begins else typical)
                return some_turns(m, None, partial(turn, typical), frame, first)
            watch.begin_turn()
            completion = turn(item)
            if completion is not None:
                return completion
            repeats = watch.repeats()
        return None

    def turn(item: object) -> Completion | None:
        assign(m, node.target, item, frame)
        return run_turn(m, node.body, frame)

    return run_loop(m, frame, turns, node.orelse)


def for_each_step(m: Interpreter, node: nodes.For, iterator: IteratorValue, frame: Frame) -> Completion | None:
    """A loop over an iterator that works its values out as it goes: what it does happens between the turns."""

    def turns(count: int) -> Completion | None:
        repeats = False
        watch = RepeatedIterationDetector(m, frame)
        for position in itertools.count():
            item, comes = take(m, iterator)
            if comes is False:
                return None
            if comes is None or repeats or position > MOST_VALUES or len(frame.deferred) > count + DEFERRED_TURNS:
                begins = position == 0 and comes is None
                first = partial(turn, at_beginning(item) if begins else item)
                last = None if iterator.pending is None else iterator.pending.before_last()
                completion = some_turns(m, None, next_turn, frame, first)
                return completion if last is None else last_turn(last)
            watch.begin_turn()
            completion = turn(item)
            if completion is not None:
                return completion
            alike = position > 0 and iterator.pending is not None and iterator.pending.before_last() is not None
            repeats = watch.repeats() or (alike and watch.says_nothing_new())
        return None

    def last_turn(last: Suspended) -> Completion | None:
        """The turn of the last value, which is unlike those before it: whatever they were, it comes."""
        m.journal.record_write(iterator)
        iterator.pending = last
        item, _ = take(m, iterator)
        return turn(item)

    def next_turn() -> Completion | None:
        item, comes = take(m, iterator)
        return BREAK if comes is False else turn(item)

    def turn(item: object) -> Completion | None:
        assign(m, node.target, item, frame)
        return run_turn(m, node.body, frame)

    completion = run_loop(m, frame, turns, node.orelse)
    if iterator.pending is not None:
        left_early(m, iterator)
    return completion


STATEMENTS.update({nodes.If: execute_if, nodes.While: execute_while, nodes.For: execute_for})
