"""Layers along the features: dense ones, embeddings, products of matrices, and normalizations."""

from __future__ import annotations

from shapelint.compare.reading.reader import Reader
from shapelint.compare.reading.views import Value, View
from shapelint.compare.reading.weights import NORM_ROLES, plain_weight, turned, weights_by_role
from shapelint.compare.records import Orders, StepWeight
from shapelint.ir import Node
from shapelint.ops.dense.embedding import Embedding
from shapelint.ops.dense.linear import Linear
from shapelint.ops.dense.matmul import MatrixMultiply
from shapelint.ops.norm.normalization import BatchNormalization, GroupNormalization, LayerNormalization
from shapelint.ops.operation import Operation
from shapelint.ops.structural.wrappers import EachStep


def linear(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, Linear)
    view = reader.solid(node.inputs[0])
    shape = node.output_types[0].shape
    if shape is None or not view.axes or any(id(one) not in reader.of_tensor for one in node.inputs[1:]):
        return reader.lose(node)
    axis = view.axes[-1]
    traits = reader.traits(node)
    sizes = (*view.value.sizes[:axis], shape[-1], *view.value.sizes[axis + 1 :])
    weights: list[StepWeight] = []
    for role, weight in weights_by_role(reader, node):
        own = (
            turned(weight, role, (1, 0))
            if role == "kernel" and operation.kernel_last_layout
            else plain_weight(weight, role)
        )
        if role == "kernel" and axis in view.value.orders:
            own.permuted[1] = view.value.orders[axis]
        weights.append(own)
    attributes: dict[str, object] = {
        "features": (view.value.sizes[axis], shape[-1]),
        "bias": operation.bias,
        "axis": axis,
    }
    attributes |= mixed(view, axis)
    value = reader.emit("dense", node, [(view, ())], sizes, attributes, weights, traits)
    made = Value(value.step, 0, sizes, kept_orders(view, axis), {axis: (value.step,)})
    reader.give(node, View(made, view.axes))
    return None


def each_step(reader: Reader, node: Node, operation: Operation) -> None:
    """A layer on each step of a sequence: a dense layer is the same on all of it."""
    assert isinstance(operation, EachStep)
    if isinstance(operation.inner, Linear):
        return linear(reader, node, operation.inner)
    return reader.lose(node)


def kept_orders(view: View, axis: int) -> dict[int, Orders]:
    return {other: order for other, order in view.value.orders.items() if other != axis}


def mixed(view: View, *allowed: int) -> dict[str, object]:
    """What has to be said of axes whose elements stand in another order, and that no weight of the step goes along."""
    rest = {axis: order for axis, order in view.value.orders.items() if axis not in allowed}
    return {"order of elements": str(sorted(rest.items()))} if rest else {}


def embedding(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, Embedding)
    view = reader.solid(node.inputs[0])
    traits = reader.traits(node)
    weights = [plain_weight(weight, role) for role, weight in weights_by_role(reader, node)]
    sizes = (*view.value.sizes, operation.features)
    value = reader.emit("embedding", node, [(view, ())], sizes,
                        {"entries": operation.count, "features": operation.features,
                         "masks_zero": bool(traits.values.get("masks_zero"))}, weights, traits)  # fmt: skip
    last = len(sizes) - 1
    reader.give(node, View(Value(value.step, 0, sizes, {}, {last: (value.step,)}), (*view.axes, last)))


def batch_normalization(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, BatchNormalization)
    view = reader.solid(node.inputs[0])
    rank = len(view.axes)
    if not -rank <= operation.axis < rank:
        return reader.lose(node)
    axis = view.axes[operation.axis]
    name = type(operation).__name__
    kind = "instance normalization" if name == "InstanceNormalization" else "batch normalization"
    normalize(reader, node, view, kind, (axis,), operation.scale, operation.center, {"track": operation.track})
    return None


def layer_normalization(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, LayerNormalization)
    view = reader.solid(node.inputs[0])
    rank = len(view.axes)
    axes = operation.axes
    if axes is None:
        axes = tuple(range(-len(operation.normalized_shape or ()), 0))
    if not axes or not all(-rank <= a < rank for a in axes):
        return reader.lose(node)
    name = type(operation).__name__
    kind = "root mean square normalization" if name == "RMSNormalization" else "layer normalization"
    normalize(reader, node, view, kind, tuple(view.axes[axis] for axis in axes), operation.scale, operation.center)
    return None


def group_normalization(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, GroupNormalization)
    view = reader.solid(node.inputs[0])
    rank = len(view.axes)
    if not -rank <= operation.axis < rank:
        return reader.lose(node)
    axis = view.axes[operation.axis]
    groups = view.value.sizes[axis] if operation.groups == -1 else operation.groups
    normalize(reader, node, view, "group normalization", (axis,), operation.scale, operation.center, {"groups": groups})
    return None


def normalize(
    reader: Reader,
    node: Node,
    view: View,
    kind: str,
    axes: tuple[int, ...],
    scale: bool | None,
    center: bool | None,
    more: dict[str, object] | None = None,
) -> None:
    """A normalization along neutral axes; its weights follow the order in which the tensor has these."""
    traits = reader.traits(node)
    attributes: dict[str, object] = {
        "epsilon": traits.values.get("epsilon"), "axes": tuple(sorted(axes)), "scale": scale, "offset": center,
        **(more or {}), **mixed(view, *axes),
    }  # fmt: skip
    if traits.values.get("rms"):
        kind = "root mean square normalization"
    order = sorted(range(len(axes)), key=lambda position: axes[position])
    weights: list[StepWeight] = []
    named = list(weights_by_role(reader, node, NORM_ROLES))
    if node.definition is None:
        held = {role for role, _ in named}
        attributes |= {"scale": "scale" in held, "offset": "offset" in held}
    for role, weight in named:
        own = turned(weight, role, order) if len(weight.tensor.shape or ()) == len(axes) else plain_weight(weight, role)
        for position, axis in enumerate(sorted(axes)):
            if axis in view.value.orders and len(own.shape) == len(axes):
                own.permuted[position] = view.value.orders[axis]
        weights.append(own)
    value = reader.emit(kind, node, [(view, ())], view.value.sizes, attributes, weights, traits)
    makers = dict(view.value.makers)
    if len(axes) == 1:
        makers[axes[0]] = (*makers.get(axes[0], ()), value.step)
    reader.give(node, View(Value(value.step, 0, view.value.sizes, view.value.orders, makers), view.axes))


def product(reader: Reader, node: Node, operation: Operation) -> None:
    """A product of matrices over the last two axes of each."""
    assert isinstance(operation, MatrixMultiply)
    views = [reader.solid(tensor) for tensor in node.inputs]
    shape = node.output_types[0].shape
    if shape is None or len(views) != 2 or any(len(view.axes) < 2 for view in views):
        return reader.lose(node)
    turned_axes = []
    for view, flips in zip(views, (operation.transpose_first, operation.transpose_second), strict=True):
        axes = view.axes
        turned_axes.append((*axes[:-2], axes[-1], axes[-2]) if flips else axes)
    inputs = list(zip(views, turned_axes, strict=True))
    attributes: dict[str, object] = {}
    for view in views:
        attributes |= mixed(view)
    value = reader.emit("matrix product", node, inputs, shape, attributes, (), reader.traits(node))
    reader.give(node, View(Value(value.step, 0, shape), tuple(range(len(shape)))))
    return None
