"""Preprocessing and augmentation layers: https://keras.io/api/layers/preprocessing_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import (
    check_choice,
    check_data_format,
    check_positive,
    first_refusal,
    is_channels_last,
    refuse,
)
from shapelint.frontends.keras.vocabulary import Axes, LayerResult, call_layer, keras
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ops.dense.category_encoding import CategoryEncoding, TokenSequence
from shapelint.ops.norm.standardization import Standardization
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.activation import ShapePreservingWithRank
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.spatial.crop_or_scale import Framing
from shapelint.symbolic import Size, fresh


def _framing(name: str, height: Size, width: Size, data_format: str | None) -> LayerResult:
    wrong = first_refusal(
        check_positive("height", height), check_positive("width", width), check_data_format(data_format)
    )
    return wrong or Framing(name, height, width, is_channels_last(data_format))


def _encoded(tokens: Size | None, mode: str) -> LayerResult:
    return CategoryEncoding(fresh("tokens") if tokens is None else tokens, mode)


def call_counting(
    operation: Operation, inputs: Any, count_weights: Any = None, training: Any = None, mask: Any = None
) -> Application | Undetermined:
    """The call of a layer that may weigh what it counts, which changes no shape."""
    return call_layer(operation, inputs)


@keras.layer("keras.layers.Rescaling")
def rescaling(scale: Any, offset: Any = 0.0, **kwargs: Any) -> LayerResult:
    if isinstance(scale, Unknown) or isinstance(offset, Unknown):
        return Undetermined("a scale that may be an array")
    return Elementwise("rescale", "float")


@keras.layer("keras.layers.Normalization")
def normalization(
    axis: Axes | None = -1,
    mean: Any = None,
    variance: Any = None,
    invert: Any = False,
    **kwargs: Any,
) -> LayerResult:
    if (mean is None) != (variance is None):
        return refuse("mean", "mean and variance are given together or not at all", mean)
    return Standardization(axis or (), mean is not None)


@keras.layer("keras.layers.Resizing")
def resizing(
    height: int,
    width: int,
    interpolation: Any = "bilinear",
    crop_to_aspect_ratio: Any = False,
    pad_to_aspect_ratio: Any = False,
    fill_mode: Any = "constant",
    fill_value: Any = 0.0,
    antialias: Any = False,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return _framing("resize", height, width, data_format)


@keras.layer("keras.layers.CenterCrop")
def center_crop(height: int, width: int, data_format: str | None = None, **kwargs: Any) -> LayerResult:
    return _framing("center_crop", height, width, data_format)


@keras.layer("keras.layers.RandomCrop")
def random_crop(
    height: int,
    width: int,
    seed: Any = None,
    data_format: str | None = None,
    name: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return _framing("random_crop", height, width, data_format)


@keras.layer("keras.layers.CategoryEncoding", call=call_counting)
def category_encoding(
    num_tokens: int | None = None,
    output_mode: str = "multi_hot",
    sparse: Any = False,
    **kwargs: Any,
) -> LayerResult:
    if num_tokens is None:
        return refuse("num_tokens", "num_tokens must be set", "None", "> 0")
    modes = ("count", "one_hot", "multi_hot", "binary")
    wrong = first_refusal(check_choice("output_mode", output_mode, modes), check_positive("num_tokens", num_tokens))
    return wrong or CategoryEncoding(num_tokens, output_mode)


@keras.layer("keras.layers.Discretization")
def discretization(
    bin_boundaries: Any = None,
    num_bins: int | None = None,
    epsilon: Any = 0.01,
    output_mode: str = "int",
    sparse: Any = False,
    dtype: Any = None,
    name: Any = None,
) -> LayerResult:
    bins = elements(bin_boundaries)
    count = len(bins) + 1 if bins is not None else num_bins
    return _encoded(count, output_mode)


@keras.layer("keras.layers.Hashing")
def hashing(
    num_bins: int,
    mask_value: Any = None,
    salt: Any = None,
    output_mode: str = "int",
    sparse: Any = False,
    **kwargs: Any,
) -> LayerResult:
    return check_positive("num_bins", num_bins) or _encoded(num_bins, output_mode)


@keras.layer("keras.layers.IntegerLookup")
def integer_lookup(
    max_tokens: Any = None,
    num_oov_indices: Any = 1,
    mask_token: Any = None,
    oov_token: Any = -1,
    vocabulary: Any = None,
    vocabulary_dtype: Any = "int64",
    idf_weights: Any = None,
    invert: Any = False,
    output_mode: str = "int",
    sparse: Any = False,
    pad_to_max_tokens: Any = False,
    oov_method: Any = "floormod",
    salt: Any = None,
    name: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return _encoded(None, output_mode)


@keras.layer("keras.layers.StringLookup")
def string_lookup(
    max_tokens: Any = None,
    num_oov_indices: Any = 1,
    mask_token: Any = None,
    oov_token: Any = "[UNK]",
    vocabulary: Any = None,
    idf_weights: Any = None,
    invert: Any = False,
    output_mode: str = "int",
    pad_to_max_tokens: Any = False,
    sparse: Any = False,
    encoding: Any = "utf-8",
    name: Any = None,
    salt: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return _encoded(None, output_mode)


@keras.layer("keras.layers.TextVectorization")
def text_vectorization(
    max_tokens: int | None = None,
    standardize: Any = "lower_and_strip_punctuation",
    split: Any = "whitespace",
    ngrams: Any = None,
    output_mode: str = "int",
    output_sequence_length: int | None = None,
    pad_to_max_tokens: bool = False,
    vocabulary: Any = None,
    idf_weights: Any = None,
    sparse: Any = False,
    ragged: Any = False,
    encoding: Any = "utf-8",
    name: Any = None,
    **kwargs: Any,
) -> LayerResult:
    if output_mode == "int":
        return TokenSequence(output_sequence_length)
    return _encoded(max_tokens if pad_to_max_tokens else None, output_mode)


@keras.layer("keras.layers.AugMix")
def aug_mix(
    value_range: Any = (0, 255),
    num_chains: Any = 3,
    chain_depth: Any = 3,
    factor: Any = 0.3,
    alpha: Any = 1.0,
    all_ops: Any = True,
    interpolation: Any = "bilinear",
    seed: Any = None,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("aug_mix")


@keras.layer("keras.layers.AutoContrast")
def auto_contrast(value_range: Any = (0, 255), **kwargs: Any) -> LayerResult:
    return ShapePreservingWithRank("auto_contrast")


@keras.layer("keras.layers.ContrastLimitedAdaptiveHistogramEqualization")
def contrast_limited_adaptive_histogram_equalization(
    value_range: Any = (0, 255),
    clip_limit: Any = 4.0,
    tile_grid_size: Any = (8, 8),
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("contrast_limited_adaptive_histogram_equalization")


@keras.layer("keras.layers.CutMix")
def cut_mix(factor: Any = 1.0, seed: Any = None, data_format: str | None = None, **kwargs: Any) -> LayerResult:
    return ShapePreservingWithRank("cut_mix")


@keras.layer("keras.layers.Equalization")
def equalization(
    value_range: Any = (0, 255),
    bins: Any = 256,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("equalization")


@keras.layer("keras.layers.MixUp")
def mix_up(alpha: Any = 0.2, data_format: str | None = None, seed: Any = None, **kwargs: Any) -> LayerResult:
    return ShapePreservingWithRank("mix_up")


@keras.layer("keras.layers.RandAugment")
def rand_augment(
    value_range: Any = (0, 255),
    num_ops: Any = 2,
    factor: Any = 0.5,
    interpolation: Any = "bilinear",
    seed: Any = None,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("rand_augment")


@keras.layer("keras.layers.RandomBrightness")
def random_brightness(factor: Any, value_range: Any = (0, 255), seed: Any = None, **kwargs: Any) -> LayerResult:
    return ShapePreservingWithRank("random_brightness")


@keras.layer("keras.layers.RandomColorDegeneration")
def random_color_degeneration(
    factor: Any,
    value_range: Any = (0, 255),
    data_format: str | None = None,
    seed: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_color_degeneration")


@keras.layer("keras.layers.RandomColorJitter")
def random_color_jitter(
    value_range: Any = (0, 255),
    brightness_factor: Any = None,
    contrast_factor: Any = None,
    saturation_factor: Any = None,
    hue_factor: Any = None,
    seed: Any = None,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_color_jitter")


@keras.layer("keras.layers.RandomContrast")
def random_contrast(factor: Any, value_range: Any = (0, 255), seed: Any = None, **kwargs: Any) -> LayerResult:
    return ShapePreservingWithRank("random_contrast")


@keras.layer("keras.layers.RandomElasticTransform")
def random_elastic_transform(
    factor: Any = 1.0,
    scale: Any = 1.0,
    interpolation: Any = "bilinear",
    fill_mode: Any = "reflect",
    fill_value: Any = 0.0,
    value_range: Any = (0, 255),
    seed: Any = None,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_elastic_transform")


@keras.layer("keras.layers.RandomErasing")
def random_erasing(
    factor: Any = 1.0,
    scale: Any = (0.02, 0.33),
    fill_value: Any = None,
    value_range: Any = (0, 255),
    seed: Any = None,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_erasing")


@keras.layer("keras.layers.RandomFlip")
def random_flip(
    mode: Any = "horizontal_and_vertical",
    seed: Any = None,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_flip")


@keras.layer("keras.layers.RandomGaussianBlur")
def random_gaussian_blur(
    factor: Any = 1.0,
    kernel_size: Any = 3,
    sigma: Any = 1.0,
    value_range: Any = (0, 255),
    data_format: str | None = None,
    seed: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_gaussian_blur")


@keras.layer("keras.layers.RandomGrayscale")
def random_grayscale(factor: Any = 0.5, data_format: str | None = None, seed: Any = None, **kwargs: Any) -> LayerResult:
    return ShapePreservingWithRank("random_grayscale")


@keras.layer("keras.layers.RandomHue")
def random_hue(
    factor: Any,
    value_range: Any = (0, 255),
    data_format: str | None = None,
    seed: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_hue")


@keras.layer("keras.layers.RandomInvert")
def random_invert(
    factor: Any = 1.0,
    value_range: Any = (0, 255),
    seed: Any = None,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_invert")


@keras.layer("keras.layers.RandomPerspective")
def random_perspective(
    factor: Any = 1.0,
    scale: Any = 1.0,
    interpolation: Any = "bilinear",
    fill_value: Any = 0.0,
    seed: Any = None,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_perspective")


@keras.layer("keras.layers.RandomPosterization")
def random_posterization(
    factor: Any,
    value_range: Any = (0, 255),
    data_format: str | None = None,
    seed: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_posterization")


@keras.layer("keras.layers.RandomRotation")
def random_rotation(
    factor: Any,
    fill_mode: Any = "reflect",
    interpolation: Any = "bilinear",
    seed: Any = None,
    fill_value: Any = 0.0,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_rotation")


@keras.layer("keras.layers.RandomSaturation")
def random_saturation(
    factor: Any,
    value_range: Any = (0, 255),
    data_format: str | None = None,
    seed: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_saturation")


@keras.layer("keras.layers.RandomSharpness")
def random_sharpness(
    factor: Any,
    value_range: Any = (0, 255),
    data_format: str | None = None,
    seed: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_sharpness")


@keras.layer("keras.layers.RandomShear")
def random_shear(
    x_factor: Any = 0.0,
    y_factor: Any = 0.0,
    interpolation: Any = "bilinear",
    fill_mode: Any = "reflect",
    fill_value: Any = 0.0,
    data_format: str | None = None,
    seed: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_shear")


@keras.layer("keras.layers.RandomTranslation")
def random_translation(
    height_factor: Any,
    width_factor: Any,
    fill_mode: Any = "reflect",
    interpolation: Any = "bilinear",
    seed: Any = None,
    fill_value: Any = 0.0,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_translation")


@keras.layer("keras.layers.RandomZoom")
def random_zoom(
    height_factor: Any,
    width_factor: Any = None,
    fill_mode: Any = "reflect",
    interpolation: Any = "bilinear",
    seed: Any = None,
    fill_value: Any = 0.0,
    data_format: str | None = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("random_zoom")


@keras.layer("keras.layers.Solarization")
def solarization(
    addition_factor: Any = 0.0,
    threshold_factor: Any = 0.0,
    value_range: Any = (0, 255),
    seed: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("solarization")
