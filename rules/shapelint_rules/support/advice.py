"""The help of findings about tensors that do not fit: which of them is to become what, and where it is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.diagnostics.rule import Related
from shapelint.ir import Node, Shape, Tensor
from shapelint.ops.axes import render_shape
from shapelint.symbolic import Verdict, equal, product, render
from shapelint_rules.support.failures import layer_name


def same(one: Shape, other: Shape) -> bool:
    """Whether two shapes are certainly the same."""
    pairs = zip(one, other, strict=True) if len(one) == len(other) else ()
    return len(one) == len(other) and all(equal(a, b) is Verdict.HOLDS for a, b in pairs)


def reshaping(given: Shape, wanted: Shape, what: str, has_methods: bool) -> str:
    """What makes the wanted shape of the given one, where a single operation does it; "" where none does."""
    if same(given, (*wanted, 1)):
        axis = len(given) - 1
        return f"drop the last axis of {what}" + (f": squeeze({axis})" if has_methods else f": squeeze it, axis={axis}")
    if same((*given, 1), wanted):
        return f"give {what} a last axis of size 1" + (f": unsqueeze({len(given)})" if has_methods else "")
    if len(given) > len(wanted) > 0 and same(given[: len(wanted) - 1], wanted[:-1]):
        flat = product(given[len(wanted) - 1 :])
        if equal(flat, wanted[-1]) is Verdict.HOLDS:
            return f"flatten {what} to {render_shape(wanted)}"
    order = permutation(given, wanted)
    if order is not None:
        return f"bring the axes of {what} into the other order" + (f": permute{order}" if has_methods else "")
    return ""


def permutation(given: Shape, wanted: Shape) -> tuple[int, ...] | None:
    """The order of the given axes that gives the wanted shape; None where there is none, or more than one."""
    if len(given) != len(wanted) or same(given, wanted) or len(set(map(render, given))) != len(given):
        return None
    found = [[i for i, size in enumerate(given) if equal(size, other) is Verdict.HOLDS] for other in wanted]
    return tuple(places[0] for places in found) if all(len(places) == 1 for places in found) else None


def makers(tensors: Sequence[Tensor]) -> tuple[Related, ...]:
    """Where the layers are built that made the tensors, and which shape each gave."""
    found = ((layer_of(tensor), tensor) for tensor in tensors)
    return tuple(
        Related(layer.definition.place, f"{layer_name(layer)} gives {render_shape(tensor.shape or ())}")
        for layer, tensor in found
        if layer is not None and layer.definition is not None
    )


def layer_of(tensor: Tensor) -> Node | None:
    """The layer with parameters of its own that gave a tensor its sizes: the nearest on its way, behind nothing but
    what leaves the shape as it is."""
    node = tensor.producer
    while node is not None and (node.definition is None or not node.operation.parameters()):
        before = node.inputs[0] if node.inputs else None
        if before is None or before.shape is None or tensor.shape is None or not same(before.shape, tensor.shape):
            return None
        node = before.producer
    return node


def differing(shapes: Sequence[Shape], but: int | None = None) -> Iterator[int]:
    """The axes in which shapes of the same rank certainly differ, except one."""
    for axis in range(len(shapes[0])):
        if axis != but and any(equal(shapes[0][axis], other[axis]) is Verdict.FAILS for other in shapes[1:]):
            yield axis
