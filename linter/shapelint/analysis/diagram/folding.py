"""Which groups of a diagram are closed, and what is seen then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shapelint.analysis.diagram.records import Block, Diagram, Edge, Group, blocks, groups
from shapelint.analysis.results import PlainShape
from shapelint.records import dataclass, replace

READABLE = 36
"""Blocks that a picture may have when nobody says how deep it goes."""

FEW = 8

Children = tuple[Group | Block, ...]


def fold_to_depth(diagram: Diagram, depth: int) -> Diagram:
    """Closed are the groups that stand within so many others; none that a finding is in."""
    deep = {group.id for group, level in with_level(diagram.children, 0) if level >= depth}
    return replace(diagram, folded=frozenset(deep - marked(diagram.children)))


def fold_to_fit(diagram: Diagram) -> Diagram:
    """As many whole levels open as give a picture that can be read; where that leaves next to nothing, the first groups
    of the next level too."""
    deepest = max((level for _, level in with_level(diagram.children, 0)), default=-1) + 1
    candidates = (fold_to_depth(diagram, depth) for depth in range(deepest, -1, -1))
    fitting = next((one for one in candidates if seen(one) <= READABLE), fold_to_depth(diagram, 0))
    return opened_further(fitting) if seen(fitting) < FEW else fitting


def opened_further(diagram: Diagram) -> Diagram:
    for group in groups(diagram.children):
        if group.id in diagram.folded:
            more = replace(diagram, folded=diagram.folded - {group.id})
            if seen(more) <= READABLE:
                diagram = more
    return diagram


def with_level(children: Children, level: int) -> Iterator[tuple[Group, int]]:
    for child in children:
        if isinstance(child, Group):
            yield child, level
            yield from with_level(child.children, level + 1)


def marked(children: Children) -> frozenset[str]:
    """The groups that a finding is in."""
    return frozenset(group.id for group in groups(children) if any(block.marks for block in blocks(group.children)))


def seen(diagram: Diagram) -> int:
    return sum(1 for _ in visible(diagram.children, diagram.folded))


def visible(children: Children, folded: frozenset[str]) -> Iterator[Group | Block]:
    """The blocks and closed groups that are seen."""
    for child in children:
        if isinstance(child, Block) or child.id in folded:
            yield child
        else:
            yield from visible(child.children, folded)


@dataclass(frozen=True, slots=True)
class SeenEdge:
    """An edge between what is seen, with the shapes of all tensors that go along it."""

    source: str
    target: str
    shapes: tuple[PlainShape, ...]


def seen_edges(diagram: Diagram) -> list[SeenEdge]:
    """The edges between what is seen; those within a closed group are not."""
    place = places(diagram)
    found: dict[tuple[str, str], dict[PlainShape, None]] = {}
    for edge in diagram.edges:
        source, target = place[edge.source], place[edge.target]
        if source != target:
            found.setdefault((source, target), {})[edge.shape] = None
    return [SeenEdge(source, target, tuple(shapes)) for (source, target), shapes in found.items()]


def places(diagram: Diagram) -> Mapping[str, str]:
    """In which thing that is seen each block is."""
    found: dict[str, str] = {}
    for one in visible(diagram.children, diagram.folded):
        for block in blocks((one,)):
            found[block.id] = one.id
    return found


def numbered(diagram: Diagram) -> Diagram:
    """The same with blocks n1, n2, ... and groups g1, g2, ... in order, so that what is written depends on the model
    alone."""
    names = {block.id: f"n{i}" for i, block in enumerate(blocks(diagram.children), 1)}
    names.update({group.id: f"g{i}" for i, group in enumerate(groups(diagram.children), 1)})
    edges = tuple(Edge(names[e.source], names[e.target], e.shape) for e in diagram.edges)
    return replace(diagram, children=tuple(renamed(diagram.children, names)), edges=edges)


def renamed(children: Iterable[Group | Block], names: Mapping[str, str]) -> Iterator[Group | Block]:
    for child in children:
        if isinstance(child, Block):
            yield replace(child, id=names[child.id])
        else:
            yield replace(child, id=names[child.id], children=tuple(renamed(child.children, names)))
