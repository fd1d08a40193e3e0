"""How two shapes stretch each other by broadcasting, and whether a size of one was put there for its sake."""

from __future__ import annotations

from shapelint.ir import Shape, Tensor
from shapelint.ops.axes import is_unknown
from shapelint.ops.dense.linear import Bilinear, Linear
from shapelint.ops.layout.creation import Creation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce, TopK
from shapelint.ops.spatial.convolution import Convolution
from shapelint.symbolic import Size, Verdict, equal
from shapelint_rules.support.dataflow import before

LAYERS = (Linear, Bilinear, Convolution)
DEEPEST = 4
FILLED = ("zeros", "ones", "full", "empty", "zeros_like", "ones_like", "full_like")


def both_stretch(first: Shape, second: Shape) -> bool:
    """Whether each of the shapes has an axis of size 1, or lacks one, where the other one has more."""
    length = max(len(first), len(second))
    left, right = ((1,) * (length - len(s)) + s for s in (first, second))
    pairs = list(zip(left, right, strict=True))
    if any(is_unknown(size) for pair in pairs for size in pair):
        return is_column(first, second) or is_column(second, first)
    ones = [(equal(a, 1) is Verdict.HOLDS, equal(b, 1) is Verdict.HOLDS) for a, b in pairs]
    return (True, False) in ones and (False, True) in ones


def is_column(first: Shape, second: Shape) -> bool:
    """(N, 1) beside (N,), of the same N."""
    return (
        len(first) == 2
        and len(second) == 1
        and equal(first[1], 1) is Verdict.HOLDS
        and equal(first[0], second[0]) is Verdict.HOLDS
        and equal(first[0], 1) is not Verdict.HOLDS
    )


def stretched_axis(narrow: Shape, wide: Shape) -> int | None:
    """The axis along which a shape has one value for each sample where the other has several; None unless all other
    sizes are the same, the first included. A single sample's row may lack the axis: (1,) beside (1, 20)."""
    if len(narrow) == 1 and len(wide) == 2 and equal(narrow[0], wide[0]) is Verdict.HOLDS:
        return 1 if equal(narrow[0], 1) is Verdict.HOLDS and is_several(wide[1]) else None
    if len(narrow) != len(wide) or len(narrow) < 2 or equal(narrow[0], wide[0]) is not Verdict.HOLDS:
        return None
    differing = [i for i, (a, b) in enumerate(zip(narrow, wide, strict=True)) if equal(a, b) is not Verdict.HOLDS]
    if not differing or any(equal(narrow[i], 1) is not Verdict.HOLDS or not is_several(wide[i]) for i in differing):
        return None
    return differing[0]


def is_several(size: Size) -> bool:
    """Whether a size is known to be more than one."""
    return not is_unknown(size) and equal(size, 1) is Verdict.FAILS


def is_of_layer(tensor: Tensor, depth: int = 0) -> bool:
    """Whether the size 1 is a layer's number of outputs, or that of a best class kept as an axis: not put there for
    the sake of broadcasting. What is worked out from several such tensors of one shape has it from them."""
    node = before(tensor).producer
    if node is None:
        return False
    if isinstance(node.operation, Elementwise):
        alike = [operand for operand in node.inputs if operand.shape == tensor.shape]
        others = all(operand.shape == () for operand in node.inputs if operand.shape != tensor.shape)
        return others and depth < DEEPEST and all(is_of_layer(operand, depth + 1) for operand in alike)
    if isinstance(node.operation, Reduce):
        return node.operation.keep and node.operation.name in ("argmax", "argmin")
    return isinstance(node.operation, (*LAYERS, TopK))


def is_given(tensor: Tensor) -> bool:
    """Whether a tensor is data with the shape that they came with, and not the same number everywhere."""
    source = before(tensor)
    if source.elements is not None or is_filled(source):
        return False
    return source.role == "data" or (source.producer is not None and isinstance(source.producer.operation, Creation))


def is_filled(tensor: Tensor) -> bool:
    """Whether every element is the same number."""
    node = tensor.producer
    name = node.operation.name if node is not None and isinstance(node.operation, Creation) else tensor.origin
    return name.partition("(")[0].rpartition(".")[2] in FILLED
