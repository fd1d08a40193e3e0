"""Convolution layers: https://keras.io/api/layers/convolution_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import (
    check_data_format,
    check_padding,
    check_positive,
    check_stride_or_dilation,
    first_refusal,
    is_channels_last,
    refuse,
)
from shapelint.frontends.keras.convolution_dialects import OF_LAYERS
from shapelint.frontends.keras.vocabulary import LayerResult, Size3, keras, layer_of_ranks
from shapelint.interpret.api.coercions import Flag
from shapelint.interpret.api.ranks import SizeN
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.separable import DepthwiseConvolution, SeparableConvolution
from shapelint.symbolic import Size, Verdict, less

Sizes = tuple[Size, ...]


def _windowed(kernel_size: Sizes, strides: Sizes, padding: str, data_format: str | None) -> dict[str, Any]:
    """The fields that every convolution has, in Keras' conventions."""
    return {
        "kernel_size": kernel_size,
        "stride": strides,
        "padding": padding.lower(),
        "channels_last": is_channels_last(data_format),
        "unbatched": False,
        "dialect": OF_LAYERS,
    }


def _refusal(
    kernel_size: Sizes,
    strides: Sizes,
    padding: str,
    data_format: str | None,
    dilation_rate: Sizes,
    causal: bool = False,
) -> Rejected | None:
    """What every convolution refuses to be constructed with."""
    return first_refusal(
        check_positive("kernel_size", *kernel_size),
        check_positive("strides", *strides),
        check_positive("dilation_rate", *dilation_rate),
        check_padding(padding, causal),
        check_data_format(data_format),
    )


def _convolution(
    filters: Size,
    kernel_size: Sizes,
    strides: Sizes,
    padding: str,
    data_format: str | None,
    dilation_rate: Sizes,
    groups: Size,
    bias: bool | None,
) -> LayerResult:
    wrong = first_refusal(
        _refusal(kernel_size, strides, padding, data_format, dilation_rate, causal=len(kernel_size) == 1),
        check_positive("filters", filters),
        check_positive("groups", groups),
        check_stride_or_dilation(strides, dilation_rate),
    )
    fields = _windowed(kernel_size, strides, padding, data_format)
    return wrong or Convolution(None, filters, dilation=dilation_rate, groups=groups, bias=bias, **fields)


def _transposed(
    filters: Size,
    kernel_size: Sizes,
    strides: Sizes,
    padding: str,
    output_padding: Sizes | None,
    data_format: str | None,
    dilation_rate: Sizes,
    bias: bool | None,
) -> LayerResult:
    wrong = first_refusal(
        _refusal(kernel_size, strides, padding, data_format, dilation_rate),
        check_positive("filters", filters),
        _check_output_padding(output_padding, strides),
        check_stride_or_dilation(strides, dilation_rate),
    )
    fields = _windowed(kernel_size, strides, padding, data_format)
    return wrong or TransposedConvolution(
        None, filters, dilation=dilation_rate, bias=bias, output_padding=output_padding, **fields
    )


def _check_output_padding(output_padding: Sizes | None, strides: Sizes) -> Rejected | None:
    for amount, stride in zip(output_padding or (), strides, strict=False):
        if isinstance(amount, int) and (amount < 0 or less(amount, stride) is Verdict.FAILS):
            return refuse("output_padding", "output_padding must be less than strides", amount, stride)
    return None


def _separable(
    filters: Size,
    kernel_size: Sizes,
    strides: Sizes,
    padding: str,
    data_format: str | None,
    dilation_rate: Sizes,
    depth_multiplier: Size,
    bias: bool | None,
) -> LayerResult:
    wrong = first_refusal(
        _refusal(kernel_size, strides, padding, data_format, dilation_rate),
        check_positive("filters", filters),
        check_positive("depth_multiplier", depth_multiplier),
    )
    fields = _windowed(kernel_size, strides, padding, data_format)
    return wrong or SeparableConvolution(
        None, filters, dilation=dilation_rate, bias=bias, multiplier=depth_multiplier, **fields
    )


def _depthwise(
    kernel_size: Sizes,
    strides: Sizes,
    padding: str,
    depth_multiplier: Size,
    data_format: str | None,
    dilation_rate: Sizes,
    bias: bool | None,
) -> LayerResult:
    wrong = first_refusal(
        _refusal(kernel_size, strides, padding, data_format, dilation_rate),
        check_positive("depth_multiplier", depth_multiplier),
    )
    fields = _windowed(kernel_size, strides, padding, data_format)
    return wrong or DepthwiseConvolution(
        None, depth_multiplier, dilation=dilation_rate, bias=bias, multiplier=depth_multiplier, **fields
    )


@layer_of_ranks("Conv{n}D", "Convolution{n}D")
def convolution(
    filters: int,
    kernel_size: SizeN,
    strides: SizeN = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: SizeN = 1,
    groups: int = 1,
    activation: object = None,
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    bias_constraint: object = None,
    **kwargs: object,
) -> LayerResult:
    return _convolution(filters, kernel_size, strides, padding, data_format, dilation_rate, groups, use_bias)


@layer_of_ranks("Conv{n}DTranspose", "Convolution{n}DTranspose", ranks=(1, 2))
def transposed_convolution(
    filters: int,
    kernel_size: SizeN,
    strides: SizeN = 1,
    padding: str = "valid",
    output_padding: SizeN | None = None,
    data_format: str | None = None,
    dilation_rate: SizeN = 1,
    activation: object = None,
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    bias_constraint: object = None,
    **kwargs: object,
) -> LayerResult:
    return _transposed(filters, kernel_size, strides, padding, output_padding, data_format, dilation_rate, use_bias)


@keras.layer("keras.layers.Conv3DTranspose", "keras.layers.Convolution3DTranspose")
def conv3d_transpose(
    filters: int,
    kernel_size: Size3,
    strides: Size3 = (1, 1, 1),
    padding: str = "valid",
    data_format: str | None = None,
    output_padding: Size3 | None = None,
    dilation_rate: Size3 = (1, 1, 1),
    activation: object = None,
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    bias_constraint: object = None,
    **kwargs: object,
) -> LayerResult:
    return _transposed(filters, kernel_size, strides, padding, output_padding, data_format, dilation_rate, use_bias)


@layer_of_ranks("SeparableConv{n}D", "SeparableConvolution{n}D", ranks=(1, 2))
def separable_convolution(
    filters: int,
    kernel_size: SizeN,
    strides: SizeN = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: SizeN = 1,
    depth_multiplier: int = 1,
    activation: object = None,
    use_bias: Flag = True,
    depthwise_initializer: object = "glorot_uniform",
    pointwise_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    depthwise_regularizer: object = None,
    pointwise_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    depthwise_constraint: object = None,
    pointwise_constraint: object = None,
    bias_constraint: object = None,
    **kwargs: object,
) -> LayerResult:
    return _separable(filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, use_bias)


@layer_of_ranks("DepthwiseConv{n}D", ranks=(1, 2))
def depthwise_convolution(
    kernel_size: SizeN,
    strides: SizeN = 1,
    padding: str = "valid",
    depth_multiplier: int = 1,
    data_format: str | None = None,
    dilation_rate: SizeN = 1,
    activation: object = None,
    use_bias: Flag = True,
    depthwise_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    depthwise_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    depthwise_constraint: object = None,
    bias_constraint: object = None,
    **kwargs: object,
) -> LayerResult:
    return _depthwise(kernel_size, strides, padding, depth_multiplier, data_format, dilation_rate, use_bias)
