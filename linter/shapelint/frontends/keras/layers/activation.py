"""Activation layers: https://keras.io/api/layers/activation_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import refuse
from shapelint.frontends.keras.vocabulary import Axes, LayerResult, keras
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.pointwise.activation import Activation
from shapelint.ops.pointwise.parametric_activation import ElementwiseSlope


def _check(argument: str, value: object, none: bool = False) -> Rejected | None:
    """That a slope or threshold is there and not negative."""
    if (value is None and not none) or (isinstance(value, (int, float)) and value < 0):
        return refuse(argument, f"{argument} must not be negative", value, ">= 0")
    return None


@keras.layer("keras.layers.ReLU")
def re_lu(max_value: Any = None, negative_slope: Any = 0.0, threshold: Any = 0.0, **kwargs: object) -> LayerResult:
    wrong = _check("max_value", max_value, none=True) or _check("negative_slope", negative_slope)
    return wrong or _check("threshold", threshold) or Activation("relu")


@keras.layer("keras.layers.LeakyReLU")
def leaky_re_lu(negative_slope: Any = 0.3, **kwargs: Any) -> LayerResult:
    return _check("negative_slope", kwargs.get("alpha", negative_slope)) or Activation("leaky_relu")


@keras.layer("keras.layers.ELU")
def elu(alpha: object = 1.0, **kwargs: object) -> LayerResult:
    return Activation("elu")


@keras.layer("keras.layers.PReLU")
def p_re_lu(
    alpha_initializer: object = "Zeros",
    alpha_regularizer: object = None,
    alpha_constraint: object = None,
    shared_axes: Axes | None = None,
    **kwargs: object,
) -> LayerResult:
    return ElementwiseSlope(shared_axes or ())


@keras.layer("keras.layers.Softmax")
def softmax(axis: Axes = -1, **kwargs: object) -> LayerResult:
    return Softmax("softmax", axis, "axis")
