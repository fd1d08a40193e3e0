"""Pooling layers: https://keras.io/api/layers/pooling_layers/."""

from __future__ import annotations

from shapelint.frontends.keras.checks import (
    check_data_format,
    check_padding,
    check_positive,
    first_refusal,
    is_channels_last,
    once_called,
)
from shapelint.frontends.keras.vocabulary import LayerResult, keras, layer_of_ranks
from shapelint.interpret.api.coercions import Flag
from shapelint.interpret.api.ranks import SizeN
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.ops.spatial.pooling import AdaptivePooling, GlobalPooling, Pooling
from shapelint.symbolic import Size

Sizes = tuple[Size, ...]


def _pooling(kind: str, pool_size: Sizes, strides: Sizes | None, padding: str, data_format: str | None) -> LayerResult:
    stride = pool_size if strides is None else strides
    wrong = first_refusal(
        check_positive("pool_size", *pool_size),
        check_positive("strides", *stride),
        once_called(check_padding(padding)),
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


@layer_of_ranks("MaxPooling{n}D", "MaxPool{n}D")
def max_pooling(
    pool_size: SizeN = 2,
    strides: SizeN | None = None,
    padding: str = "valid",
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _pooling("max", pool_size, strides, padding, data_format)


@layer_of_ranks("AveragePooling{n}D", "AvgPool{n}D")
def average_pooling(
    pool_size: SizeN,
    strides: SizeN | None = None,
    padding: str = "valid",
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _pooling("average", pool_size, strides, padding, data_format)


def _declare_global(kind: str, rank: int) -> None:
    name = f"keras.layers.Global{'Average' if kind == 'average' else 'Max'}Pool"
    short = name.replace("Average", "Avg")

    @keras.layer(f"{name}ing{rank}D", f"{short}{rank}D")
    def global_pooling(data_format: str | None = None, keepdims: Flag = False, **kwargs: object) -> LayerResult:
        return _global(kind, rank, data_format, keepdims)


for _kind in ("max", "average"):
    for _rank in (1, 2, 3):
        _declare_global(_kind, _rank)


@layer_of_ranks("AdaptiveMaxPooling{n}D")
def adaptive_max_pooling(output_size: SizeN, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _adaptive("max", output_size, data_format)


@layer_of_ranks("AdaptiveAveragePooling{n}D")
def adaptive_average_pooling(output_size: SizeN, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _adaptive("average", output_size, data_format)
