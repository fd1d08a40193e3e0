"""The tensors inside interpreted values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.interpret.domain.values import DictValue, Instance, ListValue, Unknown
from shapelint.ir import Tensor

ANY_NAME = "*"  # stands for the attributes of a tensor that may have been set to anything
COLLECTIONS = (tuple, ListValue, DictValue, Instance)


def tensors_in(values: Iterable[object]) -> Iterator[Tensor]:
    """The tensors in tuples, lists, dicts and named tuples, in order; each collection is looked into once."""
    waiting = iter(values)
    for value in waiting:
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, COLLECTIONS):  # most calls are given none
            yield from (part for part in parts_of((value, *waiting)) if isinstance(part, Tensor))


def all_known(value: object) -> bool:
    """Whether nothing in what came out is unknown."""
    return isinstance(value, Tensor) or not any(
        isinstance(part, Unknown) or (isinstance(part, (ListValue, DictValue)) and bool(part.open))
        for part in parts_of((value,))
    )


def parts_of(values: Iterable[object]) -> Iterator[object]:
    """Some values and what is in them, in order; each collection once, however often it is there."""
    waiting: list[object] = [*values][::-1]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, COLLECTIONS):
            if id(value) in seen:
                continue
            seen.add(id(value))
            waiting.extend([*inside(value)][::-1])


def inside(value: tuple[object, ...] | ListValue | DictValue | Instance) -> Iterable[object]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, ListValue):
        return value.seen()
    if isinstance(value, DictValue):
        return value.at_least().values()
    named = value.attributes.values() if value.payload is None else ()
    return [v for v in named if isinstance(v, Tensor)]
