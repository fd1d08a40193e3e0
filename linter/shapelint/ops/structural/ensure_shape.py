"""The assertion that a tensor has a shape: https://www.tensorflow.org/api_docs/python/tf/ensure_shape."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import TensorType
from shapelint.ops.axes import agreed, render_shape
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import agreement
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict


@dataclass(frozen=True, slots=True)
class Matching(Operation):
    """The input, which must have the given sizes; None is any."""

    sizes: tuple[Size | None, ...]

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if len(given.shape) != len(self.sizes):
            text = f"a tensor of rank {len(self.sizes)} is asserted, not {render_shape(given.shape)}"
            rank = Requirement(
                Kind.RANK, Verdict.FAILS, len(self.sizes), len(given.shape), "==", "shape", 0, None, text
            )
            return Inference((given.with_shape(None),), (rank,))
        required: tuple[Requirement, ...] = ()
        for axis, (own, wanted) in enumerate(zip(given.shape, self.sizes, strict=True)):
            if wanted is not None:
                text = f"the size {wanted} is asserted of axis {axis} of {render_shape(given.shape)}"
                required += agreement(Kind.RESHAPE, wanted, own, text, 0, axis)
        pairs = zip(given.shape, self.sizes, strict=True)
        shape = tuple(own if wanted is None else agreed(own, wanted) for own, wanted in pairs)
        return Inference((given.with_shape(shape),), required)
