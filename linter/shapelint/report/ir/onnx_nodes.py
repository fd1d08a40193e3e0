"""Which operations have one of ONNX's own, and how that is spelled. What is not here keeps its name, in the domain
`shapelint`, with its shapes stated.

Operators: https://onnx.ai/onnx/operators/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from shapelint.analysis.ir_document import IrNode
from shapelint.analysis.results import Dim, PlainShape
from shapelint.records import dataclass, field


@dataclass(frozen=True, slots=True)
class OnnxNode:
    """An operator of ONNX's. `weights` are the parameters that it takes, in order, by their names in the layer;
    `numbers` the one-dimensional integer tensors that it takes besides."""

    operator: str
    attributes: Mapping[str, object] = field(default_factory=dict)
    weights: tuple[str, ...] = ()
    numbers: tuple[tuple[int, ...], ...] = ()


Shapes = Sequence[PlainShape]
Lowering = Callable[[IrNode, Shapes, Shapes], OnnxNode | None]

ACTIVATIONS = {
    "relu": "Relu", "sigmoid": "Sigmoid", "tanh": "Tanh", "hardswish": "HardSwish", "hardsigmoid": "HardSigmoid",
    "gelu": "Gelu", "elu": "Elu", "selu": "Selu", "softplus": "Softplus", "softsign": "Softsign", "mish": "Mish",
    "leaky_relu": "LeakyRelu", "exp": "Exp", "log": "Log", "sqrt": "Sqrt", "abs": "Abs", "neg": "Neg", "erf": "Erf",
}  # fmt: skip
ARITHMETIC = {"+": "Add", "-": "Sub", "*": "Mul", "/": "Div", "add": "Add", "sub": "Sub", "mul": "Mul", "div": "Div"}


def convolution(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    own = node.fields
    rank = len(numbers(own["kernel_size"]) or ())
    pads, groups = own["padding"], own["groups"]
    kernel, stride, dilation = (numbers(own[name]) for name in ("kernel_size", "stride", "dilation"))
    if kernel is None or stride is None or dilation is None or own["channels_last"] or own["padding_mode"] != "zeros":
        return None
    sides = [numbers(pair) for pair in pads] if isinstance(pads, list) else [(0, 0)] * rank
    if pads in ("same", "causal") or None in sides or not isinstance(groups, int) or not has_rank(inputs, rank + 2):
        return None
    pairs = [side for side in sides if side is not None]
    attributes = {
        "kernel_shape": kernel,
        "strides": stride,
        "dilations": dilation,
        "group": groups,
        "pads": (*(a for a, _ in pairs), *(b for _, b in pairs)),
    }
    return OnnxNode("Conv", attributes, weights(node, ("weight", "bias")))


def batch_normalization(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    names = ("weight", "bias", "running_mean", "running_var")
    if node.fields["axis"] != 1 or weights(node, names) != names:
        return None
    return OnnxNode("BatchNormalization", weights=names)


def layer_normalization(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    normalized = numbers(node.fields["normalized_shape"])
    if not normalized or weights(node, ("weight",)) != ("weight",):
        return None
    return OnnxNode("LayerNormalization", {"axis": -len(normalized)}, weights(node, ("weight", "bias")))


def linear(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    if node.fields["kernel_last_layout"] or not has_rank(inputs, 2) or "weight" not in weights(node, ("weight",)):
        return None
    return OnnxNode("Gemm", {"transB": 1}, weights(node, ("weight", "bias")))


def activation(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    operator = ACTIVATIONS.get(str(node.fields["name"]))
    return None if operator is None or len(inputs) != 1 else OnnxNode(operator)


def elementwise(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    operator = ARITHMETIC.get(str(node.fields["name"]))
    return None if operator is None or len(inputs) != 2 else OnnxNode(operator)


def pooling(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    own = node.fields
    kernel, stride, dilation = (numbers(own[name]) for name in ("kernel_size", "stride", "dilation"))
    sides = [numbers(pair) for pair in own["padding"]] if isinstance(own["padding"], list) else [None]
    operator = {"max": "MaxPool", "average": "AveragePool"}.get(str(own["kind"]))
    plain = not own["channels_last"] and not own["return_indices"]
    if not plain or operator is None or kernel is None or stride is None or None in sides or len(outputs) != 1:
        return None
    if not has_rank(inputs, len(kernel) + 2):
        return None
    pairs = [side for side in sides if side is not None]
    pads = (*(a for a, _ in pairs), *(b for _, b in pairs))
    rounding = int(bool(own["ceil_mode"]))
    attributes: dict[str, object] = {"kernel_shape": kernel, "strides": stride, "pads": pads, "ceil_mode": rounding}
    return OnnxNode(operator, {**attributes, **({"dilations": dilation} if operator == "MaxPool" and dilation else {})})


def adaptive_pooling(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    own = node.fields
    sizes = numbers(own["output_size"])
    operator = {"max": "GlobalMaxPool", "average": "GlobalAveragePool"}.get(str(own["kind"]))
    if operator is None or own["channels_last"] or not sizes or any(size != 1 for size in sizes) or len(outputs) != 1:
        return None
    return OnnxNode(operator) if has_rank(inputs, len(sizes) + 2) else None


def flatten(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    is_usual = node.fields["start"] == 1 and node.fields["end"] == -1
    return OnnxNode("Flatten", {"axis": 1}) if is_usual and outputs[0] is not None and len(outputs[0]) == 2 else None


def reshape(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    sizes = exact(outputs[0])
    return None if sizes is None or len(inputs) != 1 else OnnxNode("Reshape", numbers=(sizes,))


def permute(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    order = numbers(node.fields["order"])
    if order is None or node.fields["kept"] != 0:
        return None
    return OnnxNode("Transpose", {"perm": tuple(axis % len(order) for axis in order)})


def transpose(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    first, second = node.fields["first"], node.fields["second"]
    if inputs[0] is None or not isinstance(first, int) or not isinstance(second, int):
        return None
    rank = len(inputs[0])
    order = list(range(rank))
    if not (-rank <= first < rank and -rank <= second < rank):
        return None
    order[first], order[second] = order[second], order[first]
    return OnnxNode("Transpose", {"perm": tuple(order)})


def concatenate(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    axis = node.fields["axis"]
    known = all(shape is not None and len(shape) > 0 for shape in inputs)
    return OnnxNode("Concat", {"axis": axis}) if isinstance(axis, int) and known and inputs else None


def matrix_multiply(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    turned = node.fields["transpose_first"] or node.fields["transpose_second"]
    return None if turned or len(inputs) != 2 else OnnxNode("MatMul")


def softmax(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    axes = numbers(node.fields["axes"])
    is_plain = str(node.fields["name"]) == "softmax" and axes is not None and len(axes) == 1 and len(outputs) == 1
    return OnnxNode("Softmax", {"axis": axes[0]}) if is_plain and axes else None


def dropout(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    return OnnxNode("Dropout")


def unsqueeze(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    axes = numbers(node.fields["axes"])
    return None if axes is None else OnnxNode("Unsqueeze", numbers=(axes,))


LOWERINGS: Mapping[str, Lowering] = {
    "Activation": activation,
    "AdaptivePooling": adaptive_pooling,
    "BatchNormalization": batch_normalization,
    "Concatenate": concatenate,
    "Convolution": convolution,
    "Dropout": dropout,
    "Elementwise": elementwise,
    "Flatten": flatten,
    "LayerNormalization": layer_normalization,
    "Linear": linear,
    "MatrixMultiply": matrix_multiply,
    "Permute": permute,
    "Pooling": pooling,
    "Reshape": reshape,
    "Softmax": softmax,
    "Transpose": transpose,
    "Unsqueeze": unsqueeze,
}


def lowered(node: IrNode, inputs: Shapes, outputs: Shapes) -> OnnxNode | None:
    """The operator of ONNX's for a node, None where there is none that does exactly this."""
    lowering = LOWERINGS.get(node.operation)
    return None if lowering is None or not inputs else lowering(node, inputs, outputs)


def numbers(value: object) -> tuple[int, ...] | None:
    """A list of whole numbers; None for what is none."""
    if not isinstance(value, (list, tuple)) or not all(type(one) is int for one in value):
        return None
    return tuple(value)


def exact(shape: PlainShape) -> tuple[int, ...] | None:
    sizes: Sequence[Dim] = shape or ()
    return None if shape is None else numbers(list(sizes))


def has_rank(inputs: Shapes, rank: int) -> bool:
    return bool(inputs) and inputs[0] is not None and len(inputs[0]) == rank


def weights(node: IrNode, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the names that the layer has parameters or state of, all of known sizes."""
    held = {**(node.parameters or {}), **node.state}
    return tuple(name for name in names if name in held and exact(held[name]) is not None)
