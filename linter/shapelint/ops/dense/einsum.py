"""Einstein summation: sums of products written with subscripts."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Relation, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.broadcasting import broadcast_pair, join_sizes
from shapelint.ops.dtypes import promote_names
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal, product


@dataclass(frozen=True, slots=True)
class Subscripts:
    """The labels before and after an ellipsis, and whether there is one."""

    before: str
    after: str = ""
    ellipsis: bool = False

    @property
    def labels(self) -> str:
        return self.before + self.after


def _subscripts(text: str) -> Subscripts | None:
    parts = text.split("...")
    if len(parts) > 2 or any(part and not (part.isalpha() and part.isascii()) for part in parts):
        return None
    return Subscripts(parts[0], parts[1] if len(parts) == 2 else "", len(parts) == 2)


def parse(equation: str) -> tuple[tuple[Subscripts, ...], Subscripts] | str:
    """The subscripts of the operands and of the result; without an arrow the result has every label that occurs once,
    in alphabetical order. A text says what is wrong with the equation."""
    left, arrow, right = equation.replace(" ", "").partition("->")
    operands = [_subscripts(part) for part in left.split(",")]
    known = tuple(o for o in operands if o is not None)
    if len(known) < len(operands):
        return "a subscript is a letter or an ellipsis"
    every = "".join(o.labels for o in known)
    ellipsis = any(o.ellipsis for o in known)
    if not arrow:
        once = "".join(sorted(label for label in set(every) if every.count(label) == 1))
        return known, Subscripts("", once, True) if ellipsis else Subscripts(once)
    result = _subscripts(right)
    if result is None:
        return "a subscript is a letter or an ellipsis"
    if len(set(result.labels)) < len(result.labels):
        return "a subscript occurs twice in the result"
    if extra := sorted(set(result.labels) - set(every)):
        return f"the result's subscript {extra[0]} occurs in no operand"
    return known, result


@dataclass(frozen=True, slots=True)
class Einsum(Operation):
    """Sum the products of the operands' elements over every subscript that is not in the result; a size of 1
    broadcasts.

    https://pytorch.org/docs/stable/generated/torch.einsum.html
    """

    equation: str
    argument: str | None = "equation"

    def validate(self) -> tuple[Requirement, ...]:
        parsed = parse(self.equation)
        return (self._failed(parsed),) if isinstance(parsed, str) else ()

    def _failed(self, text: str, expected: Size = 0, actual: Size = 0, operand: int | None = None) -> Requirement:
        return Requirement(Kind.MATMUL, Verdict.FAILS, expected, actual, "==", self.argument, operand, None, text)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([t.dtype for t in inputs])
        parsed = parse(self.equation)
        if isinstance(parsed, str):
            return Inference((TensorType(None, dtype),), (self._failed(parsed),))
        operands, result = parsed
        if len(operands) != len(inputs):
            text = f"the equation has {len(operands)} operands, {len(inputs)} are given"
            return Inference((TensorType(None, dtype),), (self._failed(text, len(operands), len(inputs)),))
        sizes, batch, requirements = self._bind(operands, inputs)
        if result.ellipsis and batch is None:
            return Inference((TensorType(None, dtype),), requirements)
        middle = batch if result.ellipsis and batch is not None else ()
        before = tuple(sizes.get(label, unknown_size()) for label in result.before)
        after = tuple(sizes.get(label, unknown_size()) for label in result.after)
        return Inference((TensorType((*before, *middle, *after), dtype),), requirements)

    def _bind(
        self, operands: tuple[Subscripts, ...], inputs: Sequence[TensorType]
    ) -> tuple[dict[str, Size], Shape | None, tuple[Requirement, ...]]:
        """The size of every label, the shape under the ellipsis (None when it is not known), and what must hold."""
        sizes: dict[str, Size] = {}
        batch: Shape | None = ()
        requirements: tuple[Requirement, ...] = ()
        for position, (subscripts, given) in enumerate(zip(operands, inputs, strict=False)):
            shape = given.shape
            labels = subscripts.labels
            if shape is not None and (
                len(shape) < len(labels) or (len(shape) > len(labels) and not subscripts.ellipsis)
            ):
                text = f"the operand has {len(shape)} axes and {len(labels)} subscripts"
                requirements += (self._failed(text, len(labels), len(shape), position),)
                shape = None
            if shape is None:
                if subscripts.ellipsis:
                    batch = None
                continue
            count = len(subscripts.before)
            split = len(shape) - len(subscripts.after)
            if batch is not None:
                batch, found = broadcast_pair(batch, shape[count:split], Kind.MATMUL, position)
                requirements += found
            own: dict[str, Size] = {}
            for axis, (label, size) in enumerate(zip(labels, shape[:count] + shape[split:], strict=True)):
                place = axis if axis < count else axis + split - count
                if label in own:
                    requirements += self._diagonal(label, own[label], size, position, place)
                else:
                    own[label] = size
                    requirements += self._label(sizes, label, size, position, place)
        return sizes, batch, requirements

    def _diagonal(self, label: str, first: Size, size: Size, operand: int, axis: int) -> tuple[Requirement, ...]:
        """That the axes of one operand that share a subscript have the same size."""
        verdict = equal(first, size)
        if verdict is Verdict.HOLDS:
            return ()
        text = f"the subscript {label} is both {first} and {size} in one operand"
        return (Requirement(Kind.MATMUL, verdict, first, size, "==", self.argument, operand, axis, text),)

    def _label(
        self, sizes: dict[str, Size], label: str, size: Size, operand: int, axis: int
    ) -> tuple[Requirement, ...]:
        if label not in sizes:
            sizes[label] = size
            return ()
        known = sizes[label]
        joined = join_sizes(known, size)
        sizes[label] = joined.size
        if joined.verdict is Verdict.HOLDS:
            return ()
        text = f"the subscript {label} is both {known} and {size}"
        relation: Relation = "==" if joined.equality else "broadcasts with"
        return (Requirement(Kind.MATMUL, joined.verdict, known, size, relation, self.argument, operand, axis, text),)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        parsed = parse(self.equation)
        if isinstance(parsed, str) or any(t.shape is None for t in inputs) or len(parsed[0]) != len(inputs):
            return None
        sizes, batch, _ = self._bind(parsed[0], inputs)
        return None if batch is None else product(sizes.values()) * product(batch)
