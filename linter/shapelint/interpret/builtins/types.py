"""Python's built-in types as classes: what makes them, and which class a value has."""

from __future__ import annotations

from shapelint.interpret.api.constants import number_in
from shapelint.interpret.bounded import held, no_room_for_text, text_length
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import (
    BoundMethod,
    ClassMethod,
    ClassValue,
    DeclaredFunction,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    ListValue,
    Member,
    ModuleValue,
    NativeFunction,
    PropertyValue,
    SetValue,
    StaticMethod,
    Unknown,
    class_attribute,
    is_hashable,
    type_name,
)
from shapelint.interpret.free_conditions import CHANCE, TURN
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import known_bases, native_class
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.language.truth import truth
from shapelint.interpret.plain_values import format_value, is_plain, plain
from shapelint.interpret.raising.errors import python_error
from shapelint.interpret.raising.exceptions import EXCEPTIONS, OBJECT
from shapelint.ir import Tensor
from shapelint.limits import ELEMENTS_OF_A_STEP
from shapelint.symbolic import Expression, render

UNLISTED = "made from something of unknown length"


def collected(m: Interpreter, site: Site, arguments: tuple[object, ...]) -> tuple[list[object], str]:
    if not arguments:
        return [], ""
    items, complete = iterate(m, arguments[0], site.place)
    return items, "" if complete else UNLISTED


def make_list(m: Interpreter, site: Site, owner: ClassValue, *arguments: object) -> object:
    items, missing = collected(m, site, arguments)
    made = ListValue(items if not missing else [], missing)
    made.typical = typical_of(items) if missing else None
    return made


def typical_of(items: list[object]) -> object:
    """What each element looks like of what is of unknown length; None when that is not known."""
    return items[0] if items and not isinstance(items[0], Unknown) else None


def make_tuple(m: Interpreter, site: Site, owner: ClassValue, *arguments: object) -> object:
    items, missing = collected(m, site, arguments)
    if missing:
        value = arguments[0]
        key = ("tuple", value.same()) if isinstance(value, Unknown) else None
        reason = value.reason if isinstance(value, Unknown) else missing
        typical = typical_of(items)
        held = () if typical is None else (typical,)
        return Unknown(reason, site.place, key, may_be=held, typical=typical)
    return tuple(items)


def make_set(m: Interpreter, site: Site, owner: ClassValue, *arguments: object) -> object:
    items, missing = collected(m, site, arguments)
    known = {v: v for v in items if not isinstance(v, Unknown) and is_hashable(v)}
    missing = missing or ("" if all(v in known for v in items if is_hashable(v)) else "an element that is not known")
    if not all(map(is_hashable, items)):
        return m.unknown("a set of what cannot be hashed", site.place)
    return SetValue(known, missing, owner.name == "frozenset")


def make_dict(m: Interpreter, site: Site, owner: ClassValue, *arguments: object, **keywords: object) -> object:
    result = DictValue({}, kind=owner.name)
    if arguments:
        fill_dict(m, site, result, arguments[0])
    result.update(keywords)
    return result


def fill_dict(m: Interpreter, site: Site, target: DictValue, source: object) -> None:
    """Take over the items of another dict, or of pairs."""
    if isinstance(source, DictValue):
        target.update(source.at_least(), source.open)
        return
    if isinstance(source, Instance):
        method = class_attribute(source.type, "items")
        if method is not None:
            source = m.call_function(method, [source], place=site.place)
    pairs, complete = iterate(m, source, site.place)
    if not complete:
        target.update({}, UNLISTED)
        return
    for pair in pairs:
        both, whole = iterate(m, pair, site.place, wanted=2)
        if whole and len(both) == 2:
            if isinstance(both[0], Unknown) or not is_hashable(both[0]):
                target.update({}, "a key that is not known")
            else:
                target.put(both[0], both[1])
        else:
            target.update({}, "pairs that are not known")


def make_int(m: Interpreter, site: Site, owner: ClassValue, value: object = 0, base: object = 10) -> object:
    try:
        if isinstance(value, (int, float)):
            return int(value)
        if isinstance(value, str):
            return held(m, int(value, base) if isinstance(base, int) else int(value), site.place)
    except (ValueError, OverflowError) as error:
        return python_error(m, type(error).__name__, str(error), site.place)
    if isinstance(value, Expression):
        return value
    return converted(m, "int", value, site, "__int__")


