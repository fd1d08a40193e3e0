"""When two values of an attribute are the same, and how they are said."""

from __future__ import annotations

import math

from shapelint.frontends.traits import NamedActivation
from shapelint.symbolic import Expression, render

CLOSE = 1e-6
COMMUTATIVE = frozenset({"add", "multiply", "maximum", "minimum", "average"})
"""Functions whose operands may stand in any order."""


def comparable(value: object) -> object:
    """A value without the identity of the symbols in it; a whole number as an int."""
    if isinstance(value, (list, tuple)):
        return tuple(comparable(item) for item in value)
    if isinstance(value, NamedActivation):
        return (value.name, comparable(value.numbers))
    if isinstance(value, Expression):
        return render(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def same(one: object, other: object) -> bool:
    """Whether two values are the same; numbers as far as single precision tells them apart, none and no alike."""
    first, second = comparable(one), comparable(other)
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(same(a, b) for a, b in zip(first, second, strict=True))
    flags = (bool, type(None))
    if isinstance(first, flags) and isinstance(second, flags):
        return bool(first) is bool(second)
    numbers = (int, float)
    if isinstance(first, numbers) and isinstance(second, numbers) and not isinstance(first, bool):
        return not isinstance(second, bool) and math.isclose(first, second, rel_tol=CLOSE, abs_tol=0)
    return first == second


def said(value: object) -> str:
    """A value as a sentence has it: several that are the same as one."""
    value = comparable(value)
    if isinstance(value, tuple):
        if value and all(one == value[0] for one in value) and (len(value) == 1 or not isinstance(value[0], tuple)):
            return said(value[0])
        return f"({', '.join(said(one) for one in value)})"
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
