"""What follows from a mistake that has been found before: the same refusal once more, or the same layer's size, wrong
by the same factor.

What a layer has refused it refuses again, whatever it is called on; the output of a layer that does not fit the
targets of training does not fit those of validation either.

Where tensors do not fit together (a residual sum, a concatenation), nothing says which of them is wrong, and it is no
declared number that stands there. Each of their sizes comes from a layer that declares it. What another operation
misses of a size that comes from a layer written at the same place, by the factor that the first was wrong by, is put
right with the first."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from shapelint.ir import Kind, Node, Place, Requirement, Tensor
from shapelint.ops.norm.normalization import BatchNormalization, GroupNormalization, LayerNormalization
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Size, Verdict

TOGETHER = frozenset({Kind.OPERANDS, Kind.CONCATENATE, Kind.MATMUL, Kind.LOSS_TARGET})
KEEPING = (BatchNormalization, GroupNormalization, LayerNormalization)
LONGEST = 60

Factor = tuple[int, int]


class Causes:
    """The layers whose sizes did not fit in a run so far, with what they would have to be."""

    def __init__(self) -> None:
        self._factors: dict[Place, set[Factor]] = {}
        self._refused: set[Hashable] = set()

    def explain(self, node: Node) -> bool:
        """Whether all that a node fails by follows from what failed before it; what does not is kept in mind."""
        failed = [r for r in node.requirements if r.verdict is Verdict.FAILS]
        follows = bool(failed) and all(self._follows(node, required) for required in failed)
        for required in failed:
            self._refused |= refusals(node, required)
            if required.kind in TOGETHER and not follows:
                self._keep(node, required)
        return follows

    def _follows(self, node: Node, required: Requirement) -> bool:
        if self._refused & refusals(node, required):
            return True
        expected, actual = required.expected, required.actual
        if not isinstance(expected, int) or not isinstance(actual, int):
            return False
        if required.kind in TOGETHER and any((expected, actual) in met_before(tensor) for tensor in node.inputs[:2]):
            return True
        if any(
            expected * own == actual * other
            for place in sources(operand(node, required), required.axis, actual)
            for own, other in self._factors.get(place, ())
        ):
            return True
        pair = ((expected, actual), (actual, expected))
        return required.kind is Kind.OPERANDS and any(
            factor in pair
            for tensor in node.inputs
            if (size := size_at(tensor, required, node)) is not None
            for place in sources(tensor, own_axis(tensor, required, node), size)
            for factor in self._factors.get(place, ())
        )

    def _keep(self, node: Node, required: Requirement) -> None:
        expected, actual = required.expected, required.actual
        if not isinstance(expected, int) or not isinstance(actual, int):
            return
        for position, tensor in enumerate(node.inputs):
            size = size_at(tensor, required, node)
            wanted = actual if size == expected else expected if size == actual else None
            if wanted is not None and isinstance(size, int) and position <= (required.operand or 0):
                for place in sources(tensor, own_axis(tensor, required, node), size):
                    self._factors.setdefault(place, set()).add((size, wanted))


def operand(node: Node, required: Requirement) -> Tensor | None:
    position = required.operand or 0
    return node.inputs[position] if position < len(node.inputs) else None


def own_axis(tensor: Tensor, required: Requirement, node: Node) -> int | None:
    """The axis of a tensor that the requirement is about, counted from the last where ranks differ."""
    about, axis = operand(node, required), required.axis
    if tensor.shape is None or axis is None or about is None or about.shape is None:
        return None
    position = axis - len(about.shape) + len(tensor.shape)
    return position if 0 <= position < len(tensor.shape) else None


def size_at(tensor: Tensor, required: Requirement, node: Node) -> Size | None:
    """The tensor's size at the axis that the requirement is about."""
    position = own_axis(tensor, required, node)
    return None if position is None or tensor.shape is None else tensor.shape[position]


def refusals(node: Node, required: Requirement) -> set[Hashable]:
    """What stands for a refusal wherever it is met: of a layer that and why it refuses, of a loss the layer whose
    output it takes and the sizes of a sample, of data that are fed what they should be and are, of operands each with
    the sizes that do not fit."""
    kind = required.kind
    if kind is Kind.FED_DATA:
        return {(kind, node.operation, required.text)}
    if kind is Kind.LOSS_TARGET:
        samples = tuple(None if t.shape is None else t.shape[1:] for t in node.inputs[:2])
        return {(kind, node.operation, samples, place) for place in map(layer_of, node.inputs[:2]) if place is not None}
    if kind is Kind.OPERANDS:
        return {(kind, id(origin(tensor)), required.expected, required.actual) for tensor in node.inputs}
    if node.definition is not None and isinstance(required.actual, int):
        return {(kind, id(node.definition), required.argument, required.expected, required.actual)}
    return set()


def origin(tensor: Tensor) -> Tensor:
    """The tensor that one was made of, element by element."""
    for _ in range(LONGEST):
        node = tensor.producer
        if node is None or not isinstance(node.operation, Elementwise):
            return tensor
        before = next((t for t in node.inputs if t.shape == tensor.shape), None)
        if before is None:
            return tensor
        tensor = before
    return tensor


def layer_of(tensor: Tensor) -> Place | None:
    """Where the layer is built that a tensor was last made by, along the first inputs."""
    for _ in range(LONGEST):
        node = tensor.producer
        if node is None or not node.inputs:
            return None
        if node.definition is not None and node.operation.parameters() != {}:
            return node.definition.place
        tensor = node.inputs[0]
    return None


def met_before(tensor: Tensor) -> set[tuple[object, object]]:
    """The two sizes that a layer was refused by, in both orders, for each layer that a tensor has come through: what it
    does not fit together with later by the same two has the same cause."""
    found: set[tuple[object, object]] = set()
    for _ in range(LONGEST):
        node = tensor.producer
        if node is None or not node.inputs:
            break
        for required in node.requirements:
            if required.verdict is Verdict.FAILS and node.definition is not None:
                found |= {(required.expected, required.actual), (required.actual, required.expected)}
        tensor = node.inputs[0]
    return found


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