def make_float(m: Interpreter, site: Site, owner: ClassValue, value: object = 0.0) -> object:
    if isinstance(value, (int, float, str)):
        try:
            return float(value)
        except (ValueError, OverflowError) as error:
            return python_error(m, type(error).__name__, str(error), site.place)
    return converted(m, "float", value, site, "__float__")


def converted(m: Interpreter, name: str, value: object, site: Site, method_name: str) -> object:
    """A number from an object that converts itself, or an unknown that is the same for the same value."""

    if isinstance(value, Instance):
        method = class_attribute(value.type, method_name)
        if method is not None:
            return m.call_function(method, [value], place=site.place)
    number = number_in(value)
    if number is not None:
        try:
            return int(number) if name == "int" else float(number)
        except (ValueError, OverflowError) as error:
            return python_error(m, type(error).__name__, str(error), site.place)
    key = (name, value.same()) if isinstance(value, Unknown) else None
    reason = value.reason if isinstance(value, Unknown) else f"{name}() of {type_name(value)}"
    return Unknown(reason, site.place, key, free=CHANCE if isinstance(value, Tensor) else "", is_number=True)


def make_bool(m: Interpreter, site: Site, owner: ClassValue, value: object = False) -> object:
    known = truth(m, value)
    if known is None:
        key = value.same() if isinstance(value, Unknown) else None
        return Unknown("a truth that is not decided", site.place, key, is_number=True)
    return known


def make_str(m: Interpreter, site: Site, owner: ClassValue, value: object = "", *rest: object) -> object:
    if is_plain(value):
        refusal = no_room_for_text(m, text_length((value,)), site.place)
        return refusal if refusal is not None else str(plain(value))
    if isinstance(value, Expression):
        return Unknown(f"the text of {render(value)}", site.place)
    if isinstance(value, Member):
        return format_value(m, value, "", "")
    if isinstance(value, Instance):
        for name in ("__str__", "__repr__"):
            method = class_attribute(value.type, name)
            if isinstance(method, FunctionValue):
                return m.call_function(method, [value], place=site.place)
        given = value.attributes.get("args")
        if isinstance(given, tuple) and len(given) < 2 and EXCEPTIONS["KeyError"] not in value.type.mro:
            return make_str(m, site, owner, *given)
    return Unknown("the text of a value that is not known", site.place)


def make_bytes(m: Interpreter, site: Site, owner: ClassValue, *arguments: object) -> object:
    return Unknown("bytes", site.place)


def make_complex(m: Interpreter, site: Site, owner: ClassValue, real: object = 0, imaginary: object = 0) -> object:
    if isinstance(real, (int, float)) and isinstance(imaginary, (int, float)):
        try:
            return complex(real, imaginary)
        except OverflowError as error:
            return python_error(m, "OverflowError", str(error), site.place)
    return Unknown("a complex number", site.place)


def make_range(m: Interpreter, site: Site, owner: ClassValue, *bounds: object) -> object:
    if not 1 <= len(bounds) <= 3:
        message = f"range expected at {'least 1 argument' if not bounds else 'most 3 arguments'}, got {len(bounds)}"
        return python_error(m, "TypeError", message, site.place)
    numbers = [number_in(b) if isinstance(b, Tensor) else b for b in bounds]
    bounds = tuple(b if n is None else n for n, b in zip(numbers, bounds, strict=True))
    if all(isinstance(b, int) for b in bounds):
        if len(bounds) == 3 and bounds[2] == 0:
            return Unknown("range() with step 0", site.place)
        return range(*(b for b in bounds if isinstance(b, int)))
    unknown = next((b.reason for b in bounds if isinstance(b, Unknown)), "range() over a size that is not a number")
    from_zero = len(bounds) == 1 or bounds[0] == 0
    number = Unknown(unknown, site.place, free=TURN if from_zero else "")
    return ListValue([], unknown, typical=number)


def make_slice(m: Interpreter, site: Site, owner: ClassValue, *bounds: object) -> object:
    return slice(*bounds)


