"""The size that a layer is declared for, where it stands on another axis of what the layer receives."""

from __future__ import annotations

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.ir import Node, Place, Tensor
from shapelint.ops.recurrent.rnn import Recurrent
from shapelint.records import dataclass
from shapelint.symbolic import Verdict, equal
from shapelint_rules.support.failures import Failure
from shapelint_rules.support.wording import size


@dataclass(frozen=True, slots=True)
class Swap:
    """How to put the axes right: `order` is what `permute` is given, `code` the method that does it."""

    failure: Failure
    order: tuple[int, ...]
    axis: int

    @property
    def code(self) -> str:
        if len(self.order) == 3:
            return "transpose(1, 2)"
        return f"permute({', '.join(map(str, self.order))})"

    @property
    def help(self) -> str:
        expected = size(self.failure.requirement.expected)
        return f"the axis of {expected} is axis {self.axis} of the input: {self.code} puts it where it is expected"

    def remedy(self) -> Remedy | None:
        """The tensor turned round where it is given to the layer; None where it has no name there."""
        node = self.failure.subject
        if not isinstance(node, Node):
            return None
        place = place_of_input(node, self.failure.operand)
        if place is None:
            return None
        message = f"put the axis of {size(self.failure.requirement.expected)} where it is expected"
        return Remedy((Rewrite(place, f"{{text}}.{self.code}"),), message, "unsafe")


def place_of_input(node: Node, tensor: Tensor | None) -> Place | None:
    """Where a tensor is written among the arguments of a call, if it is given once."""
    places = {a.place for a in node.arguments.values() if a.value is tensor and tensor is not None}
    return places.pop() if len(places) == 1 else None


def swapped(failure: Failure) -> Swap | None:
    """Channels that stand last where a layer takes them first, or features that stand first where it takes them last.
    None where no axis, or more than one beside the batch, has the size that is expected."""
    node, required = failure.subject, failure.requirement
    shape = failure.operand.shape if failure.operand is not None else None
    if not isinstance(node, Node) or not node.dialect.spelling.has_methods or required.axis is None or shape is None:
        return None
    if isinstance(node.operation, Recurrent) and not node.operation.batch_first:
        return None  # axis 1 is the batch
    last = len(shape) - 1
    if last < 2 or required.axis not in (1, last) or not isinstance(required.expected, int) or required.expected < 2:
        return None
    fitting = [a for a in range(1, last + 1) if equal(shape[a], required.expected) is Verdict.HOLDS]
    other = last if required.axis == 1 else 1
    if fitting != [other] or equal(shape[required.axis], required.expected) is not Verdict.FAILS:
        return None
    spared = [a for a in range(last + 1) if a != other]
    order = (*spared[: required.axis], other, *spared[required.axis :])
    return Swap(failure, order, other)
