"""Functions of keras.ops.nn and keras.ops.image: https://keras.io/api/ops/nn/, https://keras.io/api/ops/image/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import check_data_format, is_channels_last
from shapelint.frontends.keras.convolution_dialects import OF_FUNCTIONS
from shapelint.frontends.keras.ops.elementwise import dtype_name
from shapelint.frontends.keras.ops.names import ops_names
from shapelint.frontends.keras.ops.values import one_axis, sizes_of
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.interpret.api.coercions import Operand
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.dense.one_hot import OneHot
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.activation import GatedHalf
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.crop_or_scale import Framing
from shapelint.ops.spatial.pooling import AdaptivePooling, Pooling
from shapelint.ops.spatial.separable import DepthwiseConvolution
from shapelint.ops.spatial.space_to_depth import Patches
from shapelint.symbolic import Size, Verdict

Answer = Application | Rejected | Undetermined
Shape = tuple[Size, ...]


def each_axis(value: object, rank: int) -> Shape | Undetermined:
    """One number for every spatial axis."""
    sizes = sizes_of(value)
    if isinstance(sizes, Undetermined):
        return sizes
    if len(sizes) == 1:
        return sizes * rank
    return sizes if len(sizes) == rank else Undetermined("there is not one number for every spatial axis")


def spatial_rank(x: Tensor) -> int | Undetermined:
    if x.shape is None or len(x.shape) < 3:
        return Undetermined("the number of spatial axes is not known")
    return len(x.shape) - 2


def pooled(kind: str, x: Tensor, pool_size: Any, strides: Any, padding: str, data_format: str | None) -> Answer:
    """The pooling of an image of whatever rank."""
    rank = spatial_rank(x)
    if isinstance(rank, Undetermined):
        return rank
    window = each_axis(pool_size, rank)
    step = window if strides is None else each_axis(strides, rank)
    if isinstance(window, Undetermined) or isinstance(step, Undetermined):
        return Undetermined("the pooling window is not known")
    operation = Pooling(
        kind,
        window,
        step,
        padding.lower(),
        channels_last=is_channels_last(data_format),
        unbatched=False,
        kernel_argument="pool_size",
        stride_argument="strides",
    )
    return check_data_format(data_format) or Application(operation, (x,))


def _pool(name: str, kind: str) -> None:
    @keras.function(*ops_names(name))
    def pool(
        inputs: Operand, pool_size: Any, strides: Any = None, padding: str = "valid", data_format: str | None = None
    ) -> Answer:
        return pooled(kind, inputs, pool_size, strides, padding, data_format)


_pool("max_pool", "max")
_pool("average_pool", "average")


def _adaptive(name: str, kind: str) -> None:
    @keras.function(*ops_names(name))
    def pool(inputs: Operand, output_size: Any, data_format: str | None = None) -> Answer:
        rank = spatial_rank(inputs)
        sizes = rank if isinstance(rank, Undetermined) else each_axis(output_size, rank)
        if isinstance(sizes, Undetermined):
            return sizes
        last = is_channels_last(data_format)
        operation = AdaptivePooling(kind, sizes, channels_last=last, unbatched=False)
        return check_data_format(data_format) or Application(operation, (inputs,))


_adaptive("adaptive_max_pool", "max")
_adaptive("adaptive_average_pool", "average")


def _step(value: object, rank: int) -> Shape | Undetermined:
    return each_axis(1 if value is None else value, rank)


def convolved(
    kind: type[Convolution],
    x: Tensor,
    kernel: Tensor,
    strides: Any,
    padding: str,
    data_format: str | None,
    dilation_rate: Any,
    **fields: Any,
) -> Answer:
    """The convolution of an image with a kernel in Keras' layout: (*size, in, out), transposed (*size, out, in),
    depthwise (*size, in, multiplier)."""
    if kernel.shape is None or len(kernel.shape) < 3:
        return Undetermined("the shape of the kernel is not known")
    *size, inner, outer = kernel.shape
    stride, dilation = _step(strides, len(size)), _step(dilation_rate, len(size))
    if isinstance(stride, Undetermined) or isinstance(dilation, Undetermined):
        return Undetermined("strides and dilation are not known")
    if kind is TransposedConvolution:
        inner, outer = outer, inner
    elif kind is DepthwiseConvolution:
        fields["multiplier"] = outer
    else:
        fields["groups"] = _groups(x, inner, is_channels_last(data_format))
        inner = inner * fields["groups"]
    operation: Operation = kind(
        inner,
        outer,
        tuple(size),
        stride,
        padding.lower(),
        dilation,
        bias=False,
        unbatched=False,
        channels_last=is_channels_last(data_format),
        dialect=OF_FUNCTIONS,
        **fields,
    )
    return check_data_format(data_format) or Application(operation, (x, kernel))


def _groups(x: Tensor, inner: Size, channels_last: bool) -> int:
    """In how many groups a kernel for `inner` channels takes the input's."""
    if x.shape is None or len(x.shape) < 3:
        return 1
    channels = x.shape[-1 if channels_last else 1]
    if not isinstance(channels, int) or not isinstance(inner, int) or inner <= 0 or channels % inner:
        return 1
    return channels // inner


