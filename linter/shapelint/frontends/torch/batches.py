"""How a loader cuts its data into batches."""

from __future__ import annotations

from shapelint.interpret.domain.values import Instance, ListValue, class_attribute
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Batching
from shapelint.symbolic import fresh


def batching(m: Interpreter, loader: Instance) -> Batching:
    """What the arguments of a loader and the length of its data set say."""
    given = loader.attributes
    size = given["batch_size"]
    open_size = fresh("N")
    if given.get("_chosen") is not False or not isinstance(size, int) or isinstance(size, bool) or size < 1:
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
