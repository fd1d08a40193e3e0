"""From the run of a model to its diagram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shapelint.analysis.diagram.block_text import arguments_of, detail_of, family_of, function_name
from shapelint.analysis.diagram.records import Block, BlockKind, Diagram, Edge, Group, Mark
from shapelint.analysis.diagram.relevance import relevant_nodes, sources
from shapelint.analysis.engine import inspection_of
from shapelint.analysis.locations import locate_place
from shapelint.analysis.model_runs import ModelRun
from shapelint.analysis.module_rows import cost_of
from shapelint.analysis.results import Dim, SourceLocation, UnknownFact
from shapelint.analysis.sizes_shown import plain
from shapelint.analysis.summaries import count, output_shapes, total_macs
from shapelint.analysis.writes import wiring_of
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.domain.values import DictValue, Instance
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Node, Stop, Tensor, layer_of
from shapelint.ir.run import Run, Scope
from shapelint.records import dataclass, field

SHOWN_ROLES = {"input": "input", "parameter": "parameter", "buffer": "buffer", "data": "data"}


@dataclass(frozen=True, slots=True)
class Marks:
    """The findings of a run: those at nodes, by the node's identity, and the others."""

    at_nodes: Mapping[int, tuple[Mark, ...]] = field(default_factory=dict)
    others: tuple[Mark, ...] = ()


NO_MARKS = Marks()


@dataclass(slots=True, eq=False)
class Part:
    """A call of a model or layer, or the whole, while its parts are collected in the order in which they run."""

    scope: Scope | None
    parts: list[Part | Leaf] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A node, or a tensor that no node of the run has made."""

    subject: Node | Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is drawn: a run, of a model object or (`owner` None) of a script. `inputs` are the tensors that it was
    given, by name, `result` what came out of it."""

    name: str
    framework: str
    run: Run
    owner: object
    inputs: Mapping[str, Tensor]
    result: object
    stops: tuple[Stop, ...]


def diagram_of(m: Interpreter, one: ModelRun, marks: Marks = NO_MARKS) -> Diagram:
    """The diagram of a model that has been run, nothing folded."""
    framework = one.inspection.dialect.name
    subject = Subject(one.name, framework, one.run, one.model, one.inputs.made, one.result, one.stops)
    return DiagramBuilder(m, subject, marks).diagram()


def diagram_of_script(m: Interpreter, name: str, run: Run, marks: Marks = NO_MARKS) -> Diagram:
    """The diagram of all that a script runs outside the models that it calls, these being groups."""
    framework = next((node.dialect.name for node in run.nodes if node.dialect.name), "")
    return DiagramBuilder(m, Subject(name, framework, run, None, {}, (), run.stops), marks).diagram()


