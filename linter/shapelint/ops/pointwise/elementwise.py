"""Operations on each element by itself: activations, arithmetic, comparisons, with broadcasting over any number of
operands."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.broadcasting import broadcast, expand_to
from shapelint.ops.dtypes import as_floating, promote
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Verdict, equal


def overwritten(own: TensorType, joined: Shape | None, requirements: Sequence[Requirement]) -> TensorType:
    """What an operand is that a result is written into: as it was, unless an axis does not fit: which of the two is
    wrong is not known."""
    fails = any(required.verdict is Verdict.FAILS for required in requirements)
    if not fails or joined is None or own.shape is None or len(joined) != len(own.shape):
        return own
    pairs = zip(joined, own.shape, strict=True)
    return own.with_shape(tuple(s if equal(s, old) is Verdict.HOLDS else unknown_size() for s, old in pairs))


LOG_PROBABILITY = "log_prob"
"""Of distributions, one for each sample, and the values that are drawn from them: the first operand and the second."""


@dataclass(frozen=True, slots=True)
class Elementwise(Operation):
    """Apply the function `name` to each element of the broadcast operands.

    `dtype` says what comes out: "promote" (the operands' common type), "float" (the same, whole numbers become
    floating), or a type's own name ("bool"); None is unknown. `values` are the operands whose types count, from the
    first such one on (`where(condition, a, b)`: 1). With `in_place` the first operand is overwritten, so the result
    must have its shape.

    https://pytorch.org/docs/stable/notes/broadcasting.html
    """

    name: str
    dtype: str | None = "promote"
    in_place: bool = False
    values: int = 0

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = self._dtype(inputs[self.values :])
        if len(inputs) == 1:
            return Inference((inputs[0] if dtype == inputs[0].dtype else inputs[0].with_dtype(dtype),))
        shape, requirements = broadcast(inputs)
        if self.in_place:
            required = requirements + self._overwriting(inputs[0], inputs[1:], requirements)
            return Inference((overwritten(inputs[0], shape, requirements),), required)
        return Inference((TensorType(shape, dtype),), requirements)

    def _dtype(self, operands: Sequence[TensorType]) -> str | None:
        if self.dtype == "promote":
            return promote(operands)
        if self.dtype == "float":
            return as_floating(promote(operands))
        return self.dtype

    def _overwriting(
        self, own: TensorType, others: Sequence[TensorType], broadcasting: tuple[Requirement, ...]
    ) -> tuple[Requirement, ...]:
        """That the result is no larger than the operand that it overwrites."""
        if own.shape is None or broadcasting:
            return ()
        found: tuple[Requirement, ...] = ()
        for position, other in enumerate(others, 1):
            if other.shape is not None:
                found += expand_to(other.shape, own.shape, operand=position)
        return found
