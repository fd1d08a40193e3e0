"""Keeps what a run did: the operations, layers, calls, events and stops that rules and summaries look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shapelint.diagnostics.evidence import Evidence
from shapelint.interpret.signals import ShapeRefinementRequest
from shapelint.ir import (
    BoundArgument,
    Definition,
    ElementType,
    Event,
    Kind,
    Node,
    Requirement,
    Stop,
    Tensor,
    TensorType,
    Typing,
)
from shapelint.ir.dialect import Dialect
from shapelint.ir.element_types import INFERRED, UNTYPED, GuessedName
from shapelint.ir.run import ModelCall, NamedTensor, Objective, Run, Scope
from shapelint.ops.operation import Operation
from shapelint.symbolic import Size, Symbol, Verdict, fresh
from shapelint.syntax.source import Place, SourceFile

STOPS_KEPT = 200


def takes_rank_of(operation: Operation, inputs: Sequence[Tensor], position: int, shape: Sequence[Size | None]) -> bool:
    """Whether the operation takes an input of the rank of a shape, in which a None is any size."""
    types = [tensor.type for tensor in inputs]
    sizes = tuple(fresh() if size is None else size for size in shape)
    types[position] = TensorType(sizes, types[position].dtype)
    wrong = (Kind.RANK, Kind.AXIS)
    return not any(r.verdict is Verdict.FAILS and r.kind in wrong for r in operation.infer(types).requirements)


def settled_element(
    element: ElementType | None, output: TensorType, callee: str, place: Place | None
) -> ElementType | None:
    """The element type of an output, where the one that is inferred is certain."""
    if element is not INFERRED:
        return element
    if output.dtype is None or isinstance(output.dtype, GuessedName):
        return None
    return ElementType(output.dtype, callee, place)


def typed(output: TensorType, element: ElementType | None) -> TensorType:
    """An output of the element type that it certainly has."""
    return output if element is None or output.dtype == element.name else output.with_dtype(element.name)


UNPLACED = Place(SourceFile("<unknown>", ""), 0)


class Recorder:
    """Collects one run. `start` begins the next one."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.nodes: list[Node] = []
        self.definitions: list[Definition] = []
        self.events: list[Event] = []
        self.stops: dict[tuple[str, Place | None], Stop] = {}
        self.revealed: dict[tuple[str, Place | None], Stop] = {}
        self.calls: list[ModelCall] = []
        self.tensors: list[NamedTensor] = []
        self.checks: list[Requirement] = []
        self.objectives: list[Objective] = []
        self.paths: list[str] = []  # of the calls that are going on, outermost first
        self.scopes: list[Scope] = []
        self.open_scopes: list[int] = []
        self.input_symbols: dict[Symbol, str] = {}
        self.has_failed = False  # the interpreter itself: what it says from then on is no proof
        self.assumes_tensors = (
            False  # the program asks whether an input is something else than the tensor it is taken for
        )

    def finish(self, entry: str, evidence: Evidence = "called") -> Run:
        """What was collected since `start`."""
        return Run(
            entry,
            tuple(self.nodes),
            tuple(self.definitions),
            tuple(self.events),
            tuple(self.stops.values()),
            tuple(self.revealed.values()),
            tuple(self.calls),
            tuple(self.tensors),
            tuple(self.checks),
            tuple(self.objectives),
            scopes=tuple(self.scopes),
            evidence=evidence,
        )

    def mark(self) -> tuple[int, ...]:
        """How much has been recorded, for `rewind`."""
        return tuple(len(kept) for kept in self.kept())

    def rewind(self, mark: tuple[int, ...]) -> None:
        """Forget what was recorded since `mark`, but for the reasons of what is not known."""
        for kept, count in zip(self.kept(), mark, strict=True):
            del kept[count:]

    def kept(self) -> tuple[list[Any], ...]:
        kept = (self.nodes, self.definitions, self.events, self.calls, self.tensors)
        return (*kept, self.checks, self.objectives)

    def enter(self, path: str, name: str, owner: object) -> None:
        """A call of a model or layer object begins."""
        self.scopes.append(Scope(name, path, owner, self.open_scopes[-1] if self.open_scopes else -1))
        self.open_scopes.append(len(self.scopes) - 1)
        self.paths.append(path)

    def leave(self) -> str:
        """The call that began last ends, or raises. Its path."""
        self.open_scopes.pop()
        return self.paths.pop()

    def leave_to(self, depth: int) -> None:
        """Leave all calls but so many."""
        del self.paths[depth:], self.open_scopes[depth:]

    def stop(self, reason: str, place: Place | None) -> None:
        if len(self.stops) < STOPS_KEPT:
            self.stops.setdefault((reason, place), Stop(reason, place))

    def reveal(self, text: str, place: Place | None) -> None:
        """Keep what is known of a value, which the program asks for."""
        if len(self.revealed) < STOPS_KEPT:
            self.revealed.setdefault((text, place), Stop(text, place))

    def apply(
        self,
        operation: Operation,
        inputs: tuple[Tensor, ...],
        callee: str,
        dialect: Dialect,
        place: Place | None,
        stack: tuple[Place, ...],
        settled: bool,
        guarded: bool,
        definition: Definition | None = None,
        arguments: Mapping[str, BoundArgument] | None = None,
        chosen: bool = False,
        typing: Typing = UNTYPED,
    ) -> tuple[Node, tuple[Tensor, ...]]:
        """Run an operation on tensors. `settled` tells that this certainly runs, so that it may settle what an input
        is. `typing` is what is known of the element types that come out.

        Raises ShapeRefinementRequest when a model input's rank or a single size of it follows from this operation.
        """
        if settled:
            self.settle_rank(operation, inputs)
        inference = operation.infer([t.type for t in inputs])
        elements = [
            settled_element(element, output, callee, place)
            for element, output in zip(typing.of(len(inference.outputs)), inference.outputs, strict=True)
        ]
        outputs = tuple(
            typed(output.within_limits(), element) for output, element in zip(inference.outputs, elements, strict=True)
        )
        if settled:
            self.settle_sizes(inference.requirements)
        node = Node(
            operation,
            callee,
            dialect,
            inputs,
            outputs,
            inference.requirements + typing.failures,
            place or UNPLACED,
            definition,
            arguments or {},
            self.paths[-1] if self.paths else "",
            stack,
            guarded or self.has_failed,
            len(self.paths),
            settled,
            chosen,
            self.open_scopes[-1] if self.open_scopes else -1,
            typing.conflict,
        )
        self.nodes.append(node)
        return node, tuple(
            Tensor(t, producer=node, dialect=dialect, element=element, device=typing.device)
            for t, element in zip(outputs, elements, strict=True)
        )

    def settle_rank(self, operation: Operation, inputs: tuple[Tensor, ...]) -> None:
        for position, tensor in enumerate(inputs):
            if tensor.type.shape is None and tensor.type.source is not None:
                shape = operation.canonical_input_shape(position)
                if shape is not None:
                    raise ShapeRefinementRequest(
                        tensor.type.source,
                        shape,
                        open_rank=takes_rank_of(operation, inputs, position, (None, *shape)),
                        open_batch=len(shape) > 1 and takes_rank_of(operation, inputs, position, shape[1:]),
                    )

    def settle_sizes(self, requirements: tuple[Requirement, ...]) -> None:
        """A free size of a model input that an operation requires to be one number is that number."""
        for requirement in requirements:
            if requirement.verdict is not Verdict.UNDECIDED or requirement.relation != "==":
                continue
            for symbol, value in (
                (requirement.actual, requirement.expected),
                (requirement.expected, requirement.actual),
            ):
                if isinstance(symbol, Symbol) and symbol in self.input_symbols and isinstance(value, int) and value > 0:
                    raise ShapeRefinementRequest(self.input_symbols[symbol], bindings=(symbol, value))

    def check(self, requirement: Requirement) -> None:
        """Keep a condition that the program checks, and that is met wherever it goes on."""
        self.checks.append(requirement)

    def reject(self, event: Event) -> None:
        if not self.has_failed:
            self.events.append(event)

    def define(self, definition: Definition) -> None:
        self.definitions.append(definition)

    def call(self, call: ModelCall) -> None:
        self.calls.append(call)

    def aim(self, objective: Objective) -> None:
        self.objectives.append(objective)

    def name(self, place: Place, tensor: Tensor) -> None:
        self.tensors.append(NamedTensor(place, tensor))
