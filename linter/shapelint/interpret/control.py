"""`try`, `with` and `match`."""

from __future__ import annotations

from functools import partial

from shapelint.interpret.attributes import find_attribute
from shapelint.interpret.calls import call_function
from shapelint.interpret.classes import is_subclass
from shapelint.interpret.flow import undecided
from shapelint.interpret.iteration import iterate
from shapelint.interpret.machine import STATEMENTS, Frame, Interpreter
from shapelint.interpret.names import assign_name
from shapelint.interpret.operators import compare
from shapelint.interpret.signals import Completion, Raised
from shapelint.interpret.statements import assign
from shapelint.interpret.truth import truth
from shapelint.interpret.values import (
    ClassValue,
    DictValue,
    Instance,
    IteratorValue,
    ListValue,
    Unknown,
    class_attribute,
)
from shapelint.syntax import nodes


def caught_names(m: Interpreter, node: nodes.Try, frame: Frame) -> frozenset[str]:
    """The names of the exceptions that the handlers catch; "" for a bare except, "?" for one that is not known."""
    names: set[str] = set()
    for handler in node.handlers:
        if handler.type is None:
            names.add("")
            continue
        caught = m.evaluate(handler.type, frame)
        for one in caught if isinstance(caught, tuple) else (caught,):
            names.add(one.name if isinstance(one, ClassValue) else "?")
    return frozenset(names)


def execute_try(m: Interpreter, node: nodes.Try, frame: Frame) -> Completion | None:
    """A body that may raise for all that is known has its handlers run too, as the other side of an undecided
    branch."""
    before = m.uncertain
    depth = len(m.journal.levels)
    deferred = len(frame.deferred)
    names = caught_names(m, node, frame)
    m.handlers.append(names)
    try:
        completion = m.execute(node.body, frame)
        raised: Raised | None = None
    except Raised as error:
        completion, raised = None, error
        del frame.deferred[deferred:]
        while len(m.journal.levels) > depth:
            m.journal.keep()
    finally:
        m.handlers.pop()
    try:
        if raised is not None:
            completion = handle(m, node, raised, frame)
        elif m.uncertain > before and node.handlers and completion is None:
            unknown = Unknown("whether the body of a try raises")
            completion = undecided(
                m, unknown, lambda: m.execute(node.orelse, frame), lambda: run_handlers(m, node, frame), frame
            )
        elif completion is None:
            completion = m.execute(node.orelse, frame)
    finally:
        final = m.execute(node.finalbody, frame)
    return final or completion


def run_handlers(m: Interpreter, node: nodes.Try, frame: Frame) -> Completion | None:
    """The handlers of a body that may have raised: the first that does not raise itself."""
    last: Raised | None = None
    for handler in node.handlers:
        try:
            return run_handler(m, handler, Unknown("an exception"), frame)
        except Raised as error:
            last = error
    assert last is not None
    raise last


def run_handler(m: Interpreter, handler: nodes.Handler, value: object, frame: Frame) -> Completion | None:
    if handler.name is not None:
        assign_name(m, handler.name, value, frame)
    return m.execute(handler.body, frame)


def handle(m: Interpreter, node: nodes.Try, raised: Raised, frame: Frame) -> Completion | None:
    for handler in node.handlers:
        if handler.type is None or catches(m, m.evaluate(handler.type, frame), raised.value):
            return run_handler(m, handler, raised.value, frame)
    raise raised


def catches(m: Interpreter, caught: object, value: object) -> bool:
    """Whether a handler for `caught` takes an exception; an unknown one on either side is taken."""
    if isinstance(caught, tuple):
        return any(catches(m, one, value) for one in caught)
    owner = value.type if isinstance(value, Instance) else value
    if not isinstance(caught, ClassValue) or not isinstance(owner, ClassValue):
        return True
    return is_subclass(owner, caught) is not False


def execute_with(m: Interpreter, node: nodes.With, frame: Frame) -> Completion | None:
    """Enter each context, run the body, leave. Contexts that expect an exception (`pytest.raises`) act as handlers."""
    expected: set[str] = set()
    contexts: list[object] = []
    for item in node.items:
        context = m.evaluate(item.context, frame)
        contexts.append(context)
        expected |= expected_exceptions(item.context)
        value = enter(m, context, m.place(item.context.at, frame))
        if item.target is not None:
            assign(m, item.target, value, frame)
    if expected:
        m.handlers.append(frozenset(expected))
    depth = len(m.journal.levels)
    count = len(frame.deferred)
    try:
        return m.execute(node.body, frame)
    except Raised:
        if not expected:
            raise
        del frame.deferred[count:]
        while len(m.journal.levels) > depth:
            m.journal.keep()
        return None
    finally:
        if expected:
            m.handlers.pop()
        for context in reversed(contexts):
            leave(m, context)


EXPECTING = frozenset({"raises", "assertRaises", "assertRaisesRegex", "suppress"})


def expected_exceptions(context: nodes.Expression) -> set[str]:
    """The names of the exceptions that `raises(...)`, `assertRaises(...)` or `suppress(...)` expects."""
    if not isinstance(context, nodes.Call):
        return set()
    function = context.function
    name = function.name if isinstance(function, nodes.Attribute) else getattr(function, "id", "")
    if name not in EXPECTING:
        return set()
    found: set[str] = set()
    for argument in context.arguments:
        value = argument.value
        for one in value.elements if isinstance(value, nodes.TupleDisplay) else (value,):
            found.add(one.name if isinstance(one, nodes.Attribute) else getattr(one, "id", "?"))
    return found or {"?"}


