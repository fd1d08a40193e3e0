"""tensorflow's functions on each element by itself, and its reductions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.elementwise import dtype_name
from shapelint.frontends.keras.ops.values import tensor_list
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.interpret.api.coercions import Numbers
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ops.layout.gather_scatter import Positions
from shapelint.ops.pointwise.activation import Activation, of_each_element
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce

# name -> the dtype that comes out. All of them are also in tf.math.
UNARY = {
    "abs": "promote", "acos": "float", "acosh": "float", "asin": "float", "asinh": "float", "atan": "float",
    "atanh": "float", "cos": "float", "cosh": "float", "exp": "float", "floor": "promote", "negative": "promote",
    "round": "promote", "sigmoid": "float", "sign": "promote", "sin": "float", "sinh": "float", "sqrt": "float",
    "square": "promote", "tan": "float", "tanh": "float", "logical_not": "bool",
}  # fmt: skip

# In tf.math alone.
UNARY_MATH = {
    "ceil": "promote", "erf": "float", "expm1": "float", "is_finite": "bool", "is_inf": "bool", "is_nan": "bool",
    "log": "float", "log1p": "float", "reciprocal": "float", "rsqrt": "float", "bessel_i0": "float", "bessel_i0e":
    "float", "bessel_i1": "float", "bessel_i1e": "float", "conj": "promote", "digamma": "float", "erfc": "float",
    "lgamma": "float", "log_sigmoid": "float", "reciprocal_no_nan": "float", "rint": "float",
}  # fmt: skip

BINARY = {
    "add": "promote", "divide": "float", "equal": "bool", "greater": "bool", "greater_equal": "bool", "less": "bool",
    "less_equal": "bool", "logical_and": "bool", "logical_or": "bool", "maximum": "promote", "minimum": "promote",
    "multiply": "promote", "not_equal": "bool", "pow": "promote", "subtract": "promote",
}  # fmt: skip
BINARY_MATH = {
    "divide_no_nan": "float", "floordiv": "promote", "floormod": "promote", "mod": "promote",
    "squared_difference": "promote", "xlogy": "float",
}  # fmt: skip

# Activations that name their tensor `features`.
FEATURES = ("elu", "relu", "relu6", "selu", "softplus", "softsign")

REDUCTIONS = {
    "all": "bool", "any": "bool", "max": "", "mean": "", "min": "", "prod": "", "sum": "", "logsumexp": "float",
}  # fmt: skip
REDUCTIONS_MATH = {"euclidean_norm": "float", "std": "float", "variance": "float"}


def _unary(names: tuple[str, ...], name: str, dtype: str) -> None:
    @keras.function(*names)
    def function(x: Numbers, name: object = None) -> Application:
        return Application(operation, (x,))

    operation = of_each_element(name, dtype)


def _binary(names: tuple[str, ...], name: str, dtype: str) -> None:
    @keras.function(*names)
    def function(x: Numbers, y: Numbers, name: object = None) -> Application:
        return Application(operation, (x, y))

    operation = Elementwise(name, dtype)


def _reduction(names: tuple[str, ...], name: str, dtype: str) -> None:
    @keras.function(*names)
    def function(
        input_tensor: Numbers, axis: Axes | None = None, keepdims: bool = False, name: object = None
    ) -> Application:
        return Application(Reduce(reduction, axis, keepdims, dtype, argument="axis"), (input_tensor,))

    reduction = name


def _activation(name: str) -> None:
    names = (f"tensorflow.nn.{name}", *((f"tensorflow.math.{name}",) if name in ("softplus", "softsign") else ()))

    @keras.function(*names)
    def function(features: Numbers, name: object = None) -> Application:
        return Application(operation, (features,))

    operation = Activation(name, "float")


for _name, _dtype in UNARY.items():
    _nn = (f"tensorflow.nn.{_name}",) if _name in ("sigmoid", "tanh") else ()
    _unary((f"tensorflow.{_name}", f"tensorflow.math.{_name}", *_nn), _name, _dtype)
for _name, _dtype in UNARY_MATH.items():
    _unary((f"tensorflow.math.{_name}",), _name, _dtype)
for _name, _dtype in BINARY.items():
    _binary((f"tensorflow.{_name}", f"tensorflow.math.{_name}"), _name, _dtype)
for _name, _dtype in BINARY_MATH.items():
    _binary((f"tensorflow.math.{_name}",), _name, _dtype)
for _name in FEATURES:
    _activation(_name)
for _name, _dtype in REDUCTIONS.items():
    _reduction((f"tensorflow.reduce_{_name}", f"tensorflow.math.reduce_{_name}"), _name, _dtype)
for _name, _dtype in REDUCTIONS_MATH.items():
    _reduction((f"tensorflow.math.reduce_{_name}",), _name, _dtype)


def _shaped(name: str, x: Numbers, dtype: str | None = "promote") -> Application:
    return Application(of_each_element(name, dtype), (x,))


@keras.function("tensorflow.nn.leaky_relu")
def leaky_relu(features: Numbers, alpha: object = 0.2, name: object = None) -> Application:
    return _shaped("leaky_relu", features, "float")


@keras.function("tensorflow.nn.gelu")
def gelu(features: Numbers, approximate: object = False, name: object = None) -> Application:
    return _shaped("gelu", features, "float")


@keras.function("tensorflow.nn.silu", "tensorflow.nn.swish")
def silu(features: Numbers, beta: object = 1.0) -> Application:
    return _shaped("silu", features, "float")


@keras.function("tensorflow.nn.dropout")
def dropout(
    x: Numbers, rate: object, noise_shape: object = None, seed: object = None, name: object = None
) -> Application:
    return Application(Dropout("dropout"), (x,))


@keras.function("tensorflow.clip_by_value")
def clip_by_value(t: Numbers, clip_value_min: object, clip_value_max: object, name: object = None) -> Application:
    return _shaped("clip", t)


@keras.function("tensorflow.identity")
def identity(input: Numbers, name: object = None) -> Application:
    return _shaped("identity", input)


@keras.function("tensorflow.stop_gradient")
def stop_gradient(input: Numbers, name: object = None) -> Application:
    return _shaped("stop_gradient", input)


@keras.function("tensorflow.cast")
def cast(x: Numbers, dtype: Any, name: object = None) -> Application:
    return _shaped("cast", x, dtype_name(dtype))


@keras.function("tensorflow.zeros_like")
def zeros_like(input: Numbers, dtype: Any = None, name: object = None, layout: object = None) -> Application:
    return _shaped("zeros_like", input, "promote" if dtype is None else dtype_name(dtype))


@keras.function("tensorflow.ones_like")
def ones_like(input: Numbers, dtype: Any = None, name: object = None, layout: object = None) -> Application:
    return _shaped("ones_like", input, "promote" if dtype is None else dtype_name(dtype))


@keras.function("tensorflow.add_n", "tensorflow.math.add_n")
def add_n(inputs: Any, name: object = None) -> Application | Undetermined:
    tensors = tensor_list(inputs)
    return tensors if isinstance(tensors, Undetermined) else Application(Elementwise("add"), tensors)


@keras.function("tensorflow.where")
def where(
    condition: Numbers, x: Numbers | None = None, y: Numbers | None = None, name: object = None
) -> Application | Undetermined:
    if x is None and y is None:
        return Application(Positions(), (condition,))
    if x is None or y is None:
        return Undetermined("a choice between a tensor and nothing")
    return Application(Elementwise("where", values=1), (condition, x, y))


def _position(name: str) -> None:
    @keras.function(f"tensorflow.{name}", f"tensorflow.math.{name}")
    def position(
        input: Numbers, axis: Axes | None = None, output_type: object = "int64", name: object = None
    ) -> Application:
        return Application(Reduce(reduction, axis or (0,), False, "int64", argument="axis"), (input,))

    reduction = name


for _name in ("argmax", "argmin"):
    _position(_name)


@keras.function("tensorflow.norm", "tensorflow.linalg.norm")
def norm(
    tensor: Numbers,
    ord: object = "euclidean",
    axis: Axes | None = None,
    keepdims: bool | None = None,
    name: object = None,
) -> Application:
    return Application(Reduce("norm", axis, bool(keepdims), "float", argument="axis"), (tensor,))
