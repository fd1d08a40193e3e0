"""What the layers of the package `fused_layers` mean, whose source is no Python."""

from __future__ import annotations

from shapelint.interpret.api.vocabulary import Application, Vocabulary
from shapelint.ir import Tensor
from shapelint.ops.dense.linear import Linear
from shapelint.ops.pointwise.elementwise import Elementwise

fused_layers = Vocabulary("torch")


@fused_layers.layer("fused_layers.FusedLinear")
def fused_linear(in_features: int, out_features: int, activation: str = "gelu") -> Linear:
    """`FusedLinear(in_features, out_features, activation="gelu")`: a linear layer and an activation in one kernel."""
    return Linear(in_features, out_features, True)


@fused_layers.function("fused_layers.gelu")
def gelu(input: Tensor) -> Application:
    return Application(Elementwise("gelu"), (input,))
