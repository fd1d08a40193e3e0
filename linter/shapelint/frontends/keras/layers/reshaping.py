"""Reshaping layers: https://keras.io/api/layers/reshaping_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import (
    check_data_format,
    check_nonnegative,
    check_positive,
    first_refusal,
    is_channels_last,
    once_called,
    refuse,
)
from shapelint.frontends.keras.vocabulary import LayerResult, Size2, Size3, keras
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.vocabulary import Rejected, Undetermined
from shapelint.ir import Kind
from shapelint.ops.layout.permute import Permute
from shapelint.ops.layout.reshape import Reshape
from shapelint.ops.spatial.padding import Crop, Pad
from shapelint.ops.spatial.resize import Upsample
from shapelint.ops.structural.per_sample import FlattenSamples, RepeatAsSequence
from shapelint.symbolic import Expression, Size

Pairs = tuple[tuple[Size, Size], ...]


def _pair(value: object) -> tuple[Size, Size] | None:
    """An int for both sides, or one int for each."""
    if isinstance(value, (int, Expression)):
        return (value, value)
    found = elements(value)
    if found is None or len(found) != 2 or not all(isinstance(s, (int, Expression)) for s in found):
        return None
    return found  # type: ignore[return-value]


def _pairs(value: object, rank: int, argument: str) -> Pairs | Rejected | Undetermined:
    """The amounts before and after each spatial axis: one int for all, one or a pair for each; for a single axis the
    pair stands alone."""
    if isinstance(value, (int, Expression)):
        return ((value, value),) * rank
    found = elements(value)
    if found is None:
        return Undetermined(f"{argument} is not known")
    count = 2 if rank == 1 else rank
    if len(found) != count:
        return refuse(argument, f"{argument} has {count} entries", len(found), count)
    pairs = (_pair(value),) if rank == 1 else tuple(_pair(v) for v in found)
    if any(p is None for p in pairs):
        return Undetermined(f"an entry of {argument} is not known")
    return pairs  # type: ignore[return-value]


def _padded(padding: object, rank: int, data_format: str | None) -> LayerResult:
    pairs = _pairs(padding, rank, "padding")
    if not isinstance(pairs, tuple):
        return pairs
    wrong = first_refusal(
        once_called(check_nonnegative("padding", *(s for pair in pairs for s in pair))), check_data_format(data_format)
    )
    return wrong or Pad(pairs, is_channels_last(data_format))


def _cropping(cropping: object, rank: int, data_format: str | None) -> LayerResult:
    pairs = _pairs(cropping, rank, "cropping")
    if not isinstance(pairs, tuple):
        return pairs
    wrong = first_refusal(
        check_nonnegative("cropping", *(s for pair in pairs for s in pair)), check_data_format(data_format)
    )
    return wrong or Crop(pairs, is_channels_last(data_format))


def _upsampling(size: tuple[Size, ...], data_format: str | None) -> LayerResult:
    wrong = first_refusal(check_positive("size", *size), check_data_format(data_format))
    return wrong or Upsample(size, is_channels_last(data_format))


@keras.layer("keras.layers.Flatten")
def flatten(data_format: str | None = None, **kwargs: object) -> LayerResult:
    return check_data_format(data_format) or FlattenSamples()


@keras.layer("keras.layers.Reshape")
def reshape(target_shape: Any, **kwargs: object) -> LayerResult:
    found = elements(target_shape)
    if found is None:
        if isinstance(target_shape, (int, Expression)):
            return refuse("target_shape", "the target shape is a sequence of sizes", target_shape)
        return Undetermined("the target shape is not known")
    sizes = tuple(-1 if s is None else s for s in found)
    if not all(isinstance(s, (int, Expression)) for s in sizes):
        return Undetermined("a size of the target shape is not known")
    return Reshape(
        sizes,  # type: ignore[arg-type]
        kept=1,
        argument="target_shape",
    )


@keras.layer("keras.layers.Permute")
def permute(dims: Any, **kwargs: object) -> LayerResult:
    found = elements(dims) or ()
    order = tuple(d for d in found if isinstance(d, int))
    if not order or len(order) < len(found):
        return Undetermined("the dimensions are not known")
    if sorted(order) != list(range(1, len(order) + 1)):
        text = "the dimensions to permute are consecutive and start from 1"
        return Rejected(Kind.AXIS, "dims", text, tuple(range(1, len(order) + 1)), order)
    return Permute(tuple(d - 1 for d in order), kept=1, argument="dims")


@keras.layer("keras.layers.RepeatVector")
def repeat_vector(n: int, **kwargs: object) -> LayerResult:
    return check_positive("n", n) or RepeatAsSequence(n)


@keras.layer("keras.layers.ZeroPadding1D")
def zero_padding1d(padding: Any = 1, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _padded(padding, 1, data_format)


@keras.layer("keras.layers.ZeroPadding2D")
def zero_padding2d(padding: Any = (1, 1), data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _padded(padding, 2, data_format)


@keras.layer("keras.layers.ZeroPadding3D")
def zero_padding3d(
    padding: Any = ((1, 1), (1, 1), (1, 1)),
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return _padded(padding, 3, data_format)


@keras.layer("keras.layers.Cropping1D")
def cropping1d(cropping: Any = (1, 1), **kwargs: object) -> LayerResult:
    return _cropping(cropping, 1, None)


@keras.layer("keras.layers.Cropping2D")
def cropping2d(cropping: Any = ((0, 0), (0, 0)), data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _cropping(cropping, 2, data_format)


@keras.layer("keras.layers.Cropping3D")
def cropping3d(
    cropping: Any = ((1, 1), (1, 1), (1, 1)), data_format: str | None = None, **kwargs: object
) -> LayerResult:
    return _cropping(cropping, 3, data_format)


@keras.layer("keras.layers.UpSampling1D")
def up_sampling1d(size: int = 2, **kwargs: object) -> LayerResult:
    return _upsampling((size,), None)


@keras.layer("keras.layers.UpSampling2D")
def up_sampling2d(
    size: Size2 = (2, 2),
    data_format: str | None = None,
    interpolation: str = "nearest",
    **kwargs: object,
) -> LayerResult:
    return _upsampling(size, data_format)


@keras.layer("keras.layers.UpSampling3D")
def up_sampling3d(size: Size3 = (2, 2, 2), data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _upsampling(size, data_format)
