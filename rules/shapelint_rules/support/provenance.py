"""What a tensor's history tells about the numbers in its shape."""

from __future__ import annotations

from math import isqrt

from shapelint.ir import Node, Shape, Tensor
from shapelint.ops.layout.reshape import Flatten, Reshape
from shapelint.symbolic import Size, Verdict, equal, product, symbols

LONGEST_WALK = 1000


def joined_sizes(tensor: Tensor | None, total: int) -> tuple[int, ...] | None:
    """Sizes whose product is `total` and that a flatten or reshape on the tensor's way has joined: (64, 6, 6) for
    2304. None when they are not known or are only one."""
    joining = joining_node(tensor)
    if joining is None or joining.inputs[0].shape is None:
        return None
    shape = joining.inputs[0].shape
    for start in range(len(shape)):
        sizes = known(shape[start:])
        if sizes is not None and len(sizes) > 1 and equal(product(sizes), total) is Verdict.HOLDS:
            factors = tuple(s for s in sizes if s != 1)
            return factors if len(factors) > 1 else None
    return square_image(shape, total)


def square_image(shape: Shape, total: int) -> tuple[int, ...] | None:
    """The total as channels and the sides of a square, for an image of free size that has those channels first."""
    channels = shape[1] if len(shape) == 4 else None
    if not isinstance(channels, int) or channels < 1 or total % channels:
        return None
    side = isqrt(total // channels)
    return (channels, side, side) if side > 1 and channels * side * side == total else None


def known(shape: Shape) -> tuple[int, ...] | None:
    sizes = tuple(s for s in shape if isinstance(s, int))
    return sizes if len(sizes) == len(shape) else None


def joining_node(tensor: Tensor | None) -> Node | None:
    """The flatten or reshape that made the tensor, seen through operations that leave the shape as it is."""
    for _ in range(LONGEST_WALK):
        if tensor is None or tensor.producer is None or not tensor.producer.inputs:
            return None
        node = tensor.producer
        if isinstance(node.operation, (Flatten, Reshape)):
            return node
        if node.inputs[0].shape != tensor.shape:
            return None
        tensor = node.inputs[0]
    return None


def written_product(factors: tuple[int, ...] | None, total: int) -> str:
    """ "64*6*6", or just the number."""
    return "*".join(str(f) for f in factors) if factors else str(total)


def is_settled_by_input(value: Size | str) -> bool:
    """Whether a size hangs on the free sizes of the model's input, and on nothing that is not known."""
    found = frozenset() if isinstance(value, (int, str)) else symbols(value)
    return bool(found) and all(symbol.known for symbol in found)
