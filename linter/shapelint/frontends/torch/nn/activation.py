"""torch.nn's activations: https://docs.pytorch.org/docs/stable/nn.html#non-linear-activations-weighted-sum-nonlinearity."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.vocabulary import Rejected, Undetermined
from shapelint.ir import Kind
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.pointwise.activation import Activation, ChannelSlope, GatedHalf, ShapePreservingWithRank
from shapelint.symbolic import Size

# Layers whose constructors take nothing, and those that take `inplace` alone, by the neutral name of what they compute.
PLAIN = {
    "LogSigmoid": "log_sigmoid",
    "Sigmoid": "sigmoid",
    "Softsign": "softsign",
    "Tanh": "tanh",
    "Tanhshrink": "tanh_shrink",
}
IN_PLACE = {
    "Hardsigmoid": "hard_sigmoid",
    "Hardswish": "hard_swish",
    "Mish": "mish",
    "ReLU": "relu",
    "ReLU6": "relu6",
    "SELU": "selu",
    "SiLU": "silu",
}
ALONG_AXIS = {"LogSoftmax": "log_softmax", "Softmax": "softmax", "Softmin": "softmin"}


def along_axis(name: str, dim: Size | None, dtype: object = None) -> Softmax | Undetermined:
    """Softmax and its kin. Without `dim` torch chooses an axis that exists."""
    if dim is not None and not isinstance(dim, int):
        return Undetermined("an axis that is not known")
    return Softmax(name, () if dim is None else (dim,), "dim", dtype="" if dtype is None else None)


def gated(dim: Size) -> GatedHalf | Undetermined:
    """A gated linear unit along an axis."""
    return GatedHalf(dim) if isinstance(dim, int) else Undetermined("an axis that is not known")


def hardtanh_bounds(low: object, high: object) -> Rejected | None:
    """That the upper bound lies above the lower one."""
    if isinstance(low, (int, float)) and isinstance(high, (int, float)) and high <= low:
        text = "max_val must be greater than min_val"
        return Rejected(Kind.HYPERPARAMETER, "max_val", text, f"more than {low}", str(high))
    return None


def declare_plain(layer: str, name: str) -> None:
    @torch.layer(*layer_names("activation", layer))
    def plain() -> Activation:
        return Activation(name, "float")


def declare_in_place(layer: str, name: str) -> None:
    bases = ("torch.nn.Hardtanh",) if layer == "ReLU6" else ()

    @torch.layer(*layer_names("activation", layer), bases=bases)
    def in_place(inplace: object = False) -> Activation:
        return Activation(name)


def declare_along_axis(layer: str, name: str) -> None:
    @torch.layer(*layer_names("activation", layer))
    def softmax(dim: int | None = None) -> Softmax | Undetermined:
        return along_axis(name, dim)


for layer_name, neutral in PLAIN.items():
    declare_plain(layer_name, neutral)
for layer_name, neutral in IN_PLACE.items():
    declare_in_place(layer_name, neutral)
for layer_name, neutral in ALONG_AXIS.items():
    declare_along_axis(layer_name, neutral)


@torch.layer(*layer_names("activation", "ELU"))
def elu(alpha: object = 1.0, inplace: object = False) -> Activation:
    return Activation("elu")


@torch.layer(*layer_names("activation", "CELU"))
def celu(alpha: object = 1.0, inplace: object = False) -> Activation:
    return Activation("celu")


@torch.layer(*layer_names("activation", "LeakyReLU"))
def leaky_relu(negative_slope: object = 0.01, inplace: object = False) -> Activation:
    return Activation("leaky_relu")


@torch.layer(*layer_names("activation", "RReLU"))
def rrelu(lower: object = 1.0 / 8, upper: object = 1.0 / 3, inplace: object = False) -> Activation:
    return Activation("rrelu")


@torch.layer(*layer_names("activation", "Threshold"))
def threshold(threshold: object, value: object, inplace: object = False) -> Activation:
    return Activation("threshold")


@torch.layer(*layer_names("activation", "Hardtanh"))
def hardtanh(
    min_val: Any = -1.0, max_val: Any = 1.0, inplace: object = False, min_value: Any = None, max_value: Any = None
) -> Activation | Rejected:
    low = min_val if min_value is None else min_value
    high = max_val if max_value is None else max_value
    return hardtanh_bounds(low, high) or Activation("hard_tanh")


@torch.layer(*layer_names("activation", "GELU"))
def gelu(approximate: object = "none") -> Activation:
    return Activation("gelu")


@torch.layer(*layer_names("activation", "Hardshrink"))
def hardshrink(lambd: object = 0.5) -> Activation:
    return Activation("hard_shrink")


@torch.layer(*layer_names("activation", "Softshrink"))
def softshrink(lambd: object = 0.5) -> Activation:
    return Activation("soft_shrink")


@torch.layer(*layer_names("activation", "Softplus"))
def softplus(beta: object = 1.0, threshold: object = 20.0) -> Activation:
    return Activation("softplus")


@torch.layer(*layer_names("activation", "Softmax2d"))
def softmax2d() -> ShapePreservingWithRank:
    return ShapePreservingWithRank("softmax2d", (3, 4))


@torch.layer(*layer_names("activation", "GLU"))
def glu(dim: int = -1) -> GatedHalf | Undetermined:
    return gated(dim)


@torch.layer(*layer_names("activation", "PReLU"))
def prelu(num_parameters: int = 1, init: object = 0.25, device: object = None, dtype: object = None) -> ChannelSlope:
    return ChannelSlope(num_parameters)
