"""Calls of declared API entries: binding to the declared signature, coercion, and what a body's answer means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from shapelint.interpret.api.apply import apply_node, arranged, is_guarded
from shapelint.interpret.api.coercions import Unfit, declared_name
from shapelint.interpret.api.element_types import SCALARS, typing_of
from shapelint.interpret.api.signatures import VARIABLE, DeclaredParameter, Kind, Signature, signature
from shapelint.interpret.api.vocabulary import Application, Entry, Rejected, Undetermined
from shapelint.interpret.domain.open_dicts import optional_keys
from shapelint.interpret.domain.values import DictValue, ListValue, Unknown, as_mixed
from shapelint.interpret.free_conditions import is_in_doubt
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.raising.errors import event_here, hands_on_assumptions, is_caught, python_error
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.record import costs
from shapelint.interpret.record.recorder import settled_element
from shapelint.interpret.signals import Raised
from shapelint.interpret.state.choices import ONE_TENSOR, choose, may_be_several
from shapelint.ir import BoundArgument, Requirement, Tensor
from shapelint.ir.dialect import Dialect
from shapelint.limits import MOST_PARTS
from shapelint.ops.operation import Opaque, Operation
from shapelint.records import dataclass, replace
from shapelint.symbolic import Verdict
from shapelint.syntax.source import Place


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound call: each parameter's coerced value, what of it was unknown or unfit, and where each was written."""

    positional: tuple[object, ...]
    keywords: Mapping[str, object]
    arguments: Mapping[str, BoundArgument]
    undetermined: str = ""


def bind(
    function: Callable[..., object], arguments: list[object], keywords: dict[str, object], site: Site, skip: int = 0
) -> Bound | str:
    """Bind a call to a declared signature, its first `skip` parameters left out; a text says why Python refuses it."""
    declared = signature(function, skip)
    unfolded = unfolded_in(keywords) if "*" in keywords or "**" in keywords else NONE_UNFOLDED
    named = declared.named
    if len(arguments) > len(named) and not declared.takes_more:
        return f"takes {len(named)} positional arguments but {len(arguments)} were given"
    given: dict[str, object] = {}
    places: dict[str, Place | None] = {}
    for position, (name, value) in enumerate(zip(named, arguments, strict=False)):
        given[name] = as_mixed(value)
        places[name] = site.of(position)
    extra: dict[str, object] = {}
    for written, value in keywords.items():
        if written in UNFOLDED:
            continue
        name = declared_name(written, declared.admitted)
        if name in given:
            return f"got multiple values for argument '{name}'"
        if name not in declared.admitted:
            if not declared.takes_any:
                return unexpected(name, declared.admitted)
            extra[name] = as_mixed(value)
        given[name] = as_mixed(value)
        places[name] = site.keywords.get(written)
    missing = [name for name in declared.required if name not in given]
    if missing and not unfolded:
        listed = " and ".join(f"'{name}'" for name in missing)
        return f"missing {len(missing)} required argument{'s' * (len(missing) > 1)}: {listed}"
    return coerced(declared, given, places, list(map(as_mixed, arguments[len(named) :])), extra, unfolded)


def unexpected(name: str, admitted: Iterable[str]) -> str:
    """That a keyword is no parameter, and which parameter is spelled most like it."""
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(admitted), 1, 0.7)
    return f"got an unexpected keyword argument '{name}'" + (f"; did you mean '{near[0]}'?" if near else "")


ANY = object()
"""Stands for the names of keywords that are not known."""
UNFOLDED = ("*", "**")
"""Among a call's keywords: that arguments of unknown number, or keywords of unknown content, are unfolded in it."""
NONE_UNFOLDED: frozenset[object] = frozenset()


def unfolded_in(keywords: Mapping[str, object]) -> frozenset[object]:
    """The names that the arguments of unknown content of a call may bear."""
    possible = optional_keys(keywords.get("**", ""))
    uncounted = keywords.get("*") is not None
    return frozenset({ANY}) if possible is None or uncounted else possible


def may_name(unfolded: frozenset[object], parameter: DeclaredParameter) -> bool:
    return parameter.name in unfolded or ANY in unfolded


def coerced(
    declared: Signature,
    given: dict[str, object],
    places: Mapping[str, Place | None],
    surplus: list[object],
    extra: dict[str, object],
    unfolded: frozenset[object],
) -> Bound:
    positional: list[object] = []
    keywords: dict[str, object] = dict(extra)
    undetermined = ""
    for parameter in declared.parameters:
        name, coerce = parameter.name, parameter.coerce
        if parameter.kind in VARIABLE:
            if parameter.kind is Kind.VAR_POSITIONAL:
                values = [coerce(v) if coerce else v for v in surplus]
                undetermined = undetermined or next((reason for v in values if (reason := obstacle(v))), "")
                if unfolded:
                    undetermined = undetermined or "an argument list of unknown length"
                positional.extend(values)
                given[name] = tuple(values)
            elif unfolded and coerce is not None:
                undetermined = undetermined or "keyword arguments of unknown content"
            continue
        if name in given:
            value = given[name] if coerce is None else coerce(given[name])
        elif not (unfolded and may_name(unfolded, parameter)):
            value = parameter.coerced_default
        elif parameter.required:
            value = Unknown("an argument from a sequence or dict of unknown content")
            value = value if coerce is None else coerce(value)
        else:
            undetermined = undetermined or "keyword arguments of unknown content"
            value = Unknown("an argument that may be given") if coerce is None else parameter.coerced_default
        if coerce is not None and not undetermined:
            undetermined = obstacle(value)
        given[name] = value
        if parameter.kind is Kind.KEYWORD_ONLY:
            keywords[name] = value
        else:
            positional.append(value)
    arguments = {name: BoundArgument(value, places.get(name)) for name, value in given.items()}
    return Bound(tuple(positional), keywords, arguments, undetermined)


