"""A plain stack of layers as torch writes it: the layers of `nn.Sequential`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shapelint.frontends.stack_writing import (
    Details,
    Layer,
    StackWriter,
    WrittenLayer,
    call_text,
    channels_of,
    compact,
    is_for_each,
    number,
    sides,
    unless,
)
from shapelint.ops.dense.embedding import Embedding
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.layout.reshape import Flatten
from shapelint.ops.norm.normalization import BatchNormalization, InstanceNormalization, LayerNormalization
from shapelint.ops.pointwise.activation import Activation
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.padding import Crop, Pad
from shapelint.ops.spatial.pooling import AdaptivePooling, GlobalPooling, Pooling
from shapelint.ops.spatial.resize import Upsample
from shapelint.ops.spatial.separable import DepthwiseConvolution, SeparableConvolution

ACTIVATIONS = {
    "relu": "ReLU", "gelu": "GELU", "leaky_relu": "LeakyReLU", "elu": "ELU", "selu": "SELU", "silu": "SiLU",
    "swish": "SiLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "softplus": "Softplus", "softsign": "Softsign",
    "mish": "Mish", "relu6": "ReLU6", "hard_sigmoid": "Hardsigmoid", "hard_silu": "Hardswish",
    "hard_swish": "Hardswish", "log_sigmoid": "LogSigmoid", "celu": "CELU",
}  # fmt: skip
SHARES = {"softmax": "Softmax", "log_softmax": "LogSoftmax", "softmin": "Softmin"}
ROWS = (
    "the features come flattened as (channels, height, width), not (height, width, channels): weights need reordering"
)


def describe(arguments: Mapping[str, object]) -> Details:
    new = number(arguments.get("momentum"))
    return Details(
        number(arguments.get("p")),
        number(arguments.get("eps")),
        None if new is None else round(1 - new, 6),
        number(arguments.get("negative_slope")),
        counts_padding=arguments.get("count_include_pad") is not False,
    )


def write(layer: Layer) -> WrittenLayer | str:
    for kind, writer in _WRITERS:
        if isinstance(layer.operation, kind):
            written = writer(layer.operation, layer)
            if isinstance(written, str) or not layer.details.activation:
                return written
            more = _activation(layer.details.activation)
            return more if isinstance(more, str) else WrittenLayer((*written.lines, *more), written.remarks)
    return f"there is no way to write {type(layer.operation).__name__} in a plain stack"


def _activation(name: str) -> tuple[str, ...] | str:
    if name == "linear":
        return ()
    if name in SHARES:
        return (f"{SHARES[name]}(dim=-1)",)
    return (f"{ACTIVATIONS[name]}()",) if name in ACTIVATIONS else f"torch has no activation {name}"


def _convolution(operation: Convolution, layer: Layer) -> WrittenLayer | str:
    around = sides(operation, layer.source)
    if operation.padding == "same" and is_for_each(operation.stride, 1):
        before, padding = (), "same"  # type: tuple[str, ...], object
    elif around is None:
        return "its padding is not known"
    elif all(left == right for left, right in around):
        before, padding = (), unless(compact([left for left, _ in around]), 0)
    else:
        before, padding = (_pad(around),), None
    channels = channels_of(layer)
    out, groups = layer.output[-1] if layer.channels_last else layer.output[1], operation.groups
    if isinstance(operation, DepthwiseConvolution):
        groups = channels
    line = call_text(
        f"Conv{len(operation.kernel_size)}d", channels, out, compact(operation.kernel_size),
        stride=unless(compact(operation.stride), 1), padding=padding,
        dilation=unless(compact(operation.dilation), 1), groups=unless(groups, 1),
        bias=None if operation.bias else False,
    )  # fmt: skip
    return WrittenLayer((*before, line))


def _transposed(operation: TransposedConvolution, layer: Layer) -> WrittenLayer | str:
    padding: list[int] = []
    extra: list[int] = []
    windows = zip(operation.kernel_size, operation.stride, operation.dilation, strict=True)
    for axis, (kernel, stride, dilation) in enumerate(windows):
        if not (isinstance(kernel, int) and isinstance(stride, int) and dilation == 1):
            return "a dilated transposed convolution is not the same in both"
        if isinstance(operation.padding, str) and operation.output_padding is not None:
            return "output_padding is not the same in both"
        if operation.padding == "same":
            if kernel < stride:
                return "a kernel that is smaller than the stride is not the same in both"
            padding.append(-((stride - kernel) // 2))
            extra.append(2 * padding[-1] - (kernel - stride))
        elif isinstance(operation.padding, str):
            padding.append(0)
            extra.append(max(stride - kernel, 0))
        else:
            more = operation.output_padding[axis] if operation.output_padding is not None else 0
            left, right = operation.padding[axis]
            if not (isinstance(left, int) and isinstance(more, int)) or left != right:
                return "its padding is not known"
            padding.append(left)
            extra.append(more)
    out = layer.output[-1] if layer.channels_last else layer.output[1]
    line = call_text(
        f"ConvTranspose{len(operation.kernel_size)}d", channels_of(layer), out, compact(operation.kernel_size),
        stride=unless(compact(operation.stride), 1), padding=unless(compact(padding), 0),
        output_padding=unless(compact(extra), 0), groups=unless(operation.groups, 1),
        bias=None if operation.bias else False,
    )  # fmt: skip
    return WrittenLayer((line,))


def _pad(around: tuple[tuple[object, object], ...], name: str = "ZeroPad", *value: object) -> str:
    amounts = tuple(amount for pair in reversed(around) for amount in pair)
    return call_text(f"{name}{len(around)}d", amounts if len(set(amounts)) > 1 else amounts[0], *value)


def _pooling(operation: Pooling, layer: Layer) -> WrittenLayer | str:
    around = sides(operation, layer.source)
    names = {"max": "Max", "average": "Avg"}
    if around is None or operation.kind not in names:
        return "its padding is not known"
    name = f"{names[operation.kind]}Pool{len(operation.kernel_size)}d"
    own, ceil, before = None, operation.ceil_mode or None, ()  # type: object, object, tuple[str, ...]
    is_max = operation.kind == "max"
    if operation.padding == "same" and any(left or right for left, right in around):
        if all(left == 0 for left, _ in around):
            ceil = True  # windows that reach past the end count what is there, as padding="same" does
        elif all(left == right for left, right in around):
            own = compact([left for left, _ in around])
        elif is_max:
            before = (_pad(around, "ConstantPad").replace(")", ', float("-inf"))', 1),)
        else:
            return "an average over an uneven padding that does not count is not in torch"
    elif any(left for left, _ in around):
        own = compact([left for left, _ in around])
    line = call_text(
        name, compact(operation.kernel_size),
        stride=unless(compact(operation.stride), compact(operation.kernel_size)), padding=own,
        dilation=None if operation.dilation is None else unless(compact(operation.dilation), 1), ceil_mode=ceil,
        count_include_pad=None if is_max or own is None or layer.details.counts_padding else False,
    )  # fmt: skip
    return WrittenLayer((*before, line))


def _adaptive(operation: AdaptivePooling | GlobalPooling, layer: Layer) -> WrittenLayer | str:
    name = "AdaptiveMaxPool" if operation.kind == "max" else "AdaptiveAvgPool"
    sizes = operation.output_size if isinstance(operation, AdaptivePooling) else (1,) * operation.rank
    line = call_text(f"{name}{len(sizes)}d", sizes[0] if len(set(sizes)) == 1 else tuple(sizes))
    is_flat = isinstance(operation, GlobalPooling) and not operation.keepdims
    return WrittenLayer((line, "Flatten()") if is_flat else (line,))


def _batch_norm(operation: BatchNormalization, layer: Layer) -> WrittenLayer | str:
    rank = len(layer.source) - 2
    epsilon, momentum = layer.details.epsilon, layer.details.momentum
    line = call_text(
        f"BatchNorm{max(rank, 1)}d", channels_of(layer), eps=None if epsilon is None else unless(epsilon, 1e-5),
        momentum=None if momentum is None else unless(round(1 - momentum, 6), 0.1),
        affine=None if operation.scale and operation.center else False,
    )  # fmt: skip
    return WrittenLayer((line,))


def _layer_norm(operation: LayerNormalization, layer: Layer) -> WrittenLayer | str:
    if len(operation.normalized_shape or ()) != 1 or len(layer.source) > 3:
        return "a layer normalization of an image depends on where the channels are"
    epsilon = layer.details.epsilon
    return WrittenLayer(
        (call_text("LayerNorm", layer.source[-1], eps=None if epsilon is None else unless(epsilon, 1e-5)),)
    )


def _linear(operation: Linear, layer: Layer) -> WrittenLayer | str:
    if len(layer.source) > 3:
        return "a layer on the last axis of an image depends on where the channels are"
    line = call_text("Linear", layer.source[-1], layer.output[-1], bias=None if operation.bias else False)
    return WrittenLayer((line,))


def _flatten(operation: Flatten, layer: Layer) -> WrittenLayer | str:
    if operation.start != 1 or operation.end not in (-1, len(layer.source) - 1):
        return "a flatten of some of the axes depends on where the channels are"
    return WrittenLayer(("Flatten()",), (ROWS,) if len(layer.source) > 3 and layer.channels_last else ())


def _dropout(operation: Dropout, layer: Layer) -> WrittenLayer | str:
    name = f"Dropout{len(layer.source) - 2}d" if operation.of_channels else "Dropout"
    rate = layer.details.rate
    return WrittenLayer((call_text(name, *(() if rate is None or rate == 0.5 else (rate,))),))


def _of_elements(operation: Elementwise, layer: Layer) -> WrittenLayer | str:
    if operation.name in ("identity", "linear"):
        return WrittenLayer(("Identity()",))
    name = ACTIVATIONS.get(operation.name)
    if name is None:
        return f"torch has no activation {operation.name}"
    slope = layer.details.slope if operation.name == "leaky_relu" else None
    return WrittenLayer((call_text(name, *(() if slope is None or slope == 0.01 else (slope,))),))


def _softmax(operation: Softmax, layer: Layer) -> WrittenLayer | str:
    rank = len(layer.source)
    if operation.name not in SHARES:
        return f"torch has no layer {operation.name}"
    if len(operation.axes) != 1:
        return "its axis is not known"
    axis = operation.axes[0] % rank
    dim = 1 if axis == rank - 1 and (rank == 2 or layer.channels_last) else axis + (rank > 3 and layer.channels_last)
    return WrittenLayer((call_text(SHARES[operation.name], dim=dim),))


def _padding(operation: Pad, layer: Layer) -> WrittenLayer | str:
    if isinstance(operation, Crop):
        return WrittenLayer((_pad(tuple((-_int(a), -_int(b)) for a, b in operation.padding)),))
    return WrittenLayer((_pad(operation.padding),))


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _upsample(operation: Upsample, layer: Layer) -> WrittenLayer | str:
    return WrittenLayer((call_text("Upsample", scale_factor=compact(operation.factors)),))


def _embedding(operation: Embedding, layer: Layer) -> WrittenLayer | str:
    return WrittenLayer((call_text("Embedding", operation.count, operation.features),))


def _refused(operation: object, layer: Layer) -> str:
    return "torch has no layer that is both; a depthwise and a pointwise Conv2d do the same"


def _refused_norm(operation: object, layer: Layer) -> str:
    return "an instance normalization is written otherwise in each framework"


_WRITERS: tuple[tuple[type, Callable[[Any, Layer], WrittenLayer | str]], ...] = (
    (SeparableConvolution, _refused), (TransposedConvolution, _transposed), (Convolution, _convolution),
    (Pooling, _pooling), (AdaptivePooling, _adaptive), (GlobalPooling, _adaptive),
    (InstanceNormalization, _refused_norm), (BatchNormalization, _batch_norm), (LayerNormalization, _layer_norm),
    (Linear, _linear), (Flatten, _flatten), (Dropout, _dropout), (Softmax, _softmax), (Activation, _of_elements),
    (Elementwise, _of_elements), (Pad, _padding), (Upsample, _upsample), (Embedding, _embedding),
)  # fmt: skip

WRITER = StackWriter(describe, write)
