"""A plain stack of layers as Keras writes it: the layers of `keras.Sequential`, with the channels last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from shapelint.ops.spatial.padding import Pad, PadTrailing
from shapelint.ops.spatial.pooling import AdaptivePooling, GlobalPooling, Pooling
from shapelint.ops.spatial.resize import Resize, Upsample
from shapelint.ops.spatial.separable import DepthwiseConvolution

ACTIVATIONS = frozenset(
    {
        "relu", "gelu", "elu", "selu", "silu", "sigmoid", "tanh", "softplus", "softsign", "mish", "relu6",
        "hard_sigmoid", "hard_silu", "log_sigmoid", "celu",
    }
)  # fmt: skip
ROWS = (
    "the features come flattened as (height, width, channels), not (channels, height, width): weights need reordering"
)
ZEROS = "padded with zeros, where torch pads a maximum with -inf: the same where nothing is negative"
SYMMETRIC = (
    'padding="same" with strides would pad more at the end than at the beginning: ZeroPadding keeps torch\'s windows'
)


def describe(arguments: Mapping[str, object]) -> Details:
    activation = arguments.get("activation")
    is_layer = "units" in arguments or "filters" in arguments or "kernel_size" in arguments
    return Details(
        number(arguments.get("rate")),
        number(arguments.get("epsilon")),
        number(arguments.get("momentum")),
        number(arguments.get("negative_slope")),
        activation if isinstance(activation, str) and is_layer else "",
        counts_padding=False,
    )


def write(layer: Layer) -> WrittenLayer | str:
    for kind, writer in _WRITERS:
        if isinstance(layer.operation, kind):
            written = writer(layer.operation, layer)
            if isinstance(written, str) or layer.details.activation in ("", "linear"):
                return written
            more = call_text("Activation", layer.details.activation)
            return WrittenLayer((*written.lines, more), written.remarks)
    return f"there is no way to write {type(layer.operation).__name__} in a plain stack"


def _convolution(operation: Convolution, layer: Layer) -> WrittenLayer | str:
    around = sides(operation, layer.source)
    if around is None or operation.padding_mode != "zeros":
        return "its padding is not one that Keras has"
    strided = not is_for_each(operation.stride, 1)
    if strided and not is_for_each(operation.dilation, 1):
        return "Keras has no dilation together with strides"
    rank = len(operation.kernel_size)
    before: tuple[str, ...] = ()
    padding, remarks = None, ()  # type: object, tuple[str, ...]
    if any(left or right for left, right in around):
        windows = zip(around, operation.kernel_size, operation.dilation, strict=True)
        if not strided and all(left + right == d * (k - 1) and left <= right for (left, right), k, d in windows):
            padding = "same"
        else:
            before = (_pad(around),)
            remarks = (SYMMETRIC,) if strided else ()
    channels, groups = channels_of(layer), operation.groups
    out = layer.output[-1] if layer.channels_last else layer.output[1]
    more = {
        "strides": unless(compact(operation.stride), 1), "padding": padding,
        "dilation_rate": unless(compact(operation.dilation), 1), "use_bias": None if operation.bias else False,
    }  # fmt: skip
    is_deep = isinstance(operation, DepthwiseConvolution) or (groups == channels != 1 and rank < 3)
    if is_deep and isinstance(out, int) and isinstance(channels, int) and channels:
        multiplier = unless(out // channels, 1)
        line = call_text(
            f"DepthwiseConv{rank}D", compact(operation.kernel_size), depth_multiplier=multiplier, **more
        )  # fmt: skip
    else:
        line = call_text(f"Conv{rank}D", out, compact(operation.kernel_size), groups=unless(groups, 1), **more)
    return WrittenLayer((*before, line), remarks)


def _transposed(operation: TransposedConvolution, layer: Layer) -> WrittenLayer | str:
    if isinstance(operation.padding, str) or not is_for_each(operation.dilation, 1) or operation.groups != 1:
        return "this transposed convolution is not one that Keras has"
    windows = list(zip(operation.kernel_size, operation.stride, operation.padding, strict=True))
    extra = operation.output_padding or (0,) * len(windows)
    padding: object = None
    if all(left == right == 0 and more == max_of(stride, kernel) for (kernel, stride, (left, right)), more in
           zip(windows, extra, strict=True)):  # fmt: skip
        padding = None
    elif all(2 * left - more == kernel - stride and left == right for (kernel, stride, (left, right)), more in
             zip(windows, extra, strict=True)):  # fmt: skip
        padding = "same"
    else:
        return "this padding of a transposed convolution is not one that Keras has"
    out = layer.output[1]
    line = call_text(
        f"Conv{len(windows)}DTranspose", out, compact(operation.kernel_size),
        strides=unless(compact(operation.stride), 1), padding=padding, use_bias=None if operation.bias else False,
    )  # fmt: skip
    return WrittenLayer((line,))


def max_of(stride: Any, kernel: Any) -> Any:
    """The output padding with which torch's output is as long as Keras's without padding."""
    return max(stride - kernel, 0)


def _pad(around: Sequence[tuple[object, object]]) -> str:
    rank, flat = len(around), [side for pair in around for side in pair]
    if len(set(flat)) == 1:
        return call_text(f"ZeroPadding{rank}D", flat[0])
    return call_text(f"ZeroPadding{rank}D", tuple(around) if rank > 1 else tuple(around[0]))


def _pooling(operation: Pooling, layer: Layer) -> WrittenLayer | str:
    around = sides(operation, layer.source)
    names = {"max": "Max", "average": "Average"}
    if around is None or operation.kind not in names:
        return "its padding is not known"
    if operation.dilation is not None and not is_for_each(operation.dilation, 1):
        return "Keras has no dilated pooling"
    rank = len(operation.kernel_size)
    before: tuple[str, ...] = ()
    padding, remarks = None, ()  # type: object, tuple[str, ...]
    if operation.ceil_mode and not _is_whole(operation, layer):
        if any(left or right for left, right in around) or not _ends_alike(operation, layer):
            return "ceil_mode with these sizes has other windows in Keras"
        padding = "same"
    elif any(left or right for left, right in around):
        if operation.kind != "max" and not layer.details.counts_padding:
            return "an average that does not count its padding has other windows in Keras"
        before = (_pad(around),)
        remarks = (ZEROS,) if operation.kind == "max" else ()
    line = call_text(
        f"{names[operation.kind]}Pooling{rank}D", compact(operation.kernel_size),
        strides=unless(compact(operation.stride), compact(operation.kernel_size)), padding=padding,
    )  # fmt: skip
    return WrittenLayer((*before, line), remarks)


def _spatial(layer: Layer) -> tuple[object, ...]:
    return tuple(layer.source[1:-1] if layer.channels_last else layer.source[2:])


def _is_whole(operation: Pooling, layer: Layer) -> bool:
    """Whether the windows end where the axis does, so that rounding up changes nothing."""
    around = sides(operation, layer.source) or ()
    windows = zip(_spatial(layer), operation.kernel_size, operation.stride, around, strict=True)
    return all(
        isinstance(n, int) and isinstance(k, int) and isinstance(s, int) and (n + left + right - k) % s == 0
        for n, k, s, (left, right) in windows
    )


def _ends_alike(operation: Pooling, layer: Layer) -> bool:
    """Whether padding="same" has the same windows as rounding up: all that it adds is at the end."""
    windows = zip(_spatial(layer), operation.kernel_size, operation.stride, strict=True)
    totals = [
        max((-(-n // s) - 1) * s + k - n, 0)
        for n, k, s in windows
        if isinstance(n, int) and isinstance(k, int) and isinstance(s, int)
    ]
    same = all(-(-n // s) == -(-(n - k) // s) + 1 for n, k, s in zip(
        _spatial(layer), operation.kernel_size, operation.stride, strict=True)
        if isinstance(n, int) and isinstance(k, int) and isinstance(s, int))  # fmt: skip
    return same and len(totals) == len(operation.kernel_size) and all(total < 2 for total in totals)


def _adaptive(operation: AdaptivePooling | GlobalPooling, layer: Layer) -> WrittenLayer | str:
    name = "Max" if operation.kind == "max" else "Average"
    sizes = operation.output_size if isinstance(operation, AdaptivePooling) else (1,) * operation.rank
    rank = len(sizes)
    if all(size == 1 for size in sizes):
        keeps = isinstance(operation, AdaptivePooling) or operation.keepdims
        return WrittenLayer((call_text(f"Global{name}Pooling{rank}D", keepdims=True if keeps else None),))
    kernel = []
    for size, wanted in zip(_spatial(layer), sizes, strict=True):
        if not isinstance(size, int) or not isinstance(wanted, int) or not wanted or size % wanted:
            return "an adaptive pooling with uneven windows is not in Keras"
        kernel.append(size // wanted)
    return WrittenLayer((call_text(f"{name}Pooling{rank}D", compact(kernel)),))


def _batch_norm(operation: BatchNormalization, layer: Layer) -> WrittenLayer | str:
    epsilon, momentum = layer.details.epsilon, layer.details.momentum
    line = call_text(
        "BatchNormalization", momentum=None if momentum is None else unless(momentum, 0.99),
        epsilon=None if epsilon is None else unless(epsilon, 1e-3),
        center=None if operation.center else False, scale=None if operation.scale else False,
    )  # fmt: skip
    return WrittenLayer((line,))


def _layer_norm(operation: LayerNormalization, layer: Layer) -> WrittenLayer | str:
    if len(operation.normalized_shape or ()) != 1 or len(layer.source) > 3:
        return "a layer normalization of an image depends on where the channels are"
    epsilon = layer.details.epsilon
    line = call_text("LayerNormalization", epsilon=None if epsilon is None else unless(epsilon, 1e-3))
    return WrittenLayer((line,))


def _linear(operation: Linear, layer: Layer) -> WrittenLayer | str:
    if len(layer.source) > 3 and not layer.channels_last:
        return "a layer on the last axis of an image depends on where the channels are"
    return WrittenLayer((call_text("Dense", layer.output[-1], use_bias=None if operation.bias else False),))


def _flatten(operation: Flatten, layer: Layer) -> WrittenLayer | str:
    if operation.start != 1 or operation.end not in (-1, len(layer.source) - 1):
        return "a flatten of some of the axes depends on where the channels are"
    return WrittenLayer(("Flatten()",), (ROWS,) if len(layer.source) > 3 and not layer.channels_last else ())


def _dropout(operation: Dropout, layer: Layer) -> WrittenLayer | str:
    rate = 0.5 if layer.details.rate is None else layer.details.rate
    name = f"SpatialDropout{len(layer.source) - 2}D" if operation.of_channels else "Dropout"
    return WrittenLayer((call_text(name, rate),))


def _of_elements(operation: Elementwise, layer: Layer) -> WrittenLayer | str:
    if operation.name in ("identity", "linear"):
        return WrittenLayer(("Identity()",))
    if operation.name == "leaky_relu":
        slope = layer.details.slope
        slope = None if slope is None else unless(slope, 0.3)  # type: ignore[assignment]
        return WrittenLayer((call_text("LeakyReLU", negative_slope=slope),))
    if operation.name == "relu":
        return WrittenLayer(("ReLU()",))
    name = {"swish": "silu", "hard_swish": "hard_silu"}.get(operation.name, operation.name)
    known = name in ACTIVATIONS
    return WrittenLayer((call_text("Activation", name),)) if known else f"Keras has no activation {operation.name}"


def _softmax(operation: Softmax, layer: Layer) -> WrittenLayer | str:
    rank = len(layer.source)
    if len(operation.axes) != 1:
        return "its axis is not known"
    axis = operation.axes[0] % rank
    if operation.name != "softmax":
        is_last = axis == (rank - 1 if rank < 4 or layer.channels_last else 1)
        if operation.name != "log_softmax" or not is_last:
            return f"Keras has no layer {operation.name} along this axis"
        return WrittenLayer((call_text("Activation", operation.name),))
    if rank < 4 or layer.channels_last:
        return WrittenLayer((call_text("Softmax", axis=None if axis == rank - 1 else axis),))
    return WrittenLayer((call_text("Softmax", axis=None if axis == 1 else max(axis - 1, 0)),))


def _padding(operation: Pad | PadTrailing, layer: Layer) -> WrittenLayer | str:
    if isinstance(operation, PadTrailing) and operation.mode != "constant":
        return f"Keras has no {operation.mode} padding"
    if len(operation.padding) != len(layer.source) - 2:
        return "a padding of some of the axes depends on where the channels are"
    return WrittenLayer((_pad(operation.padding),))


def _upsample(operation: Upsample | Resize, layer: Layer) -> WrittenLayer | str:
    rank = len(layer.source) - 2
    if isinstance(operation, Upsample):
        factors: object = compact(operation.factors)
    elif operation.size is None and operation.mode in ("nearest", "bilinear"):
        factors = operation.scale
    else:
        return "this resizing is not a layer of Keras"
    if isinstance(factors, float) and factors.is_integer():
        factors = int(factors)
    if not isinstance(factors, (int, tuple)):
        return "Keras makes images a whole number of times as large"
    mode = operation.mode if isinstance(operation, Resize) and operation.mode != "nearest" else None
    return WrittenLayer((call_text(f"UpSampling{rank}D", factors, interpolation=mode),))


def _embedding(operation: Embedding, layer: Layer) -> WrittenLayer | str:
    return WrittenLayer((call_text("Embedding", operation.count, operation.features),))


def _refused(operation: object, layer: Layer) -> str:
    return "an instance normalization is written otherwise in each framework"


_WRITERS: tuple[tuple[type, Callable[[Any, Layer], WrittenLayer | str]], ...] = (
    (TransposedConvolution, _transposed), (Convolution, _convolution), (Pooling, _pooling),
    (AdaptivePooling, _adaptive), (GlobalPooling, _adaptive), (InstanceNormalization, _refused),
    (BatchNormalization, _batch_norm), (LayerNormalization, _layer_norm), (Linear, _linear), (Flatten, _flatten),
    (Dropout, _dropout), (Softmax, _softmax), (Activation, _of_elements), (Elementwise, _of_elements),
    (Pad, _padding), (PadTrailing, _padding), (Upsample, _upsample), (Resize, _upsample), (Embedding, _embedding),
)  # fmt: skip

WRITER = StackWriter(describe, write)
