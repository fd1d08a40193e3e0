"""Convolutions, pooling, padding and resizing in neutral terms: explicit amounts of padding wherever the size is known.

"same" of a framework that pads as much as a window needs: total = max((ceil(n / s) - 1) s + (k - 1) d + 1 - n, 0),
of which the smaller half stands before (https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2).
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.compare.reading.layout import emit_mean
from shapelint.compare.reading.reader import Reader
from shapelint.compare.reading.views import Sizes, Value, View, is_one
from shapelint.compare.reading.weights import kernel_last, plain_weight, turned, weights_by_role
from shapelint.compare.records import StepWeight
from shapelint.ir import Node
from shapelint.ops.operation import Operation
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.padding import Crop, Pad, PadTrailing
from shapelint.ops.spatial.pooling import AdaptivePooling, GlobalPooling, Pooling
from shapelint.ops.spatial.resize import Resize, Upsample
from shapelint.ops.spatial.separable import DepthwiseConvolution, SeparableConvolution
from shapelint.symbolic import Size

Pairs = tuple[tuple[int, int] | str, ...]


def roles(view: View, rank: int, channels_last: bool) -> tuple[tuple[int, ...], int, tuple[int, ...]] | None:
    """The neutral axes of the batch (none for a single image), of the channels, and those that windows slide along."""
    axes = view.axes
    if len(axes) not in (rank + 1, rank + 2):
        return None
    batch, rest = axes[: len(axes) - rank - 1], axes[len(axes) - rank - 1 :]
    return (batch, rest[-1], rest[:-1]) if channels_last else (batch, rest[0], rest[1:])


def same_padding(size: Size, kernel: Size, stride: Size, dilation: Size) -> tuple[int, int] | str:
    """How much "same" puts before and after an axis; "same" where that depends on a size that is not known."""
    if not (isinstance(kernel, int) and isinstance(stride, int) and isinstance(dilation, int)):
        return "same"
    reach = (kernel - 1) * dilation
    if stride == 1:
        return (reach // 2, reach - reach // 2)
    if not isinstance(size, int):
        return (0, 0) if reach == 0 else "same"
    total = max((-(-size // stride) - 1) * stride + reach + 1 - size, 0)
    return (total // 2, total - total // 2)


def amounts(reader: Reader, node: Node, size: Size, pair: tuple[Size, Size]) -> tuple[int, int] | str:
    before, after = pair
    if isinstance(before, int) and isinstance(after, int):
        return (before, after)
    reader.doubt("an amount of padding that is not known", node.place)
    return "unknown"


def padded(
    reader: Reader,
    node: Node,
    view: View,
    spatial: Sequence[int],
    operation: Convolution | Pooling,
    dilation: Sequence[Size],
    absorbs: bool,
) -> tuple[View, Pairs]:
    """What an operation slides over, and the padding of each axis; zeros that a step before has put there are part of
    it where the operation `absorbs` them."""
    around = view.padding or ((0, 0),) * len(view.value.sizes)
    plain = View(view.value, view.axes)
    held = {axis: pair for axis, pair in enumerate(around) if pair != (0, 0)}
    if held and (not absorbs or not set(held) <= set(spatial)):
        plain = reader.solid(node.inputs[0])
        held = {}
    found: list[tuple[int, int] | str] = []
    for position, axis in enumerate(spatial):
        size: Size = plain.value.sizes[axis]
        before, after = held.get(axis, (0, 0))
        stated = operation.padding
        if stated == "same":
            own = same_padding(
                size + before + after, operation.kernel_size[position], operation.stride[position], dilation[position]
            )
        elif stated == "causal":
            reach = dilation[position] * (operation.kernel_size[position] - 1)
            own = amounts(reader, node, size, (reach, 0))
        else:
            own = (0, 0) if isinstance(stated, str) else amounts(reader, node, size, stated[position])
        found.append(own if isinstance(own, str) else (own[0] + before, own[1] + after))
    return plain, tuple(found)


def convolution(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, Convolution)
    rank = len(operation.kernel_size)
    view = reader.view(node.inputs[0])
    found = roles(view, rank, operation.channels_last)
    if found is None or node.output_types[0].shape is None:
        return reader.lose(node)
    batch, channel, spatial = found
    traits = reader.traits(node)
    mode = operation.padding_mode
    plain, pads = padded(reader, node, view, spatial, operation, operation.dilation, mode == "zeros")
    shape = node.output_types[0].shape
    out = image_sizes(shape, rank, operation.channels_last)
    groups = plain.value.sizes[channel] if isinstance(operation, DepthwiseConvolution) else operation.groups
    attributes: dict[str, object] = {
        "window": operation.kernel_size, "stride": operation.stride, "dilation": operation.dilation,
        "groups": groups, "padding": pads, "padding_mode": mode, "bias": operation.bias,
        "channels": (plain.value.sizes[channel], out[len(batch)]), "axes": (channel, spatial),
    }  # fmt: skip
    weights = kernels(reader, node, operation, rank)
    value = reader.emit(
        "depthwise convolution" if is_depthwise(groups, plain.value.sizes[channel]) else "convolution",
        node, [(plain, (*batch, channel, *spatial))], out, attributes, weights, traits,
    )  # fmt: skip
    finish(reader, node, value, len(batch), rank, operation.channels_last, out)
    return None


def is_depthwise(groups: Size, channels: Size) -> bool:
    return isinstance(groups, int) and groups > 1 and groups == channels


def finish(reader: Reader, node: Node, value: Value, batch: int, rank: int, last: bool, out: Sizes) -> None:
    """State the output: the neutral order is that of channels first."""
    made = Value(value.step, 0, out, makers={batch: (value.step,)})
    channel = batch
    axes = (*range(batch), *range(batch + 1, batch + 1 + rank), channel) if last else tuple(range(len(out)))
    reader.give(node, View(made, axes))


def image_sizes(shape: Sizes, rank: int, channels_last: bool) -> Sizes:
    """The sizes of an image with the channels before the axes that windows slide along."""
    if not channels_last:
        return shape
    batch = len(shape) - rank - 1
    return (*shape[:batch], shape[-1], *shape[batch:-1])


def kernels(reader: Reader, node: Node, operation: Convolution, rank: int) -> list[StepWeight]:
    found: list[StepWeight] = []
    for role, weight in weights_by_role(reader, node):
        last = operation.dialect.kernel_last
        if role != "kernel" or not last:
            found.append(plain_weight(weight, role))
        elif isinstance(operation, DepthwiseConvolution):
            held = weight.tensor.shape or ()
            whole = tuple(size if isinstance(size, int) else -1 for size in held)
            shape = (whole[rank] * whole[rank + 1], 1, *whole[:rank]) if len(whole) == rank + 2 else whole
            found.append(turned(weight, role, (rank, rank + 1, *range(rank)), shape))
        else:
            found.append(turned(weight, role, kernel_last(rank)))
    return found


def separable(reader: Reader, node: Node, operation: Operation) -> None:
    """A depthwise convolution, and one of single places behind it."""
    assert isinstance(operation, SeparableConvolution)
    rank = len(operation.kernel_size)
    view = reader.view(node.inputs[0])
    found = roles(view, rank, operation.channels_last)
    shape = node.output_types[0].shape
    if found is None or shape is None or not found[0]:
        return reader.lose(node)
    batch, channel, spatial = found
    plain, pads = padded(reader, node, view, spatial, operation, operation.dilation, True)
    out = image_sizes(shape, rank, operation.channels_last)
    channels = plain.value.sizes[channel]
    inner = channels * operation.multiplier
    named = dict(
        weights_by_role(
            reader, node, {"depthwise_kernel": "depthwise", "pointwise_kernel": "pointwise", "bias": "bias"}
        )
    )
    whole = tuple(s if isinstance(s, int) else -1 for s in named["depthwise"].tensor.shape or ()) if named else ()
    first = (
        turned(
            named["depthwise"],
            "kernel",
            (rank, rank + 1, *range(rank)),
            (whole[rank] * whole[rank + 1], 1, *whole[:rank]),
        )
        if whole
        else None
    )
    middle = (out[0], inner, *out[2:])
    deep = reader.emit(
        "depthwise convolution", node, [(plain, (*batch, channel, *spatial))], middle,
        {"window": operation.kernel_size, "stride": operation.stride, "dilation": operation.dilation,
         "groups": channels, "padding": pads, "padding_mode": "zeros", "bias": False,
         "channels": (channels, inner), "axes": (channel, spatial)}, [first] if first else [], reader.traits(node),
    )  # fmt: skip
    rest = [turned(named["pointwise"], "kernel", kernel_last(rank))] if "pointwise" in named else []
    rest += [plain_weight(named["bias"], "bias")] if "bias" in named else []
    ones = (1,) * rank
    value = reader.emit(
        "convolution", node, [(View(deep, tuple(range(len(middle)))), tuple(range(len(middle))))], out,
        {"window": ones, "stride": ones, "dilation": ones, "groups": 1, "padding": ((0, 0),) * rank,
         "padding_mode": "zeros", "bias": operation.bias, "channels": (inner, out[1]),
         "axes": (1, tuple(range(2, 2 + rank)))}, rest,
    )  # fmt: skip
    finish(reader, node, value, 1, rank, operation.channels_last, out)
    return None


def transposed(reader: Reader, node: Node, operation: Operation) -> None:
    """A transposed convolution: what is cut off before and after the full result on each axis."""
    assert isinstance(operation, TransposedConvolution)
    rank = len(operation.kernel_size)
    view = reader.solid(node.inputs[0])
    found = roles(view, rank, operation.channels_last)
    shape = node.output_types[0].shape
    if found is None or shape is None:
        return reader.lose(node)
    batch, channel, spatial = found
    out = image_sizes(shape, rank, operation.channels_last)
    cut = tuple(
        cropping(reader, node, operation, position, view.value.sizes[axis], out[len(batch) + 1 + position])
        for position, axis in enumerate(spatial)
    )
    weights: list[StepWeight] = []
    for role, weight in weights_by_role(reader, node):
        is_last = role == "kernel" and operation.dialect.kernel_last
        weights.append(turned(weight, role, kernel_last(rank)) if is_last else plain_weight(weight, role))
    value = reader.emit(
        "transposed convolution", node, [(view, (*batch, channel, *spatial))], out,
        {"window": operation.kernel_size, "stride": operation.stride, "dilation": operation.dilation,
         "groups": operation.groups, "cropping": cut, "bias": operation.bias,
         "channels": (view.value.sizes[channel], out[len(batch)]), "axes": (channel, spatial)},
        weights, reader.traits(node),
    )  # fmt: skip
    finish(reader, node, value, len(batch), rank, operation.channels_last, out)
    return None


def cropping(
    reader: Reader, node: Node, operation: TransposedConvolution, position: int, size: Size, result: Size
) -> tuple[int, int] | str:
    """How many elements of the full result, (n - 1) s + (k - 1) d + 1, are cut off before and after; fewer than none
    where zeros follow."""
    kernel, stride = operation.kernel_size[position], operation.stride[position]
    dilation = operation.dilation[position]
    full = (size - 1) * stride + (kernel - 1) * dilation + 1
    total = full - result
    if isinstance(operation.padding, str):
        if not isinstance(total, int):
            reader.doubt("how much a transposed convolution cuts off", node.place)
            return "unknown"
        front = max(total, 0) // 2 if operation.padding == "same" else 0
        return (front, total - front)
    before = operation.padding[position][0]
    after = total - before
    if isinstance(before, int) and isinstance(after, int):
        return (before, after)
    reader.doubt("how much a transposed convolution cuts off", node.place)
    return "unknown"


def pooling(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, Pooling)
    rank = len(operation.kernel_size)
    view = reader.view(node.inputs[0])
    found = roles(view, rank, operation.channels_last)
    shape = node.output_types[0].shape
    if found is None or shape is None:
        return reader.lose(node)
    batch, channel, spatial = found
    traits = reader.traits(node)
    dilation = operation.dilation or (1,) * rank
    is_max = operation.kind == "max"
    zeros = any(pair != (0, 0) for pair in view.padding)
    counts = traits.values.get("counts_padding", False)
    own_padding = operation.padding == "same" or (
        not isinstance(operation.padding, str) and any(side != 0 for pair in operation.padding for side in pair)
    )
    # Zeros around an image that is nowhere below zero change no maximum.
    absorbs = (is_max and view.value.is_positive) or (operation.kind == "average" and not own_padding)
    plain, pads = padded(reader, node, view, spatial, operation, dilation, absorbs)
    if zeros and absorbs and not is_max:
        counts = True
    out = image_sizes(shape, rank, operation.channels_last)
    whole = all(plain.value.sizes[a] == k for a, k in zip(spatial, operation.kernel_size, strict=True))
    if operation.kind == "average" and whole and not any(pair != (0, 0) for pair in pads):
        return emit_mean(reader, node, plain, spatial, keep=True)
    attributes: dict[str, object] = {
        "window": operation.kernel_size, "stride": operation.stride, "padding": pads, "dilation": dilation,
        "ceil": operation.ceil_mode and not divides_evenly(plain, spatial, operation, pads),
        "axes": (channel, spatial),
    }  # fmt: skip
    if not is_max:
        attributes["counts_padding"] = bool(counts) if any(pair != (0, 0) for pair in pads) else None
        attributes["divisor"] = traits.values.get("divisor")
    value = reader.emit(
        f"{operation.kind} pooling", node, [(plain, (*batch, channel, *spatial))], out, attributes, (), traits
    )
    keeps = view.value.makers.get(channel)
    made = Value(value.step, 0, out, makers={len(batch): keeps} if keeps else {}, is_positive=view.value.is_positive)
    last = operation.channels_last
    count = len(batch)
    axes = (*range(count), *range(count + 1, count + 1 + rank), count) if last else tuple(range(len(out)))
    reader.give(node, View(made, axes))
    return None


def divides_evenly(view: View, spatial: Sequence[int], operation: Pooling, pads: Pairs) -> bool:
    """Whether the windows end with the axis, so that rounding up changes nothing."""
    for axis, kernel, stride, pair in zip(spatial, operation.kernel_size, operation.stride, pads, strict=True):
        size = view.value.sizes[axis]
        known = isinstance(size, int) and isinstance(kernel, int) and isinstance(stride, int)
        if not known or isinstance(pair, str):
            return False
        assert isinstance(size, int)
        assert isinstance(kernel, int)
        assert isinstance(stride, int)
        if (size + sum(pair) - kernel) % stride:
            return False
    return True


def adaptive(reader: Reader, node: Node, operation: Operation) -> None:
    """Windows that follow from the wanted size: all of an axis, none where nothing changes, equal ones where the size
    divides."""
    assert isinstance(operation, AdaptivePooling)
    rank = len(operation.output_size)
    view = reader.solid(node.inputs[0])
    found = roles(view, rank, operation.channels_last)
    shape = node.output_types[0].shape
    if found is None or shape is None:
        return reader.lose(node)
    batch, channel, spatial = found
    sizes = [view.value.sizes[axis] for axis in spatial]
    wanted = [size if one is None else one for one, size in zip(operation.output_size, sizes, strict=True)]
    if wanted == sizes:
        return reader.give(node, view)
    if operation.kind == "average" and all(is_one(one) for one in wanted):
        return emit_mean(reader, node, view, spatial, keep=True)
    out = image_sizes(shape, rank, operation.channels_last)
    attributes: dict[str, object] = {"size": tuple(wanted), "axes": (channel, spatial)}
    kind = f"adaptive {operation.kind} pooling"
    if all(isinstance(s, int) and isinstance(w, int) and w and s % w == 0 for s, w in zip(sizes, wanted, strict=True)):
        step = tuple(int(str(s)) // int(str(w)) for s, w in zip(sizes, wanted, strict=True))
        kind = f"{operation.kind} pooling"
        attributes = {"window": step, "stride": step, "padding": ((0, 0),) * rank, "dilation": (1,) * rank,
                      "ceil": False, "axes": (channel, spatial)}  # fmt: skip
        if operation.kind != "max":
            attributes |= {"counts_padding": None, "divisor": None}
    value = reader.emit(kind, node, [(view, (*batch, channel, *spatial))], out, attributes, (), reader.traits(node))
    count = len(batch)
    last = operation.channels_last
    axes = (*range(count), *range(count + 1, count + 1 + rank), count) if last else tuple(range(len(out)))
    reader.give(node, View(Value(value.step, 0, out, is_positive=view.value.is_positive), axes))
    return None


def global_pooling(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, GlobalPooling)
    view = reader.solid(node.inputs[0])
    found = roles(view, operation.rank, operation.channels_last)
    if found is None:
        return reader.lose(node)
    emit_mean(reader, node, view, found[2], keep=operation.keepdims, name="max" if operation.kind == "max" else "mean")
    return None


def padding(reader: Reader, node: Node, operation: Operation) -> None:
    """Zeros around an image wait for the operation that slides over them."""
    assert isinstance(operation, (Pad, PadTrailing))
    view = reader.view(node.inputs[0])
    traits = reader.traits(node)
    mode = traits.values.get("mode", getattr(operation, "mode", "constant"))
    fill = traits.values.get("fill", 0)
    pairs = operation.padding
    if isinstance(operation, Pad) and operation.channels_last:
        positions = list(range(len(view.axes) - 1 - len(pairs), len(view.axes) - 1))
    else:
        positions = list(range(len(view.axes) - len(pairs), len(view.axes)))
    known = all(isinstance(side, int) for pair in pairs for side in pair)
    shape = node.output_types[0].shape
    if shape is None or not known or positions[0] < 0:
        return reader.lose(node)
    sign = -1 if isinstance(operation, Crop) else 1
    amounts_by_axis = {
        view.axes[position]: (sign * int(str(pair[0])), sign * int(str(pair[1])))
        for position, pair in zip(positions, pairs, strict=True)
    }
    if mode == "constant" and fill in (0, 0.0, None) and all(side >= 0 for p in amounts_by_axis.values() for side in p):
        around = list(view.padding or ((0, 0),) * len(view.value.sizes))
        for axis, (before, after) in amounts_by_axis.items():
            around[axis] = (around[axis][0] + before, around[axis][1] + after)
        return reader.give(node, View(view.value, view.axes, tuple(around)))
    view = reader.solid(node.inputs[0])
    around = [amounts_by_axis.get(axis, (0, 0)) for axis in range(len(view.value.sizes))]
    sizes = tuple(size + sum(pair) for size, pair in zip(view.value.sizes, around, strict=True))
    kind = "cropping" if sign < 0 else "padding"
    value = reader.emit(
        kind, node, [(view, range(len(view.value.sizes)))], sizes,
        {"padding": tuple(around[1:]), "mode": mode, "fill": fill if mode == "constant" else None},
    )  # fmt: skip
    reader.give(node, View(Value(value.step, 0, sizes, makers=view.value.makers), view.axes))
    return None


def resizing(reader: Reader, node: Node, operation: Operation) -> None:
    """Interpolation: by its method, and how the corners of both images lie."""
    assert isinstance(operation, (Upsample, Resize))
    view = reader.solid(node.inputs[0])
    shape = node.output_types[0].shape
    last = isinstance(operation, Upsample) and operation.channels_last
    found = roles(view, len(view.axes) - 2, last)
    if found is None or shape is None:
        return reader.lose(node)
    batch, channel, spatial = found
    traits = reader.traits(node)
    method = str(traits.values.get("mode") or getattr(operation, "mode", "nearest"))
    method = {"linear": "bilinear", "trilinear": "bilinear"}.get(method, method)
    out = image_sizes(shape, len(spatial), last)
    corners = bool(traits.values.get("align_corners")) if method not in ("nearest", "area") else False
    value = reader.emit(
        "resizing", node, [(view, (*batch, channel, *spatial))], out,
        {"method": method, "align_corners": corners, "axes": (channel, spatial)}, (), traits,
    )  # fmt: skip
    count = len(batch)
    rank = len(spatial)
    axes = (*range(count), *range(count + 1, count + 1 + rank), count) if last else tuple(range(len(out)))
    reader.give(node, View(Value(value.step, 0, out, is_positive=view.value.is_positive and method != "bicubic"), axes))
    return None
