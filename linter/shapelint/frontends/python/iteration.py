"""`itertools` and `functools`."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable

from shapelint.interpret.bounded import no_room_for_elements
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.join import merged_typical
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    NativeFunction,
    PropertyValue,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call, call_function
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.iteration import iterate, iterator_over
from shapelint.interpret.language.operators import binary
from shapelint.interpret.language.pulling import Chained, Sliced
from shapelint.interpret.language.suspension import is_suspended
from shapelint.interpret.language.truth import truth
from shapelint.interpret.raising.errors import python_error
from shapelint.interpret.record import costs
from shapelint.limits import ELEMENTS_OF_A_STEP, is_countable
from shapelint.records import dataclass
from shapelint.symbolic import Expression

MOST = 10_000
MOST_COLUMNS = 100
UNLISTED = "made from something of unknown length"


def over(m: Interpreter, site: Site, values: tuple[object, ...]) -> tuple[list[list[object]], str]:
    found: list[list[object]] = []
    missing = ""
    for value in values:
        items, complete = iterate(m, value, site.place)
        missing = missing or ("" if complete else UNLISTED)
        found.append(items)
    return found, missing


def combinatorial(function: Callable[..., object]) -> Callable[..., object]:
    """A function of itertools over sequences that are all known."""

    def run(m: Interpreter, site: Site, *values: object, **keywords: object) -> object:
        sequences = [v for v in values if not isinstance(v, int)]
        numbers = [v for v in values if isinstance(v, int)]
        found, missing = over(m, site, tuple(sequences))
        repeated = keywords.get("repeat", 1)
        if any(isinstance(v, Expression) for v in values) or isinstance(keywords.get("r"), (Expression, Unknown)):
            return IteratorValue([], "combinations of an unknown number")
        if not isinstance(repeated, int) or repeated * len(found) > MOST_COLUMNS or max(numbers, default=0) > MOST:
            missing = missing or "combinations of too many"
        if missing:
            return IteratorValue([], missing)
        try:
            rows: list[object] = list(itertools.islice(function(*found, *numbers, **keywords), MOST + 1))  # type: ignore[call-overload]
        except (TypeError, ValueError) as error:
            return python_error(m, type(error).__name__, str(error), site.place)
        m.spend(sum(len(row) for row in rows if isinstance(row, tuple)) // ELEMENTS_OF_A_STEP)
        return IteratorValue(rows) if len(rows) <= MOST else IteratorValue([], "very many combinations")

    return run


def chain(m: Interpreter, site: Site, *values: object) -> object:
    if any(map(is_suspended, values)):
        return IteratorValue([], pending=Chained(tuple(iterator_over(m, value, site.place) for value in values)))
    found, missing = over(m, site, values)
    every = [item for items in found for item in items]
    return IteratorValue([], missing, typical=merged_typical(every)) if missing else IteratorValue(every)


def chain_from(m: Interpreter, site: Site, values: object) -> object:
    items, complete = iterate(m, values, site.place)
    return chain(m, site, *items) if complete else IteratorValue([], UNLISTED)


def repeat(m: Interpreter, site: Site, value: object, times: object = None) -> object:
    if isinstance(times, int):
        return IteratorValue([value] * times) if times <= MOST else IteratorValue([], "very many repetitions")
    return IteratorValue([value] * (512 if times is None else 0), "itertools.repeat without end", typical=value)


def count(m: Interpreter, site: Site, start: object = 0, step: object = 1) -> object:
    if isinstance(start, int) and isinstance(step, int) and is_countable(start) and is_countable(step):
        return IteratorValue([start + i * step for i in range(512)], "itertools.count without end")
    return IteratorValue([], "itertools.count from an unknown number")


def islice(m: Interpreter, site: Site, values: object, *bounds: object) -> object:
    stops = [b for b in bounds if isinstance(b, int) and b >= 0]
    if is_suspended(values) and len(stops) + bounds.count(None) == len(bounds):
        first, stop, stride = (*bounds, None)[:3] if len(bounds) > 1 else (0, *bounds, None)
        source = (iterator_over(m, values, site.place),)
        return IteratorValue([], pending=Sliced(source, 0, first or 0, stop, stride or 1))  # type: ignore[arg-type]
    if isinstance(values, IteratorValue) and len(stops) == len(bounds) and len(stops) in (1, 2):
        coming = values.at_least()
        if max(stops) <= len(coming):  # the rest of it is not looked at
            m.journal.record_write(values)
            values.advance(max(stops))
            return IteratorValue(list(coming[0 if len(stops) == 1 else stops[0] : stops[-1]]))
    items, complete = iterate(m, values, site.place)
    if not complete or not all(b is None or isinstance(b, int) for b in bounds):
        return IteratorValue([], UNLISTED, typical=merged_typical(items))
    try:
        return IteratorValue(list(itertools.islice(items, *(b for b in bounds if b is None or isinstance(b, int)))))
    except (TypeError, ValueError) as error:
        return python_error(m, type(error).__name__, str(error), site.place)


def accumulate(m: Interpreter, site: Site, values: object, func: object = None, *, initial: object = None) -> object:
    items, complete = iterate(m, values, site.place)
    if not complete:
        return IteratorValue([], UNLISTED)
    if initial is not None:
        items = [initial, *items]
    sums: list[object] = items[:1]
    for item in items[1:]:
        m.spend(1)
        last = sums[-1]
        sums.append(
            binary(m, "+", last, item, site.place)
            if func is None
            else call_function(m, func, [last, item], place=site.place)
        )
    return IteratorValue(sums)


def take_while(m: Interpreter, site: Site, function: object, values: object) -> object:
    items, complete = iterate(m, values, site.place)
    kept: list[object] = []
    if not complete:
        return IteratorValue([], UNLISTED, typical=merged_typical(items))
    for item in items:
        holds = truth(m, call_function(m, function, [item], place=site.place))
        if holds is None:
            return IteratorValue(kept, "itertools.takewhile with an undecided condition", typical=merged_typical(items))
        if not holds:
            break
        kept.append(item)
    return IteratorValue(kept)


def star_map(m: Interpreter, site: Site, function: object, values: object) -> object:
    items, complete = iterate(m, values, site.place)
    if not complete:
        return IteratorValue([], UNLISTED)
    return IteratorValue([call_function(m, function, iterate(m, i, site.place)[0], place=site.place) for i in items])


def tee(m: Interpreter, site: Site, values: object, n: object = 2) -> object:
    items, complete = iterate(m, values, site.place)
    missing = "" if complete else UNLISTED
    count = n if isinstance(n, int) else 2
    refusal = no_room_for_elements(m, max(count, 0) * (1 + len(items)), site.place)
    if refusal is not None:
        return refusal
    return tuple(IteratorValue([] if missing else list(items), missing) for _ in range(count))


# ------------------------------------------------------------------------------------------------------- functools

PARTIAL = native_class("functools.partial")


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What a partial keeps of its call."""

    function: object
    arguments: tuple[object, ...]
    keywords: dict[str, object]
    site: Site


