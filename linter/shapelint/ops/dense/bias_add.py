"""A number added to each channel: https://www.tensorflow.org/api_docs/python/tf/nn/bias_add."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind
from shapelint.ir.types import TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import agreement, low_rank, wrong_rank
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class AddBias(Operation):
    """The first input, of rank 2 or more, with the second, a vector, added along its channels. Nothing broadcasts."""

    channels_last: bool = True

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, bias = inputs[0], inputs[1].shape
        if given.shape is None or bias is None:
            return Inference((given,))
        if len(given.shape) < 2:
            return Inference((given,), (low_rank(given.shape, 2),))
        if len(bias) != 1:
            return Inference((given,), (wrong_rank(bias, (1,), 1),))
        axis = len(given.shape) - 1 if self.channels_last else 1
        text = "the bias must have one element for each channel"
        return Inference((given,), agreement(Kind.OPERANDS, given.shape[axis], bias[0], text, 1, 0))
