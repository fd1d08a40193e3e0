"""The batches of a loader: so many full ones, and the remainder."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.interpret.domain.values import (
    DictValue,
    Instance,
    ListValue,
    Step,
    Suspended,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.abstract_of_many import common
from shapelint.ir import Batching, Tensor
from shapelint.records import dataclass, replace
from shapelint.symbolic import fresh


def batching(m: Interpreter, loader: Instance) -> Batching:
    """What the arguments of a loader and the length of its data set say."""
    given = loader.attributes
    size = given["batch_size"]
    open_size = fresh("N")
    if given.get("chosen") is not False or not isinstance(size, int) or isinstance(size, bool) or size < 1:
        return Batching(open_size, open_size)
    count = length_of(m, given.get("dataset"))
    if size == 1 or given.get("drop_last") is True:
        return Batching(size, size, None if count is None else count // size)
    if count is None or count < 1:
        return Batching(open_size, open_size)
    settled = given.get("drop_last") is False
    if count <= size:
        return Batching(count, count, 1 if settled else None)
    if count % size == 0:
        return Batching(size, size, count // size)
    return Batching(size, count % size, count // size + 1) if settled else Batching(open_size, open_size)


def length_of(m: Interpreter, dataset: object) -> int | None:
    """The number of elements of a data set that is read by its indices."""
    if isinstance(dataset, ListValue):
        held = dataset.exactly()
        return None if held is None else len(held)
    if not isinstance(dataset, Instance) or class_attribute(dataset.type, "__iter__") is not None:
        return None
    length = class_attribute(dataset.type, "__len__")
    count = m.call_function(length, [dataset]) if length is not None else None
    return count if isinstance(count, int) and not isinstance(count, bool) else None


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
