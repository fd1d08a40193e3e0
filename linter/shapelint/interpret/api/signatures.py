"""The signatures of declared functions: their parameters, with the coercions that the annotations ask for."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from types import FunctionType

from shapelint.interpret.api.coercions import Coercion, coercion
from shapelint.records import dataclass

HAS_VAR_POSITIONAL, HAS_VAR_KEYWORD = 0x04, 0x08  # of a code object's flags: inspect.CO_VARARGS, CO_VARKEYWORDS


class Kind(Enum):
    """How the arguments of a parameter are given."""

    POSITIONAL_ONLY = "positional only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "*"
    KEYWORD_ONLY = "keyword only"
    VAR_KEYWORD = "**"


KINDS = tuple(Kind)
"""In the order of `inspect.Parameter`'s."""
VARIABLE = frozenset({Kind.VAR_POSITIONAL, Kind.VAR_KEYWORD})
POSITIONAL = frozenset({Kind.POSITIONAL_ONLY, Kind.POSITIONAL_OR_KEYWORD})
BY_KEYWORD = frozenset({Kind.POSITIONAL_OR_KEYWORD, Kind.KEYWORD_ONLY})


@dataclass(frozen=True, slots=True)
class DeclaredParameter:
    """A parameter: `coerced_default` is what the body gets where no argument is given."""

    name: str
    kind: Kind
    required: bool
    coerced_default: object
    coerce: Coercion | None


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameters in order, and what binding a call asks of them: the names that positional arguments have, the
    keywords that are admitted, what must be given, and whether any further positional arguments or keywords are
    taken."""

    parameters: tuple[DeclaredParameter, ...]
    named: tuple[str, ...]
    admitted: frozenset[str]
    required: tuple[str, ...]
    takes_more: bool
    takes_any: bool


@cache
def signature(function: Callable[..., object], skip: int = 0) -> Signature:
    """The signature of an entry's function without its first `skip` parameters."""
    parameters = parameters_of(function)[skip:]
    return Signature(
        parameters,
        tuple(p.name for p in parameters if p.kind in POSITIONAL),
        frozenset(p.name for p in parameters if p.kind in BY_KEYWORD),
        tuple(p.name for p in parameters if p.required),
        any(p.kind is Kind.VAR_POSITIONAL for p in parameters),
        any(p.kind is Kind.VAR_KEYWORD for p in parameters),
    )


def parameters_of(function: Callable[..., object]) -> tuple[DeclaredParameter, ...]:
    """As `inspect.signature` gives them, which is dear to import: those of the `__signature__` that
    a function was given, else its own."""
    stated = getattr(function, "__signature__", None)
    if stated is not None:
        every = stated.parameters.values()
        defaults = {p.name: p.default for p in every if p.default is not p.empty}
        return tuple(parameter(p.name, KINDS[p.kind], defaults, p.annotation) for p in every)
    assert isinstance(function, FunctionType)
    code = function.__code__
    regular, only = code.co_argcount, code.co_kwonlyargcount
    names = code.co_varnames
    defaults = dict(zip(reversed(names[:regular]), reversed(function.__defaults__ or ()), strict=False))
    defaults |= function.__kwdefaults__ or {}
    kinds = [(n, Kind.POSITIONAL_ONLY) for n in names[: code.co_posonlyargcount]]
    kinds += [(n, Kind.POSITIONAL_OR_KEYWORD) for n in names[code.co_posonlyargcount : regular]]
    rest = regular + only
    if code.co_flags & HAS_VAR_POSITIONAL:
        kinds.append((names[rest], Kind.VAR_POSITIONAL))
        rest += 1
    kinds += [(n, Kind.KEYWORD_ONLY) for n in names[regular : regular + only]]
    if code.co_flags & HAS_VAR_KEYWORD:
        kinds.append((names[rest], Kind.VAR_KEYWORD))
    return tuple(parameter(n, kind, defaults, function.__annotations__.get(n)) for n, kind in kinds)


def parameter(name: str, kind: Kind, defaults: dict[str, object], annotation: object) -> DeclaredParameter:
    required = name not in defaults and kind not in VARIABLE
    default = defaults.get(name)
    coerce = coercion(annotation, name not in defaults or default is not None)
    given = default if default is None or coerce is None else coerce(default)
    return DeclaredParameter(name, kind, required, given, coerce)
