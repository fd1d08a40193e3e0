"""Iterators that pull their values out of others, one by one: `zip`, `map`, `filter`, `enumerate`, `islice`."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.interpret.domain.join import another
from shapelint.interpret.domain.values import IteratorValue, Step, Suspended, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.abstract_of_many import common
from shapelint.interpret.language.calls import call_function
from shapelint.interpret.language.suspension import AT_END, further, take
from shapelint.interpret.language.truth import truth
from shapelint.records import dataclass, replace
from shapelint.symbolic import Expression


@dataclass(frozen=True, slots=True)
class Pulling(Suspended):
    """An iterator over other iterators, which know themselves where they stand."""

    sources: tuple[IteratorValue, ...]

    def lost(self) -> Suspended:
        return self

    def holds(self) -> Iterable[object]:
        return self.sources

    def opens(self) -> Iterable[object]:
        return self.sources


@dataclass(frozen=True, slots=True)
class Zipped(Pulling):
    """`zip(*sources)`."""

    def step(self, m: Interpreter, sent: object) -> Step:
        row: list[object] = []
        surely = True
        for source in self.sources:
            value, comes = take(m, source)
            if comes is False:
                return AT_END
            surely = surely and comes is True
            row.append(value)
        return Step(True if surely else None, tuple(row), self) if row else AT_END


@dataclass(frozen=True, slots=True)
class Mapped(Pulling):
    """`map(function, *sources)`."""

    function: object
    site: Site

    def step(self, m: Interpreter, sent: object) -> Step:
        row = Zipped(self.sources).step(m, None)
        if row.comes is False:
            return AT_END
        assert isinstance(row.value, tuple)
        m.spend(1)
        return Step(row.comes, call_function(m, self.function, list(row.value), place=self.site.place), self)

    def opens(self) -> Iterable[object]:
        return (self.function, *self.sources)


@dataclass(frozen=True, slots=True)
class Chosen(Pulling):
    """`filter(function, source)`."""

    function: object
    site: Site

    def step(self, m: Interpreter, sent: object) -> Step:
        (source,) = self.sources
        while True:
            m.spend(1)
            value, comes = take(m, source)
            if comes is False:
                return AT_END
            chosen = value if self.function is None else call_function(m, self.function, [value], place=self.site.place)
            known = truth(m, chosen)
            if comes and known:
                return Step(True, value, self)
            if known is False and comes:
                continue
            left = common([value, *further(m, source)])
            return Step(None, left, AnyOf(left))

    def opens(self) -> Iterable[object]:
        return (self.function, *self.sources)


@dataclass(frozen=True, slots=True)
class AnyOf(Suspended):
    """An iterator of which only a typical value is known."""

    typical: object

    def step(self, m: Interpreter, sent: object) -> Step:
        return Step(None, another(self.typical), self)

    def lost(self) -> Suspended:
        return self

    def holds(self) -> Iterable[object]:
        return (self.typical,)


@dataclass(frozen=True, slots=True)
class Numbered(Pulling):
    """`enumerate(source, number)`."""

    number: object

    def step(self, m: Interpreter, sent: object) -> Step:
        value, comes = take(m, self.sources[0])
        if comes is False:
            return AT_END
        known = isinstance(self.number, (int, Expression))
        return Step(comes, (self.number, value), replace(self, number=self.number + 1) if known else self)  # type: ignore[operator]

    def lost(self) -> Suspended:
        return Numbered(self.sources, Unknown("an index"))

    def before_last(self) -> Suspended | None:
        source = self.sources[0]
        last = None if source.pending is None else source.pending.before_last()
        if last is None:
            return None
        return replace(self, sources=(IteratorValue([], pending=last),), number=Unknown("an index"))


@dataclass(frozen=True, slots=True)
class Sliced(Pulling):
    """`islice(source, start, stop, stride)`: `wanted` is the position of its next value, `position` that of the
    source's."""

    position: int
    wanted: int
    stop: int | None
    stride: int

    def step(self, m: Interpreter, sent: object) -> Step:
        position, surely = self.position, True
        if self.stop is not None and self.wanted >= self.stop:
            while position < self.stop:
                take(m, self.sources[0])
                position += 1
            return AT_END
        while True:
            m.spend(1)
            value, comes = take(m, self.sources[0])
            if comes is False:
                return AT_END
            surely = surely and comes is True
            position += 1
            if position > self.wanted:
                then = replace(self, position=position, wanted=self.wanted + self.stride)
                return Step(True if surely else None, value, then)

    def lost(self) -> Suspended:
        return AnyOf(Unknown("a slice of an iterator"))


@dataclass(frozen=True, slots=True)
class Chained(Pulling):
    """`chain(*sources)`."""

    def step(self, m: Interpreter, sent: object) -> Step:
        values: list[object] = []
        for source in self.sources:
            value, comes = take(m, source)
            if comes is False:
                continue
            values.append(value)
            if comes:
                break
        else:
            return Step(None, common(values), self) if values else AT_END
        return Step(True, common(values), self)
