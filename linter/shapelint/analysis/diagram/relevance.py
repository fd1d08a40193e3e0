"""Which operations of a run a reader wants to see: not those that only work out a condition or a size."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from shapelint.analysis.writes import Wiring
from shapelint.ir import Node, Tensor


def relevant_nodes(nodes: Sequence[Node], wiring: Wiring, marked: Container[int]) -> list[Node]:
    """The layers, what a finding is at, and all from which one of these, or a result, is made. Where nothing came out,
    all of them."""
    ends = [tensor for tensor in wiring.results if tensor.producer is not None or tensor.may_be]
    if not ends:
        return list(nodes)
    kept: set[int] = set()
    waiting = [node for node in nodes if node.definition is not None or id(node) in marked]
    waiting += [producer for tensor in ends for producer in producers(tensor)]
    while waiting:
        node = waiting.pop()
        if id(node) not in kept:
            kept.add(id(node))
            waiting += [producer for tensor in wiring.of(node) for producer in producers(tensor)]
    return [node for node in nodes if id(node) in kept]


def producers(tensor: Tensor) -> Iterable[Node]:
    """The operations that it may come from."""
    return (one.producer for one in sources((tensor,)) if one.producer is not None)


def sources(tensors: Iterable[Tensor]) -> Iterator[Tensor]:
    """The tensors that something takes; in the place of one that is undecided, all that it may be."""
    for tensor in tensors:
        waiting, met = [tensor], {id(tensor)}
        while waiting:
            one = waiting.pop(0)
            others = () if one.role else one.may_be
            if not others:
                yield one
            for other in others:
                if other is one:
                    yield one
                elif id(other) not in met:
                    met.add(id(other))
                    waiting.append(other)
