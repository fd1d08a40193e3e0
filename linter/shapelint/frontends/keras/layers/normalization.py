"""Normalization layers: https://keras.io/api/layers/normalization_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import refuse
from shapelint.frontends.keras.vocabulary import Axes, LayerResult, keras, operation_of
from shapelint.interpret.api.coercions import Flag
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.norm.normalization import (
    BatchNormalization,
    GroupNormalization,
    LayerNormalization,
    RMSNormalization,
)
from shapelint.ops.structural.wrappers import SpectralNorm

NAMES = ("gamma", "beta", "moving_mean", "moving_variance")


@keras.layer("keras.layers.BatchNormalization")
def batch_normalization(
    axis: Any = -1,
    momentum: object = 0.99,
    epsilon: object = 0.001,
    center: Flag = True,
    scale: Flag = True,
    beta_initializer: object = "zeros",
    gamma_initializer: object = "ones",
    moving_mean_initializer: object = "zeros",
    moving_variance_initializer: object = "ones",
    beta_regularizer: object = None,
    gamma_regularizer: object = None,
    beta_constraint: object = None,
    gamma_constraint: object = None,
    renorm: bool = False,
    renorm_clipping: object = None,
    renorm_momentum: object = 0.99,
    synchronized: object = False,
    **kwargs: object,
) -> LayerResult:
    if not isinstance(axis, int):
        return Undetermined("the axis is not known")
    if renorm:
        return Undetermined("batch renormalization is not modelled")
    return BatchNormalization(
        None, axis, minimum_rank=1, scale=scale, center=center, names=NAMES, counter=False, argument=None
    )


@keras.layer("keras.layers.LayerNormalization")
def layer_normalization(
    axis: Axes = -1,
    epsilon: object = 0.001,
    center: Flag = True,
    scale: Flag = True,
    beta_initializer: object = "zeros",
    gamma_initializer: object = "ones",
    beta_regularizer: object = None,
    gamma_regularizer: object = None,
    beta_constraint: object = None,
    gamma_constraint: object = None,
    **kwargs: Any,
) -> LayerResult:
    rescaled = kwargs.get("rms_scaling", False) is True
    return LayerNormalization(
        None, tuple(sorted(axis)), scale or rescaled, center and not rescaled, NAMES[:2], argument="axis"
    )


@keras.layer("keras.layers.GroupNormalization")
def group_normalization(
    groups: Any = 32,
    axis: Any = -1,
    epsilon: object = 0.001,
    center: Flag = True,
    scale: Flag = True,
    beta_initializer: object = "zeros",
    gamma_initializer: object = "ones",
    beta_regularizer: object = None,
    gamma_regularizer: object = None,
    beta_constraint: object = None,
    gamma_constraint: object = None,
    **kwargs: object,
) -> LayerResult:
    if not isinstance(axis, int) or not isinstance(groups, int):
        return Undetermined("groups and axis are not known")
    if groups <= 0 and groups != -1:
        return refuse("groups", "groups is -1 or positive", groups, "-1 or > 0")
    # One group for every channel (-1) asks of the input what a single group asks: nothing.
    return GroupNormalization(
        1 if groups == -1 else groups, None, axis, scale, center, NAMES[:2], "groups", None, several_values=False
    )


@keras.layer("keras.layers.UnitNormalization")
def unit_normalization(axis: Axes = -1, **kwargs: object) -> LayerResult:
    return ShapePreservingOverAxis("unit_normalization", axis, "axis")


@keras.layer("keras.layers.RMSNormalization")
def rms_normalization(axis: Axes = -1, epsilon: object = 1e-06, **kwargs: object) -> LayerResult:
    return RMSNormalization(None, tuple(sorted(axis)), names=("scale", ""), argument="axis")


@keras.layer("keras.layers.SpectralNormalization")
def spectral_normalization(layer: Any, power_iterations: Any = 1, **kwargs: object) -> LayerResult:
    if isinstance(power_iterations, int) and power_iterations <= 0:
        return refuse("power_iterations", "power_iterations must be positive", power_iterations, "> 0")
    inner = operation_of(layer)
    return Undetermined("the wrapped layer is not known") if inner is None else SpectralNorm(inner)
