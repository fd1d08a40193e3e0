"""Where tensors go: what is done with the output of a node."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from shapelint.ir import Node, Tensor
from shapelint.ir.run import Run
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.pointwise.activation import ChannelSlope, ShapePreservingWithRank
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce

MOST_STEPS = 4000


class Flow:
    """The consumers of every node of a run."""

    def __init__(self, run: Run) -> None:
        self._consumers: dict[int, list[Node]] = {}
        for node in run.nodes:
            for producer in {id(t.producer) for t in node.inputs if t.producer is not None}:
                self._consumers.setdefault(producer, []).append(node)

    def consumers(self, node: Node) -> list[Node]:
        return self._consumers.get(id(node), [])

    def reached(self, node: Node) -> Iterator[Node]:
        """The nodes that the output gets to, seen through what treats each element by itself."""
        waiting, seen = [node], {id(node)}
        while waiting and len(seen) < MOST_STEPS:
            for consumer in self.consumers(waiting.pop()):
                if id(consumer) in seen:
                    continue
                seen.add(id(consumer))
                if is_passing(consumer):
                    waiting.append(consumer)
                else:
                    yield consumer

    def descendants(self, node: Node) -> Iterator[Node]:
        """Everything that is made of the output, nearest first."""
        waiting, seen = [node], {id(node)}
        for current in waiting:
            for consumer in self.consumers(current):
                if id(consumer) not in seen and len(seen) < MOST_STEPS:
                    seen.add(id(consumer))
                    waiting.append(consumer)
                    yield consumer


def is_passing(node: Node) -> bool:
    """Whether one tensor goes in and every element comes out in its place: activations, dropout, casts."""
    return len(node.inputs) == 1 and isinstance(node.operation, (Elementwise, ShapePreservingWithRank, ChannelSlope))


def is_total(node: Node) -> bool:
    """Whether a node reduces everything to one number."""
    return isinstance(node.operation, Reduce) and node.output_types[0].shape == ()


def before(tensor: Tensor) -> Tensor:
    """The tensor as it was before activations, casts and the like."""
    for _ in range(MOST_STEPS):
        node = tensor.producer
        if node is None or not is_passing(node):
            return tensor
        tensor = node.inputs[0]
    return tensor


def nearest_softmax(tensor: Tensor) -> Node | None:
    """The softmax (or its kin) that a tensor comes from directly."""
    node = tensor.producer
    return node if node is not None and isinstance(node.operation, ShapePreservingOverAxis) else None


@lru_cache(maxsize=4)
def flow_of(run: Run) -> Flow:
    """The flow of a run, worked out once for all rules that ask."""
    return Flow(run)
