"""tensorflow.nn: what slides a window over an image, beside the plain convolutions and poolings, and what rearranges
pixels in blocks."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.neural import mixed, pooled
from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.ops.values import sizes_of
from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.tensorflow.neural import (
    LAYOUTS,
    as_convolution,
    explicit_padding,
    layout_name,
    spatial_part,
)
from shapelint.frontends.tensorflow.tables import Answer, declare, ranked
from shapelint.interpret.api.coercions import Numbers, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creation, Creations
from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.spatial.separable import DepthwiseConvolution
from shapelint.ops.spatial.space_to_depth import BatchBlocks, BlockRearrangement, Morphology, Patches
from shapelint.ops.spatial.transposed_to_shape import RequestedConvolution
from shapelint.symbolic import Size

declare(
    "nn.local_response_normalization nn.lrn",
    "input: Numbers, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None",
    ranked("lrn", ranks=(4,)),
)


def numbers(value: Any, rank: int, data_format: str) -> tuple[Size, ...] | None:
    """One number for every spatial axis; None where these are not known."""
    sizes = sizes_of(1 if value is None else spatial_part(value, rank, data_format))
    if isinstance(sizes, Undetermined):
        return None
    sizes = sizes * rank if len(sizes) == 1 else sizes
    return sizes if len(sizes) == rank else None


def amounts(value: Any, rank: int, data_format: str) -> str | tuple[tuple[Size, Size], ...] | None:
    """A padding: its name in small letters, or the pairs of the spatial axes; None where it is not known."""
    if isinstance(value, str):
        return value.lower() if value.upper() in ("SAME", "VALID") else None
    return explicit_padding(value, rank, data_format)


def transposed(
    rank: int | None,
    x: Tensor,
    kernel: Tensor,
    output_shape: Any,
    strides: Any,
    padding: Any,
    layout: Any,
    dilations: Any,
) -> Answer:
    if rank is None:
        rank = None if kernel.shape is None else len(kernel.shape) - 2
    if rank not in LAYOUTS:
        return Undetermined("a convolution of unknown rank")
    data_format = layout_name(layout, rank)
    requested = sizes_of(output_shape)
    if data_format is None or isinstance(requested, Undetermined):
        return Undetermined("the layout or the output's shape is not known")
    stride, dilation = numbers(strides, rank, data_format), numbers(dilations, rank, data_format)
    amount = amounts(padding, rank, data_format)
    if stride is None or dilation is None or amount is None:
        return Undetermined("strides, dilation or padding are not known")
    operation = RequestedConvolution(requested, stride, amount, dilation, data_format == "channels_last")
    return Application(operation, (x, kernel))


def _transposed(rank: int) -> None:
    layout = LAYOUTS[rank][0]

    @keras.function(f"tensorflow.nn.conv{rank}d_transpose")
    def conv_transpose(
        input: Numbers,
        filters: Numbers,
        output_shape: Any,
        strides: Any,
        padding: Any = "SAME",
        data_format: Any = layout,
        dilations: Any = None,
        name: object = None,
    ) -> Answer:
        return transposed(rank, input, filters, output_shape, strides, padding, data_format, dilations)


for _rank in LAYOUTS:
    _transposed(_rank)


@keras.function("tensorflow.nn.conv_transpose")
def conv_transpose(
    input: Numbers,
    filters: Numbers,
    output_shape: Any,
    strides: Any,
    padding: Any = "SAME",
    data_format: Any = None,
    dilations: Any = None,
    name: object = None,
) -> Answer:
    return transposed(None, input, filters, output_shape, strides, padding, data_format, dilations)


@keras.function("tensorflow.nn.atrous_conv2d")
def atrous_conv2d(value: Numbers, filters: Numbers, rate: Any, padding: Any, name: object = None) -> Answer:
    return as_convolution(Convolution, 2, value, filters, 1, padding, None, rate)


@keras.function("tensorflow.nn.atrous_conv2d_transpose")
def atrous_conv2d_transpose(
    value: Numbers, filters: Numbers, output_shape: Any, rate: Any, padding: Any, name: object = None
) -> Answer:
    return transposed(2, value, filters, output_shape, 1, padding, None, rate)


def rank_of(x: Tensor) -> int | None:
    rank = None if x.shape is None else len(x.shape) - 2
    return rank if rank in LAYOUTS else None


@keras.function("tensorflow.nn.convolution")
def convolution(
    input: Numbers,
    filters: Numbers,
    strides: Any = None,
    padding: Any = "VALID",
    data_format: Any = None,
    dilations: Any = None,
    name: object = None,
) -> Answer:
    rank = None if filters.shape is None else len(filters.shape) - 2
    if rank not in LAYOUTS or rank_of(input) != rank:
        return Undetermined("a convolution of unknown rank")
    return as_convolution(Convolution, rank, input, filters, strides, padding, data_format, dilations)


@keras.function("tensorflow.nn.separable_conv2d")
def separable_conv2d(
    input: Numbers,
    depthwise_filter: Numbers,
    pointwise_filter: Numbers,
    strides: Any,
    padding: Any,
    data_format: Any = None,
    dilations: Any = None,
    name: object = None,
) -> Answer:
    spatial = as_convolution(DepthwiseConvolution, 2, input, depthwise_filter, strides, padding, data_format, dilations)
    return mixed(spatial, pointwise_filter, layout_name(data_format, 2) != "channels_first")


def _pool(name: str, kind: str) -> None:
    @keras.function(f"tensorflow.nn.{name}")
    def pool(
        input: Numbers, ksize: Any, strides: Any, padding: Any, data_format: Any = None, name: object = None
    ) -> Answer:
        return sliding(kind, input, ksize, strides, padding, data_format)


def sliding(kind: str, x: Tensor, window: Any, strides: Any, padding: Any, layout: Any) -> Answer:
    rank = rank_of(x)
    data_format = None if rank is None else layout_name(layout, rank)
    if rank is None or data_format is None or not isinstance(padding, str):
        return Undetermined("the rank, the layout or the padding is not known")
    size, step = (spatial_part(v, rank, data_format) for v in (window, strides))
    return pooled(kind, x, size, step, padding, data_format)


_pool("max_pool", "max")
_pool("avg_pool", "average")


@keras.function("tensorflow.nn.pool")
def pool(
    input: Numbers,
    window_shape: Any,
    pooling_type: Any,
    strides: Any = None,
    padding: Any = "VALID",
    data_format: Any = None,
    dilations: Any = None,
    name: object = None,
) -> Answer:
    if dilations is not None:
        return Undetermined("a dilated pooling")
    kind = "average" if pooling_type == "AVG" else "max"
    return sliding(kind, input, window_shape, 1 if strides is None else strides, padding, data_format)


@keras.function("tensorflow.nn.max_pool_with_argmax")
def max_pool_with_argmax(
    input: Numbers,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: Any = "NHWC",
    output_dtype: object = "int64",
    include_batch_in_index: object = False,
    name: object = None,
) -> Answer:
    found = sliding("max", input, ksize, strides, padding, data_format)
    return (
        Application(found.operation, found.inputs, lambda most: (most, most))
        if isinstance(found, Application)
        else found
    )


def _fractional(name: str) -> None:
    @keras.function(f"tensorflow.nn.{name}")
    def fractional(
        value: Numbers,
        pooling_ratio: Any,
        pseudo_random: object = False,
        overlapping: object = False,
        seed: object = 0,
        name: object = None,
    ) -> Answer:
        if value.shape is None or len(value.shape) != 4:
            return Undetermined("an image of unknown rank")
        ratios = elements(pooling_ratio)
        ratios = (1.0, pooling_ratio, pooling_ratio, 1.0) if isinstance(pooling_ratio, float) else ratios
        sizes = [
            int(size / ratio) if isinstance(size, int) and isinstance(ratio, (int, float)) and ratio >= 1 else None
            for size, ratio in zip(value.shape[1:3], (ratios or (None,) * 4)[1:3], strict=False)
        ]
        height, width = (unknown_size() if s is None else s for s in sizes)
        image = TensorType((value.shape[0], height, width, value.shape[3]), value.type.dtype)
        edges = tuple(TensorType((unknown_size(),), "int64") for _ in sizes)
        return Application(Creations(title, (image, *edges)), (value,))

    title = name


_fractional("fractional_max_pool")
_fractional("fractional_avg_pool")


def _morphology(name: str, first: str) -> None:
    def body(x: Tensor, kernel: Tensor, strides: Any, padding: Any, layout: Any, dilations: Any) -> Answer:
        stride, dilation = numbers(strides, 2, "channels_last"), numbers(dilations, 2, "channels_last")
        amount = amounts(padding, 2, "channels_last")
        if stride is None or dilation is None or not isinstance(amount, str) or layout != "NHWC":
            return Undetermined("strides, dilation, padding or layout are not known")
        return Application(Morphology(name, stride, amount, dilation), (x, kernel))

    if first == "input":

        @keras.function(f"tensorflow.nn.{name}")
        def of_input(
            input: Numbers,
            filters: Numbers,
            strides: Any,
            padding: Any,
            data_format: Any,
            dilations: Any,
            name: object = None,
        ) -> Answer:
            return body(input, filters, strides, padding, data_format, dilations)

        return

    @keras.function(f"tensorflow.nn.{name}")
    def of_value(
        value: Numbers,
        filters: Numbers,
        strides: Any,
        padding: Any,
        data_format: Any,
        dilations: Any,
        name: object = None,
    ) -> Answer:
        return body(value, filters, strides, padding, data_format, dilations)


_morphology("dilation2d", "input")
_morphology("erosion2d", "value")


@keras.function("tensorflow.image.extract_patches")
def extract_patches(images: Numbers, sizes: Any, strides: Any, rates: Any, padding: Any, name: object = None) -> Answer:
    return patches(2, images, sizes, strides, rates, padding)


@keras.function("tensorflow.extract_volume_patches")
def extract_volume_patches(input: Numbers, ksizes: Any, strides: Any, padding: Any, name: object = None) -> Answer:
    return patches(3, input, ksizes, strides, None, padding)


def patches(rank: int, x: Tensor, sizes: Any, strides: Any, rates: Any, padding: Any) -> Answer:
    kernel, stride, dilation = (numbers(v, rank, "channels_last") for v in (sizes, strides, rates))
    amount = amounts(padding, rank, "channels_last")
    if kernel is None or stride is None or dilation is None or not isinstance(amount, str):
        return Undetermined("sizes, strides, rates or padding are not known")
    return Application(Patches(kernel, stride, amount, dilation), (x,))


def _blocks(name: str, deep: bool) -> None:
    @keras.function(f"tensorflow.nn.{name}")
    def blocks(input: Numbers, block_size: Any, data_format: Any = "NHWC", name: object = None) -> Answer:
        if not isinstance(block_size, int) or block_size < 1 or data_format not in ("NHWC", "NCHW"):
            return Undetermined("a block or a layout that is not known")
        return Application(BlockRearrangement(block_size, deep, data_format == "NHWC"), (input,))


_blocks("space_to_depth", True)
_blocks("depth_to_space", False)


def in_blocks(x: Tensor, block_shape: Any, pairs: Any, to_batch: bool) -> Answer:
    block = elements(block_shape)
    rows = elements(pairs)
    if rows is not None and isinstance(block_shape, int):
        block = (block_shape,) * len(rows)
    if not block or not all(isinstance(b, int) and b > 0 for b in block):
        return Undetermined("a block that is not known")
    found = [elements(row) for row in rows or ()]
    known = len(found) == len(block) and all(
        p is not None and len(p) == 2 and all(isinstance(s, int) for s in p) for p in found
    )
    sides = tuple((p[0], p[1]) for p in found if p is not None) if known else None
    operation = BatchBlocks(block, sides, to_batch)  # type: ignore[arg-type]
    return Application(operation, (x,))


@keras.function("tensorflow.space_to_batch", "tensorflow.nn.space_to_batch", "tensorflow.space_to_batch_nd")
def space_to_batch(input: Numbers, block_shape: Any, paddings: Any, name: object = None) -> Answer:
    return in_blocks(input, block_shape, paddings, True)


@keras.function("tensorflow.batch_to_space")
def batch_to_space(input: Numbers, block_shape: Any, crops: Any, name: object = None) -> Answer:
    return in_blocks(input, block_shape, crops, False)


@keras.function("tensorflow.required_space_to_batch_paddings")
def required_space_to_batch_paddings(
    input_shape: object, block_shape: Any, base_paddings: object = None, name: object = None
) -> Answer:
    block = elements(block_shape)
    if block is None:
        return Undetermined("a block that is not known")
    operation = Creation("required_space_to_batch_paddings", (len(block), 2), "int32")
    return Application(operation, (), lambda pairs: (pairs, pairs))


@keras.function("tensorflow.nn.depthwise_conv2d_backprop_input")
def depthwise_conv2d_backprop_input(
    input_sizes: Any,
    filter: Numbers,
    out_backprop: Numbers,
    strides: object,
    padding: object,
    data_format: object = "NHWC",
    dilations: object = None,
    name: object = None,
) -> Answer:
    return of_sizes("depthwise_conv2d_backprop_input", input_sizes, out_backprop)


@keras.function("tensorflow.nn.depthwise_conv2d_backprop_filter")
def depthwise_conv2d_backprop_filter(
    input: Numbers,
    filter_sizes: Any,
    out_backprop: Numbers,
    strides: object,
    padding: object,
    data_format: object = "NHWC",
    dilations: object = None,
    name: object = None,
) -> Answer:
    return of_sizes("depthwise_conv2d_backprop_filter", filter_sizes, out_backprop)


def of_sizes(name: str, shape: Any, like: Tensor) -> Answer:
    sizes = sizes_of(shape)
    return sizes if isinstance(sizes, Undetermined) else created(name, sizes, like.type.dtype, like)
