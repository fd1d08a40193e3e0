"""The activations of torch.nn.functional, torch and tensors:
https://docs.pytorch.org/docs/stable/nn.functional.html#non-linear-activation-functions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.functional.pooling import applied
from shapelint.frontends.torch.nn.activation import along_axis, gated, hardtanh_bounds
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Kind, Tensor
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.activation import Activation, ChannelSlope
from shapelint.symbolic import Size

F = "torch.nn.functional."
Answer = Application | Rejected | Undetermined

# Names that take the tensor alone, by what they compute; tensors have the first three as methods too.
OF_INPUT = {
    "relu": ("torch.relu", "torch.relu_", F + "relu_"),
    "sigmoid": ("torch.sigmoid", "torch.sigmoid_", F + "sigmoid", "torch.special.expit"),
    "tanh": ("torch.tanh", "torch.tanh_", F + "tanh"),
    "selu": ("torch.selu", "torch.selu_", F + "selu_"),
    "log_sigmoid": (F + "logsigmoid",),
    "softsign": (F + "softsign",),
    "tanh_shrink": (F + "tanhshrink",),
}
METHODS = {"relu": "relu", "sigmoid": "sigmoid", "tanh": "tanh"}

# Names of torch.nn.functional that take the tensor and `inplace`.
OF_INPUT_IN_PLACE = {
    "relu": "relu",
    "relu6": "relu6",
    "selu": "selu",
    "silu": "silu",
    "mish": "mish",
    "hardsigmoid": "hard_sigmoid",
    "hardswish": "hard_swish",
}


def elementwise(name: str, input: Tensor) -> Application:
    return Application(Activation(name), (input,))


def declare_of_input(name: str, names: tuple[str, ...]) -> None:
    @torch.function(*names)
    def of_input(input: Tensor) -> Application:
        return elementwise(name, input)

    if name in METHODS:
        torch.method(METHODS[name], METHODS[name] + "_")(of_input)


def declare_in_place(function: str, name: str) -> None:
    @torch.function(F + function)
    def in_place(input: Tensor, inplace: object = False) -> Application:
        return elementwise(name, input)


for neutral, full_names in OF_INPUT.items():
    declare_of_input(neutral, full_names)
for function_name, neutral in OF_INPUT_IN_PLACE.items():
    declare_in_place(function_name, neutral)


@torch.function(F + "elu")
def elu(input: Tensor, alpha: object = 1.0, inplace: object = False) -> Application:
    return elementwise("elu", input)


@torch.function(F + "elu_")
def elu_(input: Tensor, alpha: object = 1.0) -> Application:
    return elementwise("elu", input)


@torch.function(F + "celu")
def celu(input: Tensor, alpha: object = 1.0, inplace: object = False) -> Application:
    return elementwise("celu", input)


@torch.function("torch.celu", "torch.celu_", F + "celu_")
def torch_celu(input: Tensor, alpha: object = 1.0) -> Application:
    return elementwise("celu", input)


@torch.function(F + "leaky_relu")
def leaky_relu(input: Tensor, negative_slope: object = 0.01, inplace: object = False) -> Application:
    return elementwise("leaky_relu", input)


@torch.function(F + "leaky_relu_")
def leaky_relu_(input: Tensor, negative_slope: object = 0.01) -> Application:
    return elementwise("leaky_relu", input)


@torch.function(F + "rrelu")
def rrelu(
    input: Tensor, lower: object = 1.0 / 8, upper: object = 1.0 / 3, training: object = False, inplace: object = False
) -> Application:
    return elementwise("rrelu", input)


@torch.function("torch.rrelu", "torch.rrelu_", F + "rrelu_")
def torch_rrelu(
    input: Tensor, lower: object = 1.0 / 8, upper: object = 1.0 / 3, training: object = False, generator: object = None
) -> Application:
    return elementwise("rrelu", input)


@torch.function(F + "threshold")
def threshold(input: Tensor, threshold: object, value: object, inplace: object = False) -> Application:
    return elementwise("threshold", input)


@torch.function("torch.threshold", "torch.threshold_", F + "threshold_")
def torch_threshold(input: Tensor, threshold: object, value: object) -> Application:
    return elementwise("threshold", input)


@torch.function(F + "hardtanh")
def hardtanh(input: Tensor, min_val: Any = -1.0, max_val: Any = 1.0, inplace: object = False) -> Answer:
    # The function, unlike the layer, admits equal bounds.
    same = isinstance(min_val, (int, float)) and min_val == max_val
    return (None if same else hardtanh_bounds(min_val, max_val)) or elementwise("hard_tanh", input)


@torch.function(F + "hardtanh_")
def hardtanh_(input: Tensor, min_val: object = -1.0, max_val: object = 1.0) -> Application:
    return elementwise("hard_tanh", input)


@torch.function(F + "gelu")
def gelu(input: Tensor, *, approximate: object = "none") -> Application:
    return elementwise("gelu", input)


@torch.function(F + "hardshrink", "torch.hardshrink", method="hardshrink")
def hardshrink(input: Tensor, lambd: object = 0.5) -> Application:
    return elementwise("hard_shrink", input)


@torch.function(F + "softshrink")
def softshrink(input: Tensor, lambd: object = 0.5) -> Application:
    return elementwise("soft_shrink", input)


@torch.function(F + "softplus")
def softplus(input: Tensor, beta: object = 1, threshold: object = 20) -> Application:
    return elementwise("softplus", input)


@torch.function(F + "glu")
def glu(input: Tensor, dim: int = -1) -> Answer:
    return applied(gated(dim), input)


@torch.function(*functional_names("prelu", torch_too=True), method="prelu")
def prelu(input: Tensor, weight: Tensor) -> Answer:
    if weight.shape is None:
        return Undetermined("the slopes are not known")
    if len(weight.shape) > 1:
        text = "the slopes must have at most one dimension"
        return Rejected(Kind.RANK, "weight", text, "0 or 1", len(weight.shape))
    slopes: Size = weight.shape[0] if weight.shape else 1
    return Application(ChannelSlope(slopes, "weight"), (input, weight))


def declare_along_axis(name: str) -> None:
    """softmax, log_softmax and softmin, which exists in torch.nn.functional alone."""

    @torch.function(F + name)
    def functional(input: Tensor, dim: int | None = None, _stacklevel: object = 3, dtype: Any = None) -> Answer:
        return applied(along_axis(name, dim, dtype), input)

    if name == "softmin":
        return

    @torch.function(f"torch.{name}", method=name)
    def of_torch(input: Tensor, dim: int, dtype: Any = None) -> Answer:
        return applied(along_axis(name, dim, dtype), input)

    @torch.function(f"torch.special.{name}")
    def special(input: Tensor, dim: int, *, dtype: Any = None) -> Answer:
        return applied(along_axis(name, dim, dtype), input)


for axis_name in ("softmax", "log_softmax", "softmin"):
    declare_along_axis(axis_name)


@torch.function(F + "gumbel_softmax")
def gumbel_softmax(logits: Tensor, tau: object = 1, hard: object = False, eps: object = 1e-10, dim: int = -1) -> Answer:
    operation: Operation | Undetermined = along_axis("gumbel_softmax", dim)
    return applied(operation, logits)
