"""`try`, `with` and `match`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    ListValue,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import STATEMENTS, Frame, Interpreter
from shapelint.interpret.journal import Changes
from shapelint.interpret.language.attributes import find_attribute
from shapelint.interpret.language.calls import call_function
from shapelint.interpret.language.classes import is_subclass
from shapelint.interpret.language.control_flow import join_deferred, resume, resume_from_deferred, undecided
from shapelint.interpret.language.functions import run_whole
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.language.names import assign_name
from shapelint.interpret.language.operators import compare
from shapelint.interpret.language.statements import assign
from shapelint.interpret.language.suspension import take
from shapelint.interpret.language.truth import truth
from shapelint.interpret.raising.errors import GOES_ON
from shapelint.interpret.signals import Completion, Raised
from shapelint.interpret.state.branches import common
from shapelint.syntax import nodes
from shapelint.syntax.walk import walk


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
    if not any(isinstance(part, nodes.Raise) or is_exit(part) for h in node.handlers for part in walk(h.body)):
        names.add(GOES_ON)
    return frozenset(names)


def is_exit(node: nodes.Node) -> bool:
    """Whether a part of a handler ends the program."""
    called = node.function if isinstance(node, nodes.Call) else None
    name = called.id if isinstance(called, nodes.Name) else called.name if isinstance(called, nodes.Attribute) else ""
    return name in ("exit", "quit", "_exit", "skip", "importorskip")


def execute_try(m: Interpreter, node: nodes.Try, frame: Frame) -> Completion | None:
    """The body, then the handlers if it raises; where it may raise for all that is known, both are sides of an
    undecided branch. Then, on every side, the `finally` block."""
    if not node.finalbody:
        return try_handled(m, node, frame)
    before, count = m.uncertain, len(frame.deferred)
    raised: Raised | None = None
    completion: Completion | None = None
    try:
        completion = try_handled(m, node, frame)
    except Raised as error:
        raised = error
    left = join_deferred(m, frame, count) if raised is None else left_of(m, frame, count, raised)
    final = m.execute(node.finalbody, frame)
    if m.uncertain > before:
        m.may_raise()
    if final is not None:
        return final
    if raised is not None and not left:
        raise raised
    return resume(m, frame, completion, left)


def left_of(m: Interpreter, frame: Frame, count: int, error: Raised) -> list[Completion]:
    """The ends of the deferred sides when the side that goes on raises; none when there are none."""
    return resume_from_deferred(m, frame, count, error) if len(frame.deferred) > count else []


def try_handled(m: Interpreter, node: nodes.Try, frame: Frame) -> Completion | None:
    if not node.handlers:
        return m.execute(node.body, frame)
    before, saved, escapable = m.uncertain, m.assumptions, m.escapable
    watch = m.journal.watch()
    m.handlers.append(caught_names(m, node, frame))
    completion: Completion | None = None
    raised: Raised | None = None
    try:
        completion = m.execute(node.body, frame)
    except Raised as error:
        raised = error
    finally:
        m.handlers.pop()
        m.escapable = m.escapable if m.escapable <= len(m.handlers) else escapable
        m.journal.unwatch(watch)
    if m.uncertain == before:
        if raised is not None:
            return handle(m, node, raised, frame)
        return completion if completion is not None else m.execute(node.orelse, frame)
    m.assumptions = common(saved, m.assumptions)
    if raised is not None:
        watch.note(MAY_RAISE)
        if not any(catches(m, m.evaluate(h.type, frame), raised.value) for h in node.handlers if h.type is not None):
            m.may_raise()

    def rescue() -> Completion | None:
        m.journal.join_into([watch.where_raised()], MAY_RAISE)
        return run_handlers(m, node.handlers, frame)

    if raised is not None:
        return rescue()
    unknown = Unknown("whether the body of a try raises")
    ended = completion
    return undecided(
        m, unknown, lambda: ended if ended is not None else m.execute(node.orelse, frame), rescue, frame, doubt=0
    )


MAY_RAISE = "a `try` whose body may have raised"


def run_handlers(m: Interpreter, handlers: tuple[nodes.Handler, ...], frame: Frame) -> Completion | None:
    """The handlers of a body that may have raised, of which any may be the one."""
    first, rest = handlers[0], handlers[1:]
    value = Unknown("an exception")
    if not rest:
        return run_handler(m, first, value, frame)
    which = Unknown("which exception is raised")
    return undecided(m, which, lambda: run_handler(m, first, value, frame), lambda: run_handlers(m, rest, frame), frame)


def run_handler(m: Interpreter, handler: nodes.Handler, value: object, frame: Frame) -> Completion | None:
    if handler.name is not None:
        assign_name(m, handler.name, value, frame)
    outer, frame.handling = frame.handling, value
    try:
        return m.execute(handler.body, frame)
    finally:
        frame.handling = outer


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
    return in_contexts(m, node.items, node.body, frame)


def in_contexts(
    m: Interpreter, items: tuple[nodes.WithItem, ...], body: nodes.Block, frame: Frame
) -> Completion | None:
    """Enter the first context, run the rest inside of it, leave. Contexts that expect an exception (`pytest.raises`)
    act as handlers."""
    if not items:
        return m.execute(body, frame)
    item, rest = items[0], items[1:]
    context = m.evaluate(item.context, frame)
    running = context.pending.unbegun() if isinstance(context, IteratorValue) and context.pending is not None else None
    if isinstance(context, IteratorValue) and running is not None:
        m.journal.record_write(context)
        context.pending = None
        return in_generator(m, running, item, lambda: in_contexts(m, rest, body, frame), frame)
    obscured = m.obscured
    value = enter(m, context, m.place(item.context.at, frame))
    m.obscured += isinstance(context, Unknown) and not m.harmless(context)
    if item.target is not None:
        assign(m, item.target, value, frame)
    named = frozenset(expected_exceptions(item.context))
    expected = named | ({"?"} if may_swallow(m, context) else frozenset())
    before, count, escapable = m.uncertain, len(frame.deferred), m.escapable
    completion: Completion | None = None
    raised: Raised | None = None
    watch = m.journal.watch()
    m.handlers.append(expected)
    try:
        completion = in_contexts(m, rest, body, frame)
    except Raised as error:
        raised = error
    finally:
        m.handlers.pop()
        m.obscured = obscured
        m.escapable = m.escapable if m.escapable <= len(m.handlers) else escapable
        m.journal.unwatch(watch)
    left = join_deferred(m, frame, count) if raised is None else left_of(m, frame, count, raised)
    swallows = raised is not None and not left and (bool(named) or (bool(expected) and isinstance(context, Unknown)))
    if raised is None or left or not is_swallowed(m, context, raised):
        if raised is None or left:
            leave(m, context)
        elif not swallows:
            raise raised
    if expected and raised is None and m.uncertain > before:
        m.journal.join_into([Changes({}), watch.where_raised()], MAY_RAISE)
        left = left if completion is None else [completion, *left]
        completion = None
    return resume(m, frame, completion, left)


def in_generator(
    m: Interpreter,
    running: Frame,
    item: nodes.WithItem,
    inside: Callable[[], Completion | None],
    frame: Frame,
) -> Completion | None:
    """`with` a function made by `contextlib.contextmanager`: the body runs where the generator yields."""
    ends: list[Completion | None] = []

    def body(value: object) -> object:
        if item.target is not None:
            assign(m, item.target, value, frame)
        generator = m.frames.pop()
        count = len(frame.deferred)
        try:
            ends.append(inside())
            ends.extend(join_deferred(m, frame, count))
        except Raised as error:
            ends.extend(left_of(m, frame, count, error))
            if not ends:
                raise
        finally:
            m.frames.append(generator)
        return None

    run_whole(m, running, body)
    completion, *others = ends or [None]
    return resume(m, frame, completion, [end for end in others if end is not None])


def is_swallowed(m: Interpreter, context: object, raised: Raised) -> bool:
    """Leave a context by an exception: whether it ends there."""
    return truth(m, leave_by(m, context, raised)) is not False


def leave_by(m: Interpreter, context: object, raised: Raised) -> object:
    """What a context says of an exception by which it is left."""
    owner = raised.value.type if isinstance(raised.value, Instance) else raised.value
    return leave(m, context, owner, raised.value)


def may_swallow(m: Interpreter, context: object) -> bool:
    """Whether leaving a context by an exception may end it there: its `__exit__` gives something back, or is not known
    and not known to leave things as they are."""
    if isinstance(context, Unknown):
        return isinstance(context.key, tuple) and not m.harmless(context)
    if not isinstance(context, Instance):
        return False
    method = class_attribute(context.type, "__exit__") or class_attribute(context.type, "__aexit__")
    if not isinstance(method, FunctionValue):
        return isinstance(method, Unknown)
    given = [node.value for node in walk(method.definition.body) if isinstance(node, nodes.Return)]
    return any(not (value is None or (isinstance(value, nodes.Constant) and not value.value)) for value in given)


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
        return Unknown(context.reason, context.place, m.part_key(context, ("enter",)), may_be=context.may_be)

    if isinstance(context, IteratorValue):
        return take(m, context)[0]
    return context


def leave(m: Interpreter, context: object, kind: object = None, value: object = None) -> object:
    if isinstance(context, IteratorValue):
        take(m, context)
    if not isinstance(context, Instance):
        return None
    method = class_attribute(context.type, "__exit__") or class_attribute(context.type, "__aexit__")
    return None if method is None else call_function(m, method, [context, kind, value, None])


def execute_match(m: Interpreter, node: nodes.Match, frame: Frame) -> Completion | None:
    return match_cases(m, m.evaluate(node.subject, frame), node.cases, frame)


def match_cases(m: Interpreter, subject: object, cases: tuple[nodes.MatchCase, ...], frame: Frame) -> Completion | None:
    """The first case that matches; an undecided one is tried beside the rest of them."""
    for position, case in enumerate(cases):
        matched = is_matched(m, subject, case, frame)
        if matched:
            return m.execute(case.body, frame)
        if matched is None:
            take = partial(m.execute, case.body, frame)
            pass_on = partial(match_cases, m, subject, cases[position + 1 :], frame)
            return undecided(m, Unknown("whether a case matches"), take, pass_on, frame)
    return None


def is_matched(m: Interpreter, subject: object, case: nodes.MatchCase, frame: Frame) -> bool | None:
    """Whether a case is the one; None when that is not decided."""
    matched = matches(m, subject, case.pattern, frame)
    if matched is False or case.guard is None:
        return matched
    guard = truth(m, m.evaluate(case.guard, frame))
    return guard if matched else (False if guard is False else None)


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
        if not subject.holds(name):
            return subject.holds(name)
        results.append(matches(m, subject.at_least()[name], part, frame))
    if pattern.rest is not None:
        named = [m.evaluate(key, frame) for key in pattern.keys]
        rest = {k: v for k, v in subject.at_least().items() if k not in named}
        assign_name(m, pattern.rest, DictValue(rest, subject.open), frame)
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
