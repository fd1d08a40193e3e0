"""Functions read from source: making them, binding their arguments, running their bodies."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.api.binding import unexpected
from shapelint.interpret.api.shape_annotations import check_result
from shapelint.interpret.domain.join import merge_values
from shapelint.interpret.domain.open_dicts import Optional, opened, optional_keys
from shapelint.interpret.domain.values import Cell, ClassValue, DictValue, FunctionValue, ListValue, Unknown
from shapelint.interpret.interpreter import DEPTH, Frame, Interpreter, Site
from shapelint.interpret.language.recursion import is_endless
from shapelint.interpret.raising.errors import event_here, hands_on_assumptions, is_caught, python_error
from shapelint.interpret.record import costs
from shapelint.interpret.signals import Completion, Raised
from shapelint.interpret.state.escape import escape
from shapelint.syntax import nodes

EITHER = "a call that may raise and return"


def make_function(m: Interpreter, name: str, node: nodes.FunctionDef | nodes.Lambda, frame: Frame) -> FunctionValue:
    """A closure over the frame's scope; a class body is no enclosing scope for the functions in it."""
    parameters = node.parameters
    defaults = {
        p.name: m.evaluate(p.default, frame)
        for p in (*parameters.positional_only, *parameters.regular, *parameters.keyword_only)
        if p.default is not None
    }
    scope = frame.scope.parent if frame.is_class_body else frame.scope
    if scope is not None and scope.variables is frame.module.variables:
        scope = None
    if scope is not None:
        scope.is_captured = True
    made = FunctionValue(name, node, frame.module, scope, defaults, class_name=frame.class_name)
    if frame.is_class_body:
        frame.methods.append(made)
    return made


def bind(
    m: Interpreter, function: FunctionValue, arguments: list[object], keywords: dict[str, object], site: Site
) -> dict[str, object] | None:
    """The parameters' values; None, with an event, for a call that Python refuses."""
    parameters = function.definition.parameters
    positional = (*parameters.positional_only, *parameters.regular)
    keywords = dict(keywords)
    uncounted = keywords.pop("*", None)
    unnamed = keywords.pop("**", None)
    bound: dict[str, object] = {p.name: a for p, a in zip(positional, arguments, strict=False)}
    surplus = arguments[len(positional) :]
    if parameters.var_positional is not None:
        bound[parameters.var_positional.name] = tuple(surplus) if uncounted is None else uncounted
    elif surplus:
        refuse(m, function, f"takes {len(positional)} positional arguments but {len(arguments)} were given", site)
        return None
    extra: dict[object, object] = {}
    names = {p.name for p in parameters.regular} | {p.name for p in parameters.keyword_only}
    for name, value in keywords.items():
        if name in names:
            if name in bound:
                refuse(m, function, f"got multiple values for argument '{name}'", site, name)
                return None
            bound[name] = value
        elif parameters.var_keyword is not None:
            extra[name] = value
        else:
            refuse(m, function, unexpected(name, names), site, name)
            return None
    if parameters.var_keyword is not None:
        bound[parameters.var_keyword.name] = DictValue(extra, rest_of(unnamed, names))
    possible = optional_keys("" if unnamed is None else unnamed) if uncounted is None else None
    return fill_missing(m, function, bound, possible, site)


def rest_of(unnamed: object, names: set[str]) -> str:
    """Why the dict of further keyword arguments is open, if it is."""
    if unnamed is None:
        return ""
    possible = optional_keys(unnamed)
    reason = "keyword arguments of unknown content"
    return reason if possible is None else opened(Optional.of(reason, possible - names))


def fill_missing(
    m: Interpreter, function: FunctionValue, bound: dict[str, object], possible: frozenset[object] | None, site: Site
) -> dict[str, object] | None:
    """The values of the parameters that the call does not surely name; `possible` are those it may name (None: any)."""
    parameters = function.definition.parameters
    missing: list[str] = []
    for p in (*parameters.positional_only, *parameters.regular, *parameters.keyword_only):
        if p.name in bound:
            continue
        if possible is None or p.name in possible:
            bound[p.name] = Unknown("an argument from a sequence or dict of unknown content", site.place)
        elif p.name in function.defaults:
            bound[p.name] = function.defaults[p.name]
        else:
            missing.append(p.name)
    if missing:
        listed = " and ".join(f"'{name}'" for name in missing)
        refuse(m, function, f"missing {len(missing)} required argument{'s' * (len(missing) > 1)}: {listed}", site)
        return None
    return bound


def is_made_elsewhere(owner: ClassValue | None) -> bool:
    """Whether the objects of a class may be made otherwise than by a call of its `__init__` with the arguments that are
    given: a base class that is not known may have a `__new__` or a metaclass."""
    return owner is not None and any(base.unknown_base for base in owner.mro)


