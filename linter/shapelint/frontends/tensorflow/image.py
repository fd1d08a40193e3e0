"""tensorflow.image: images, or batches of them, with the channels last."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.elementwise import dtype_name
from shapelint.frontends.keras.ops.neural import framed
from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.tensorflow.scattering import block_sizes
from shapelint.frontends.tensorflow.tables import Answer, declare, ranked
from shapelint.interpret.api.coercions import Numbers
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.gather_nd import SliceBlock
from shapelint.ops.pointwise.activation import ShapePreservingWithRank
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.spatial.crop_or_scale import Framing
from shapelint.ops.spatial.crop_pad import Bounding, ChannelChange, ImageMeasure, QuarterTurn

SAME = ("flip_left_right", "flip_up_down", "per_image_standardization")
RANDOM_FLIPS = ("random_flip_left_right", "random_flip_up_down")


def _same(name: str, image: Numbers) -> Answer:
    return Application(ShapePreservingWithRank(name, minimum_rank=3), (image,))


def _plain(name: str) -> None:
    @keras.function(f"tensorflow.image.{name}")
    def plain(image: Numbers) -> Answer:
        return _same(name, image)


def _random(name: str) -> None:
    @keras.function(f"tensorflow.image.{name}")
    def random(image: Numbers, seed: object = None) -> Answer:
        return _same(name, image)


for _name in SAME:
    _plain(_name)
for _name in RANDOM_FLIPS:
    _random(_name)


@keras.function("tensorflow.image.adjust_brightness")
def adjust_brightness(image: Numbers, delta: object) -> Answer:
    return Application(Elementwise("adjust_brightness"), (image,))


@keras.function("tensorflow.image.adjust_gamma")
def adjust_gamma(image: Numbers, gamma: object = 1, gain: object = 1) -> Answer:
    return Application(Elementwise("adjust_gamma"), (image,))


@keras.function("tensorflow.image.random_brightness")
def random_brightness(image: Numbers, max_delta: object, seed: object = None) -> Answer:
    return _same("random_brightness", image)


@keras.function("tensorflow.image.random_contrast")
def random_contrast(image: Numbers, lower: object, upper: object, seed: object = None) -> Answer:
    return _same("random_contrast", image)


@keras.function("tensorflow.image.resize")
def resize(
    images: Numbers,
    size: Any,
    method: object = "bilinear",
    preserve_aspect_ratio: bool = False,
    antialias: object = False,
    name: object = None,
) -> Answer:
    if preserve_aspect_ratio:
        return Undetermined("the size follows from the aspect ratio")
    return framed("resize", images, size, "channels_last")


@keras.function("tensorflow.image.resize_with_pad")
def resize_with_pad(
    image: Numbers, target_height: int, target_width: int, method: object = "bilinear", antialias: object = False
) -> Answer:
    return Application(Framing("resize_with_pad", target_height, target_width), (image,))


@keras.function("tensorflow.image.resize_with_crop_or_pad")
def resize_with_crop_or_pad(image: Numbers, target_height: int, target_width: int) -> Answer:
    return Application(Framing("resize_with_crop_or_pad", target_height, target_width), (image,))


@keras.function("tensorflow.image.random_crop")
def random_crop(value: Numbers, size: Any, seed: object = None, name: object = None) -> Answer:
    return cropped(value, size)


@keras.function("tensorflow.image.stateless_random_crop")
def stateless_random_crop(value: Numbers, size: Any, seed: object, name: object = None) -> Answer:
    return cropped(value, size)


def cropped(value: Tensor, size: Any) -> Answer:
    """A part of the given size, whose place is left to chance."""
    sizes = block_sizes(size, None)
    if sizes is None:
        return Undetermined("a size that is not known")
    return Application(SliceBlock(tuple(0 for _ in sizes), sizes), (value,))


@keras.function("tensorflow.image.central_crop")
def central_crop(image: Numbers, central_fraction: Any) -> Answer:
    shape, fraction = image.shape, central_fraction
    if shape is None or len(shape) not in (3, 4) or not isinstance(fraction, (int, float)) or not 0 < fraction <= 1:
        return Undetermined("an image or a fraction that is not known")
    if fraction == 1:
        return Application(Elementwise("central_crop"), (image,))
    *batch, height, width, channels = shape
    sizes = [central(size, fraction) if isinstance(size, int) else unknown_size() for size in (height, width)]
    return created("central_crop", (*batch, *sizes, channels), image.type.dtype, image)


def central(size: int, fraction: float) -> int:
    """As tensorflow counts: what is left out before the part is rounded down."""
    return size - 2 * int((size - size * float(fraction)) / 2)


def _bounding(name: str, crops: bool) -> None:
    @keras.function(f"tensorflow.image.{name}")
    def bounding(
        image: Numbers, offset_height: Any, offset_width: Any, target_height: int, target_width: int
    ) -> Answer:
        top, left = (v if isinstance(v, int) else None for v in (offset_height, offset_width))
        return Application(Bounding(crops, top, left, target_height, target_width), (image,))


_bounding("crop_to_bounding_box", True)
_bounding("pad_to_bounding_box", False)


@keras.function("tensorflow.image.rot90")
def rot90(image: Numbers, k: Any = 1, name: object = None) -> Answer:
    if not isinstance(k, int):
        known = image.shape is not None and len(image.shape) in (3, 4) and image.shape[-3] == image.shape[-2]
        return Application(Elementwise("rot90"), (image,)) if known else Undetermined("turns that are not known")
    if k % 2 == 0:
        return _same("rot90", image)
    return Application(QuarterTurn("rot90"), (image,))


@keras.function("tensorflow.image.transpose")
def transpose(image: Numbers, name: object = None) -> Answer:
    return Application(QuarterTurn("transpose"), (image,))


@keras.function("tensorflow.image.crop_and_resize")
def crop_and_resize(
    image: Numbers, boxes: Numbers, box_indices: Numbers, crop_size: Any, method: object = "bilinear",
    extrapolation_value: object = 0.0, name: object = None,
) -> Answer:  # fmt: skip
    sizes = block_sizes(crop_size, 2)
    if image.shape is None or len(image.shape) != 4 or boxes.shape is None or sizes is None or len(sizes) != 2:
        return Undetermined("an image, boxes or a size that is not known")
    height, width = (unknown_size() if s is None else s for s in sizes)
    shape = (boxes.shape[0] if boxes.shape else unknown_size(), height, width, image.shape[-1])
    return created("crop_and_resize", shape, "float32", image, boxes, box_indices)


@keras.function("tensorflow.image.extract_glimpse")
def extract_glimpse(
    input: Numbers, size: Any, offsets: object, centered: object = True, normalized: object = True,
    noise: object = "uniform",
    name: object = None,
) -> Answer:  # fmt: skip
    sizes = block_sizes(size, 2)
    if input.shape is None or len(input.shape) != 4 or sizes is None or len(sizes) != 2:
        return Undetermined("an image or a size that is not known")
    height, width = (unknown_size() if s is None else s for s in sizes)
    return created("extract_glimpse", (input.shape[0], height, width, input.shape[3]), "float32", input)


@keras.function("tensorflow.image.image_gradients")
def image_gradients(image: Numbers) -> Answer:
    operation = ShapePreservingWithRank("image_gradients", (4,))
    return Application(operation, (image,), lambda found: (found, found))


@keras.function("tensorflow.image.sobel_edges")
def sobel_edges(image: Numbers) -> Answer:
    if image.shape is None or len(image.shape) != 4:
        return Undetermined("an image of unknown rank")
    return created("sobel_edges", (*image.shape, 2), image.type.dtype, image)


@keras.function("tensorflow.image.total_variation")
def total_variation(images: Numbers, name: object = None) -> Answer:
    if images.shape is None or len(images.shape) not in (3, 4):
        return Undetermined("an image of unknown rank")
    return created("total_variation", images.shape[:-3], images.type.dtype, images)


@keras.function("tensorflow.image.psnr")
def psnr(a: Numbers, b: Numbers, max_val: object, name: object = None) -> Answer:
    return Application(ImageMeasure("psnr"), (a, b))


@keras.function("tensorflow.image.ssim")
def ssim(
    img1: Numbers, img2: Numbers, max_val: object, filter_size: object = 11, filter_sigma: object = 1.5,
    k1: object = 0.01,
    k2: object = 0.03, return_index_map: Any = False,
) -> Answer:  # fmt: skip
    if return_index_map is not False:
        return Undetermined("a map of the similarity")
    return Application(ImageMeasure("ssim"), (img1, img2))


@keras.function("tensorflow.image.ssim_multiscale")
def ssim_multiscale(
    img1: Numbers, img2: Numbers, max_val: object, power_factors: object = (), filter_size: object = 11,
    filter_sigma: object = 1.5,
    k1: object = 0.01, k2: object = 0.03,
) -> Answer:  # fmt: skip
    return Application(ImageMeasure("ssim_multiscale"), (img1, img2))


# ---------------------------------------------------------------------------------------------------- colours, random

HUES = {
    "rgb_to_yiq": "images: Numbers", "rgb_to_yuv": "images: Numbers", "yiq_to_rgb": "images: Numbers",
    "yuv_to_rgb": "images: Numbers",
}  # fmt: skip
CHANNELS = {
    "rgb_to_hsv": ("images: Numbers, name=None", 3, 3, 1), "hsv_to_rgb": ("images: Numbers, name=None", 3, 3, 1),
    "rgb_to_grayscale": ("images: Numbers, name=None", 3, 1, 1),
    "grayscale_to_rgb": ("images: Numbers, name=None", 1, 3, 1),
    "adjust_hue": ("image: Numbers, delta, name=None", 3, 3, 3),
    "adjust_saturation": ("image: Numbers, saturation_factor, name=None", 3, 3, 3),
    "random_hue": ("image: Numbers, max_delta, seed=None", 3, 3, 3),
    "random_saturation": ("image: Numbers, lower, upper, seed=None", 3, 3, 3),
    "stateless_random_hue": ("image: Numbers, max_delta, seed", 3, 3, 3),
    "stateless_random_saturation": ("image: Numbers, lower, upper, seed=None", 3, 3, 3),
}  # fmt: skip
UNCHANGED = {
    "adjust_contrast": ("images: Numbers, contrast_factor", 3),
    "stateless_random_brightness": ("image: Numbers, max_delta, seed", 0),
    "stateless_random_contrast": ("image: Numbers, lower, upper, seed", 3),
    "stateless_random_flip_left_right": ("image: Numbers, seed", 3),
    "stateless_random_flip_up_down": ("image: Numbers, seed", 3),
    "random_jpeg_quality": ("image: Numbers, min_jpeg_quality, max_jpeg_quality, seed=None", 0),
    "stateless_random_jpeg_quality": ("image: Numbers, min_jpeg_quality, max_jpeg_quality, seed", 0),
    "adjust_jpeg_quality": ("image: Numbers, jpeg_quality, dct_method='', name=None", 0),
    "draw_bounding_boxes": ("images: Numbers, boxes, colors, name=None", 0),
}  # fmt: skip


def _channels(name: str, parameters: str, before: int, after: int, minimum: int) -> None:
    def body(image: Tensor) -> Answer:
        return Application(ChannelChange(name, before, after, minimum), (image,))

    declare(f"image.{name}", parameters, body)


for _name, _parameters in HUES.items():
    _channels(_name, _parameters, 3, 3, 1)
for _name, (_parameters, *_numbers) in CHANNELS.items():
    _channels(_name, _parameters, *_numbers)
for _name, (_parameters, _minimum) in UNCHANGED.items():
    declare(f"image.{_name}", _parameters, ranked(_name, _minimum))


@keras.function("tensorflow.image.convert_image_dtype")
def convert_image_dtype(image: Numbers, dtype: Any, saturate: object = False, name: object = None) -> Answer:
    return Application(Elementwise("convert_image_dtype", dtype_name(dtype)), (image,))
