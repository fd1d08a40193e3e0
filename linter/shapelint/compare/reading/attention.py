"""Attention with several heads: a query, keys and values, each projected to heads."""

from __future__ import annotations

from shapelint.compare.reading.reader import Reader
from shapelint.compare.reading.views import Value, View
from shapelint.compare.reading.weights import plain_weight, stored
from shapelint.compare.records import StepWeight
from shapelint.ir import Node
from shapelint.ops.attention.attention import MultiHeadAttention
from shapelint.ops.attention.multi_head_projection import HeadAttention
from shapelint.ops.operation import Operation
from shapelint.symbolic import Size

CAUSAL_MASK = "generate_square_subsequent_mask"
PARTS = ("query", "key", "value")


def multi_head(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, MultiHeadAttention)
    causal = is_causal(node, operation)
    if len(node.inputs) < 3 or causal is None or operation.extra:
        return reader.lose(node)
    views = [reader.solid(tensor) for tensor in node.inputs[:3]]
    if any(len(view.axes) != 3 for view in views):
        return reader.lose(node)
    order = (0, 1, 2) if operation.batch_first else (1, 0, 2)
    inputs = [(view, tuple(view.axes[axis] for axis in order)) for view in views]
    query = views[0]
    traits = reader.traits(node)
    size = operation.features // operation.heads
    weights = joint_weights(reader, node, operation.features)
    sizes = tuple(query.value.sizes[query.axes[axis]] for axis in order)
    value = reader.emit(
        "attention", node, inputs, sizes,
        {"heads": operation.heads, "key size": size, "value size": size, "features": operation.features,
         "bias": operation.bias, "causal": causal, "axes": tuple(axes for _, axes in inputs)}, weights, traits,
    )  # fmt: skip
    reader.give(node, View(Value(value.step, 0, sizes), order))
    return None


def is_causal(node: Node, operation: MultiHeadAttention) -> bool | None:
    """Whether no place sees a later one; None where a mask says something else, or is not known."""
    if len(node.inputs) == 3:
        return False if operation.causal is False else None
    if operation.masks != ("attn_mask",):
        return None
    asked = node.arguments.get("need_weights")
    declared = operation.causal and asked is not None and asked.value is False  # then the mask is not looked at
    return True if declared or node.inputs[3].origin == CAUSAL_MASK else None


def projected(reader: Reader, node: Node, operation: Operation) -> None:
    """Attention whose query comes first, then the value, then the key, which is the value where it is not given."""
    assert isinstance(operation, HeadAttention)
    if len(node.inputs) not in (2, 3) or operation.gate or operation.key_heads is not None:
        return reader.lose(node)
    given = [reader.solid(tensor) for tensor in node.inputs]
    query, value_view = given[0], given[1]
    key = given[2] if len(given) > 2 else value_view
    causal = node.arguments["use_causal_mask"].value if "use_causal_mask" in node.arguments else False
    if any(len(view.axes) != 3 for view in (query, value_view, key)) or has_masks(node) or not isinstance(causal, bool):
        return reader.lose(node)
    shape = node.output_types[0].shape
    if shape is None:
        return reader.lose(node)
    traits = reader.traits(node)
    inputs = [(view, view.axes) for view in (query, key, value_view)]
    weights = head_weights(reader, node)
    value = reader.emit(
        "attention", node, inputs, shape,
        {"heads": operation.heads, "key size": operation.key_size, "value size": operation.value_size,
         "features": shape[-1], "bias": operation.bias, "causal": causal,
         "axes": tuple(axes for _, axes in inputs)}, weights, traits,
    )  # fmt: skip
    reader.give(node, View(Value(value.step, 0, shape), (0, 1, 2)))
    return None


def has_masks(node: Node) -> bool:
    names = ("attention_mask", "query_mask", "value_mask", "key_mask")
    return any(name in node.arguments and node.arguments[name].value not in (None, False) for name in names)


def joint_weights(reader: Reader, node: Node, features: Size) -> list[StepWeight]:
    """The projections of the query, the keys and the values, which stand below each other in one array, and that of the
    output: neutral kernels are (out, in)."""
    found: list[StepWeight] = []
    for weight in reader.weights_of(node):
        shape = stored(weight)
        name = weight.name.rpartition("in_proj_")[2] if "in_proj_" in weight.name else ""
        if name in ("weight", "bias") and isinstance(features, int):
            for position, part in enumerate(PARTS):
                role = f"{part} {'kernel' if name == 'weight' else 'bias'}"
                held = (features, *shape[1:])
                rows = (position * features, (position + 1) * features)
                order = tuple(range(len(held)))
                found.append(StepWeight(role, weight.name, weight.shown, held, held, order, part=rows))
        elif ".out_proj." in f".{weight.name}":
            role = "output kernel" if weight.name.endswith("weight") else "output bias"
            found.append(plain_weight(weight, role))
        else:
            found.append(plain_weight(weight, weight.name.rpartition(".")[2]))
    return found


def head_weights(reader: Reader, node: Node) -> list[StepWeight]:
    """The projections to heads, (in, heads, size), and the one from heads, (heads, size, out)."""
    found: list[StepWeight] = []
    for weight in reader.weights_of(node):
        shape = stored(weight)
        part, _, name = weight.tensor.origin.partition("/")
        part = "output" if part == "attention_output" else part
        role = f"{part} {name}"
        if name == "kernel" and len(shape) == 3 and part == "output":
            found.append(StepWeight(role, weight.name, weight.shown, shape, (shape[2], shape[0] * shape[1]), (2, 0, 1)))
        elif name == "kernel" and len(shape) == 3:
            found.append(StepWeight(role, weight.name, weight.shown, shape, (shape[1] * shape[2], shape[0]), (1, 2, 0)))
        elif name == "bias" and len(shape) == 2:
            found.append(StepWeight(role, weight.name, weight.shown, shape, (shape[0] * shape[1],), (0, 1)))
        else:
            found.append(plain_weight(weight, role))
    return found
