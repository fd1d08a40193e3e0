"""numpy's element types: their names, their promotion, and the classes that stand for them.

https://numpy.org/doc/stable/reference/arrays.scalars.html, https://numpy.org/doc/stable/reference/arrays.promotion.html
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from shapelint.frontends.numpy.arrays import array_of
from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.interpret.api.apply import apply_node
from shapelint.interpret.api.element_types import SCALARS
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ALWAYS, ClassValue, Instance, ListValue, NativeFunction, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.raising.exceptions import OBJECT
from shapelint.ir import BoundArgument, Tensor
from shapelint.ir.element_types import GuessedName
from shapelint.ops.dtypes import CATEGORIES
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Expression

# What else each type is called: by C's names, by numpy's older ones, and by its code.
SPELLINGS = {
    "float64": ("float", "float_", "double", "f8", "d"),
    "float32": ("single", "f4", "f"),
    "float16": ("half", "f2", "e"),
    "int64": ("int", "int_", "longlong", "intp", "i8", "q", "l"),
    "int32": ("intc", "i4", "i"),
    "int16": ("short", "i2", "h"),
    "int8": ("byte", "i1", "b"),
    "uint8": ("ubyte", "u1", "B"),
    "bool": ("bool_", "bool8", "?", "b1"),
    "complex128": ("complex", "complex_", "cdouble", "c16", "D"),
    "complex64": ("csingle", "singlecomplex", "c8", "F"),
}
NAMES = {spelling: name for name, spellings in SPELLINGS.items() for spelling in (name, *spellings)}
UNSIGNED = ("uint16", "uint32", "uint64", "uint", "ushort", "uintc", "ulonglong", "uintp")

# The smallest floating type that holds every number of a type, by its bits.
FLOATING_BITS = {
    "bool": 16, "int8": 16, "uint8": 16, "int16": 32, "int32": 64, "int64": 64, "float16": 16, "float32": 32,
    "float64": 64, "complex64": 32, "complex128": 64,
}  # fmt: skip
LIMITS = {
    "uint8": (0, 2**8 - 1),
    **{f"int{bits}": (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32, 64)},
}
FLOAT_CODES = {"float16": "e", "float32": "f", "float64": "d"}


def floating(dtype: str | None) -> str | None:
    """What a square root or a division makes of a type."""
    if dtype is None or CATEGORIES.get(dtype, 2) >= 2:
        return dtype
    return f"float{FLOATING_BITS[dtype]}"


def promote_pair(first: str, second: str) -> str | None:
    """The common type of two arrays' types; None for a type that is not modelled."""
    if first == second:
        return first
    if first not in FLOATING_BITS or second not in FLOATING_BITS:
        return None
    low, high = sorted((first, second), key=lambda name: (CATEGORIES[name], FLOATING_BITS[name]))
    category = CATEGORIES[high]
    if category == 1:
        if low == "bool" or {low, high} != {"int8", "uint8"}:
            order = ("bool", "int8", "uint8", "int16", "int32", "int64")
            return max(low, high, key=order.index)
        return "int16"
    bits = max(FLOATING_BITS[low], FLOATING_BITS[high])
    return f"complex{2 * bits}" if category == 3 else f"float{bits}"


def common(operands: Sequence[object]) -> str | None:
    """The type of a result of arrays and Python numbers: a number counts only if its kind is above the arrays'."""
    strong = [t.type.dtype for t in operands if isinstance(t, Tensor)]
    if any(dtype is None for dtype in strong):
        return None
    result: str | None = None
    for dtype in strong:
        assert dtype is not None
        result = dtype if result is None else promote_pair(result, dtype)
        if result is None:
            return None
    for number in operands:
        if not isinstance(number, Tensor):
            result = with_number(result, number)
            if result is None:
                return None
    return result


def with_number(dtype: str | None, number: object) -> str | None:
    """The common type of an array's (None: no array) and a Python number."""
    if isinstance(number, bool):
        kind, alone = 0, "bool"
    elif isinstance(number, (int, Expression)):
        kind, alone = 1, "int64"
    elif isinstance(number, float):
        kind, alone = 2, "float64"
    elif isinstance(number, complex):
        kind, alone = 3, "complex128"
    else:
        return None
    if dtype is None:
        return alone
    category = CATEGORIES.get(dtype)
    if category is None or category >= kind:
        return dtype if category is not None else None
    return "complex64" if kind == 3 and dtype in ("float16", "float32") else alone


# --------------------------------------------------------------------------------------------------------- classes

GENERIC = native_class("numpy.generic")
GENERIC.unknown_base = "a number of numpy"
DTYPE = native_class("numpy.dtype")


def is_number_of(
    m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site | None
) -> bool | None:
    """`isinstance(x, np.integer)`: a number may have come from numpy or from Python; nothing else is one of numpy's."""
    value = arguments[0]
    return None if isinstance(value, (int, float, complex, Expression, Tensor, Unknown)) else False


def scalar_class(name: str) -> ClassValue:
    made = native_class(f"numpy.{name}", (OBJECT,))
    made.variables["__instancecheck__"] = NativeFunction("isinstance", is_number_of)
    return made


