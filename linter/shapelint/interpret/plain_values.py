"""Values that are exact all through, and what texts show of them."""

from __future__ import annotations

from shapelint.interpret.bounded import (
    elements_within,
    formatted_length,
    no_room_for_text,
    text_length,
    widths_in,
)
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    Member,
    Unknown,
    as_mixed,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.raising.exceptions import EXCEPTIONS
from shapelint.limits import MOST_ELEMENTS
from shapelint.syntax.source import Place

EXACT = (int, float, complex, str, bytes)
"""Python's own types whose values stand for themselves."""


def percent(m: Interpreter, template: str, values: object, place: Place | None) -> object:
    flat = values if isinstance(values, tuple) else (values,)
    if (isinstance(values, DictValue) and is_plain(values)) or all(isinstance(v, EXACT) or v is None for v in flat):
        refusal = no_room_for_text(m, formatted_length(template, flat), place)
        if refusal is not None:
            return refusal
        try:
            return template % (plain(values) if isinstance(values, DictValue) else flat)
        except (TypeError, ValueError, LookupError, OverflowError):
            return Unknown("a formatted string that does not fit its values", place)
    return Unknown("a formatted string with an unknown part", place)


def format_value(m: Interpreter, value: object, conversion: str, specification: object) -> object:
    """What an f-string shows for a value; not a str when that is not known."""
    if isinstance(value, Member):
        value = text_of_member(m, value)
    if isinstance(value, Instance) and any(c in EXCEPTIONS.values() for c in value.type.mro):
        return Unknown("an exception's text")
    if isinstance(value, ClassValue):
        return str(value.name)
    if not isinstance(value, EXACT) and value is not None and not is_plain(value):
        return Unknown("the text of a value that is not known")
    if not isinstance(specification, str):
        return specification
    refusal = no_room_for_text(m, widths_in(specification) + text_length((value,)), None)
    if refusal is not None:
        return refusal
    shown = plain(value)
    try:
        if conversion:
            shown = repr(shown) if conversion in "ra" else str(shown)
        return format(shown, specification)
    except (ValueError, TypeError, OverflowError):
        return Unknown("a format that does not fit its value")


def text_of_member(m: Interpreter, member: Member) -> object:
    """What `str()` and f-strings show for a member of an enumeration that is mixed with text or numbers: what its own
    `__str__` says, or what the classes of the standard library that are made for it do."""
    shown = class_attribute(member.type, "__str__")
    if isinstance(shown, FunctionValue):
        return m.call_function(shown, [member])
    if any(c.qualified_name in ("enum.StrEnum", "enum.IntEnum") for c in member.type.mro):
        return as_mixed(member)
    return Unknown("the text of a member of an enumeration")


def is_plain(value: object) -> bool:
    """Whether a value is exact all through, and no larger when written out than any value may be."""
    if value is None or isinstance(value, EXACT):
        return True
    waiting: list[object] = [value]
    count = 0
    while waiting:
        one = waiting.pop()
        count += 1
        if count > MOST_ELEMENTS:
            return False
        if isinstance(one, (ListValue, DictValue)) and one.open:
            return False
        if isinstance(one, (tuple, ListValue, DictValue)):
            waiting.extend(elements_within(one))
        elif one is not None and not isinstance(one, EXACT):
            return False
    return True


def plain(value: object) -> object:
    """An exact value as Python's own."""
    if isinstance(value, tuple):
        return tuple(plain(v) for v in value)
    if isinstance(value, ListValue):
        return [plain(v) for v in value.at_least()]
    if isinstance(value, DictValue):
        return {plain(k): plain(v) for k, v in value.at_least().items()}
    return value
