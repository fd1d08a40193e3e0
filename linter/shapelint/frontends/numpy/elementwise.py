"""Functions of each element: https://numpy.org/doc/stable/reference/ufuncs.html.

Numbers stay numbers: `np.sqrt(16.0)` is 4.0, and a size stays a size where the function leaves whole numbers whole.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from typing import Any

from shapelint.frontends.numpy.arrays import NUMBERS, Array, array_of
from shapelint.frontends.numpy.declaring import Answer, Options, apply, declare, declare_method, given_out, unknown_like
from shapelint.frontends.numpy.dtypes import common, dtype_of, floating
from shapelint.frontends.numpy.selection import positions
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import ListValue, Unknown
from shapelint.ir import Tensor
from shapelint.ops.dtypes import is_integral
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.records import replace
from shapelint.symbolic import Expression, maximum, minimum

Exact = Callable[..., object]

UNARY: dict[str, dict[str, Exact | None]] = {
    "promote": {
        "abs": abs, "absolute": abs, "fabs": math.fabs, "negative": operator.neg, "positive": operator.pos,
        "square": lambda x: x * x, "sign": None, "conj": None, "conjugate": None, "invert": None, "bitwise_not": None,
        "floor": lambda x: x if isinstance(x, int) else float(math.floor(x)),
        "ceil": lambda x: x if isinstance(x, int) else float(math.ceil(x)),
        "trunc": lambda x: x if isinstance(x, int) else float(math.trunc(x)),
        "fix": lambda x: x if isinstance(x, int) else float(math.trunc(x)),
        "rint": lambda x: float(round(x)), "nan_to_num": None, "real": None, "reciprocal": None,
    },
    "float": {
        "sqrt": math.sqrt, "exp": math.exp, "expm1": math.expm1, "log": math.log, "log2": math.log2,
        "log10": math.log10, "log1p": math.log1p, "sin": math.sin, "cos": math.cos, "tan": math.tan,
        "arcsin": math.asin, "arccos": math.acos, "arctan": math.atan, "sinh": math.sinh, "cosh": math.cosh,
        "tanh": math.tanh, "arcsinh": math.asinh, "arccosh": math.acosh, "arctanh": math.atanh,
        "exp2": lambda x: 2.0**x, "deg2rad": math.radians,
        "radians": math.radians, "rad2deg": math.degrees, "degrees": math.degrees, "cbrt": None, "sinc": None,
    },
    "bool": {
        "isnan": math.isnan, "isinf": math.isinf, "isfinite": math.isfinite, "logical_not": operator.not_,
        "signbit": None,
        "isreal": None, "isneginf": None, "isposinf": None,
    },
}  # fmt: skip
WHOLE = frozenset({"floor", "ceil", "trunc", "fix", "rint", "round", "positive"})

BINARY: dict[str, dict[str, Exact | None]] = {
    "promote": {
        "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "floor_divide": operator.floordiv,
        "mod": operator.mod, "remainder": operator.mod, "power": operator.pow, "maximum": max, "minimum": min,
        "fmax": max, "fmin": min, "fmod": None, "gcd": math.gcd, "lcm": None, "bitwise_and": operator.and_,
        "bitwise_or": operator.or_, "bitwise_xor": operator.xor, "left_shift": None, "right_shift": None,
    },
    "float": {
        "divide": operator.truediv, "true_divide": operator.truediv, "arctan2": math.atan2, "hypot": math.hypot,
        "logaddexp": None, "copysign": math.copysign, "float_power": None,
    },
    "bool": {
        "equal": operator.eq, "not_equal": operator.ne, "less": operator.lt, "less_equal": operator.le,
        "greater": operator.gt, "greater_equal": operator.ge, "logical_and": None, "logical_or": None,
        "logical_xor": None,
        "isclose": None,
    },
}  # fmt: skip
SYMBOLIC: dict[str, Exact] = {
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "floor_divide": operator.floordiv,
    "mod": operator.mod, "remainder": operator.mod, "maximum": maximum, "minimum": minimum,
}  # fmt: skip


def computed(name: str, kind: str, values: Sequence[object], exact: Exact | None, options: dict[str, Any]) -> object:
    """The function of arrays, or the number that it is of numbers."""
    if given_out(options) or options.get("where", True) is not True:
        return Undetermined("a result that is written into an array that is given")
    if all(isinstance(v, (Unknown, *NUMBERS)) for v in values):
        return of_numbers(name, values, exact)
    if any(isinstance(v, ListValue) and v.exactly() is None for v in values):
        return Undetermined("values that are not all known")
    operands = [v if isinstance(v, NUMBERS) else array_of(v) for v in values]
    if kind == "bool":
        dtype: str | None = "bool"
    else:
        dtype = common(operands) if kind == "promote" else floating_of(name, operands)
    return apply(Elementwise(name, dtype_of(options.get("dtype"), dtype)), *(array_of(v) for v in operands))


def floating_of(name: str, operands: Sequence[object]) -> str | None:
    """The type of a result that is never of whole numbers. Whole numbers of any width divide to float64."""
    own = common(operands)
    if name in ("divide", "true_divide") and is_integral(own):
        return "float64"
    if any(isinstance(n, (float, complex)) for n in operands):
        return own
    lifted = [replace(t, type=t.type.with_dtype(floating(t.type.dtype))) for t in operands if isinstance(t, Tensor)]
    return common([*lifted, *(n for n in operands if not isinstance(n, Tensor))])


def of_numbers(name: str, values: Sequence[object], exact: Exact | None) -> object:
    if any(isinstance(v, Unknown) for v in values):
        return unknown_like(name, *values)
    if any(isinstance(v, Expression) for v in values):
        if name in WHOLE:
            return values[0]
        divisor = values[-1] if name in ("floor_divide", "mod", "remainder") else 1
        if name in SYMBOLIC and all(isinstance(v, (int, Expression)) for v in values) and divisor != 0:
            return SYMBOLIC[name](*values)
        return unknown_like(name, *values)
    if exact is not None and not (name == "power" and abs(values[1]) > LARGEST_POWER):  # type: ignore[arg-type]
        try:
            return exact(*values)
        except (ValueError, OverflowError, ZeroDivisionError, TypeError):
            pass
    return unknown_like(name, *values)


LARGEST_POWER = 1024


def declare_unary(name: str, kind: str, exact: Exact | None) -> None:
    @declare(name)
    def unary(x: Any, *rest: Any, **options: Options) -> object:
        if rest:
            return Undetermined("a result that is written into an array that is given")
        return computed(name, kind, (x,), exact, options)


def declare_binary(name: str, kind: str, exact: Exact | None) -> None:
    @declare(name)
    def binary(x1: Any, x2: Any, *rest: Any, **options: Options) -> object:
        if rest and name != "isclose":
            return Undetermined("a result that is written into an array that is given")
        return computed(name, kind, (x1, x2), exact, options)


for unary_kind, unary_functions in UNARY.items():
    for unary_name, unary_exact in unary_functions.items():
        declare_unary(unary_name, unary_kind, unary_exact)
for binary_kind, binary_functions in BINARY.items():
    for binary_name, binary_exact in binary_functions.items():
        declare_binary(binary_name, binary_kind, binary_exact)


@declare("round", "around", "round_", method=False)
def round_(a: Any, decimals: Any = 0, *rest: object, **options: Options) -> object:
    exact = (lambda x: round(x, decimals)) if isinstance(decimals, int) else None
    return computed("round", "promote", (a,), exact, options)


@declare("clip")
def clip(a: Any, a_min: Any = None, a_max: Any = None, *rest: object, **options: Options) -> object:
    low, high = options.pop("min", a_min), options.pop("max", a_max)
    bounds = [b for b in (low, high) if b is not None]
    if all(isinstance(v, (int, float)) for v in (a, *bounds)):
        value = a if low is None else max(a, low)
        return value if high is None else min(value, high)
    return computed("clip", "promote", (a, *bounds), None, options)


@declare_method("clip")
def clip_method(self: Array, min: Any = None, max: Any = None, *rest: object, **options: Options) -> object:
    return clip(self, min, max, **options)


@declare_method("round")
def round_method(self: Array, decimals: Any = 0, *rest: object, **options: Options) -> object:
    return round_(self, decimals, **options)


@declare("where")
def where(condition: Array, *choices: Any, **options: Options) -> object:
    if len(choices) != 2:
        return positions(condition)
    operands = [v if isinstance(v, NUMBERS) else array_of(v) for v in choices]
    return apply(Elementwise("where", common(operands)), condition, *(array_of(v) for v in operands))


@declare_method("astype")
def astype(self: Array, dtype: Any, *rest: object, **options: Options) -> Answer:
    return apply(Elementwise("astype", dtype_of(dtype)), self)


@declare_method("copy", "conj", "conjugate")
def copied(self: Array, *rest: object, **options: Options) -> Answer:
    return apply(Elementwise("copy"), self)


@declare("angle")
def angle(z: Array, *rest: object, **options: Options) -> Answer:
    return apply(Elementwise("angle", None), z)