def obstacle(value: object) -> str:
    """Why a coerced value keeps a body from being run; "" when it does not."""
    if isinstance(value, Undetermined):
        return value.reason
    return value.text if isinstance(value, Unfit) else ""


def call_declared(
    m: Interpreter, entry: Entry, arguments: list[object], keywords: dict[str, object], site: Site
) -> object:
    """The result of calling a declared function."""
    m.spend(costs.OF_A_DECLARED_CALL)
    bound = bind(entry.implementation, arguments, keywords, site)
    if isinstance(bound, str):
        if not entry.exact:
            return m.unknown(f"{entry.name} {bound}, as far as its signature is known", site.place)
        return refuse(m, entry.name, bound, site)
    if bound.undetermined:
        return m.unknown(bound.undetermined, site.place)
    if takes_one_for_several(bound) and not choose(m, ONE_TENSOR):
        return m.unknown("an input that may be several tensors", site.place)
    answer = entry.implementation(*bound.positional, **bound.keywords)
    return from_declared(m, answer, entry.name, m.dialect(entry.framework), site.place, bound.arguments)


def takes_one_for_several(bound: Bound) -> bool:
    """Whether an input that is only taken for one tensor is all that a function of any number of tensors is given: it
    may be a list of them."""
    lists = (one.value for one in bound.arguments.values() if isinstance(one.value, tuple) and len(one.value) == 1)
    return any(may_be_several(values[0]) for values in lists)


def from_declared(
    m: Interpreter,
    answer: object,
    callee: str,
    dialect: Dialect,
    place: Place | None,
    arguments: Mapping[str, BoundArgument] | None = None,
) -> object:
    """The interpreted value that a declared body's answer stands for."""
    if isinstance(answer, Application):
        if too_many := too_many_parts(answer.operation):
            return m.unknown(f"{callee} of {too_many}", place)
        _, outputs = apply_node(m, answer.operation, answer.inputs, callee, place, dialect, arguments=arguments)
        return arranged(answer, outputs)
    if isinstance(answer, Rejected):
        return reject(m, answer, callee, place, arguments or {})
    if isinstance(answer, Undetermined):
        return m.unknown(answer.reason, place)
    if isinstance(answer, list):
        return ListValue(answer)
    if isinstance(answer, dict):
        return DictValue(answer)
    if isinstance(answer, Operation):
        return m.unknown(f"{callee} gives an operation without inputs", place)
    if isinstance(answer, Tensor) and answer.element is None and answer.producer is None and arguments:
        return with_type(m, answer, callee, dialect, place, arguments)
    if isinstance(answer, float) and dialect.tensors.own_numbers:
        m.state[SCALARS] = True
    return answer


def with_type(
    m: Interpreter,
    made: Tensor,
    callee: str,
    dialect: Dialect,
    place: Place | None,
    arguments: Mapping[str, BoundArgument],
) -> Tensor:
    """A tensor that a declared function has made itself, with the element type that the tables say."""
    typing = typing_of(m, MADE, (), callee, place, dialect.name, None, arguments)
    element = settled_element(typing.of(1)[0], made.type, callee, place)
    return made if element is None else replace(made, type=made.type.with_dtype(element.name), element=element)


MADE = Opaque("made by a function")


def too_many_parts(operation: Operation) -> str:
    """What an operation would list more of than is listed anywhere; "" for any other one."""
    return f"more than {MOST_PARTS:,} parts" if operation.multitude() > MOST_PARTS else ""


def refuse(m: Interpreter, callee: str, message: str, site: Site) -> Unknown:
    """A call that does not bind: a TypeError where it would be caught, a `bad-call` event otherwise."""
    if is_caught(m, "TypeError"):
        return python_error(m, "TypeError", f"{callee}() {message}", site.place)
    place = next((p for name, p in site.keywords.items() if f"'{name}'" in message), site.place)
    if place is not None and not hands_on_assumptions(m, site):
        m.recorder.reject(event_here(m, "bad-call", callee, message, place, guarded=is_guarded(m)))
    return m.unknown(f"{callee} was called in a way that Python refuses", site.place)


def reject(
    m: Interpreter, answer: Rejected, callee: str, place: Place | None, arguments: Mapping[str, BoundArgument]
) -> Unknown:
    """A call that the framework refuses whatever else happens; an input that is only taken for one tensor may be what
    it asks for."""
    written = arguments.get(answer.argument) if answer.argument is not None else None
    if written is not None and may_be_several(written.value) and not choose(m, ONE_TENSOR):
        return m.unknown(f"{callee} of an input that may be no tensor", place)
    if is_guarded(m):
        name = "ValueError" if is_caught(m, "ValueError") else "RuntimeError"
        raise Raised(make_exception(name, answer.text), place)
    requirement = requirement_of(answer)
    if is_in_doubt(m):
        return m.unknown(f"{callee} is refused: {answer.text}", place)
    at = written.place if written is not None and written.place is not None else place
    if at is not None:
        expected, actual = str(answer.expected), str(answer.actual)
        m.recorder.reject(event_here(m, "rejected", callee, answer.text, at, expected, actual, requirement))
    return m.unknown(f"{callee} is refused: {answer.text}", place)


def requirement_of(answer: Rejected) -> Requirement:
    """What does not hold of a call that is refused."""
    return Requirement(
        answer.kind,
        Verdict.FAILS,
        shown(answer.expected),
        shown(answer.actual),
        argument=answer.argument,
        operand=None,
        text=answer.text,
    )


def shown(value: object) -> int | str:
    return value if isinstance(value, (int, str)) else str(value)
