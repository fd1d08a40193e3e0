"""tensorflow.nn: convolutions, poolings, softmax, normalization."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.neural import Answer, convolved, pooled
from shapelint.frontends.keras.ops.values import sizes_of
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.interpret.api.coercions import Numbers, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.dense.bias_add import AddBias
from shapelint.ops.layout.permute import ShapePreservingOverAxis, Softmax
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce, TopK
from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.spatial.separable import DepthwiseConvolution
from shapelint.records import replace
from shapelint.symbolic import Size

LAYOUTS = {1: ("NWC", "NCW"), 2: ("NHWC", "NCHW"), 3: ("NDHWC", "NCDHW")}


def layout_name(value: object, rank: int) -> str | None:
    """Keras' name of a data format; None for one that is not known."""
    last, first = LAYOUTS[rank]
    if value == first:
        return "channels_first"
    return "channels_last" if value is None or value == last else None


def spatial_part(value: Any, rank: int, data_format: str) -> Any:
    """The spatial part of a list with one number for every axis; anything else as it is."""
    sizes = sizes_of(value)
    if isinstance(sizes, Undetermined) or len(sizes) != rank + 2:
        return value
    return sizes[1:-1] if data_format == "channels_last" else sizes[2:]


def as_convolution(
    kind: type[Convolution], rank: int, x: Any, kernel: Any, strides: Any, padding: Any, layout: Any, dilations: Any
) -> Answer:
    data_format = layout_name(layout, rank)
    pairs = None if data_format is None or isinstance(padding, str) else explicit_padding(padding, rank, data_format)
    if data_format is None or (pairs is None and not isinstance(padding, str)):
        return Undetermined("the layout or the padding is not known")
    if kind is Convolution and isinstance(x, Tensor) and x.shape is not None and len(x.shape) > rank + 2:
        return Undetermined("an image with several batch axes")
    dilation = None if dilations is None else spatial_part(dilations, rank, data_format)
    named = "valid" if pairs is not None else padding
    answer = convolved(kind, x, kernel, spatial_part(strides, rank, data_format), named, data_format, dilation)
    if pairs is None or not isinstance(answer, Application) or not isinstance(answer.operation, Convolution):
        return answer
    return Application(replace(answer.operation, padding=pairs), answer.inputs)


def explicit_padding(value: Any, rank: int, data_format: str) -> tuple[tuple[Size, Size], ...] | None:
    """The pairs of amounts of the spatial axes, of a list with one for every axis; None where they are not known."""
    rows = elements(value)
    pairs = [elements(row) for row in rows or ()]
    if len(pairs) != rank + 2 or any(p is None or len(p) != 2 for p in pairs):
        return None
    chosen = pairs[1:-1] if data_format == "channels_last" else pairs[2:]
    found = tuple((p[0], p[1]) for p in chosen if p is not None)
    return found if all(isinstance(s, int) for p in found for s in p) else None  # type: ignore[return-value]


@keras.function("tensorflow.nn.conv1d")
def conv1d(
    input: Numbers,
    filters: Numbers,
    stride: Any,
    padding: Any,
    data_format: Any = "NWC",
    dilations: Any = None,
    name: object = None,
) -> Answer:
    return as_convolution(Convolution, 1, input, filters, stride, padding, data_format, dilations)


@keras.function("tensorflow.nn.conv2d")
def conv2d(
    input: Numbers,
    filters: Numbers,
    strides: Any,
    padding: Any,
    data_format: Any = "NHWC",
    dilations: Any = None,
    name: object = None,
) -> Answer:
    return as_convolution(Convolution, 2, input, filters, strides, padding, data_format, dilations)


@keras.function("tensorflow.nn.conv3d")
def conv3d(
    input: Numbers,
    filters: Numbers,
    strides: Any,
    padding: Any,
    data_format: Any = "NDHWC",
    dilations: Any = None,
    name: object = None,
) -> Answer:
    return as_convolution(Convolution, 3, input, filters, strides, padding, data_format, dilations)


@keras.function("tensorflow.nn.depthwise_conv2d")
def depthwise_conv2d(
    input: Numbers,
    filter: Numbers,
    strides: Any,
    padding: Any,
    data_format: Any = None,
    dilations: Any = None,
    name: object = None,
) -> Answer:
    return as_convolution(DepthwiseConvolution, 2, input, filter, strides, padding, data_format, dilations)


def _pooling(name: str, kind: str, rank: int) -> None:
    layout = LAYOUTS[rank][0]

    @keras.function(f"tensorflow.nn.{name}{rank}d")
    def pool(
        input: Numbers, ksize: Any, strides: Any, padding: Any, data_format: Any = layout, name: object = None
    ) -> Answer:
        layout = layout_name(data_format, rank)
        if layout is None or not isinstance(padding, str):
            return Undetermined("the layout or the padding is not known")
        return pooled(
            kind, input, spatial_part(ksize, rank, layout), spatial_part(strides, rank, layout), padding, layout
        )


for _rank in (1, 2, 3):
    _pooling("max_pool", "max", _rank)
    _pooling("avg_pool", "average", _rank)


def _along_axis(name: str) -> None:
    @keras.function(f"tensorflow.nn.{name}", f"tensorflow.math.{name}")
    def along_axis(logits: Numbers, axis: Axes | None = None, name: object = None) -> Answer:
        return Application(Softmax(activation, axis or (-1,), "axis"), (logits,))

    activation = name


for _name in ("softmax", "log_softmax"):
    _along_axis(_name)


@keras.function("tensorflow.nn.l2_normalize", "tensorflow.math.l2_normalize", "tensorflow.linalg.l2_normalize")
def l2_normalize(
    x: Numbers, axis: Axes | None = None, epsilon: object = 1e-12, name: object = None, dim: object = None
) -> Answer:
    return Application(ShapePreservingOverAxis("normalize", axis or (), "axis"), (x,))


@keras.function("tensorflow.nn.batch_normalization")
def batch_normalization(
    x: Numbers, mean: Any, variance: Any, offset: Any, scale: Any, variance_epsilon: object, name: object = None
) -> Answer:
    parameters = tuple(p for p in (mean, variance, offset, scale) if isinstance(p, Tensor))
    return Application(Elementwise("batch_normalization"), (x, *parameters))


@keras.function("tensorflow.nn.bias_add")
def bias_add(value: Numbers, bias: Any, data_format: Any = None, name: object = None) -> Answer:
    if not isinstance(bias, Tensor) or not (data_format is None or isinstance(data_format, str)):
        return Application(Elementwise("bias_add"), (value,))
    last = data_format is None or not data_format.startswith("NC")
    return Application(AddBias(last), (value, bias))


@keras.function("tensorflow.nn.moments")
def moments(x: Numbers, axes: Axes, shift: object = None, keepdims: bool = False, name: object = None) -> Answer:
    operation = Reduce("moments", axes, keepdims, "float", argument="axes")
    return Application(operation, (x,), lambda mean: (mean, mean))


@keras.function("tensorflow.math.top_k", "tensorflow.nn.top_k")
def top_k(
    input: Numbers, k: int = 1, sorted: object = True, index_type: object = "int32", name: object = None
) -> Answer:
    return Application(TopK(k, -1, "k", None), (input,))