def refuse(m: Interpreter, function: FunctionValue, message: str, site: Site, keyword: str = "") -> None:
    """A call that Python refuses: a TypeError where it would be caught, a `bad-call` event otherwise."""

    name = function.name if function.owner is None else f"{function.owner.name}.{function.name}"
    if is_caught(m, "TypeError"):
        python_error(m, "TypeError", f"{name}() {message}", site.place)
    if function.wrapped or (function.name == "__init__" and is_made_elsewhere(function.owner)):
        return
    place = site.keywords.get(keyword, site.place)
    if place is not None and not hands_on_assumptions(m, site):
        m.recorder.reject(event_here(m, "bad-call", name, message, place))


def call_source(
    m: Interpreter, function: FunctionValue, arguments: list[object], keywords: dict[str, object], site: Site
) -> object:
    """Run a function's body on its arguments."""
    m.spend(costs.OF_A_CALL)
    if len(m.frames) > DEPTH:
        return give_up(m, f"calls nested deeper than {DEPTH}", function, arguments, keywords, site)
    bound = bind(m, function, arguments, keywords, site)
    if bound is None:
        return m.unknown(f"{function.name} was called in a way that Python refuses", site.place)
    if is_endless(m, function, bound):
        reason = f"{function.name} calls itself an unknown number of times"
        return give_up(m, reason, function, arguments, keywords, site)
    node = function.definition
    if isinstance(node, nodes.Lambda) and node.is_generator:
        return give_up(m, "a lambda that yields", function, arguments, keywords, site)
    m.executed.add(id(node))
    receiver = arguments[0] if arguments else None
    frame = Frame(
        function.module,
        Cell(bound, function.scope, function.name),
        function,
        receiver,
        call_place=site.place,
        levels=len(m.journal.levels),
    )
    if isinstance(node, nodes.FunctionDef) and node.is_generator:
        return m.suspended(frame, node.body)
    known = None if function.cache is None else cache_key(arguments, keywords)
    if function.cache is not None and known in function.cache.at_least():
        return function.cache.at_least()[known]
    is_annotated = isinstance(node, nodes.FunctionDef) and isinstance(node.returns, nodes.Subscript)
    given = dict(bound) if is_annotated else {}
    result = value_of(run_body(m, node, frame))
    if is_annotated:
        check_result(m, function, given, result)
    if function.wrapped:
        result = m.unknown(function.wrapped, site.place)
    if function.cache is not None and known is not None:
        m.journal.record_write(function.cache)
        function.cache.put(known, result)
    return result


def value_of(result: object) -> object:
    """What a body that has run to its end returns."""
    return result.value if isinstance(result, Completion) else result


def give_up(
    m: Interpreter,
    reason: str,
    function: FunctionValue,
    arguments: list[object],
    keywords: dict[str, object],
    site: Site,
) -> Unknown:
    """The result of a call that is not run, which may change what it is given, and what the function gets at."""
    escape(m, (function, *arguments, *keywords.values()), reason)
    return m.unknown(reason, site.place)


def cache_key(arguments: list[object], keywords: dict[str, object]) -> object:
    """What a function that keeps its results knows a call by; None when an argument is not known."""
    values = (*arguments, *keywords.values())
    if any(isinstance(v, (Unknown, ListValue, DictValue, slice)) for v in values):
        return None
    return (tuple(map(tagged, arguments)), tuple((k, tagged(v)) for k, v in sorted(keywords.items())))


def tagged(value: object) -> object:
    return (type(value), value)


def run_whole(m: Interpreter, frame: Frame, on_yield: Callable[[object], object]) -> None:
    """Run a generator's body from its beginning to its end; `on_yield` is what happens wherever it yields."""
    assert frame.function is not None
    frame.on_yield = on_yield
    run_body(m, frame.function.definition, frame)


def run_body(m: Interpreter, node: nodes.FunctionDef | nodes.Lambda, frame: Frame) -> object:
    saved, doubts = m.assumptions, m.doubts
    depth = len(m.journal.levels)
    m.frames.append(frame)
    try:
        if isinstance(node, nodes.Lambda):
            return m.evaluate(node.body, frame)
        try:
            completion = m.execute(node.body, frame)
        except Raised as error:
            completion, *others = m.resume_from_deferred(frame, 0, error)
            for other in others:
                completion = Completion("return", merge_values(completion.value, other.value, EITHER))
        if frame.deferred:
            returned = completion or Completion("return", None)
            completion = m.join_at_exit(frame, 0, returned, frozenset({"break", "continue"}))
        return completion
    except Raised:
        while len(m.journal.levels) > depth:
            m.journal.commit()
        raise
    finally:
        m.frames.pop()
        m.assumptions, m.doubts = saved, doubts
