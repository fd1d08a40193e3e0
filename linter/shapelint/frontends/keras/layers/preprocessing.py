"""Preprocessing and augmentation layers: https://keras.io/api/layers/preprocessing_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import (
    check_choice,
    check_data_format,
    check_positive,
    first_refusal,
    is_channels_last,
    once_called,
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
        once_called(first_refusal(check_positive("height", height), check_positive("width", width))),
        check_data_format(data_format),
    )
    return wrong or Framing(name, height, width, is_channels_last(data_format))


def _encoded(tokens: Size | None, mode: str) -> LayerResult:
    return CategoryEncoding(fresh("tokens") if tokens is None else tokens, mode)


def call_counting(
    operation: Operation, inputs: Any, count_weights: object = None, training: object = None, mask: object = None
) -> Application | Undetermined:
    """The call of a layer that may weigh what it counts, which changes no shape."""
    return call_layer(operation, inputs)


@keras.layer("keras.layers.Rescaling")
def rescaling(scale: Any, offset: Any = 0.0, **kwargs: object) -> LayerResult:
    if isinstance(scale, Unknown) or isinstance(offset, Unknown):
        return Undetermined("a scale that may be an array")
    return Elementwise("rescale", "float")


@keras.layer("keras.layers.Normalization")
def normalization(
    axis: Axes | None = -1,
    mean: Any = None,
    variance: Any = None,
    invert: object = False,
    **kwargs: object,
) -> LayerResult:
    if (mean is None) != (variance is None):
        return refuse("mean", "mean and variance are given together or not at all", mean)
    return Standardization(axis or (), mean is not None)


@keras.layer("keras.layers.Resizing")
def resizing(
    height: int,
    width: int,
    interpolation: object = "bilinear",
    crop_to_aspect_ratio: object = False,
    pad_to_aspect_ratio: object = False,
    fill_mode: object = "constant",
    fill_value: object = 0.0,
    antialias: object = False,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return _framing("resize", height, width, data_format)


@keras.layer("keras.layers.CenterCrop")
def center_crop(height: int, width: int, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return _framing("center_crop", height, width, data_format)


@keras.layer("keras.layers.RandomCrop")
def random_crop(
    height: int,
    width: int,
    seed: object = None,
    data_format: str | None = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _framing("random_crop", height, width, data_format)


@keras.layer("keras.layers.CategoryEncoding", call=call_counting)
def category_encoding(
    num_tokens: int | None = None,
    output_mode: str = "multi_hot",
    sparse: object = False,
    **kwargs: object,
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
    epsilon: object = 0.01,
    output_mode: str = "int",
    sparse: object = False,
    dtype: object = None,
    name: object = None,
) -> LayerResult:
    bins = elements(bin_boundaries)
    count = len(bins) + 1 if bins is not None else num_bins
    return _encoded(count, output_mode)


@keras.layer("keras.layers.Hashing")
def hashing(
    num_bins: int,
    mask_value: object = None,
    salt: object = None,
    output_mode: str = "int",
    sparse: object = False,
    **kwargs: object,
) -> LayerResult:
    return check_positive("num_bins", num_bins) or _encoded(num_bins, output_mode)


@keras.layer("keras.layers.IntegerLookup")
def integer_lookup(
    max_tokens: object = None,
    num_oov_indices: object = 1,
    mask_token: object = None,
    oov_token: object = -1,
    vocabulary: object = None,
    vocabulary_dtype: object = "int64",
    idf_weights: object = None,
    invert: object = False,
    output_mode: str = "int",
    sparse: object = False,
    pad_to_max_tokens: object = False,
    oov_method: object = "floormod",
    salt: object = None,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return _encoded(None, output_mode)


@keras.layer("keras.layers.StringLookup")
def string_lookup(
    max_tokens: object = None,
    num_oov_indices: object = 1,
    mask_token: object = None,
    oov_token: object = "[UNK]",
    vocabulary: object = None,
    idf_weights: object = None,
    invert: object = False,
    output_mode: str = "int",
    pad_to_max_tokens: object = False,
    sparse: object = False,
    encoding: object = "utf-8",
    name: object = None,
    salt: object = None,
    **kwargs: object,
) -> LayerResult:
    return _encoded(None, output_mode)


@keras.layer("keras.layers.TextVectorization")
def text_vectorization(
    max_tokens: int | None = None,
    standardize: object = "lower_and_strip_punctuation",
    split: object = "whitespace",
    ngrams: object = None,
    output_mode: str = "int",
    output_sequence_length: int | None = None,
    pad_to_max_tokens: bool = False,
    vocabulary: object = None,
    idf_weights: object = None,
    sparse: object = False,
    ragged: object = False,
    encoding: object = "utf-8",
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    if output_mode == "int":
        return TokenSequence(output_sequence_length)
    return _encoded(max_tokens if pad_to_max_tokens else None, output_mode)


@keras.layer("keras.layers.AugMix")
def aug_mix(
    value_range: object = (0, 255),
    num_chains: object = 3,
    chain_depth: object = 3,
    factor: object = 0.3,
    alpha: object = 1.0,
    all_ops: object = True,
    interpolation: object = "bilinear",
    seed: object = None,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("aug_mix")


@keras.layer("keras.layers.AutoContrast")
def auto_contrast(value_range: object = (0, 255), **kwargs: object) -> LayerResult:
    return ShapePreservingWithRank("auto_contrast")


@keras.layer("keras.layers.ContrastLimitedAdaptiveHistogramEqualization")
def contrast_limited_adaptive_histogram_equalization(
    value_range: object = (0, 255),
    clip_limit: object = 4.0,
    tile_grid_size: object = (8, 8),
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("contrast_limited_adaptive_histogram_equalization")


@keras.layer("keras.layers.CutMix")
def cut_mix(factor: object = 1.0, seed: object = None, data_format: str | None = None, **kwargs: object) -> LayerResult:
    return ShapePreservingWithRank("cut_mix")


@keras.layer("keras.layers.Equalization")
def equalization(
    value_range: object = (0, 255),
    bins: object = 256,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("equalization")


@keras.layer("keras.layers.MixUp")
def mix_up(alpha: object = 0.2, data_format: str | None = None, seed: object = None, **kwargs: object) -> LayerResult:
    return ShapePreservingWithRank("mix_up")


@keras.layer("keras.layers.RandAugment")
def rand_augment(
    value_range: object = (0, 255),
    num_ops: object = 2,
    factor: object = 0.5,
    interpolation: object = "bilinear",
    seed: object = None,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("rand_augment")


@keras.layer("keras.layers.RandomBrightness")
def random_brightness(
    factor: object, value_range: object = (0, 255), seed: object = None, **kwargs: object
) -> LayerResult:
    return ShapePreservingWithRank("random_brightness")


@keras.layer("keras.layers.RandomColorDegeneration")
def random_color_degeneration(
    factor: object,
    value_range: object = (0, 255),
    data_format: str | None = None,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_color_degeneration")


@keras.layer("keras.layers.RandomColorJitter")
def random_color_jitter(
    value_range: object = (0, 255),
    brightness_factor: object = None,
    contrast_factor: object = None,
    saturation_factor: object = None,
    hue_factor: object = None,
    seed: object = None,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_color_jitter")


@keras.layer("keras.layers.RandomContrast")
def random_contrast(
    factor: object, value_range: object = (0, 255), seed: object = None, **kwargs: object
) -> LayerResult:
    return ShapePreservingWithRank("random_contrast")


@keras.layer("keras.layers.RandomElasticTransform")
def random_elastic_transform(
    factor: object = 1.0,
    scale: object = 1.0,
    interpolation: object = "bilinear",
    fill_mode: object = "reflect",
    fill_value: object = 0.0,
    value_range: object = (0, 255),
    seed: object = None,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_elastic_transform")


@keras.layer("keras.layers.RandomErasing")
def random_erasing(
    factor: object = 1.0,
    scale: object = (0.02, 0.33),
    fill_value: object = None,
    value_range: object = (0, 255),
    seed: object = None,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_erasing")


@keras.layer("keras.layers.RandomFlip")
def random_flip(
    mode: object = "horizontal_and_vertical",
    seed: object = None,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_flip")


@keras.layer("keras.layers.RandomGaussianBlur")
def random_gaussian_blur(
    factor: object = 1.0,
    kernel_size: object = 3,
    sigma: object = 1.0,
    value_range: object = (0, 255),
    data_format: str | None = None,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_gaussian_blur")


@keras.layer("keras.layers.RandomGrayscale")
def random_grayscale(
    factor: object = 0.5, data_format: str | None = None, seed: object = None, **kwargs: object
) -> LayerResult:
    return ShapePreservingWithRank("random_grayscale")


@keras.layer("keras.layers.RandomHue")
def random_hue(
    factor: object,
    value_range: object = (0, 255),
    data_format: str | None = None,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_hue")


@keras.layer("keras.layers.RandomInvert")
def random_invert(
    factor: object = 1.0,
    value_range: object = (0, 255),
    seed: object = None,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_invert")


@keras.layer("keras.layers.RandomPerspective")
def random_perspective(
    factor: object = 1.0,
    scale: object = 1.0,
    interpolation: object = "bilinear",
    fill_value: object = 0.0,
    seed: object = None,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_perspective")


@keras.layer("keras.layers.RandomPosterization")
def random_posterization(
    factor: object,
    value_range: object = (0, 255),
    data_format: str | None = None,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_posterization")


@keras.layer("keras.layers.RandomRotation")
def random_rotation(
    factor: object,
    fill_mode: object = "reflect",
    interpolation: object = "bilinear",
    seed: object = None,
    fill_value: object = 0.0,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_rotation")


@keras.layer("keras.layers.RandomSaturation")
def random_saturation(
    factor: object,
    value_range: object = (0, 255),
    data_format: str | None = None,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_saturation")


@keras.layer("keras.layers.RandomSharpness")
def random_sharpness(
    factor: object,
    value_range: object = (0, 255),
    data_format: str | None = None,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_sharpness")


@keras.layer("keras.layers.RandomShear")
def random_shear(
    x_factor: object = 0.0,
    y_factor: object = 0.0,
    interpolation: object = "bilinear",
    fill_mode: object = "reflect",
    fill_value: object = 0.0,
    data_format: str | None = None,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_shear")


@keras.layer("keras.layers.RandomTranslation")
def random_translation(
    height_factor: object,
    width_factor: object,
    fill_mode: object = "reflect",
    interpolation: object = "bilinear",
    seed: object = None,
    fill_value: object = 0.0,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_translation")


@keras.layer("keras.layers.RandomZoom")
def random_zoom(
    height_factor: object,
    width_factor: object = None,
    fill_mode: object = "reflect",
    interpolation: object = "bilinear",
    seed: object = None,
    fill_value: object = 0.0,
    data_format: str | None = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("random_zoom")


@keras.layer("keras.layers.Solarization")
def solarization(
    addition_factor: object = 0.0,
    threshold_factor: object = 0.0,
    value_range: object = (0, 255),
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("solarization")
