"""What going on means for each thing that remains to be done of a suspended body."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from shapelint.interpret.domain.values import IteratorValue, Unknown
from shapelint.interpret.free_conditions import at_beginning
from shapelint.interpret.generators.stepping import MOVES, Fork, Move, Outcome, Stepping
from shapelint.interpret.language.iteration import iterator_over
from shapelint.interpret.language.remaining import (
    Again,
    Cases,
    Delegating,
    Ending,
    Entering,
    Final,
    Guard,
    Handling,
    Leaving,
    Receiving,
    Rest,
    Stack,
    Turn,
)
from shapelint.interpret.language.statements import assign
from shapelint.interpret.language.suspension import take
from shapelint.interpret.language.truth import truth
from shapelint.interpret.language.try_with_match import (
    caught_names,
    enter,
    expected_exceptions,
    is_matched,
    may_swallow,
)
from shapelint.interpret.signals import Completion, GiveUp, Raised
from shapelint.syntax import nodes

UNDECIDED_CASE = "whether a case matches"


def of_block(run: Stepping, entry: Rest, below: Stack) -> Move:
    if entry.position >= len(entry.block):
        return below
    statement = entry.block[entry.position]
    more = entry.position + 1 < len(entry.block)
    rest = (*below, Rest(entry.block, entry.position + 1)) if more else below
    run.spend()
    if id(statement) in run.taken_apart:
        part = PARTS.get(type(statement))
        if part is None:
            raise GiveUp
        return part(run, statement, rest)
    return of_statement(run, statement, rest)


def of_statement(run: Stepping, statement: nodes.Statement, rest: Stack) -> Move:
    """A statement without a `yield`, sides of which may have left the block."""
    try:
        completion = run.m.execute((statement,), run.frame)
    except Raised as error:
        if not run.frame.deferred:
            raise
        return partial(run.deferred, None, error, rest)
    if run.frame.deferred:
        return partial(run.deferred, partial(going_on, run, completion, rest), None, rest)
    return rest if completion is None else run.left(completion, rest)


def going_on(run: Stepping, completion: Completion | None, rest: Stack) -> Outcome:
    move: Move = rest if completion is None else run.left(completion, rest)
    return ended(run, move)


def ended(run: Stepping, move: Move) -> Outcome:
    if isinstance(move, Outcome):
        return move
    return run.advance(move) if isinstance(move, tuple) else move()


# ---------------------------------------------------------------------------------------------------------- yielding


def of_yield(run: Stepping, statement: Any, rest: Stack) -> Move:
    """`yield ...`, `x = yield ...`, `yield from ...`, alone or on the right of an assignment."""
    value = statement.value
    if isinstance(value, nodes.Yield) and id(value) not in run.taken_apart:
        given = None if value.value is None else run.m.evaluate(value.value, run.frame)
        bare = isinstance(statement, nodes.ExpressionStatement)
        return run.yielded(given, rest if bare else (*rest, Receiving(statement)))
    if isinstance(value, nodes.YieldFrom) and id(value) not in run.taken_apart:
        source = run.m.evaluate(value.value, run.frame)
        run.keep("from", value.at, iterator_over(run.m, source, run.m.place(value.at, run.frame)))
        return (*rest, Delegating(statement, value.at))
    raise GiveUp


def of_received(run: Stepping, entry: Receiving, below: Stack) -> Move:
    return bound(run, entry.statement, run.received(), below)


def bound(run: Stepping, statement: nodes.Statement, value: object, below: Stack) -> Move:
    """Give a statement its value."""
    if isinstance(statement, nodes.Assign):
        for target in statement.targets:
            assign(run.m, target, value, run.frame)
    elif isinstance(statement, nodes.AnnotatedAssign):
        assign(run.m, statement.target, value, run.frame)
    elif isinstance(statement, nodes.Return):
        return run.left(Completion("return", value), below)
    return below


def of_delegation(run: Stepping, entry: Delegating, below: Stack) -> Move:
    source = run.kept("from", entry.at)
    if not isinstance(source, IteratorValue):
        source = IteratorValue([], "a generator that yields something of unknown length")
    value, comes = take(run.m, source, run.received())
    if comes is False:
        return bound(run, entry.statement, source.result, below)
    given = run.yielded(value, (*below, entry))
    if comes:
        return given
    result = Unknown("what a generator returns") if source.result is None else source.result
    return partial(run.fork, None, lambda: given, lambda: ended(run, bound(run, entry.statement, result, below)))


# ------------------------------------------------------------------------------------------------- conditions, loops


def of_if(run: Stepping, node: nodes.If, rest: Stack) -> Move:
    if id(node.test) in run.taken_apart or isinstance(node.test, (nodes.Yield, nodes.YieldFrom)):
        raise GiveUp
    test = run.m.evaluate(node.test, run.frame)
    known = truth(run.m, test)
    first, second = (*rest, Rest(node.body, 0)), (*rest, Rest(node.orelse, 0))
    if known is not None:
        return first if known else second
    return partial(run.fork, test, partial(run.advance, first), partial(run.advance, second))


def of_match(run: Stepping, node: nodes.Match, rest: Stack) -> Move:
    if id(node.subject) in run.taken_apart:
        raise GiveUp
    run.keep("match", node.at, run.m.evaluate(node.subject, run.frame))
    return (*rest, Cases(node, 0))


def of_cases(run: Stepping, entry: Cases, below: Stack) -> Move:
    if entry.position >= len(entry.node.cases):
        return below
    case = entry.node.cases[entry.position]
    matched = is_matched(run.m, run.kept("match", entry.node.at), case, run.frame)
    first: Stack = (*below, Rest(case.body, 0))
    second: Stack = (*below, Cases(entry.node, entry.position + 1))
    if matched is not None:
        return first if matched else second
    return partial(run.fork, Unknown(UNDECIDED_CASE), partial(run.advance, first), partial(run.advance, second))


def of_for(run: Stepping, node: nodes.For, rest: Stack) -> Move:
    if id(node.iterable) in run.taken_apart or isinstance(node.iterable, (nodes.Yield, nodes.YieldFrom)):
        raise GiveUp
    iterable = run.m.doubted(run.m.evaluate(node.iterable, run.frame))
    run.keep("for", node.at, iterator_over(run.m, iterable, run.m.place(node.iterable.at, run.frame)))
    return (*rest, Turn(node, False))


def of_turn(run: Stepping, entry: Turn, below: Stack) -> Move:
    node = entry.node
    head = Turn(node, True)
    if head in run.heads:
        return Outcome(again=True)
    source = run.kept("for", node.at)
    if not isinstance(source, IteratorValue):
        source = IteratorValue([], "a loop over something that is not known")
    item, comes = take(run.m, source)
    after: Stack = (*below, Rest(node.orelse, 0)) if node.orelse else below
    inside: Stack = (*below, head, Rest(node.body, 0))
    if comes is False:
        return after
    if comes:
        assign(run.m, node.target, item, run.frame)
        return inside
    first = item if entry.begun else at_beginning(item)

    def turn(rounds: int) -> Outcome:
        value, comes = (first, None) if rounds == 0 else take(run.m, source)
        if comes is False:
            return Outcome()
        assign(run.m, node.target, value, run.frame)
        return run.advance(inside)

    return partial(run.turns, head, None, turn, after)


def of_while(run: Stepping, node: nodes.While, rest: Stack) -> Move:
    if id(node.test) in run.taken_apart or isinstance(node.test, (nodes.Yield, nodes.YieldFrom)):
        raise GiveUp
    return (*rest, Again(node))


def of_again(run: Stepping, entry: Again, below: Stack) -> Move:
    if entry in run.heads:
        return Outcome(again=True)
    node = entry.node
    test = run.m.evaluate(node.test, run.frame)
    known = truth(run.m, test)
    after: Stack = (*below, Rest(node.orelse, 0)) if node.orelse else below
    inside: Stack = (*below, entry, Rest(node.body, 0))
    if known is not None:
        return inside if known else after

    def turn(rounds: int) -> Outcome:
        if rounds > 0:
            run.m.evaluate(node.test, run.frame)
        return run.advance(inside)

    return partial(run.turns, entry, test, turn, after)


# -------------------------------------------------------------------------------------------------- try and with


def of_try(run: Stepping, node: nodes.Try, rest: Stack) -> Move:
    stack = (*rest, Final(node)) if node.finalbody else rest
    if not node.handlers:
        return (*stack, Rest(node.body, 0))
    inside: Stack = (*stack, Guard(node, caught_names(run.m, node, run.frame)), Rest(node.body, 0))
    going: Fork = partial(run.advance, inside)
    return partial(run.watched, inside, len(stack), going)


def of_guard(run: Stepping, entry: Guard, below: Stack) -> Move:
    return (*below, Rest(entry.node.orelse, 0))


def of_final(run: Stepping, entry: Final, below: Stack) -> Move:
    if run.m.uncertain > run.uncertain:
        run.m.may_raise()
    return (*below, Rest(entry.node.finalbody, 0))


def of_ending(run: Stepping, entry: Ending, below: Stack) -> Move:
    if entry.raised is not None:
        raise entry.raised
    assert entry.completion is not None
    return run.left(entry.completion, below)


def of_handling(run: Stepping, entry: Handling, below: Stack) -> Move:
    run.frame.handling = entry.before
    return below


def of_with(run: Stepping, node: nodes.With, rest: Stack) -> Move:
    return (*rest, Entering(node, 0))


def of_entering(run: Stepping, entry: Entering, below: Stack) -> Move:
    if entry.position >= len(entry.node.items):
        return (*below, Rest(entry.node.body, 0))
    item = entry.node.items[entry.position]
    context = run.m.evaluate(item.context, run.frame)
    if may_swallow(run.m, context) or expected_exceptions(item.context):
        raise GiveUp
    value = enter(run.m, context, run.m.place(item.context.at, run.frame))
    run.keep("with", item.at, context)
    stack: Stack = (*below, Leaving(item), Entering(entry.node, entry.position + 1))
    if item.target is not None:
        assign(run.m, item.target, value, run.frame)
    return stack


def of_leaving(run: Stepping, entry: Leaving, below: Stack) -> Move:
    run.leave(entry)
    return below


WAYS: dict[type, Callable[..., Move]] = {
    Rest: of_block,
    Turn: of_turn,
    Again: of_again,
    Guard: of_guard,
    Final: of_final,
    Ending: of_ending,
    Handling: of_handling,
    Entering: of_entering,
    Leaving: of_leaving,
    Receiving: of_received,
    Delegating: of_delegation,
    Cases: of_cases,
}
PARTS: dict[type, Callable[..., Move]] = {
    nodes.ExpressionStatement: of_yield,
    nodes.Assign: of_yield,
    nodes.AnnotatedAssign: of_yield,
    nodes.Return: of_yield,
    nodes.If: of_if,
    nodes.Match: of_match,
    nodes.For: of_for,
    nodes.While: of_while,
    nodes.Try: of_try,
    nodes.With: of_with,
}
MOVES.update(WAYS)