def enter(m: Interpreter, context: object, place: object) -> object:
    if isinstance(context, Instance):
        method = class_attribute(context.type, "__enter__") or class_attribute(context.type, "__aenter__")
        if method is not None:
            return call_function(m, method, [context])
        return context
    if isinstance(context, Unknown):
        return Unknown(context.reason, context.place, ("enter", context.same()))

    if isinstance(context, IteratorValue):
        return context.items[0] if context.items else None
    return context


def leave(m: Interpreter, context: object) -> None:
    if isinstance(context, Instance):
        method = class_attribute(context.type, "__exit__") or class_attribute(context.type, "__aexit__")
        if method is not None:
            call_function(m, method, [context, None, None, None])


def execute_match(m: Interpreter, node: nodes.Match, frame: Frame) -> Completion | None:
    return match_cases(m, m.evaluate(node.subject, frame), node.cases, frame)


def match_cases(m: Interpreter, subject: object, cases: tuple[nodes.MatchCase, ...], frame: Frame) -> Completion | None:
    """The first case that matches; an undecided one is tried beside the rest of them."""
    for position, case in enumerate(cases):
        matched = matches(m, subject, case.pattern, frame)
        if matched is not False and case.guard is not None:
            guard = truth(m, m.evaluate(case.guard, frame))
            matched = guard if matched else (False if guard is False else None)
        if matched:
            return m.execute(case.body, frame)
        if matched is None:
            take = partial(m.execute, case.body, frame)
            pass_on = partial(match_cases, m, subject, cases[position + 1 :], frame)
            return undecided(m, Unknown("whether a case matches"), take, pass_on, frame)
    return None


def every(results: list[bool | None]) -> bool | None:
    return False if False in results else None if None in results else True


def matches(m: Interpreter, subject: object, pattern: nodes.Pattern, frame: Frame) -> bool | None:
    """Whether a pattern matches, binding its names; None when that is not decided."""
    if isinstance(pattern, nodes.MatchAs):
        result = True if pattern.pattern is None else matches(m, subject, pattern.pattern, frame)
        if result is not False and pattern.name is not None:
            assign_name(m, pattern.name, subject, frame)
        return result
    if isinstance(pattern, nodes.MatchValue):
        return truth(m, compare(m, "==", subject, m.evaluate(pattern.value, frame), None))
    if isinstance(pattern, nodes.MatchOr):
        results = [matches(m, subject, p, frame) for p in pattern.patterns]
        return True if True in results else None if None in results else False
    if isinstance(subject, Unknown):
        return None
    if isinstance(pattern, nodes.MatchSequence):
        return match_sequence(m, subject, pattern, frame)
    if isinstance(pattern, nodes.MatchMapping):
        return match_mapping(m, subject, pattern, frame)
    if isinstance(pattern, nodes.MatchClass):
        return match_class(m, subject, pattern, frame)
    return None


def match_sequence(m: Interpreter, subject: object, pattern: nodes.MatchSequence, frame: Frame) -> bool | None:
    if not isinstance(subject, (tuple, ListValue)):
        return False
    items, complete = iterate(m, subject, None)
    if not complete:
        return None
    star = next((i for i, p in enumerate(pattern.patterns) if isinstance(p, nodes.MatchStar)), None)
    count = len(pattern.patterns)
    if star is None:
        if len(items) != count:
            return False
        return every([matches(m, i, p, frame) for i, p in zip(items, pattern.patterns, strict=True)])
    if len(items) < count - 1:
        return False
    after = count - star - 1
    middle = pattern.patterns[star]
    assert isinstance(middle, nodes.MatchStar)
    if middle.name is not None:
        assign_name(m, middle.name, ListValue(items[star : len(items) - after]), frame)
    pairs = [*zip(items[:star], pattern.patterns[:star], strict=True)]
    pairs += [*zip(items[len(items) - after :], pattern.patterns[star + 1 :], strict=True)]
    return every([matches(m, i, p, frame) for i, p in pairs])


def match_mapping(m: Interpreter, subject: object, pattern: nodes.MatchMapping, frame: Frame) -> bool | None:
    if not isinstance(subject, DictValue):
        return False
    results: list[bool | None] = []
    for key, part in zip(pattern.keys, pattern.patterns, strict=True):
        name = m.evaluate(key, frame)
        if name not in subject.items:
            return None if subject.open else False
        results.append(matches(m, subject.items[name], part, frame))
    return every(results)


def match_class(m: Interpreter, subject: object, pattern: nodes.MatchClass, frame: Frame) -> bool | None:

    wanted = m.evaluate(pattern.type, frame)
    if not isinstance(wanted, ClassValue):
        return None
    results: list[bool | None] = [is_subclass(m.class_of(subject), wanted)]
    if results[0] is False:
        return False
    if pattern.patterns:
        names = wanted.variables.get("__match_args__")
        for position, part in enumerate(pattern.patterns):
            if isinstance(names, tuple) and position < len(names):
                results.append(matches(m, find_attribute(m, subject, str(names[position]), None), part, frame))
            else:
                results.append(matches(m, subject, part, frame) if len(pattern.patterns) == 1 else None)
    for name, part in pattern.keywords:
        results.append(matches(m, find_attribute(m, subject, name, None), part, frame))
    return every(results)


STATEMENTS.update({nodes.Try: execute_try, nodes.With: execute_with, nodes.Match: execute_match})
