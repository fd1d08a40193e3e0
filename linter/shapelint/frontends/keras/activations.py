"""Activation functions, by name and as functions: https://keras.io/api/layers/activations/."""

from __future__ import annotations

from shapelint.frontends.keras.vocabulary import Axes, LayerResult, keras, operation_of
from shapelint.interpret.api.coercions import Operand
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import DeclaredFunction
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.activation import Activation, ShapePreservingWithRank

PLAIN = (
    "exponential", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "linear", "log_sigmoid", "mish", "relu6",
    "selu", "sigmoid", "silu", "softplus", "softsign", "sparse_plus", "sparse_sigmoid", "swish", "tanh",
    "tanh_shrink",
)  # fmt: skip
ALONG_AXIS = ("softmax", "log_softmax", "sparsemax")
WITH_OPTIONS = (
    "celu", "elu", "gelu", "hard_shrink", "leaky_relu", "relu", "soft_shrink", "squareplus", "threshold",
)  # fmt: skip


def named_activation(name: str) -> Operation | None:
    """The operation of an activation by its name; None for one that changes the shape or is not known."""
    if name in ALONG_AXIS:
        return Softmax(name, (-1,), None)
    return Activation(name, "float") if name in PLAIN or name in WITH_OPTIONS else None


def activation_operation(value: object) -> LayerResult:
    """What `Activation(value)` does: a name, a function of ours, a layer, or None."""
    if value is None:
        return ShapePreservingWithRank("linear")
    if (layer := operation_of(value)) is not None:
        return layer
    name = value.entry.name.rsplit(".", 1)[-1] if isinstance(value, DeclaredFunction) else value
    found = named_activation(name) if isinstance(name, str) else None
    return Undetermined("the activation is not known") if found is None else found


def _applied(name: str, x: Operand) -> Application:
    return Application(Activation(name, "float"), (x,))


def _declare_plain(name: str) -> None:
    @keras.function(f"keras.activations.{name}")
    def plain(x: Operand) -> Application:
        return _applied(name, x)


def _declare_along_axis(name: str) -> None:
    @keras.function(f"keras.activations.{name}")
    def along_axis(x: Operand, axis: Axes = -1) -> Application:
        return Application(Softmax(name, axis, "axis", dtype="float32"), (x,))


for _name in PLAIN:
    _declare_plain(_name)
for _name in ALONG_AXIS:
    _declare_along_axis(_name)


@keras.function("keras.activations.relu")
def relu(x: Operand, negative_slope: object = 0.0, max_value: object = None, threshold: object = 0.0) -> Application:
    return _applied("relu", x)


@keras.function("keras.activations.leaky_relu")
def leaky_relu(x: Operand, negative_slope: object = 0.2) -> Application:
    return _applied("leaky_relu", x)


@keras.function("keras.activations.elu")
def elu(x: Operand, alpha: object = 1.0) -> Application:
    return _applied("elu", x)


@keras.function("keras.activations.celu")
def celu(x: Operand, alpha: object = 1.0) -> Application:
    return _applied("celu", x)


@keras.function("keras.activations.gelu")
def gelu(x: Operand, approximate: object = False) -> Application:
    return _applied("gelu", x)


@keras.function("keras.activations.hard_shrink")
def hard_shrink(x: Operand, threshold: object = 0.5) -> Application:
    return _applied("hard_shrink", x)


@keras.function("keras.activations.soft_shrink")
def soft_shrink(x: Operand, threshold: object = 0.5) -> Application:
    return _applied("soft_shrink", x)


@keras.function("keras.activations.squareplus")
def squareplus(x: Operand, b: object = 4) -> Application:
    return _applied("squareplus", x)


@keras.function("keras.activations.threshold")
def threshold(x: Operand, threshold: object, default_value: object) -> Application:
    return _applied("threshold", x)