def make_partial(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """An object that keeps a function and some of its arguments, and where those were written. One of a partial keeps
    that one's function, and the arguments of both."""
    owner = arguments[0]
    assert isinstance(owner, ClassValue)
    if len(arguments) == 1:
        return m.unknown("functools.partial without a function", site.place)
    function, *rest = arguments[1:]
    kept = Kept(function, tuple(rest), dict(keywords), site)
    m.spend(costs.OF_AN_OBJECT)
    inner = function.payload if isinstance(function, Instance) and function.type is PARTIAL else None
    if isinstance(inner, Kept) and isinstance(function, Instance) and function.open is None:
        m.spend(len(inner.arguments) + len(inner.keywords))
        places = (*inner.site.positional, *site.positional[2:])
        whole = Site(site.place, places, {**inner.site.keywords, **site.keywords}, inner.site.unfolds or site.unfolds)
        kept = Kept(inner.function, (*inner.arguments, *rest), {**inner.keywords, **keywords}, whole)
    held = {"func": kept.function, "args": kept.arguments, "keywords": DictValue(dict(kept.keywords.items()))}
    return Instance(owner, held, kept, site.place)


def call_partial(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    made = arguments[0]
    assert isinstance(made, Instance)
    kept = made.payload
    assert isinstance(kept, Kept)
    places = (*kept.site.positional[2:], *site.positional[1:])
    unfolds = kept.site.unfolds or site.unfolds
    whole = Site(site.place, places, {**kept.site.keywords, **site.keywords}, unfolds)
    return call(m, kept.function, [*kept.arguments, *arguments[1:]], {**kept.keywords, **keywords}, whole)


def keep_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    return None


PARTIAL.names = frozenset(dir(functools.partial(print)))
PARTIAL.variables.update(
    {
        "__new__": NativeFunction("functools.partial", make_partial),
        "__init__": NativeFunction("functools.partial", keep_init),
        "__call__": NativeFunction("functools.partial", call_partial),
    }
)


def identity(m: Interpreter, site: Site, function: object = None, *rest: object, **keywords: object) -> object:
    """`@lru_cache` and kin, with or without arguments: the decorated function itself."""
    if isinstance(function, (FunctionValue, NativeFunction, ClassValue, Instance)):
        return function
    return native("a decorator", lambda m, s, f: f)


def cached(m: Interpreter, site: Site, function: object = None, *rest: object, **keywords: object) -> object:
    """`@lru_cache` and `@cache`, with or without arguments: a function read from source keeps its results."""
    if isinstance(function, FunctionValue):
        function.cache = DictValue({})
        return function
    if isinstance(function, (NativeFunction, ClassValue, Instance)):
        return function
    return native("a decorator", lambda m, s, f: cached(m, s, f))


def wraps(m: Interpreter, site: Site, wrapped: object, *rest: object, **keywords: object) -> object:
    def copy_names(m: Interpreter, site: Site, wrapper: object) -> object:
        if isinstance(wrapper, FunctionValue):
            m.journal.record_write(wrapper)
            wrapper.attributes["__wrapped__"] = wrapped
            if isinstance(wrapped, FunctionValue):
                wrapper.attributes["__name__"] = wrapped.attributes.get("__name__", wrapped.name)
                wrapper.attributes["__doc__"] = getattr(wrapped.definition, "docstring", None)
            elif isinstance(wrapped, ClassValue):
                wrapper.attributes["__name__"] = wrapped.name
        return wrapper

    return native("functools.wraps", copy_names)


def reduce(m: Interpreter, site: Site, function: object, values: object, *initial: object) -> object:
    items, complete = iterate(m, values, site.place)
    items = [*initial, *items]
    if not complete or not items:
        return m.unknown("functools.reduce over something of unknown length", site.place)
    result = items[0]
    for item in items[1:]:
        m.spend(1)
        result = call_function(m, function, [result, item], place=site.place)
    return result


def dispatched(m: Interpreter, site: Site, function: object) -> object:
    """A function that gets further bodies for other types of its first argument."""
    return Unknown("one of the functions that are registered for a type", site.place)


def cached_property(m: Interpreter, site: Site, function: object) -> object:
    return PropertyValue(function, cached=True)


# -------------------------------------------------------------------------------------------------------- operator


def operator_function(symbol: str) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, left: object, right: object) -> object:
        return binary(m, symbol, left, right, site.place)

    return run


def item_getter(m: Interpreter, site: Site, *keys: object) -> object:
    def run(m: Interpreter, site: Site, value: object) -> object:
        found = tuple(m.get_item(value, key, site.place) for key in keys)
        return found[0] if len(found) == 1 else found

    return native("operator.itemgetter", run)


OPERATORS = {
    "add": "+",
    "mul": "*",
    "sub": "-",
    "truediv": "/",
    "floordiv": "//",
    "mod": "%",
    "pow": "**",
    "matmul": "@",
}
CHAIN = native_class("itertools.chain")
CHAIN.variables["__new__"] = native("itertools.chain", lambda m, s, owner, *values: chain(m, s, *values))
CHAIN.variables["from_iterable"] = native("itertools.chain.from_iterable", chain_from)
NAMES: dict[str, object] = {
    "itertools.chain": CHAIN,
    "itertools.repeat": native("itertools.repeat", repeat),
    "itertools.count": native("itertools.count", count),
    "itertools.cycle": native(
        "itertools.cycle", lambda m, s, v: IteratorValue((iterate(m, v, s.place)[0][:512] * 512)[:512])
    ),
    "itertools.islice": native("itertools.islice", islice),
    "itertools.accumulate": native("itertools.accumulate", accumulate),
    "itertools.takewhile": native("itertools.takewhile", take_while),
    "itertools.starmap": native("itertools.starmap", star_map),
    "itertools.tee": native("itertools.tee", tee),
    **{
        f"itertools.{name}": native(f"itertools.{name}", combinatorial(getattr(itertools, name)))
        for name in (
            "product",
            "permutations",
            "combinations",
            "combinations_with_replacement",
            "zip_longest",
            "pairwise",
        )
    },
    "functools.partial": PARTIAL,
    "functools.wraps": native("functools.wraps", wraps),
    "functools.update_wrapper": native("functools.update_wrapper", lambda m, s, wrapper, *rest: wrapper),
    "functools.reduce": native("functools.reduce", reduce),
    "functools.lru_cache": native("functools.lru_cache", cached),
    "functools.cache": native("functools.cache", cached),
    "functools.total_ordering": native("functools.total_ordering", identity),
    "functools.singledispatch": native("functools.singledispatch", dispatched),
    "functools.cached_property": native("functools.cached_property", cached_property),
    **{f"operator.{name}": native(f"operator.{name}", operator_function(symbol)) for name, symbol in OPERATORS.items()},
    "operator.itemgetter": native("operator.itemgetter", item_getter),
}
