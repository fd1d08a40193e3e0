"""Applying operations to tensors, and declared API entries to arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.interpret.api.constants import with_elements
from shapelint.interpret.api.element_types import typing_of
from shapelint.interpret.api.vocabulary import Application
from shapelint.interpret.free_conditions import is_chosen, is_in_doubt
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.raising.errors import is_caught, stack
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.record import costs
from shapelint.interpret.signals import Raised
from shapelint.ir import BoundArgument, Definition, ElementType, Node, Tensor
from shapelint.ir.devices import Device
from shapelint.ir.dialect import NEUTRAL, Dialect
from shapelint.ops.operation import Opaque, Operation
from shapelint.symbolic import Verdict, extent
from shapelint.syntax.source import Place

OPERANDS = "operands"  # the argument of an operator that has numbers beside its tensors: both, in order
FRAMEWORK_ERRORS = ("RuntimeError", "ValueError")


def is_guarded(m: Interpreter) -> bool:
    """Whether something encloses this place that catches what a framework raises on a bad shape."""
    return bool(m.handlers) and any(is_caught(m, name) for name in FRAMEWORK_ERRORS)


def apply_node(
    m: Interpreter,
    operation: Operation,
    inputs: tuple[Tensor, ...],
    callee: str,
    place: Place | None,
    dialect: Dialect = NEUTRAL,
    definition: Definition | None = None,
    arguments: Mapping[str, BoundArgument] | None = None,
    operands: Sequence[object] | None = None,
    weights: ElementType | None = None,
    weights_device: Device | None = None,
) -> tuple[Node, tuple[Tensor, ...]]:
    """Run an operation and record it. In the scope of a handler for it, a proved failure is raised as the framework
    would. `operands` are the inputs together with the numbers beside them, where there are any; `weights` is the
    element type of a layer's parameters, `weights_device` where they are held."""
    dialect = dialect if dialect.name else next((t.dialect for t in inputs if t.framework), dialect)
    guarded = is_guarded(m) or is_caught(m, "IndexError")
    m.spend(costs.OF_A_NODE + sum(cost_of_sizes(tensor) for tensor in inputs))
    given = inputs if operands is None else operands
    typing = typing_of(m, operation, given, callee, place, dialect.name, definition, arguments, weights, weights_device)
    node, outputs = m.recorder.apply(
        operation,
        inputs,
        callee,
        dialect,
        place,
        stack(m),
        not m.branching and not guarded,
        guarded or is_in_doubt(m),
        definition,
        arguments,
        is_chosen(m),
        typing=typing,
    )
    if dialect.tensors.known_elements:
        outputs = with_elements(m, operation, inputs if operands is None else operands, outputs)
    if dialect.models.is_symbolic:
        m.node_outputs[id(node)] = outputs
    if isinstance(operation, Opaque):
        m.recorder.stop(operation.reason, place)
        m.may_raise()
    if guarded and any(r.verdict is Verdict.FAILS for r in node.requirements):
        name = next(n for n in (*FRAMEWORK_ERRORS, "IndexError") if is_caught(m, n))
        raise Raised(make_exception(name, "a shape that does not fit"), place)
    return node, outputs


def cost_of_sizes(tensor: Tensor) -> int:
    """What it costs to work with the sizes of an operand, beyond those that are short: their terms."""
    if tensor.shape is None:
        return 0
    terms = sum(extent(size) for size in tensor.shape if not isinstance(size, int))
    return terms * costs.OF_A_TERM if terms > costs.TERMS_WITHOUT_COST else 0


def apply_operation(
    m: Interpreter,
    operation: Operation,
    inputs: tuple[Tensor, ...],
    callee: str,
    place: Place | None,
    operands: Sequence[object] | None = None,
    arguments: Mapping[str, BoundArgument] | None = None,
) -> object:
    """The result of an operation: one tensor, or a tuple of several."""
    if operands is not None:
        arguments = {**(arguments or {}), OPERANDS: BoundArgument(tuple(operands), None)}
    _, outputs = apply_node(m, operation, inputs, callee, place, operands=operands, arguments=arguments)
    return outputs[0] if len(outputs) == 1 else outputs


def arranged(application: Application, outputs: tuple[Tensor, ...]) -> object:
    """The value that a call returns, built from its output tensors."""
    if application.arrange is not None:
        return application.arrange(*outputs)
    return outputs[0] if len(outputs) == 1 else outputs