@keras.function(*ops_names("conv"))
def conv(
    inputs: Operand,
    kernel: Operand,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Answer:
    return convolved(Convolution, inputs, kernel, strides, padding, data_format, dilation_rate)


@keras.function(*ops_names("conv_transpose"))
def conv_transpose(
    inputs: Operand,
    kernel: Operand,
    strides: Any = 1,
    padding: str = "valid",
    output_padding: Any = None,
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Answer:
    extra = None
    if output_padding is not None:
        extra = each_axis(output_padding, len(kernel.shape or ()) - 2)
        if isinstance(extra, Undetermined):
            return extra
    return convolved(
        TransposedConvolution, inputs, kernel, strides, padding, data_format, dilation_rate, output_padding=extra
    )


@keras.function(*ops_names("depthwise_conv"))
def depthwise_conv(
    inputs: Operand,
    kernel: Operand,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Answer:
    return convolved(DepthwiseConvolution, inputs, kernel, strides, padding, data_format, dilation_rate)


@keras.function(*ops_names("separable_conv"))
def separable_conv(
    inputs: Operand,
    depthwise_kernel: Operand,
    pointwise_kernel: Operand,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Answer:
    spatial = convolved(DepthwiseConvolution, inputs, depthwise_kernel, strides, padding, data_format, dilation_rate)
    return mixed(spatial, pointwise_kernel, is_channels_last(data_format))


def mixed(spatial: Answer, pointwise: Tensor, channels_last: bool) -> Answer:
    """A convolution whose channels a kernel of one pixel mixes; what the convolution requires comes first."""
    if not isinstance(spatial, Application):
        return spatial
    inferred = spatial.operation.infer([t.type for t in spatial.inputs])
    if any(r.verdict is Verdict.FAILS for r in (*spatial.operation.validate(), *inferred.requirements)):
        return spatial
    shape = inferred.outputs[0].shape
    if shape is None or pointwise.shape is None or len(pointwise.shape) != len(shape):
        return Undetermined("the shape of the pointwise kernel is not known")
    channels = pointwise.shape[-1]
    sizes = (*shape[:-1], channels) if channels_last else (shape[0], channels, *shape[2:])
    operation = Creation("keras.ops.separable_conv", sizes, inferred.outputs[0].dtype)
    return Application(operation, (*spatial.inputs, pointwise))


@keras.function(*ops_names("multi_hot"))
def multi_hot(
    inputs: Operand,
    num_classes: Any = None,
    axis: Any = -1,
    dtype: object = None,
    sparse: object = False,
    **kwargs: object,
) -> Answer:
    if axis != -1 or not isinstance(num_classes, int) or not inputs.shape:
        return Undetermined("only a known number of classes along a last axis is modelled")
    shape = (inputs.shape[0], *inputs.shape[2:], num_classes) if len(inputs.shape) > 1 else (num_classes,)
    return Application(Creation("keras.ops.multi_hot", shape, None), (inputs,))


@keras.function(*ops_names("one_hot"))
def one_hot(x: Operand, num_classes: int, axis: Any = -1, dtype: Any = None, sparse: object = False) -> Answer:
    if axis != -1:
        return Undetermined("only a last axis is modelled")
    return Application(OneHot(num_classes, "float32" if dtype is None else dtype_name(dtype)), (x,))


@keras.function(*ops_names("dot_product_attention"))
def dot_product_attention(
    query: Operand,
    key: Operand,
    value: Operand,
    bias: object = None,
    mask: object = None,
    scale: object = None,
    is_causal: object = False,
    flash_attention: object = None,
    attn_logits_soft_cap: object = None,
) -> Answer:
    return Application(Elementwise("dot_product_attention"), (query,))


@keras.function("keras.activations.glu", *ops_names("glu"))
def glu(x: Operand, axis: Any = -1) -> Answer:
    position = one_axis(axis)
    return position if isinstance(position, Undetermined) else Application(GatedHalf(position), (x,))


@keras.function(*ops_names("batch_normalization"))
def batch_normalization(
    x: Operand,
    mean: object,
    variance: object,
    axis: Axes,
    offset: object = None,
    scale: object = None,
    epsilon: object = 0.001,
) -> Answer:
    return Application(ShapePreservingOverAxis("batch_normalization", axis, "axis"), (x,))


@keras.function(*ops_names("layer_normalization"))
def layer_normalization(
    x: Operand, gamma: object = None, beta: object = None, axis: Axes = -1, epsilon: object = None, **kwargs: object
) -> Answer:
    return Application(ShapePreservingOverAxis("layer_normalization", axis, "axis"), (x,))


@keras.function(*ops_names("rms_normalization"))
def rms_normalization(x: Operand, scale: object = None, axis: Axes = -1, epsilon: object = None) -> Answer:
    return Application(ShapePreservingOverAxis("rms_normalization", axis, "axis"), (x,))


@keras.function("keras.ops.image.resize")
def resize(
    images: Operand,
    size: Any,
    interpolation: object = "bilinear",
    antialias: object = False,
    crop_to_aspect_ratio: object = False,
    pad_to_aspect_ratio: object = False,
    fill_mode: object = "constant",
    fill_value: object = 0.0,
    data_format: str | None = None,
) -> Answer:
    return framed("resize", images, size, data_format)


@keras.function("keras.ops.image.extract_patches")
def extract_patches(
    images: Operand,
    size: Any,
    strides: Any = None,
    dilation_rate: Any = 1,
    padding: object = "valid",
    data_format: str | None = None,
) -> Answer:
    """The patches lie along the last axis; https://keras.io/api/ops/image/"""
    if not is_channels_last(data_format) or padding not in ("valid", "same") or images.shape is None:
        return Undetermined("an image or a padding that is not known")
    kernel = sizes_of(size)
    if isinstance(kernel, Undetermined):
        return kernel
    kernel = kernel * 2 if len(kernel) == 1 else kernel
    rank = len(kernel)
    stride, dilation = (sizes_of(value) for value in (kernel if strides is None else strides, dilation_rate))
    if isinstance(stride, Undetermined) or isinstance(dilation, Undetermined) or len(images.shape) != rank + 2:
        return Undetermined("strides or an image without a batch")
    over = (values * rank if len(values) == 1 else values for values in (stride, dilation))
    stride, dilation = over
    return Application(Patches(kernel, stride, str(padding), dilation), (images,))


def framed(name: str, images: Tensor, size: Any, data_format: str | None) -> Answer:
    """An image brought to a (height, width)."""
    sizes = sizes_of(size)
    if isinstance(sizes, Undetermined) or len(sizes) != 2:
        return Undetermined("the size is not known as height and width")
    operation = Framing(name, sizes[0], sizes[1], is_channels_last(data_format))
    return check_data_format(data_format) or Application(operation, (images,))
