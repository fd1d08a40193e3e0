"""What a diagram is made of. `to_dict()` is the JSON that `shapelint graph` writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from shapelint.analysis.results import Dim, PlainShape, SourceLocation, UnknownFact
from shapelint.records import dataclass, field

BlockKind = Literal["operation", "input", "output", "parameter"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding at a block: the rule's code, its severity, what is said, and where."""

    code: str
    severity: str
    message: str
    location: SourceLocation | None = None

    def to_dict(self) -> dict[str, object]:
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "location": None if self.location is None else self.location.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Block:
    """An operation as run, an input, an output, or a parameter that an operation takes. `family` is the family of the
    operation ("spatial", "norm", ...), `detail` the sizes that a reader wants beside the type ("3x3 /2"), `arguments`
    the layer's arguments as bound. `repeat` is how many such blocks in a row it stands for."""

    id: str
    kind: BlockKind
    name: str
    type: str
    path: str
    family: str = ""
    detail: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    inputs: tuple[PlainShape, ...] = ()
    outputs: tuple[PlainShape, ...] = ()
    channels_last: bool = False
    params: Dim = 0
    macs: Dim = 0
    location: SourceLocation | None = None
    marks: tuple[Mark, ...] = ()
    repeat: int = 1

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.name,
            "type": self.type,
            "path": self.path,
            "family": self.family,
            "detail": self.detail,
            "arguments": dict(self.arguments),
            "inputs": [_listed(shape) for shape in self.inputs],
            "outputs": [_listed(shape) for shape in self.outputs],
            "params": self.params,
            "macs": self.macs,
            "location": None if self.location is None else self.location.to_dict(),
            "findings": [mark.to_dict() for mark in self.marks],
            "repeat": self.repeat,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """A call of a model or layer that is made of others. With `repeat` > 1 it stands for so many like it, one after the
    other or side by side, of which `name` names the first and the last; a repeated row of blocks that no module holds
    together has no `type`."""

    id: str
    name: str
    type: str
    path: str
    children: tuple[Group | Block, ...]
    params: Dim = None
    macs: Dim = None
    inputs: tuple[PlainShape, ...] = ()
    outputs: tuple[PlainShape, ...] = ()
    location: SourceLocation | None = None
    repeat: int = 1

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "kind": "group",
            "name": self.name,
            "type": self.type,
            "path": self.path,
            "inputs": [_listed(shape) for shape in self.inputs],
            "outputs": [_listed(shape) for shape in self.outputs],
            "params": self.params,
            "macs": self.macs,
            "location": None if self.location is None else self.location.to_dict(),
            "repeat": self.repeat,
            "children": [child.to_dict() for child in self.children],
        }


@dataclass(frozen=True, slots=True)
class Edge:
    """A tensor that goes from one block to another; its shape, None when not even its rank is known."""

    source: str
    target: str
    shape: PlainShape

    def to_dict(self) -> dict[str, object]:
        return {"source": self.source, "target": self.target, "shape": _listed(self.shape)}


@dataclass(frozen=True, slots=True)
class Diagram:
    """One model. `marks` are the findings that belong to no block; `folded` are the groups that are closed when the
    diagram is first seen."""

    model: str
    framework: str
    children: tuple[Group | Block, ...]
    edges: tuple[Edge, ...]
    marks: tuple[Mark, ...] = ()
    complete: bool = True
    unknown: tuple[UnknownFact, ...] = ()
    params: Dim = None
    macs: Dim = None
    folded: frozenset[str] = field(default_factory=frozenset)

    def to_dict(self) -> dict[str, object]:
        return {
            "model": self.model,
            "framework": self.framework,
            "params": self.params,
            "macs": self.macs,
            "children": [child.to_dict() for child in self.children],
            "edges": [edge.to_dict() for edge in self.edges],
            "findings": [mark.to_dict() for mark in self.marks],
            "folded": sorted(self.folded, key=lambda name: int(name[1:])),
            "complete": self.complete,
            "unknown": [fact.to_dict() for fact in self.unknown],
        }


def blocks(children: tuple[Group | Block, ...]) -> Iterator[Block]:
    """Every block below, in order."""
    for child in children:
        if isinstance(child, Block):
            yield child
        else:
            yield from blocks(child.children)


def groups(children: tuple[Group | Block, ...]) -> Iterator[Group]:
    """Every group below, the outer ones first."""
    for child in children:
        if isinstance(child, Group):
            yield child
            yield from groups(child.children)


def _listed(shape: PlainShape) -> list[Dim] | None:
    return None if shape is None else list(shape)
