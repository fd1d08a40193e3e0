"""Batches that a program makes of single elements itself: what its `collate_fn` gives.

How many elements there are is rarely known, the last batch being smaller than the others. So the function is run on two
numbers of elements; what is the same for both is so for all, and a size that equals their number is the batch's.
"""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.domain.join import merge_devices, merge_elements
from shapelint.interpret.domain.values import DictValue, Instance, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.abstract_of_many import common
from shapelint.interpret.state.branches import attempt
from shapelint.ir import Tensor, TensorType
from shapelint.ir.dialect import NEUTRAL
from shapelint.symbolic import Size, Verdict, equal, fresh
from shapelint.syntax.source import Place

COUNTS = (2, 3)
MOST = 64  # elements of one batch that are made one by one
Elements = Callable[[], object]


def program_batch(
    m: Interpreter, collate: object, element: Elements, size: Size, origin: str, place: Place | None
) -> object:
    """The batch of so many elements."""
    if isinstance(size, int) and size <= MOST:
        made = m.call_function(collate, [ListValue([element() for _ in range(size)])], place=place)
        return told(made, made, size, origin, place)
    trials = [trial(m, collate, ListValue([element() for _ in range(count)]), place) for count in COUNTS]
    if any(isinstance(made, Unknown) for made in trials):
        return trials[0] if isinstance(trials[0], Unknown) else trials[1]
    return told(trials[0], trials[1], size, origin, place)


def trial(m: Interpreter, collate: object, elements: ListValue, place: Place | None) -> object:
    """What comes out of so many elements, which may not be as many as there are: what fails proves nothing."""
    doubts, m.doubts = m.doubts, m.doubts + 2
    try:
        tried = attempt(m, None, True, lambda: m.call_function(collate, [elements], place=place))
    finally:
        m.doubts = doubts
    return Unknown("a batch that cannot be collated", place) if tried.raised is not None else tried.value


def told(first: object, second: object, size: Size, origin: str, place: Place | None) -> object:
    """What is true of a batch of any size, by two of them with as many elements as COUNTS says."""

    def both(one: object, other: object) -> object:
        return told(one, other, size, origin, place)

    if isinstance(first, Tensor) and isinstance(second, Tensor):
        return tensor_of_any(first, second, size, origin, place)
    if isinstance(first, tuple) and isinstance(second, tuple) and len(first) == len(second):
        return tuple(both(one, other) for one, other in zip(first, second, strict=True))
    if isinstance(first, ListValue) and isinstance(second, ListValue):
        left, right = first.exactly(), second.exactly()
        if left is not None and right is not None:
            if len(left) != len(right):
                return ListValue([], "as many as there are elements in a batch")
            return ListValue([both(one, other) for one, other in zip(left, right, strict=True)])
    if isinstance(first, DictValue) and isinstance(second, DictValue):
        held, others = first.exactly(), second.exactly()
        if held is not None and others is not None and list(held) == list(others):
            return DictValue({key: both(one, others[key]) for key, one in held.items()})
    if isinstance(first, Instance) and isinstance(second, Instance) and first.type is second.type:
        if first.payload is None and second.payload is None and first.attributes.keys() == second.attributes.keys():
            parts = {name: both(one, second.attributes[name]) for name, one in first.attributes.items()}
            return Instance(first.type, parts, place=first.place)
        return Unknown("an object made of a batch", place)
    return common([first, second])


def tensor_of_any(first: Tensor, second: Tensor, size: Size, origin: str, place: Place | None) -> Tensor:
    dtype = first.type.dtype if first.type.dtype == second.type.dtype else None
    shape = None
    if first.shape is not None and second.shape is not None and len(first.shape) == len(second.shape):
        shape = tuple(size_of_any(a, b, size) for a, b in zip(first.shape, second.shape, strict=True))
    element, device = merge_elements(first, second), merge_devices(first, second)
    dialect = first.dialect if first.dialect == second.dialect else NEUTRAL
    return Tensor(TensorType(shape, dtype), "data", origin, place, dialect=dialect, element=element, device=device)


def size_of_any(one: Size, other: Size, size: Size) -> Size:
    if equal(one, other) is Verdict.HOLDS:
        return one
    return size if (one, other) == COUNTS else fresh("size", low=0)
