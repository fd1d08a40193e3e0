"""What follows from a mistake that has been found before: the same layer's size, wrong by the same factor.

Where tensors do not fit together (a residual sum, a concatenation), nothing says which of them is wrong, and it is no
declared number that stands there. Each of their sizes comes from a layer that declares it. What another operation
misses of a size that comes from a layer written at the same place, by the factor that the first was wrong by, is put
right with the first."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ir import Kind, Node, Place, Requirement, Tensor
from shapelint.ops.norm.normalization import BatchNormalization, GroupNormalization, LayerNormalization
from shapelint.symbolic import Size, Verdict

TOGETHER = frozenset({Kind.OPERANDS, Kind.CONCATENATE, Kind.MATMUL})
KEEPING = (BatchNormalization, GroupNormalization, LayerNormalization)
LONGEST = 60

Factor = tuple[int, int]


class Causes:
    """The layers whose sizes did not fit in a run so far, with what they would have to be."""

    def __init__(self) -> None:
        self._factors: dict[Place, set[Factor]] = {}

    def explain(self, node: Node) -> bool:
        """Whether all that a node fails by follows from what failed before it; what does not is kept in mind."""
        failed = [r for r in node.requirements if r.verdict is Verdict.FAILS]
        if failed and all(self._follows(node, required) for required in failed):
            return True
        for required in failed:
            if required.kind in TOGETHER:
                self._keep(node, required)
        return False

    def _follows(self, node: Node, required: Requirement) -> bool:
        expected, actual = required.expected, required.actual
        if not isinstance(expected, int) or not isinstance(actual, int):
            return False
        return any(
            expected * own == actual * other
            for place in sources(operand(node, required), required.axis, actual)
            for own, other in self._factors.get(place, ())
        )

    def _keep(self, node: Node, required: Requirement) -> None:
        expected, actual = required.expected, required.actual
        if not isinstance(expected, int) or not isinstance(actual, int):
            return
        for position, tensor in enumerate(node.inputs):
            size = size_at(tensor, required.axis, required, node)
            wanted = actual if size == expected else expected if size == actual else None
            if wanted is not None and isinstance(size, int) and position <= (required.operand or 0):
                for place in sources(tensor, required.axis, size):
                    self._factors.setdefault(place, set()).add((size, wanted))


def operand(node: Node, required: Requirement) -> Tensor | None:
    position = required.operand or 0
    return node.inputs[position] if position < len(node.inputs) else None


def size_at(tensor: Tensor, axis: int | None, required: Requirement, node: Node) -> Size | None:
    """The tensor's size at the axis that the requirement is about, counted from the last where ranks differ."""
    about = operand(node, required)
    if tensor.shape is None or axis is None or about is None or about.shape is None:
        return None
    position = axis - len(about.shape) + len(tensor.shape)
    return tensor.shape[position] if 0 <= position < len(tensor.shape) else None


def sources(tensor: Tensor | None, axis: int | None, size: Size) -> Iterator[Place]:
    """Where the layer is written that gives a tensor its size at an axis: past operations that keep it, or flatten it
    together with others."""
    for _ in range(LONGEST):
        if tensor is None or tensor.shape is None or axis is None or tensor.producer is None:
            return
        node = tensor.producer
        declares = node.definition is not None and bool(node.operation.parameters() or {})
        if declares and not isinstance(node.operation, KEEPING):
            assert node.definition is not None
            yield node.definition.place
            return
        before = next((t for t in node.inputs if divides(t, axis, size)), None)
        if before is None:
            return
        tensor, size = before, before.shape[axis] if before.shape is not None else size


def divides(tensor: Tensor, axis: int, size: Size) -> bool:
    """Whether the tensor may have given that size to what it was made into: it has it, or a part of it."""
    if tensor.role.startswith(("parameter", "buffer")) or tensor.shape is None or not 0 <= axis < len(tensor.shape):
        return False
    own = tensor.shape[axis]
    return own == size or (isinstance(own, int) and isinstance(size, int) and own > 1 and size % own == 0)