def convert(
    m: Interpreter, site: Site, owner: ClassValue, value: object = 0, *rest: object, **options: object
) -> object:
    """`np.float32(x)`: an exact number as that type, an array of it."""
    dtype = dtype_of(owner)
    if isinstance(value, Tensor) or (isinstance(value, (ListValue, tuple)) and value):
        array = array_of(value)
        wanted = {"dtype": BoundArgument(dtype, None)}
        operation = Elementwise("astype", dtype)
        _, outputs = apply_node(m, operation, (array,), "numpy.Tensor.astype", site.place, NUMPY, arguments=wanted)
        return outputs[0]
    if isinstance(value, Expression) and dtype in LIMITS:
        return value
    if isinstance(value, (bool, int, float)):
        found = exact_number(dtype or "", value)
        if found is not None:
            m.state[SCALARS] = True
            return found
    key = (owner.qualified_name, value.same()) if isinstance(value, Unknown) else None
    return Unknown(value.reason if isinstance(value, Unknown) else f"a number as {owner.name}", site.place, key)


def exact_number(dtype: str, value: float) -> int | float | None:
    """A number as the given type, None where that is not the same number, or not one of Python's."""
    try:
        if dtype == "bool":
            return bool(value)
        if dtype in LIMITS:
            low, high = LIMITS[dtype]
            return int(value) if low <= int(value) <= high else None
        if dtype in FLOAT_CODES:
            kept = float(struct.unpack(FLOAT_CODES[dtype], struct.pack(FLOAT_CODES[dtype], value))[0])
            return kept if kept == value else None
    except (OverflowError, ValueError, struct.error):
        pass
    return None


def type_classes() -> dict[str, ClassValue]:
    """np.float32 and its kin by name; every spelling that is an attribute of numpy."""
    classes: dict[str, ClassValue] = {}
    for name, spellings in SPELLINGS.items():
        made = scalar_class(f"{name}_" if name == "bool" else name)
        made.variables["__new__"] = native(made.qualified_name, convert)
        classes.update(dict.fromkeys((name, *(s for s in spellings if len(s) > 2)), made))
    for name in UNSIGNED:
        made = scalar_class(name)
        made.variables["__new__"] = native(made.qualified_name, convert)
        classes[name] = made
    for name in (
        "integer",
        "signedinteger",
        "unsignedinteger",
        "floating",
        "inexact",
        "number",
        "complexfloating",
        "generic",
    ):
        classes[name] = scalar_class(name)
    return classes


CLASSES = type_classes()
BUILTIN = {"int": "int64", "float": "float64", "bool": "bool", "complex": "complex128"}


def dtype_of(value: object, default: str | None = None) -> str | None:
    """The element type that an argument names; None for one that is not known."""
    if value is None:
        return default
    if isinstance(value, Instance) and isinstance(value.payload, str):
        return value.payload
    if isinstance(value, ClassValue):
        _, _, own = value.qualified_name.partition("numpy.")
        return NAMES.get(own) if own else BUILTIN.get(value.name)
    return NAMES.get(value.lstrip("<>=|")) if isinstance(value, str) else None


def dtype_equal(m: Interpreter, site: Site, value: Instance, other: object) -> object:
    """`x.dtype == np.float32`, `x.dtype == "float32"`."""
    named = dtype_of(other)
    if named is None and other is not None:
        return Unknown("a comparison of element types", site.place)
    return named == value.payload


def dtype_unequal(m: Interpreter, site: Site, value: Instance, other: object) -> object:
    answer = dtype_equal(m, site, value, other)
    return not answer if isinstance(answer, bool) else answer


# The reflected names are how the interpreter asks the right operand when the left one is a class or a text.
for equality in ("__eq__", "__req__"):
    DTYPE.variables[equality] = native("numpy.dtype.__eq__", dtype_equal)
for inequality in ("__ne__", "__rne__"):
    DTYPE.variables[inequality] = native("numpy.dtype.__ne__", dtype_unequal)


def make_dtype(
    m: Interpreter, site: Site, owner: ClassValue, value: object = None, *rest: object, **options: object
) -> object:
    name = dtype_of(value, "float64")
    return Unknown("an element type that is not modelled", site.place) if name is None else DTYPES[name]


DTYPE.variables["__new__"] = native("numpy.dtype", make_dtype)
KIND_CODES = ("b", "i", "f", "c")


def type_object(name: str) -> Instance:
    """The object that `x.dtype` is."""
    code = "u" if name == "uint8" else KIND_CODES[CATEGORIES[name]]
    return Instance(DTYPE, {"name": name, "kind": code, "type": CLASSES[name]}, name, born=ALWAYS)


DTYPES = {name: type_object(name) for name in SPELLINGS}
GUESSED = {name: type_object(GuessedName(name)) for name in SPELLINGS}


def object_for(name: str | None) -> Instance | None:
    """The object that `x.dtype` is for a name, certain or guessed."""
    return (GUESSED if isinstance(name, GuessedName) else DTYPES).get(name or "")


def exact_dtype(value: object) -> str | None:
    """The element type that an argument certainly names."""
    found = dtype_of(value)
    return None if isinstance(found, GuessedName) else found
