"""The tensors inside interpreted values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.interpret.values import DictValue, Instance, ListValue, Unknown
from shapelint.ir import Tensor


def tensors_in(values: Iterable[object]) -> Iterator[Tensor]:
    """The tensors in tuples, lists, dicts and named tuples, in order."""
    for value in values:
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, tuple):
            yield from tensors_in(value)
        elif isinstance(value, ListValue):
            yield from tensors_in(value.seen())
        elif isinstance(value, DictValue):
            yield from tensors_in(value.at_least().values())
        elif isinstance(value, Instance) and value.payload is None:
            yield from (v for v in value.attributes.values() if isinstance(v, Tensor))


def all_known(value: object) -> bool:
    """Whether nothing in what came out is unknown."""
    if isinstance(value, tuple):
        return all(all_known(v) for v in value)
    if isinstance(value, ListValue):
        items = value.exactly()
        return items is not None and all(all_known(v) for v in items)
    if isinstance(value, DictValue):
        held = value.exactly()
        return held is not None and all(all_known(v) for v in held.values())
    return not isinstance(value, Unknown)
