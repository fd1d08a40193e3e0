"""Operations on each element by itself: activations, arithmetic, comparisons, with broadcasting over any number of
operands."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import TensorType
from shapelint.ops.broadcasting import broadcast, expand_to
from shapelint.ops.dtypes import as_floating, promote
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass


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
            return Inference((inputs[0],), requirements + self._overwriting(inputs[0], inputs[1:], requirements))
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
