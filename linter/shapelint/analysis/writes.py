"""Tensors that a program writes into: `x[:, 0] = y`, `x += y`, `x.mul_(2)`. Who takes such a tensor afterwards takes
what the write has made of it, under whichever name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shapelint.ir import Node, Tensor
from shapelint.ops.layout.indexing import AssignIndex
from shapelint.records import dataclass, replace


@dataclass(frozen=True, slots=True, eq=False)
class Wiring:
    """What each operation takes, by its identity, and the results: in the place of a tensor that was written into
    before, what the last write has made of it. `rewired` are the operations that thereby take another tensor."""

    inputs: Mapping[int, tuple[Tensor, ...]]
    results: tuple[Tensor, ...]
    rewired: tuple[Node, ...]

    def of(self, node: Node) -> tuple[Tensor, ...]:
        return self.inputs.get(id(node), node.inputs)


def wiring_of(nodes: Sequence[Node], results: Iterable[Tensor]) -> Wiring:
    """The nodes being in the order in which they were run."""
    written: dict[int, Tensor] = {}
    inputs: dict[int, tuple[Tensor, ...]] = {}
    rewired: list[Node] = []
    for node in nodes:
        taken = tuple(written.get(id(held(tensor)), tensor) for tensor in node.inputs)
        inputs[id(node)] = taken
        if any(made_by(one) is not made_by(other) for one, other in zip(taken, node.inputs, strict=True)):
            rewired.append(node)
        if node.inputs and node.output_types and writes(node):
            before = held(node.inputs[0])
            plain = replace(before, role="", origin="", may_be=(), elements=None)
            written[id(before)] = replace(plain, type=node.output_types[0], producer=node)
    return Wiring(inputs, tuple(written.get(id(held(tensor)), tensor) for tensor in results), tuple(rewired))


def writes(node: Node) -> bool:
    """Whether an operation changes the first tensor that it takes."""
    if isinstance(node.operation, AssignIndex) or getattr(node.operation, "in_place", False):
        return True
    return node.dialect.tensors.in_place and node.callee.endswith("_") and not node.callee.endswith("__")


def held(tensor: Tensor) -> Tensor:
    """The tensor that one is: what a write gives is the one that was written into."""
    while not tensor.may_be and tensor.producer is not None and tensor.producer.inputs and writes(tensor.producer):
        tensor = tensor.producer.inputs[0]
    return tensor


def made_by(tensor: Tensor) -> object:
    return tensor if tensor.producer is None else tensor.producer