def make_object(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`object.__new__(owner, ...)`, whatever else it is given."""
    owner = arguments[0] if arguments else None
    if not isinstance(owner, ClassValue):
        return m.unknown("an object of a class that is not known", site.place)
    return Instance(owner, {}, place=site.place)


def make_type(m: Interpreter, site: Site, owner: ClassValue, *arguments: object, **keywords: object) -> object:
    """`type(x)`, or a class made from a name, bases and a dict."""
    if len(arguments) == 1:
        value = arguments[0]
        return (
            Unknown(value.reason, site.place, ("type", value.same()))
            if isinstance(value, Unknown)
            else class_of(m, value)
        )
    name, bases, body = (*arguments, None, None, None)[:3]
    if isinstance(name, str) and isinstance(bases, tuple) and isinstance(body, DictValue):
        classes, unknown = known_bases(bases)
        made = native_class(name, tuple(classes))
        m.spend(len(made.mro) // ELEMENTS_OF_A_STEP)
        made.unknown_base = unknown or str(body.open)
        made.variables.update({str(k): v for k, v in body.at_least().items()})
        return made
    return Unknown("a class made at run time", site.place)


def make_property(
    m: Interpreter, site: Site, owner: ClassValue, fget: object = None, fset: object = None, *rest: object
) -> object:
    return PropertyValue(fget, fset)


def make_static(m: Interpreter, site: Site, owner: ClassValue, function: object) -> object:
    return StaticMethod(function)


def make_class_method(m: Interpreter, site: Site, owner: ClassValue, function: object) -> object:
    return ClassMethod(function)


def made_type(name: str, make: Body, *bases: ClassValue) -> ClassValue:
    made = native_class(name, bases or (OBJECT,))
    made.variables["__new__"] = native(name, make)
    return made


INT = made_type("int", make_int)
DICT = made_type("dict", make_dict)
FUNCTION = native_class("function")
TYPES: dict[str, ClassValue] = {
    "object": OBJECT,
    "int": INT,
    "bool": made_type("bool", make_bool, INT),
    "float": made_type("float", make_float),
    "complex": made_type("complex", make_complex),
    "str": made_type("str", make_str),
    "bytes": made_type("bytes", make_bytes),
    "list": made_type("list", make_list),
    "tuple": made_type("tuple", make_tuple),
    "dict": DICT,
    "set": made_type("set", make_set),
    "frozenset": made_type("frozenset", make_set),
    "range": made_type("range", make_range),
    "slice": made_type("slice", make_slice),
    "type": made_type("type", make_type),
    "property": made_type("property", make_property),
    "staticmethod": made_type("staticmethod", make_static),
    "classmethod": made_type("classmethod", make_class_method),
}
OBJECT.variables["__new__"] = NativeFunction("object.__new__", make_object)
NONE = native_class("NoneType")
ELLIPSIS = native_class("ellipsis")
MODULE = native_class("module")
GENERATOR = native_class("generator")
METHOD = native_class("method")
ORDERED = made_type("collections.OrderedDict", make_dict, DICT)
DEFAULT = native_class("collections.defaultdict", (DICT,))
COUNTER = native_class("collections.Counter", (DICT,))
OWN_DICTS = {"OrderedDict": ORDERED, "defaultdict": DEFAULT, "Counter": COUNTER}

LISTED: dict[str, ClassValue] = {  # what is held as a list and is none
    kind: native_class(kind) for kind in ("dict_keys", "dict_values", "dict_items", "collections.deque")
}

KINDS: dict[type, ClassValue] = {
    bool: TYPES["bool"],
    int: INT,
    float: TYPES["float"],
    complex: TYPES["complex"],
    str: TYPES["str"],
    bytes: TYPES["bytes"],
    tuple: TYPES["tuple"],
    range: TYPES["range"],
    slice: TYPES["slice"],
    type(None): NONE,
    type(Ellipsis): ELLIPSIS,
    ListValue: TYPES["list"],
    IteratorValue: GENERATOR,
    ModuleValue: MODULE,
    ClassValue: TYPES["type"],
    FunctionValue: FUNCTION,
    NativeFunction: FUNCTION,
    DeclaredFunction: FUNCTION,
    BoundMethod: METHOD,
    PropertyValue: TYPES["property"],
}


def class_of(m: Interpreter, value: object) -> ClassValue:
    """The class of a value that is known."""
    if isinstance(value, Instance):
        return value.type
    if isinstance(value, DictValue):
        return OWN_DICTS.get(value.kind, DICT)
    if isinstance(value, ListValue) and value.kind != "list":
        return LISTED[value.kind]
    if isinstance(value, SetValue):
        return TYPES["frozenset" if value.frozen else "set"]
    if isinstance(value, Expression):
        return INT
    if isinstance(value, Tensor):
        if not value.shape and f"{value.framework}:scalar" in m.tensor_classes:
            return m.tensor_classes[f"{value.framework}:scalar"]
        role = f"{value.framework}:{value.role}"
        return m.tensor_classes.get(role) or m.tensor_classes.get(value.framework) or OBJECT
    return KINDS.get(type(value), OBJECT)
