"""Pooling layers: https://keras.io/api/layers/pooling_layers/."""

from __future__ import annotations

from shapelint.frontends.keras.checks import (
    check_data_format,
    check_padding,
    check_positive,
    first_refusal,
    is_channels_last,
)
from shapelint.frontends.keras.vocabulary import LayerResult, Size1, Size2, Size3, keras
from shapelint.interpret.api.coercions import Flag
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.ops.spatial.pooling import AdaptivePooling, GlobalPooling, Pooling
from shapelint.symbolic import Size

Sizes = tuple[Size, ...]


def _pooling(kind: str, pool_size: Sizes, strides: Sizes | None, padding: str, data_format: str | None) -> LayerResult:
    stride = pool_size if strides is None else strides
    wrong = first_refusal(
        check_positive("pool_size", *pool_size),
        check_positive("strides", *stride),
        check_padding(padding),
        check_data_format(data_format),
    )
    return wrong or Pooling(
        kind,
        pool_size,
        stride,
        padding.lower(),
        channels_last=is_channels_last(data_format),
        unbatched=False,
        kernel_argument="pool_size",
        stride_argument="strides",
    )


def _global(kind: str, rank: int, data_format: str | None, keepdims: bool | None) -> LayerResult:
    if keepdims is None:
        return Undetermined("keepdims is not known")
    last = is_channels_last(data_format)
    return check_data_format(data_format) or GlobalPooling(kind, rank, keepdims, channels_last=last)


def _adaptive(kind: str, output_size: Sizes, data_format: str | None) -> LayerResult:
    last = is_channels_last(data_format)
    wrong = first_refusal(check_positive("output_size", *output_size), check_data_format(data_format))
    return wrong or AdaptivePooling(kind, output_size, channels_last=last, unbatched=False)


@keras.layer("keras.layers.MaxPooling1D", "keras.layers.MaxPool1D")
def max_pooling1d(
    pool_size: Size1 = 2,
    strides: Size1 | None = None,
    padding: str = "valid",
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _pooling("max", pool_size, strides, padding, data_format)


@keras.layer("keras.layers.MaxPooling2D", "keras.layers.MaxPool2D")
def max_pooling2d(
    pool_size: Size2 = (2, 2),
    strides: Size2 | None = None,
    padding: str = "valid",
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _pooling("max", pool_size, strides, padding, data_format)


@keras.layer("keras.layers.MaxPooling3D", "keras.layers.MaxPool3D")
def max_pooling3d(
    pool_size: Size3 = (2, 2, 2),
    strides: Size3 | None = None,
    padding: str = "valid",
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _pooling("max", pool_size, strides, padding, data_format)


@keras.layer("keras.layers.AveragePooling1D", "keras.layers.AvgPool1D")
def average_pooling1d(
    pool_size: Size1,
    strides: Size1 | None = None,
    padding: str = "valid",
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _pooling("average", pool_size, strides, padding, data_format)


@keras.layer("keras.layers.AveragePooling2D", "keras.layers.AvgPool2D")
def average_pooling2d(
    pool_size: Size2,
    strides: Size2 | None = None,
    padding: str = "valid",
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _pooling("average", pool_size, strides, padding, data_format)


@keras.layer("keras.layers.AveragePooling3D", "keras.layers.AvgPool3D")
def average_pooling3d(
    pool_size: Size3,
    strides: Size3 | None = None,
    padding: str = "valid",
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _pooling("average", pool_size, strides, padding, data_format)


@keras.layer("keras.layers.GlobalMaxPooling1D", "keras.layers.GlobalMaxPool1D")
def global_max_pooling1d(data_format: str | None = None, keepdims: Flag = False, **kwargs: object) -> LayerResult:
    return _global("max", 1, data_format, keepdims)


@keras.layer("keras.layers.GlobalMaxPooling2D", "keras.layers.GlobalMaxPool2D")
def global_max_pooling2d(data_format: str | None = None, keepdims: Flag = False, **kwargs: object) -> LayerResult:
    return _global("max", 2, data_format, keepdims)


@keras.layer("keras.layers.GlobalMaxPooling3D", "keras.layers.GlobalMaxPool3D")
def global_max_pooling3d(data_format: str | None = None, keepdims: Flag = False, **kwargs: object) -> LayerResult:
    return _global("max", 3, data_format, keepdims)


@keras.layer("keras.layers.GlobalAveragePooling1D", "keras.layers.GlobalAvgPool1D")
def global_average_pooling1d(data_format: str | None = None, keepdims: Flag = False, **kwargs: object) -> LayerResult:
    return _global("average", 1, data_format, keepdims)


@keras.layer("keras.layers.GlobalAveragePooling2D", "keras.layers.GlobalAvgPool2D")
def global_average_pooling2d(data_format: str | None = None, keepdims: Flag = False, **kwargs: object) -> LayerResult:
    return _global("average", 2, data_format, keepdims)


@keras.layer("keras.layers.GlobalAveragePooling3D", "keras.layers.GlobalAvgPool3D")
def global_average_pooling3d(data_format: str | None = None, keepdims: Flag = False, **kwargs: object) -> LayerResult:
    return _global("average", 3, data_format, keepdims)


@keras.layer("keras.layers.AdaptiveMaxPooling1D")
def adaptive_max_pooling1d(output_size: Size1, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _adaptive("max", output_size, data_format)


@keras.layer("keras.layers.AdaptiveMaxPooling2D")
def adaptive_max_pooling2d(output_size: Size2, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _adaptive("max", output_size, data_format)


@keras.layer("keras.layers.AdaptiveMaxPooling3D")
def adaptive_max_pooling3d(output_size: Size3, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _adaptive("max", output_size, data_format)


@keras.layer("keras.layers.AdaptiveAveragePooling1D")
def adaptive_average_pooling1d(output_size: Size1, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _adaptive("average", output_size, data_format)


@keras.layer("keras.layers.AdaptiveAveragePooling2D")
def adaptive_average_pooling2d(output_size: Size2, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _adaptive("average", output_size, data_format)


@keras.layer("keras.layers.AdaptiveAveragePooling3D")
def adaptive_average_pooling3d(output_size: Size3, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _adaptive("average", output_size, data_format)
