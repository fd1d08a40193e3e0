"""Iterators that have not given all their values yet: what they give next is worked out when it is asked for, so that
what their code does happens between the steps of whoever asks.

A suspended iterator is described by an immutable value, `Suspended`, that stands in the iterator's state: a branch that
is taken back takes it back, and where two branches meet so do the places where the iterator may be."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.interpret.domain.join import another
from shapelint.interpret.domain.values import IteratorValue, ListValue, Step, Suspended, Unknown
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.journal import Changes
from shapelint.interpret.language.abstract_of_many import common
from shapelint.interpret.state.branches import attempt
from shapelint.records import dataclass

MOST_VALUES = 2_000  # the largest models of torchvision have more than 1,000 modules
ENDLESS = "a generator that yields without end"
UNCOUNTED = "a generator that yields an unknown number of values"
MOST_ROUNDS = 12
LEFT_EARLY = "a generator that may have been left before its end"
SOMEWHERE = "an iterator that may have gone on"


AT_END = Step(False)


def take(m: Interpreter, iterator: IteratorValue, sent: object = None) -> tuple[object, bool | None]:
    """The next value of an iterator, and whether there is one (None: perhaps)."""
    running = iterator.pending
    m.journal.record_write(iterator)
    if running is None:
        if coming := iterator.at_least():
            iterator.advance()
            return coming[0], True
        if iterator.open:
            return Unknown(iterator.open) if iterator.typical is None else another(iterator.typical), None
        return None, False
    iterator.pending = None  # an iterator that raises is at its end
    made = running.step(m, sent)
    m.journal.record_write(iterator)
    iterator.pending, iterator.result = made.then, made.result
    return made.value, made.comes


def exhaust(m: Interpreter, iterator: IteratorValue) -> None:
    """Let a suspended iterator give all its values at once."""
    if iterator.pending is None:
        return
    found: list[object] = []
    why = ""
    while not why:
        value, comes = take(m, iterator)
        if comes is False:
            break
        if comes is None:
            found.extend((value, *further(m, iterator)))
            why = UNCOUNTED
        else:
            found.append(value)
        if len(found) >= MOST_VALUES:
            why = ENDLESS
    m.journal.record_write(iterator)
    result = iterator.result
    if why == UNCOUNTED:
        iterator.become(IteratorValue([], why, typical=common(found), result=Unknown(why)))
    else:
        iterator.become(IteratorValue(found, why, typical=common(found) if why else None, result=result))


def further(m: Interpreter, iterator: IteratorValue) -> list[object]:
    """What an iterator may give besides, of which it is not known how often it goes on: until going on changes nothing
    that is still known."""
    found: list[object] = []
    mark, made = m.recorder.mark(), len(m.instances)
    for rounds in range(MOST_ROUNDS):
        tried = attempt(m, None, True, lambda: take(m, iterator))
        m.recorder.rewind(mark)
        del m.instances[made:]
        if tried.value is None or tried.value[1] is False:
            break
        found.append(tried.value[0])
        if not m.journal.differs(tried.changes):
            break
        m.journal.join_into([Changes({}), tried.changes], UNCOUNTED, forget=rounds >= MOST_ROUNDS // 4)
    return found


def left_early(m: Interpreter, iterator: IteratorValue) -> None:
    """An iterator that is left before its end: what its `finally` blocks do happens then, or later."""
    ending = None if iterator.pending is None else iterator.pending.ending()
    if ending is None:
        return
    tried = attempt(m, None, True, lambda: ending.step(m, None))
    m.journal.join_into([Changes({}), tried.changes], LEFT_EARLY)


def is_suspended(value: object) -> bool:
    """Whether a value is an iterator whose values are worked out one by one."""
    return isinstance(value, IteratorValue) and value.pending is not None


@dataclass(frozen=True, slots=True)
class InList(Suspended):
    """`iter(a list)`, which gives what the list holds by then, from a position on (None: from anywhere)."""

    values: ListValue
    position: int | None = 0

    def step(self, m: Interpreter, sent: object) -> Step:
        held = self.values.exactly()
        if held is None or self.position is None:
            typical = self.values.typical if held is None else common(held) if held else None
            value = Unknown(str(self.values.open) or SOMEWHERE) if typical is None else another(typical)
            return Step(None, value, self)
        if self.position >= len(held):
            return AT_END
        return Step(True, held[self.position], InList(self.values, self.position + 1))

    def lost(self) -> Suspended:
        return InList(self.values, None)

    def holds(self) -> Iterable[object]:
        return (self.values,)
