"""`enum`."""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.builtins.types import TYPES
from shapelint.interpret.domain.values import (
    ClassMethod,
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    Member,
    NativeFunction,
    PropertyValue,
    StaticMethod,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import bind_to, find_attribute
from shapelint.interpret.language.classes import CREATED, native_class
from shapelint.interpret.language.comparisons import has_a_say
from shapelint.interpret.language.operators import compare
from shapelint.interpret.language.truth import truth
from shapelint.interpret.raising.errors import python_error

AUTO = native_class("enum.auto")
NO_MEMBERS = (FunctionValue, NativeFunction, PropertyValue, StaticMethod, ClassMethod)


def created(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """Turn the plain attributes of an Enum's body into members."""
    made = arguments[0]
    assert isinstance(made, ClassValue)
    members = DictValue({})
    count = 0
    for name, value in list(made.variables.items()):
        if name.startswith("_") or isinstance(value, NO_MEMBERS):
            continue
        if isinstance(value, Instance) and value.type is AUTO:
            value = name.lower() if STR_ENUM in made.mro else count + 1
        count = value if isinstance(value, int) else count
        same = next((o for o in members.at_least().values() if m.same(value_of(o), value)), None)
        if same is not None:
            made.variables[name] = same
            members.put(name, same)
            continue
        member = member_of(made, name, value)
        initializer = made.variables.get("__init__")
        if isinstance(initializer, FunctionValue):
            m.call_function(initializer, [member, *(value if isinstance(value, tuple) else (value,))])
        members.put(name, member)
        made.variables[name] = member
    made.variables["__members__"] = members
    own = isinstance(made.variables.get("__new__"), (FunctionValue, StaticMethod))
    made.variables["__new__"] = MADE_OTHERWISE if own else MEMBER
    return None


def member_of(made: ClassValue, name: str, value: object) -> Instance:
    """A new member. One that is mixed with text or numbers is its value wherever that is asked for."""
    held = {"name": name, "value": value, "_value_": value, "_name_": name}
    is_mixed = any(c in (TYPES["str"], TYPES["int"], TYPES["float"]) for c in made.mro)
    return (Member if is_mixed and isinstance(value, (str, int, float)) else Instance)(made, held, place=None)


def find_unknown(m: Interpreter, site: Site, owner: ClassValue, *values: object) -> object:
    return m.unknown(f"a member of {owner.name}, whose values are made by its own __new__", site.place)


def value_of(member: object) -> object:
    return member.attributes.get("value") if isinstance(member, Instance) else None


def find_member(m: Interpreter, site: Site, owner: ClassValue, value: object) -> object:
    """`Color(1)`: the member of that value."""
    members = owner.variables.get("__members__")
    if isinstance(members, DictValue):
        for member in members.at_least().values():
            if member is value or truth(m, compare(m, "==", find_attribute(m, member, "value", None), value, None)):
                return member
    missing = class_attribute(owner, "_missing_")
    if missing is not None:
        return m.call_function(bind_to(m, missing, owner, owner, site.place), [value], place=site.place)
    return python_error(m, "ValueError", f"{owner.name} has no such member", site.place)


MEMBER = native("enum.Enum", find_member)  # stands before the `__new__` of a str or int that the class is mixed with
MADE_OTHERWISE = native("enum.Enum", find_unknown)


def equal_text(m: Interpreter, site: Site, member: Instance, other: object) -> object:
    """A member of `class Mode(str, Enum)` equals its text; members of an int enumeration equal their numbers."""
    if member is other:
        return True
    if has_a_say(other):
        return NotImplemented
    mixed = any(c in (TYPES["str"], TYPES["int"]) for c in member.type.mro)
    if isinstance(other, Instance) or not mixed:
        return False
    return compare(m, "==", member.attributes.get("value"), other, site.place)


ENUM = native_class("enum.Enum")
ENUM.variables.update(
    {
        CREATED: NativeFunction("enum.Enum", created),
        "__new__": MEMBER,
        "__init__": native("enum.Enum", lambda m, s, *a: None),
        "__eq__": native("enum.Enum.__eq__", equal_text),
    }
)
INT_ENUM = native_class("enum.IntEnum", (ENUM, TYPES["int"]))
STR_ENUM = native_class("enum.StrEnum", (ENUM, TYPES["str"]))
NAMES: dict[str, object] = {
    "enum.Enum": ENUM,
    "enum.IntEnum": INT_ENUM,
    "enum.StrEnum": STR_ENUM,
    "enum.Flag": native_class("enum.Flag", (ENUM,)),
    "enum.IntFlag": native_class("enum.IntFlag", (INT_ENUM,)),
    "enum.auto": AUTO,
    "enum.unique": native("enum.unique", lambda m, s, c: c),
}
