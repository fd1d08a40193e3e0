"""Arithmetic on the elements of constant tensors, as the frameworks round it.

Additions, products, quotients and square roots are rounded to the nearest number of the element type, as IEEE 754 has
it, so they are exact here as well. Of a logarithm or a power a framework's library may miss the last bits: those are
intervals, and what depends on where in the interval the number lies is not known (None).
"""

from __future__ import annotations

import math
import operator
import struct
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from shapelint.ir.elements import Element, Interval, Number

FORMATS = {"float32": "f", "float16": "e", "float64": "d"}
PRECISION = {"float32": 2.0**-23, "float16": 2.0**-10, "float64": 2.0**-52}
LAST_PLACES = 8  # how many units in the last place a library's logarithm may be off
INTEGERS = {
    "uint8": (0, 2**8), "int8": (-(2**7), 2**7), "int16": (-(2**15), 2**15), "int32": (-(2**31), 2**31),
    "int64": (-(2**63), 2**63),
}  # fmt: skip
WIDEST = 1e-3  # what rounding leaves open beyond this share of a number is not known
LARGEST_EXACT = 2**53
Function = Callable[..., Any]

# Functions that grow or fall throughout in each of their arguments, so that the bounds of the result come from the
# bounds of the arguments. "exact" ones are rounded correctly, "inexact" ones nearly so.
EXACT: dict[str, Function] = {
    "+": operator.add, "add": operator.add, "-": operator.sub, "sub": operator.sub, "subtract": operator.sub,
    "*": operator.mul, "mul": operator.mul, "multiply": operator.mul, "/": operator.truediv, "div": operator.truediv,
    "divide": operator.truediv, "true_divide": operator.truediv, "maximum": max, "minimum": min, "max": max, "min": min,
    "neg": operator.neg, "negative": operator.neg, "sqrt": math.sqrt, "rsub": lambda a, b: b - a,
    "reciprocal": lambda a: 1 / a,
}  # fmt: skip
STEPS: dict[str, Function] = {
    "floor": math.floor, "ceil": math.ceil, "trunc": math.trunc, "round": round, "rint": round, "fix": math.trunc,
}  # fmt: skip
INEXACT: dict[str, Function] = {
    "exp": math.exp, "log": math.log, "log2": math.log2, "log10": math.log10, "log1p": math.log1p,
    "exp2": lambda x: 2.0**x, "expm1": math.expm1,
}  # fmt: skip
# Their inverses at whole numbers, where these are exact; of exp and its kin only that of 0 is known.
INVERSES: dict[str, Function | None] = {
    "log2": lambda n: 2.0**n, "log10": lambda n: 10**n if n >= 0 else None, "exp2": None,
    "log": lambda n: 1 if n == 0 else None, "log1p": lambda n: 0 if n == 0 else None,
    "exp": lambda n: 0 if n == 1 else None, "expm1": lambda n: 0 if n == 0 else None,
}  # fmt: skip
COMPARING: dict[str, Function] = {
    "==": operator.eq, "eq": operator.eq, "equal": operator.eq, "!=": operator.ne, "ne": operator.ne,
    "<": operator.lt, "lt": operator.lt, "less": operator.lt, "<=": operator.le, "le": operator.le,
    ">": operator.gt, "gt": operator.gt, "greater": operator.gt, ">=": operator.ge, "ge": operator.ge,
}  # fmt: skip
WHOLE: dict[str, Function] = {  # of whole numbers alone
    "//": operator.floordiv, "floor_divide": operator.floordiv, "%": operator.mod, "remainder": operator.mod,
}  # fmt: skip
POWERS = frozenset({"**", "pow", "power"})
EQUALITIES = frozenset({"==", "eq", "equal", "!=", "ne"})
MAGNITUDES = frozenset({"abs", "absolute", "square"})
SAME = frozenset({"to", "clone", "copy", "detach", "array", "numpy", "from_numpy", "astype"})
FAILURES = (ArithmeticError, ValueError, TypeError)


def is_arithmetic(name: str) -> bool:
    """Whether a function of each element computes new numbers, rather than passing on those that there are."""
    return any(name in table for table in (EXACT, STEPS, INEXACT, COMPARING, WHOLE, POWERS)) or name in MAGNITUDES


def as_type(value: Element, dtype: str | None) -> Element | None:
    """An element as one of that type; None where the type is not modelled or the number is none of it."""
    if dtype == "bool":
        return bool(value) if not isinstance(value, Interval) else True if value.low > 0 or value.high < 0 else None
    if dtype in INTEGERS:
        return as_integer(value, *INTEGERS[dtype])
    if dtype not in FORMATS:
        return None
    if isinstance(value, Interval):
        low, high = as_float(value.low, dtype), as_float(value.high, dtype)
        if low is None or high is None or high - low > WIDEST * max(1.0, abs(low)):
            return None
        return low if low == high else Interval(low, high)
    return as_float(value, dtype)


def as_integer(value: Element, low: int, end: int) -> int | None:
    if isinstance(value, Interval):
        first, last = as_integer(value.low, low, end), as_integer(value.high, low, end)
        return first if first == last else None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    whole = math.trunc(value)
    return whole if low <= whole < end else None


