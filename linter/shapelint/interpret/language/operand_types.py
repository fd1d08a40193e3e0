"""Which operands Python itself refuses: an empty sample of each type is tried in place of the values."""

from __future__ import annotations

import collections
from collections.abc import Callable

from shapelint.interpret.domain.values import DictValue, Instance, ListValue, SetValue, class_attribute

UNSAMPLED = object()
PLAIN = (str, bytes, bool, int, float, complex, tuple, range, type(None))
LISTS: dict[str, object] = {
    "list": [],
    "collections.deque": collections.deque(),
    "dict_keys": {}.keys(),
    "dict_values": {}.values(),
    "dict_items": {}.items(),
}
DICTS: dict[str, object] = {
    "dict": {},
    "OrderedDict": collections.OrderedDict(),
    "defaultdict": collections.defaultdict(),
    "Counter": collections.Counter(),
}


def surely_refused(operate: Callable[[object, object], object], left: object, right: object) -> bool:
    """Whether Python raises TypeError for any two values of the types of these; False where a type is not certain."""
    one, other = sample(left), sample(right)
    if one is UNSAMPLED or other is UNSAMPLED:
        return False
    try:
        operate(one, other)
    except TypeError:
        return True
    except (ArithmeticError, ValueError):
        return False
    return False


def sample(value: object) -> object:
    """A small value of Python's own, of the type of an interpreted one; UNSAMPLED where that type is not certain."""
    value = fields_as_tuple(value)
    if type(value) in PLAIN:
        return () if isinstance(value, tuple) else value
    if isinstance(value, ListValue):
        return LISTS.get(value.kind, UNSAMPLED)
    if isinstance(value, DictValue):
        return DICTS.get(value.kind, UNSAMPLED)
    if isinstance(value, SetValue):
        return frozenset() if value.frozen else set()
    return UNSAMPLED


def fields_as_tuple(value: object) -> object:
    """A named tuple as the tuple that it is."""
    names = class_attribute(value.type, "_fields") if isinstance(value, Instance) else None
    return tuple(value.attributes[n] for n in names) if isinstance(names, tuple) else value  # type: ignore[attr-defined]
