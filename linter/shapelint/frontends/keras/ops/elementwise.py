"""Functions of keras.ops on each element by itself: https://keras.io/api/ops/numpy/, https://keras.io/api/ops/nn/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.names import ops_names
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.coercions import Operand, as_operand
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.pointwise.activation import of_each_element
from shapelint.ops.pointwise.elementwise import Elementwise

# One tensor `x`, whose type the result has.
UNARY: tuple[str, ...] = (
    "abs", "absolute", "bitwise_invert", "bitwise_not", "ceil", "conj", "conjugate", "copy", "fabs", "floor", "imag",
    "negative", "real", "relu", "relu6", "sign", "square", "trunc",
)  # fmt: skip

# One tensor `x`, floating numbers out.
UNARY_FLOATING: tuple[str, ...] = (
    "angle", "arccos", "arccosh", "arcsin", "arcsinh", "arctan", "arctanh", "cbrt", "cos", "cosh", "deg2rad", "erf",
    "erfc", "erfinv", "exp", "exp2", "expm1", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "i0", "log",
    "log10", "log1p", "log2", "log_sigmoid", "rad2deg", "reciprocal", "rsqrt", "selu", "sigmoid", "silu", "sin",
    "sinc", "sinh", "softplus", "softsign", "sparse_plus", "sparse_sigmoid", "sqrt", "swish", "tan", "tanh",
    "tanh_shrink",
)  # fmt: skip

# One tensor `x`, truth values out.
UNARY_TRUTH: tuple[str, ...] = (
    "isfinite",
    "isinf",
    "isnan",
    "isneginf",
    "isposinf",
    "isreal",
    "logical_not",
    "signbit",
)

# Two tensors `x1` and `x2`, their common type out.
BINARY: tuple[str, ...] = (
    "add", "floor_divide", "fmax", "fmin", "fmod", "maximum", "minimum", "mod", "multiply", "power", "subtract",
)  # fmt: skip
BINARY_FLOATING: tuple[str, ...] = (
    "arctan2", "divide", "divide_no_nan", "heaviside", "hypot", "logaddexp", "logaddexp2", "nextafter", "true_divide",
)  # fmt: skip
BINARY_TRUTH: tuple[str, ...] = (
    "equal", "greater", "greater_equal", "less", "less_equal", "logical_and", "logical_or", "logical_xor", "not_equal",
)  # fmt: skip

# Two tensors `x` and `y`.
BITWISE: tuple[str, ...] = (
    "bitwise_and", "bitwise_left_shift", "bitwise_or", "bitwise_right_shift", "bitwise_xor", "left_shift",
    "right_shift",
)  # fmt: skip


def _unary(name: str, dtype: str) -> None:
    @keras.function(*ops_names(name))
    def function(x: Operand) -> Application:
        return Application(of_each_element(name, dtype), (x,))


def _binary(name: str, dtype: str) -> None:
    @keras.function(*ops_names(name))
    def function(x1: Operand, x2: Operand) -> Application:
        return Application(Elementwise(name, dtype), (x1, x2))


def _bitwise(name: str) -> None:
    @keras.function(*ops_names(name))
    def function(x: Operand, y: Operand) -> Application:
        return Application(Elementwise(name), (x, y))


for _names, _dtype in ((UNARY, "promote"), (UNARY_FLOATING, "float"), (UNARY_TRUTH, "bool")):
    for _name in _names:
        _unary(_name, _dtype)
for _pairs, _dtype in ((BINARY, "promote"), (BINARY_FLOATING, "float"), (BINARY_TRUTH, "bool")):
    for _name in _pairs:
        _binary(_name, _dtype)
for _name in BITWISE:
    _bitwise(_name)


def dtype_name(value: object) -> str | None:
    """A dtype as torch names it; None for what is not known by name."""
    name = value.rsplit(".", 1)[-1] if isinstance(value, str) else None
    return {"float": "float32", "int": "int32", "half": "float16", "double": "float64"}.get(name or "", name)


def _shaped(name: str, x: Operand, dtype: str | None = "promote") -> Application:
    return Application(of_each_element(name, dtype), (x,))


@keras.function("keras.ops.stop_gradient")
def stop_gradient(variable: Operand) -> Application:
    return _shaped("stop_gradient", variable)


@keras.function(*ops_names("clip"))
def clip(x: Operand, x_min: object, x_max: object) -> Application:
    return _shaped("clip", x)


@keras.function(*ops_names("round"))
def round(x: Operand, decimals: object = 0) -> Application:
    return _shaped("round", x)


@keras.function(*ops_names("nan_to_num"))
def nan_to_num(x: Operand, nan: object = 0.0, posinf: object = None, neginf: object = None) -> Application:
    return _shaped("nan_to_num", x)


@keras.function(*ops_names("celu"))
def celu(x: Operand, alpha: object = 1.0) -> Application:
    return _shaped("celu", x, "float")


@keras.function(*ops_names("elu"))
def elu(x: Operand, alpha: object = 1.0) -> Application:
    return _shaped("elu", x, "float")


@keras.function(*ops_names("gelu"))
def gelu(x: Operand, approximate: object = True) -> Application:
    return _shaped("gelu", x, "float")


@keras.function(*ops_names("leaky_relu"))
def leaky_relu(x: Operand, negative_slope: object = 0.2) -> Application:
    return _shaped("leaky_relu", x, "float")


@keras.function(*ops_names("hard_shrink"))
def hard_shrink(x: Operand, threshold: object = 0.5) -> Application:
    return _shaped("hard_shrink", x, "float")


@keras.function(*ops_names("soft_shrink"))
def soft_shrink(x: Operand, threshold: object = 0.5) -> Application:
    return _shaped("soft_shrink", x, "float")


@keras.function(*ops_names("threshold"))
def threshold(x: Operand, threshold: object, default_value: object) -> Application:
    return _shaped("threshold", x)


@keras.function(*ops_names("squareplus"))
def squareplus(x: Operand, b: object = 4) -> Application:
    return _shaped("squareplus", x, "float")


@keras.function(*ops_names("where"))
def where(condition: Operand, x1: Operand | None = None, x2: Operand | None = None) -> Application | Undetermined:
    if x1 is None or x2 is None:
        return Undetermined("the positions of the true elements depend on the data")
    return Application(Elementwise("where", values=1), (condition, x1, x2))


@keras.function("keras.ops.cast")
def cast(x: Operand, dtype: Any) -> Application:
    return _shaped("cast", x, dtype_name(dtype))


@keras.function("keras.ops.saturate_cast")
def saturate_cast(x: Operand, dtype: Any) -> Application:
    return _shaped("cast", x, dtype_name(dtype))


@keras.function("keras.ops.convert_to_tensor")
def convert_to_tensor(
    x: Any, dtype: Any = None, sparse: object = None, ragged: object = None
) -> Application | Undetermined:
    tensor = as_operand(x)
    if not isinstance(tensor, Tensor):
        return Undetermined("the value is not a tensor or a number")
    return _shaped("convert", tensor, "promote" if dtype is None else dtype_name(dtype))