def as_float(value: Number, dtype: str) -> float | None:
    """The nearest number of a floating type; None beyond its range."""
    if (isinstance(value, int) and abs(value) > LARGEST_EXACT) or not math.isfinite(value):
        return None
    try:
        found: float = struct.unpack(FORMATS[dtype], struct.pack(FORMATS[dtype], value))[0]
    except OverflowError:
        return None
    return found


def widened(value: Element, dtype: str | None, scale: float = 0.0) -> Element | None:
    """A result whose last places are not certain: those of a number as large as `scale`, if that is larger."""
    unit = PRECISION.get(dtype or "")
    if unit is None:
        return None
    low, high = (value.low, value.high) if isinstance(value, Interval) else (value, value)
    slack = LAST_PLACES * unit * max(abs(low), abs(high), scale, unit)
    return Interval(low - slack, high + slack)


def bounds_of(value: Element) -> tuple[Number, ...]:
    return (value.low, value.high) if isinstance(value, Interval) else (value,)


def computed(name: str, operands: Sequence[Element], common: str | None, dtype: str | None) -> Element | None:
    """The function `name` of elements, as an element of type `dtype`; `common` is the type in which it is computed.
    None where it is not modelled or not known."""
    if name in SAME:
        return as_type(operands[0], dtype)
    given = [as_type(value, common) for value in operands]
    if any(value is None for value in given):
        return None
    values = [value for value in given if value is not None]
    try:
        return result_of(name, values, common, dtype)
    except FAILURES:
        return None


def result_of(name: str, values: list[Element], common: str | None, dtype: str | None) -> Element | None:
    found: Element | None
    if name in COMPARING:
        return compared(name, values)
    if name in ("abs", "absolute"):
        found = magnitude(values[0])
    elif name in WHOLE:
        if not all(isinstance(value, int) for value in values):
            return None
        found = WHOLE[name](*values)
    elif name in POWERS:
        found = power(values, common)
    elif name in EXACT:
        found = at_corners(EXACT[name], values)
    elif name in STEPS:
        steps = at_corners(STEPS[name], values)
        found = None if isinstance(steps, Interval) else steps
    elif name in INEXACT:
        found = inexact(name, values, dtype)
    elif name == "square":
        found = at_corners(operator.mul, [magnitude(values[0])] * 2)
    else:
        return None
    return None if found is None else as_type(found, dtype)


def at_corners(function: Function, values: Sequence[Element]) -> Element:
    """The bounds of a function that grows or falls throughout in each argument."""
    if function is operator.truediv and isinstance(values[1], Interval) and values[1].low <= 0 <= values[1].high:
        raise ZeroDivisionError
    found = [function(*corner) for corner in product(*map(bounds_of, values))]
    low, high = min(found), max(found)
    return low if low == high else Interval(low, high)


def inexact(name: str, values: list[Element], dtype: str | None) -> Element | None:
    """A function that a library computes to within a unit in the last place, so that it is exact where its value is a
    number of the element type: the logarithm of a power of two."""
    argument = values[0]
    if not isinstance(argument, Interval):
        result = INEXACT[name](argument)
        inverse = INVERSES[name]
        if result == round(result) and inverse is not None and inverse(int(result)) == argument:
            return float(result)
    return widened(at_corners(INEXACT[name], values), dtype)


def magnitude(value: Element) -> Element:
    if not isinstance(value, Interval):
        return abs(value)
    low, high = sorted((abs(value.low), abs(value.high)))
    return Interval(0.0 if value.low < 0 < value.high else low, high)


def power(values: list[Element], common: str | None) -> Element | None:
    base, exponent = values
    if isinstance(base, int) and isinstance(exponent, int):
        return base**exponent if 0 <= exponent <= 64 else None
    if min(bounds_of(base)) <= 0:
        return None
    if isinstance(base, float) and isinstance(exponent, float) and exponent.is_integer() and abs(exponent) <= 64:
        nearest = as_float(base**exponent, common or "")
        if nearest is not None and is_power(nearest, base, int(exponent)):
            return nearest
    return widened(at_corners(operator.pow, values), common)


def is_power(value: float, base: float, exponent: int) -> bool:
    """Whether a number is exactly that power of another one."""
    top, bottom = base.as_integer_ratio()
    if exponent < 0:
        top, bottom = bottom, top
    own_top, own_bottom = value.as_integer_ratio()
    return bool(own_top * bottom ** abs(exponent) == own_bottom * top ** abs(exponent))


def compared(name: str, values: list[Element]) -> bool | None:
    one, other = values
    if name in EQUALITIES and (isinstance(one, Interval) or isinstance(other, Interval)):
        apart = max(bounds_of(one)) < min(bounds_of(other)) or max(bounds_of(other)) < min(bounds_of(one))
        return COMPARING[name](0, 1) if apart else None
    found = {COMPARING[name](*corner) for corner in product(bounds_of(one), bounds_of(other))}
    return found.pop() if len(found) == 1 else None
