"""The graph of a model as plain data: what `shapelint ir` writes. docs/ir.md says what each field means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from math import isfinite

from shapelint.analysis.diagram.block_text import arguments_of, family_of
from shapelint.analysis.diagram.relevance import sources
from shapelint.analysis.locations import locate_place
from shapelint.analysis.model_runs import ModelRun
from shapelint.analysis.module_rows import cost_of
from shapelint.analysis.results import Dim, PlainShape, SourceLocation, UnknownFact
from shapelint.analysis.sizes_shown import plain, shown
from shapelint.analysis.summaries import output_shapes
from shapelint.analysis.writes import wiring_of
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Node, Shape, Tensor
from shapelint.records import dataclass
from shapelint.symbolic import Expression

FORMAT = "shapelint-ir"
VERSION = 1

Plain = object
"""None, a boolean, number or text, or a list or dict of such."""


@dataclass(frozen=True, slots=True)
class IrTensor:
    """A value. `role` is "" for a result, else "input", "parameter", "buffer" or "data"; `producer` is the node that it
    comes from, with its position among what that gives, None for none of this run."""

    id: str
    name: str
    role: str
    shape: PlainShape
    dtype: str | None
    producer: tuple[str, int] | None = None

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "name": self.name,
            "role": self.role,
            "shape": None if self.shape is None else list(self.shape),
            "dtype": self.dtype,
            "producer": None if self.producer is None else {"node": self.producer[0], "output": self.producer[1]},
        }


@dataclass(frozen=True, slots=True)
class IrNode:
    """An operation as run. `inputs` and `outputs` are tensors' ids; an input that is not decided lists all that it may
    be. `parameters` and `state` are shapes by names, None while they are not known."""

    id: str
    operation: str
    family: str
    fields: Mapping[str, Plain]
    callee: str
    path: str
    inputs: tuple[tuple[str, ...], ...]
    outputs: tuple[str, ...]
    parameters: Mapping[str, PlainShape] | None
    state: Mapping[str, PlainShape]
    arguments: tuple[tuple[str, str], ...]
    is_layer: bool
    macs: Dim
    location: SourceLocation | None

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "operation": self.operation,
            "family": self.family,
            "fields": dict(self.fields),
            "callee": self.callee,
            "path": self.path,
            "is_layer": self.is_layer,
            "arguments": dict(self.arguments),
            "inputs": [list(one) for one in self.inputs],
            "outputs": list(self.outputs),
            "parameters": None if self.parameters is None else _shapes(self.parameters),
            "state": _shapes(self.state),
            "macs": self.macs,
            "location": None if self.location is None else self.location.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class IrModule:
    """A call of a module or layer, in the order in which they began."""

    path: str
    type: str

    def to_dict(self) -> dict[str, object]:
        return {"path": self.path, "type": self.type}


@dataclass(frozen=True, slots=True)
class IrDocument:
    """One model."""

    model: str
    framework: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    tensors: tuple[IrTensor, ...]
    nodes: tuple[IrNode, ...]
    modules: tuple[IrModule, ...]
    complete: bool
    unknown: tuple[UnknownFact, ...]

    def to_dict(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "model": self.model,
            "framework": self.framework,
            "inputs": list(self.inputs),
            "outputs": list(self.outputs),
            "tensors": [tensor.to_dict() for tensor in self.tensors],
            "nodes": [node.to_dict() for node in self.nodes],
            "modules": [module.to_dict() for module in self.modules],
            "complete": self.complete,
            "unknown": [fact.to_dict() for fact in self.unknown],
        }


def _shapes(named: Mapping[str, PlainShape]) -> dict[str, object]:
    return {name: None if shape is None else list(shape) for name, shape in named.items()}


def document_of(m: Interpreter, one: ModelRun) -> IrDocument:
    """The document of a model that has been run."""
    builder = DocumentBuilder(one)
    nodes = tuple(builder.node(node) for node in one.run.nodes)
    outputs = tuple(name for tensor in builder.wiring.results for name in builder.ids(tensor))
    scopes = (scope for scope in one.run.scopes if scope.owner is not one.model)
    unknown = tuple(UnknownFact(None if s.place is None else locate_place(s.place), s.reason) for s in one.stops)
    given = tuple(tensor.id for tensor in builder.tensors if tensor.role == "input")
    return IrDocument(
        one.name,
        one.inspection.dialect.name,
        given,
        outputs,
        tuple(builder.tensors),
        nodes,
        tuple(IrModule(scope.path, scope.name) for scope in scopes),
        not one.stops and output_shapes(one.result)[1],
        unknown,
    )


class DocumentBuilder:
    """Numbers the tensors and nodes of one run in the order in which they are met."""

    def __init__(self, one: ModelRun) -> None:
        self.tensors: list[IrTensor] = []
        self.wiring = wiring_of(one.run.nodes, tensors_in([one.result]))
        self._names = {id(tensor): name for name, tensor in one.inputs.made.items()}
        self._nodes = {id(node): f"n{number}" for number, node in enumerate(one.run.nodes, 1)}
        self._outputs: dict[tuple[int, int], str] = {}  # by the node's identity and the position of what it gives
        self._sources: dict[int, str] = {}
        self._kept: list[Tensor] = []  # so that no identity is used again
        for tensor in one.inputs.made.values():
            self.ids(tensor)

    def node(self, node: Node) -> IrNode:
        inputs = tuple(self.ids(tensor) for tensor in self.wiring.of(node))
        outputs = tuple(self._output(node, position) for position in range(len(node.output_types)))
        parameters = node.operation.parameters() if node.definition is not None else {}
        return IrNode(
            self._nodes[id(node)],
            type(node.operation).__name__,
            family_of(node.operation),
            fields_of(node.operation),
            node.callee,
            node.path,
            inputs,
            outputs,
            None if parameters is None else shapes_of(parameters),
            shapes_of(node.operation.state() if node.definition is not None else {}),
            arguments_of(node),
            node.definition is not None,
            cost_of((node,)),
            locate_place(node.place),
        )

    def ids(self, tensor: Tensor) -> tuple[str, ...]:
        """The id of a tensor; of one that is not decided, those of all that it may be."""
        return tuple(dict.fromkeys(self._id(one) for one in sources((tensor,))))

    def _id(self, tensor: Tensor) -> str:
        producer = tensor.producer
        if producer is not None and not tensor.role and id(producer) in self._nodes:
            types = producer.output_types
            same = (i for i, one in enumerate(types) if one is tensor.type)
            equal = (i for i, one in enumerate(types) if one == tensor.type)
            return self._output(producer, next(same, next(equal, 0)))
        if id(tensor) not in self._sources:
            self._kept.append(tensor)
            role = tensor.role or "data"
            name = self._names.get(id(tensor), tensor.origin if role in ("parameter", "buffer") else role)
            shape, dtype = plain(tensor.shape), tensor.type.dtype
            self._sources[id(tensor)] = self._add(IrTensor(self._next(), name, role, shape, dtype))
        return self._sources[id(tensor)]

    def _output(self, node: Node, position: int) -> str:
        key = (id(node), position)
        if key not in self._outputs:
            kind = node.output_types[position] if position < len(node.output_types) else None
            shape, dtype = (None, None) if kind is None else (plain(kind.shape), kind.dtype)
            made = IrTensor(self._next(), "", "", shape, dtype, (self._nodes[id(node)], position))
            self._outputs[key] = self._add(made)
        return self._outputs[key]

    def _next(self) -> str:
        return f"t{len(self.tensors) + 1}"

    def _add(self, tensor: IrTensor) -> str:
        self.tensors.append(tensor)
        return tensor.id


def shapes_of(named: Mapping[str, Shape]) -> dict[str, PlainShape]:
    return {name: plain(shape) for name, shape in named.items()}


def fields_of(operation: object) -> dict[str, Plain]:
    """The fields of a record by their names, as plain data."""
    names: Iterable[str] = getattr(type(operation), "__match_args__", ())
    return {name: plain_value(getattr(operation, name)) for name in names if name != "dialect"}


def plain_value(value: object) -> Plain:
    """A field's value as JSON has it: sizes as numbers or text, records as objects, what is none of these as the name
    of its class."""
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Expression):
        return shown(value)
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, (tuple, list)):
        return [plain_value(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): plain_value(one) for key, one in value.items()}
    if hasattr(type(value), "__match_args__"):
        return {"kind": type(value).__name__, **fields_of(value)}
    return type(value).__name__