class DiagramBuilder:
    """Numbers the blocks and groups of one run in the order in which they begin."""

    def __init__(self, m: Interpreter, one: Subject, marks: Marks) -> None:
        self._m = m
        self._one = one
        self._marks = marks
        self._scopes = one.run.scopes
        self._root = next((i for i, s in enumerate(self._scopes) if s.owner is one.owner), -1)
        self._names = {id(tensor): name for name, tensor in one.inputs.items()}
        self._wiring = wiring_of(one.run.nodes, tensors_in([one.result]))
        self._results = self._wiring.results
        self._block_ids: dict[int, str] = {}  # by the identity of nodes and tensors
        self._groups = self._blocks = 0

    def diagram(self) -> Diagram:
        one = self._one
        nodes = relevant_nodes(one.run.nodes, self._wiring, self._marks.at_nodes)
        nodes = nodes if one.owner is not None else self._connected(nodes)
        whole = self._collect(nodes)
        children = tuple(self._drawn(part, "") for part in whole.parts)
        outputs = tuple(self._output(i, t) for i, t in enumerate(self._results))
        edges = dict.fromkeys((*self._edges(nodes), *self._output_edges()))
        params = self._params(one.owner) if one.owner is not None else self._params_of_all()
        known = output_shapes(one.result)[1]
        complete = not one.stops and known and params is not None
        places = ((stop.place, stop.reason) for stop in one.stops)
        unknown = tuple(UnknownFact(None if p is None else locate_place(p), reason) for p, reason in places)
        return Diagram(
            one.name,
            one.framework,
            (*children, *outputs),
            tuple(edges),
            self._marks.others,
            complete,
            unknown,
            params,
            total_macs(one.run),
        )

    def _collect(self, nodes: Iterable[Node]) -> Part:
        """The nodes in the calls that they belong to, after the inputs and parameters that they are the first to
        take."""
        whole = Part(None)
        parts: dict[int, Part] = {}
        seen: set[int] = set()
        for node in nodes:
            part = self._part(node.scope, parts, whole)
            for tensor in sources(self._wiring.of(node)):
                if tensor.role in SHOWN_ROLES and id(tensor) not in seen:
                    seen.add(id(tensor))
                    (whole if tensor.role == "input" else part).parts.append(Leaf(tensor))
            part.parts.append(Leaf(node))
        whole.parts.sort(key=lambda part: not is_input(part))
        return whole

    def _connected(self, nodes: Sequence[Node]) -> list[Node]:
        """Without what takes nothing and is taken by nothing that is drawn."""
        taken = {id(tensor.producer) for node in nodes for tensor in sources(self._wiring.of(node))}
        kept = self._marks.at_nodes
        return [node for node in nodes if node.inputs or id(node) in taken or id(node) in kept]

    def _part(self, scope: int, parts: dict[int, Part], whole: Part) -> Part:
        if scope in (-1, self._root):
            return whole
        if scope not in parts:
            parts[scope] = made = Part(self._scopes[scope])
            self._part(self._scopes[scope].parent, parts, whole).parts.append(made)
        return parts[scope]

    def _drawn(self, part: Part | Leaf, above: str) -> Group | Block:
        """A group of several, a block of one. `above` is the path of the call around it."""
        if isinstance(part, Leaf):
            return (
                self._source(part.subject) if isinstance(part.subject, Tensor) else self._block([part.subject], above)
            )
        assert part.scope is not None
        nodes = [leaf.subject for leaf in part.parts if isinstance(leaf, Leaf) and isinstance(leaf.subject, Node)]
        if len(nodes) == len(part.parts) and all(layer_of(node) is nodes[0] for node in nodes):
            return self._block(nodes, above, part.scope)
        self._groups += 1
        name = f"g{self._groups}"
        children = tuple(self._drawn(inner, part.scope.path) for inner in part.parts)
        call = next((c for c in self._one.run.calls if c.owner is part.scope.owner), None)
        return Group(
            name,
            relative(part.scope.path, above or self._root_path()),
            part.scope.name,
            part.scope.path,
            children,
            self._params(part.scope.owner),
            cost_of(nodes_in(part)),
            () if call is None else tuple(plain(t.shape) for t in call.inputs),
            () if call is None else tuple(plain(t.shape) for t in call.outputs),
            self._location(part.scope.owner),
        )

    def _block(self, nodes: Sequence[Node], above: str, scope: Scope | None = None) -> Block:
        """A node, with the activation that its layer applies behind it, as a block; with `scope` as the layer that
        they are all of."""
        node = nodes[0]
        number = self._number(node)
        self._block_ids.update({id(one): number for one in nodes})
        function = function_name(node.callee)
        is_layer = scope is not None
        return Block(
            number,
            "operation",
            (relative(scope.path, above or self._root_path()) or scope.name) if scope is not None else function,
            scope.name if scope is not None else "",
            scope.path if scope is not None else node.path,
            family_of(node.operation),
            detail_of(node.operation),
            arguments_of(node),
            tuple(plain(t.shape) for t in node.inputs),
            tuple(plain(t.shape) for t in nodes[-1].output_types),
            is_channels_last(node),
            self._params(scope.owner) if scope is not None else 0,
            cost_of(nodes),
            locate_place(node.definition.place if is_layer and node.definition is not None else node.place),
            tuple(mark for one in nodes for mark in self._marks.at_nodes.get(id(one), ())),
        )

    def _source(self, tensor: Tensor) -> Block:
        """An input, or a parameter, buffer or tensor of data that is taken as it is."""
        is_input = tensor.role == "input"
        name = self._names.get(id(tensor), "input") if is_input else self._held_name(tensor)
        kind: BlockKind = "input" if is_input else "parameter"
        shapes = (plain(tensor.shape),)
        last = tensor.dialect.channels_last
        return Block(self._number(tensor), kind, name, "", "", kind, outputs=shapes, channels_last=last)

    def _held_name(self, tensor: Tensor) -> str:
        """The name under which a model or layer holds a tensor; what it is where none does."""
        for scope in self._scopes:
            for name, value in named_values(scope.owner):
                if value is tensor:
                    return name
        return SHOWN_ROLES[tensor.role]

    def _output(self, position: int, tensor: Tensor) -> Block:
        name = "output" if len(self._results) == 1 else f"output {position}"
        shapes = (plain(tensor.shape),)
        made = self._number_of(position)  # no identity is so small a number
        return Block(made, "output", name, "", "", "output", inputs=shapes, channels_last=tensor.dialect.channels_last)

    def _edges(self, nodes: Iterable[Node]) -> Iterator[Edge]:
        for node in nodes:
            target = self._block_ids[id(node)]
            yield from self._edges_to(target, self._wiring.of(node))

    def _output_edges(self) -> Iterator[Edge]:
        for position, tensor in enumerate(self._results):
            yield from self._edges_to(self._block_ids[position], (tensor,))

    def _edges_to(self, target: str, tensors: Sequence[Tensor]) -> Iterator[Edge]:
        for tensor in sources(tensors):
            made = tensor if tensor.role in SHOWN_ROLES or tensor.producer is None else tensor.producer
            source = self._block_ids.get(id(made))
            if source is not None and source != target:
                yield Edge(source, target, plain(tensor.shape))

    def _number(self, subject: object) -> str:
        return self._number_of(id(subject))

    def _number_of(self, identity: int) -> str:
        if identity not in self._block_ids:
            self._blocks += 1
            self._block_ids[identity] = f"n{self._blocks}"
        return self._block_ids[identity]

    def _params(self, owner: object) -> Dim:
        """All parameters of a layer or model, those below it included."""
        inspection = inspection_of(self._m, owner) if isinstance(owner, Instance) else None
        if inspection is None or not isinstance(owner, Instance):
            return None
        return count(inspection, self._m, owner).total

    def _params_of_all(self) -> Dim:
        """The parameters of all models that a script calls; None where one may hold another."""
        owners = {id(scope.owner): scope.owner for scope in self._scopes if scope.parent < 0}
        counts = [total for total in map(self._params, owners.values()) if total != 0]
        return 0 if not counts else counts[0] if len(counts) == 1 else None

    def _location(self, owner: object) -> SourceLocation | None:
        place = owner.place if isinstance(owner, Instance) else None
        return None if place is None else locate_place(place)

    def _root_path(self) -> str:
        return self._scopes[self._root].path if self._root >= 0 else ""


def named_values(owner: object) -> Iterator[tuple[str, object]]:
    """What an object holds, in its attributes and in the dicts that they are."""
    if isinstance(owner, Instance):
        for name, value in owner.attributes.items():
            yield name, value
            if isinstance(value, DictValue):
                yield from ((str(key), held) for key, held in value.at_least().items())


def is_input(part: Part | Leaf) -> bool:
    return isinstance(part, Leaf) and isinstance(part.subject, Tensor) and part.subject.role == "input"


def nodes_in(part: Part) -> Iterator[Node]:
    for inner in part.parts:
        if isinstance(inner, Part):
            yield from nodes_in(inner)
        elif isinstance(inner.subject, Node):
            yield inner.subject


def relative(path: str, above: str) -> str:
    """A path as seen from the one above it."""
    for separator in "./":
        if above and path.startswith(above + separator):
            return path[len(above) + 1 :]
    return path


def is_channels_last(node: Node) -> bool:
    stated = getattr(node.operation, "channels_last", None)
    return bool(node.dialect.channels_last if stated is None else stated)
