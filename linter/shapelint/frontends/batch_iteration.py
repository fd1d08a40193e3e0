"""The batches of data whose number is known: so many full ones, and the remainder."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.interpret.domain.values import DictValue, ListValue, Step, Suspended
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.abstract_of_many import common
from shapelint.ir import Batching, Tensor
from shapelint.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Batches(Suspended):
    """An iterator over `number` batches of which the last one may be smaller; `position` is that of the next one, None
    when it may stand anywhere."""

    full: object
    last: object
    number: int
    position: int | None = 0

    def step(self, m: Interpreter, sent: object) -> Step:
        if self.position is None:
            return Step(None, common([self.full, self.last]), self)
        if self.position >= self.number:
            return Step(False)
        is_last = self.position == self.number - 1
        then = None if is_last else replace(self, position=self.position + 1)
        return Step(True, copied(self.last if is_last else self.full), then)

    def lost(self) -> Suspended:
        return replace(self, position=None)

    def before_last(self) -> Suspended | None:
        if self.position is None or self.position >= self.number:
            return None
        return replace(self, position=self.number - 1)

    def holds(self) -> Iterable[object]:
        return (self.full, self.last)


def copied(batch: object) -> object:
    """A batch that the program may change: each turn gets one of its own."""
    return batch.changed(copied) if isinstance(batch, (ListValue, DictValue)) else batch


def as_cut(batch: object, cut: Batching) -> object:
    """A batch whose tensors tell how the data are cut."""
    if isinstance(batch, Tensor):
        return replace(batch, batching=cut) if batch.shape and batch.shape[0] in (cut.full, cut.last) else batch
    if isinstance(batch, tuple):
        return tuple(as_cut(part, cut) for part in batch)
    if isinstance(batch, (ListValue, DictValue)):
        return batch.changed(lambda part: as_cut(part, cut))
    return batch
