"""tensorflow.image: files to images and back, and boxes around what is on them."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.ops.elementwise import dtype_name
from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.tensorflow.scattering import block_sizes
from shapelint.frontends.tensorflow.tables import Answer
from shapelint.interpret.api.coercions import Numbers
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creation, Creations
from shapelint.symbolic import Expression, Size

Decoded = Tensor | Undetermined


def image_of(channels: Any, dtype: Any, frames: bool = False) -> Tensor:
    """An image out of a file: only its channels may be known."""
    depth = channels if isinstance(channels, int) and channels > 0 else unknown_size()
    leading = (unknown_size(),) if frames else ()
    shape = (*leading, unknown_size(), unknown_size(), depth)
    return Tensor(TensorType(shape, dtype_name(dtype)), role="data", origin="a decoded image", dialect=KERAS)


@keras.function("tensorflow.image.decode_jpeg", "tensorflow.io.decode_jpeg")
def decode_jpeg(
    contents: object, channels: Any = 0, ratio: object = 1, fancy_upscaling: object = True,
    try_recover_truncated: object = False,
    acceptable_fraction: object = 1, dct_method: object = "", name: object = None,
) -> Decoded:  # fmt: skip
    return image_of(channels, "uint8")


@keras.function("tensorflow.image.decode_and_crop_jpeg", "tensorflow.io.decode_and_crop_jpeg")
def decode_and_crop_jpeg(
    contents: object, crop_window: Any, channels: Any = 0, ratio: object = 1, fancy_upscaling: object = True,
    try_recover_truncated: object = False, acceptable_fraction: object = 1, dct_method: object = "",
    name: object = None,
) -> Decoded:  # fmt: skip
    window = block_sizes(crop_window, 4)
    sizes = (None, None) if window is None or len(window) != 4 else window[2:]
    image = image_of(channels, "uint8")
    assert image.shape is not None
    shape = tuple(own if s is None else s for own, s in zip(image.shape, (*sizes, None), strict=True))
    return Tensor(image.type.with_shape(shape), role="data", origin=image.origin, dialect=KERAS)


@keras.function("tensorflow.image.decode_bmp", "tensorflow.io.decode_bmp")
def decode_bmp(contents: object, channels: Any = 0, name: object = None) -> Decoded:
    return image_of(channels, "uint8")


@keras.function("tensorflow.image.decode_gif", "tensorflow.io.decode_gif")
def decode_gif(contents: object, name: object = None) -> Decoded:
    return image_of(3, "uint8", frames=True)


def _typed(*names: str) -> None:
    @keras.function(*(f"tensorflow.{name}" for name in names))
    def decode(contents: object, channels: Any = 0, dtype: Any = "uint8", name: object = None) -> Decoded:
        return image_of(channels, dtype)


_typed("image.decode_png", "io.decode_png")
_typed("image.decode_jxl")


@keras.function("tensorflow.image.decode_webp")
def decode_webp(contents: object, channels: Any = 0, dtype: Any = "uint8", name: object = None) -> Decoded:
    return image_of(channels, dtype, frames=True)


@keras.function("tensorflow.image.decode_image", "tensorflow.io.decode_image")
def decode_image(
    contents: object, channels: Any = None, dtype: Any = "uint8", name: object = None, expand_animations: Any = True
) -> Decoded:
    """With animations the rank is open: tensorflow says nothing of the shape, so that what needs one refuses it."""
    if expand_animations is not False:
        return Undetermined("an image or an animation, of unknown rank")
    return image_of(channels, dtype)


@keras.function("tensorflow.image.encode_jpeg", "tensorflow.io.encode_jpeg")
def encode_jpeg(
    image: Numbers, format: object = "", quality: object = 95, progressive: object = False,
    optimize_size: object = False,
    chroma_downsampling: object = True, density_unit: object = "in", x_density: object = 300, y_density: object = 300,
    xmp_metadata: object = "", name: object = None,
) -> Answer:  # fmt: skip
    return created("encode_jpeg", (), "string", image)


@keras.function("tensorflow.image.encode_png", "tensorflow.io.encode_png")
def encode_png(image: Numbers, compression: object = -1, name: object = None) -> Answer:
    if image.shape is None or len(image.shape) < 3:
        return Undetermined("an image of unknown rank")
    return created("encode_png", image.shape[:-3], "string", image)


@keras.function("tensorflow.image.extract_jpeg_shape", "tensorflow.io.extract_jpeg_shape")
def extract_jpeg_shape(contents: object, output_type: object = "int32", name: object = None) -> Answer:
    return created("extract_jpeg_shape", (3,), "int32")


@keras.function("tensorflow.image.is_jpeg", "tensorflow.io.is_jpeg")
def is_jpeg(contents: Any, name: object = None) -> Answer:
    if isinstance(contents, Unknown):
        return Undetermined("texts of unknown number")
    return created("is_jpeg", contents.shape if isinstance(contents, Tensor) else (), "bool")


# -------------------------------------------------------------------------------------------------------------- boxes


@keras.function("tensorflow.image.non_max_suppression")
def non_max_suppression(
    boxes: Numbers, scores: Numbers, max_output_size: object, iou_threshold: object = 0.5,
    score_threshold: object = 0.0,
    name: object = None,
) -> Answer:  # fmt: skip
    return created("non_max_suppression", (unknown_size(),), "int32", boxes, scores)


@keras.function("tensorflow.image.non_max_suppression_overlaps")
def non_max_suppression_overlaps(
    overlaps: Numbers, scores: Numbers, max_output_size: object, overlap_threshold: object = 0.5,
    score_threshold: object = 0.0,
    name: object = None,
) -> Answer:  # fmt: skip
    return created("non_max_suppression_overlaps", (unknown_size(),), "int32", overlaps, scores)


@keras.function("tensorflow.image.non_max_suppression_with_scores")
def non_max_suppression_with_scores(
    boxes: Numbers, scores: Numbers, max_output_size: object, iou_threshold: object = 0.5,
    score_threshold: object = 0.0,
    soft_nms_sigma: object = 0.0, name: object = None,
) -> Answer:  # fmt: skip
    some = unknown_size()
    types = (TensorType((some,), "int32"), TensorType((some,), "float32"))
    return Application(Creations("non_max_suppression_with_scores", types), (boxes, scores))


@keras.function("tensorflow.image.non_max_suppression_padded")
def non_max_suppression_padded(
    boxes: Numbers, scores: Numbers, max_output_size: Any, iou_threshold: object = 0.5, score_threshold: object = 0.0,
    pad_to_max_output_size: Any = False, name: object = None, sorted_input: Any = False,
    canonicalized_coordinates: Any = False, tile_size: object = 512,
) -> Answer:  # fmt: skip
    if boxes.shape is None or len(boxes.shape) != 2 or pad_to_max_output_size not in (True, False):
        return Undetermined("boxes in batches, or a padding that is not known")
    if sorted_input is not False or canonicalized_coordinates is not False:
        return Undetermined("boxes in batches")
    size: Size = unknown_size()
    if pad_to_max_output_size is True and isinstance(max_output_size, (int, Expression)):
        size = max_output_size
    count = Tensor(TensorType((), "int32"), role="data", origin="non_max_suppression_padded", dialect=KERAS)
    operation = Creation("non_max_suppression_padded", (size,), "int32")
    return Application(operation, (boxes, scores), lambda chosen: (chosen, count))


@keras.function("tensorflow.image.combined_non_max_suppression")
def combined_non_max_suppression(
    boxes: Numbers, scores: Numbers, max_output_size_per_class: object, max_total_size: Any,
    iou_threshold: object = 0.5,
    score_threshold: object = 0.0, pad_per_class: Any = False, clip_boxes: object = True, name: object = None,
) -> Answer:  # fmt: skip
    if boxes.shape is None or not boxes.shape:
        return Undetermined("boxes of unknown rank")
    batch = boxes.shape[0]
    known = pad_per_class is False and isinstance(max_total_size, (int, Expression))
    size = max_total_size if known else unknown_size()
    types = (
        TensorType((batch, size, 4), "float32"), TensorType((batch, size), "float32"),
        TensorType((batch, size), "float32"), TensorType((batch,), "int32"),
    )  # fmt: skip
    operation = Creations("combined_non_max_suppression", types)
    return Application(operation, (boxes, scores))


@keras.function("tensorflow.image.generate_bounding_box_proposals")
def generate_bounding_box_proposals(
    scores: Numbers, bbox_deltas: Numbers, image_info: Numbers, anchors: Numbers, nms_threshold: object = 0.7,
    pre_nms_topn: object = 6000, min_size: object = 16, post_nms_topn: Any = 300, name: object = None,
) -> Answer:  # fmt: skip
    if not scores.shape:
        return Undetermined("scores of unknown rank")
    count = post_nms_topn if isinstance(post_nms_topn, int) else unknown_size()
    types = (TensorType((scores.shape[0], count, 4), "float32"), TensorType((scores.shape[0], count), "float32"))
    return Application(Creations("generate_bounding_box_proposals", types), (scores,))


def _distorted(image_size: object) -> Answer:
    types = (TensorType((3,), "int32"), TensorType((3,), "int32"), TensorType((1, 1, 4), "float32"))
    return Application(Creations("sample_distorted_bounding_box", types), ())


@keras.function("tensorflow.image.sample_distorted_bounding_box")
def sample_distorted_bounding_box(
    image_size: Any, bounding_boxes: object, seed: object = 0, min_object_covered: object = 0.1,
    aspect_ratio_range: object = None,
    area_range: object = None, max_attempts: object = None, use_image_if_no_bounding_boxes: object = None,
    name: object = None,
) -> Answer:  # fmt: skip
    return _distorted(image_size)


@keras.function("tensorflow.image.stateless_sample_distorted_bounding_box")
def stateless_sample_distorted_bounding_box(
    image_size: Any, bounding_boxes: object, seed: object, min_object_covered: object = 0.1,
    aspect_ratio_range: object = None,
    area_range: object = None, max_attempts: object = None, use_image_if_no_bounding_boxes: object = None,
    name: object = None,
) -> Answer:  # fmt: skip
    return _distorted(image_size)
