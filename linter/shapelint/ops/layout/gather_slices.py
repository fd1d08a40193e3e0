"""Slices of a tensor picked by a tensor of positions.

https://keras.io/api/ops/numpy/#take-function
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.types import TensorType
from shapelint.ops.axes import missing_axes
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Take(Operation):
    """The shape of the positions, the second input, takes the place of `axis`; None flattens the tensor before."""

    axis: int | None = None
    argument: str | None = "axis"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, positions = inputs[0], inputs[1].shape
        if given.shape is None or positions is None:
            known = self.axis is None and positions is not None
            return Inference((given.with_shape(positions if known else None),))
        if self.axis is None:
            return Inference((given.with_shape(positions),))
        if missing := missing_axes((self.axis,), len(given.shape), self.argument):
            return Inference((given.with_shape(None),), missing)
        axis = self.axis % max(len(given.shape), 1)
        return Inference((given.with_shape((*given.shape[:axis], *positions, *given.shape[axis + 1 :])),))
