"""What iterating over a value gives."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.interpret.domain.join import another
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    Instance,
    IteratorValue,
    ListValue,
    SetValue,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.suspension import InList, exhaust
from shapelint.ir import Tensor
from shapelint.limits import ELEMENTS_OF_A_STEP, MOST_ELEMENTS
from shapelint.symbolic import Expression
from shapelint.syntax.source import Place


def iterate(m: Interpreter, value: object, place: Place | None, wanted: int | None = None) -> tuple[list[object], bool]:
    """The elements, and whether these are all of them. Many cost steps.

    When the elements are not all known, the list holds what one unknown element looks like (and `wanted` of those,
    where the caller knows how many there are).
    """
    items, complete = elements_of(m, value, place, wanted)
    if len(items) >= ELEMENTS_OF_A_STEP:
        m.spend(len(items) // ELEMENTS_OF_A_STEP)
    return items, complete


def elements_of(
    m: Interpreter, value: object, place: Place | None, wanted: int | None = None
) -> tuple[list[object], bool]:
    if isinstance(value, tuple):
        return list(value), True
    if isinstance(value, ListValue):
        if value.bounded and wanted == len(value.seen()):
            return list(value.seen()), True
        if value.open and value.typical is not None:
            m.may_raise()
            return [another(value.typical) for _ in range(wanted or 1)], wanted is not None
        return partial(value.exactly(), value.open, place, wanted)
    if isinstance(value, (DictValue, SetValue)):
        return partial(value.exactly(), value.open, place, wanted)
    if isinstance(value, IteratorValue):
        exhaust(m, value)
        rest = value.exactly()
        m.journal.record_write(value)
        value.advance(len(value.at_least()))
        if value.open and value.typical is not None:
            m.may_raise()
            return [another(value.typical) for _ in range(wanted or 1)], wanted is not None
        return partial(rest, value.open, place, wanted)
    if isinstance(value, (str, bytes)):
        if len(value) > MOST_ELEMENTS:
            return [Unknown("a very long text", place)], False
        return list(value), True
    if isinstance(value, range):
        if value[MOST_ELEMENTS : MOST_ELEMENTS + 1]:
            return [Unknown(f"a range of more than {MOST_ELEMENTS:,} numbers", place)], False
        return list(value), True
    if isinstance(value, Tensor):
        return iterate_tensor(m, value, place, wanted)
    if isinstance(value, Instance):
        return iterate_instance(m, value, place, wanted)
    if isinstance(value, ClassValue):
        members = value.variables.get("__members__")
        if isinstance(members, DictValue):
            return list(dict.fromkeys(members.at_least().values())), True
    if isinstance(value, Unknown):
        return unknown_elements(m, value, place, wanted)
    if isinstance(value, Expression):
        return [], True
    return [Unknown("an element of something that is not known", place)] * (wanted or 1), False


def iterator_over(m: Interpreter, value: object, place: Place | None) -> IteratorValue:
    """`iter(value)`: an iterator itself, one that follows what a list holds, or one over what there is now."""
    if isinstance(value, Instance):
        method = class_attribute(value.type, "__iter__")
        made = value if method is None else m.call_function(method, [value], place=place)
        if isinstance(made, IteratorValue):
            return made
        value = value if isinstance(made, Instance) else made
    if isinstance(value, IteratorValue):
        return value
    if isinstance(value, ListValue):
        return IteratorValue([], pending=InList(value))
    items, complete = iterate(m, value, place)
    if complete:
        return IteratorValue(items)
    return IteratorValue([], "an iterator of unknown length", typical=items[0] if items else None)


def unknown_elements(
    m: Interpreter, value: Unknown, place: Place | None, wanted: int | None
) -> tuple[list[object], bool]:
    if value.typical is not None:
        m.may_raise()
        return [another(value.typical) for _ in range(wanted or 1)], wanted is not None
    items: list[object] = [
        Unknown(value.reason, place, m.part_key(value, (), "element", i, place), may_be=value.may_be)
        for i in range(wanted or 1)
    ]
    return items, wanted is not None


def partial(
    items: Iterable[object] | None, open_: str, place: Place | None, wanted: int | None
) -> tuple[list[object], bool]:
    if items is not None:
        return list(items), True
    return [Unknown(open_, place) for _ in range(wanted or 1)], wanted is not None


def iterate_tensor(m: Interpreter, value: Tensor, place: Place | None, wanted: int | None) -> tuple[list[object], bool]:
    """A tensor's elements along its first axis; a framework may declare them itself, as `__iter__`."""
    vocabulary = m.vocabulary(value.framework)
    own = vocabulary.methods.get("__iter__") if vocabulary is not None else None
    declared = own.implementation(value) if own is not None else None
    if isinstance(declared, list):
        return declared, True
    if value.shape:
        count = value.shape[0]
        if isinstance(count, int) and 0 <= count <= MOST_ELEMENTS:
            return [m.get_item(value, i, place) for i in range(min(count, 512))], count <= 512
        if wanted is not None:
            return [m.get_item(value, i, place) for i in range(wanted)], True
        return [m.get_item(value, 0, place)], False
    return [Unknown("an element of a tensor of unknown shape", place) for _ in range(wanted or 1)], wanted is not None


def iterate_instance(
    m: Interpreter, value: Instance, place: Place | None, wanted: int | None
) -> tuple[list[object], bool]:
    """By `__iter__`, else by `__len__` and `__getitem__` (what is known of a data set's elements)."""

    method = class_attribute(value.type, "__iter__")
    if method is not None:
        result = m.call_function(method, [value], place=place)
        if result is value:
            return successive(m, value, place, wanted)
        return iterate(m, result, place, wanted)
    getter = class_attribute(value.type, "__getitem__")
    if getter is not None:
        length = class_attribute(value.type, "__len__")
        count = m.call_function(length, [value], place=place) if length is not None else None
        if isinstance(count, int) and count <= 512:
            return [m.call_function(getter, [value, i], place=place) for i in range(count)], True
        return [m.call_function(getter, [value, Unknown("an index", place)], place=place)], False
    return [Unknown(f"an element of {value.type.name}", place) for _ in range(wanted or 1)], wanted is not None


def successive(m: Interpreter, value: Instance, place: Place | None, wanted: int | None) -> tuple[list[object], bool]:
    """An object that is its own iterator: the first of what `__next__` gives."""

    method = class_attribute(value.type, "__next__")
    if method is None:
        return [Unknown(f"an element of {value.type.name}", place)], False
    return [m.call_function(method, [value], place=place) for _ in range(wanted or 1)], False
