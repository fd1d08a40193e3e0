"""`collections.Counter`: a dict of how often each value was met, exact as long as all values are known.

https://docs.python.org/3/library/collections.html#collections.Counter
"""

from __future__ import annotations

from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import DictValue, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import NATIVE_METHODS
from shapelint.interpret.language.iteration import iterate

KIND = "Counter"
NOT_KNOWN = "the counts of values that are not known"


def as_dict(counts: dict[str, object]) -> DictValue:
    return DictValue(dict(counts.items()))


def made_counter(m: Interpreter, site: Site, source: object, counts: dict[str, object]) -> DictValue:
    """`Counter(source, **counts)`."""
    made = DictValue({}, kind=KIND)
    add(m, site, made, source, 1)
    add(m, site, made, as_dict(counts), 1)
    return made


def add(m: Interpreter, site: Site, counter: DictValue, source: object, sign: int) -> None:
    """Add the counts of another dict, or one for each of some values; nothing is known of the counts where it is not
    known what is added."""
    if source is None:
        return
    met = pairs_of(m, site, source)
    exact = counter.exactly()
    if met is None or exact is None:
        counter.forget(NOT_KNOWN)
        return
    for key, count in met:
        held = exact.get(key, 0)
        known = isinstance(held, (int, float)) and isinstance(count, (int, float))
        counter.put(key, held + sign * count if known else Unknown(NOT_KNOWN, site.place))  # type: ignore[operator]


def pairs_of(m: Interpreter, site: Site, source: object) -> list[tuple[object, object]] | None:
    """The values that are counted, each with a count; None where they are not all known."""
    if isinstance(source, DictValue):
        exact = source.exactly()
        pairs = None if exact is None else list(exact.items())
    else:
        values, complete = iterate(m, source, site.place)
        pairs = [(value, 1) for value in values] if complete else None
    return pairs if pairs is not None and all(is_countable(key) for key, _ in pairs) else None


def is_countable(key: object) -> bool:
    """Whether it is known which other values a value equals."""
    if isinstance(key, tuple):
        return all(is_countable(part) for part in key)
    return key is None or isinstance(key, (str, bytes, int, float))


def update(m: Interpreter, site: Site, counter: DictValue, source: object = None, **counts: object) -> None:
    m.journal.record_write(counter)
    add(m, site, counter, source, 1)
    add(m, site, counter, as_dict(counts), 1)


def subtract(m: Interpreter, site: Site, counter: DictValue, source: object = None, **counts: object) -> None:
    m.journal.record_write(counter)
    add(m, site, counter, source, -1)
    add(m, site, counter, as_dict(counts), -1)


def most_common(m: Interpreter, site: Site, counter: DictValue, n: object = None) -> object:
    """The values with their counts, the most frequent first; those that are equally frequent in the order in which they
    were met first."""
    exact = counter.exactly()
    if exact is None or not (n is None or (isinstance(n, int) and not isinstance(n, bool))):
        return ListValue([], NOT_KNOWN)
    known = [(count, key) for key, count in exact.items() if isinstance(count, (int, float))]
    pairs: list[object] = [Unknown(NOT_KNOWN, site.place) for _ in exact]
    if len(known) == len(exact):
        pairs = [(key, count) for count, key in sorted(known, key=lambda pair: pair[0], reverse=True)]
    return ListValue(pairs if n is None else pairs[: max(n, 0)])


def total(m: Interpreter, site: Site, counter: DictValue) -> object:
    exact = counter.exactly()
    counts = [] if exact is None else [c for c in exact.values() if isinstance(c, (int, float))]
    return sum(counts) if exact is not None and len(counts) == len(exact) else Unknown(NOT_KNOWN, site.place)


def elements(m: Interpreter, site: Site, counter: DictValue) -> object:
    exact = counter.exactly()
    if exact is None or not all(isinstance(count, int) for count in exact.values()):
        return ListValue([], NOT_KNOWN)
    return ListValue([key for key, count in exact.items() if isinstance(count, int) for _ in range(count)])


BODIES: dict[str, Body] = {
    "update": update, "subtract": subtract, "most_common": most_common, "total": total, "elements": elements,
}  # fmt: skip
NATIVE_METHODS[KIND] = {
    **NATIVE_METHODS["DictValue"],
    **{name: native(f"collections.Counter.{name}", body) for name, body in BODIES.items()},
}
