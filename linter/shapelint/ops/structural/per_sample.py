"""Operations on each sample of a batch, whatever its own rank.

https://keras.io/api/layers/reshaping_layers/
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import TensorType
from shapelint.ops.axes import rank_requirement, unknown_size
from shapelint.ops.layout.reshape import Flatten
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size


@dataclass(frozen=True, slots=True)
class FlattenSamples(Flatten):
    """Join all axes after the batch into one; a sample that is a single number becomes a vector of one element.

    https://keras.io/api/layers/reshaping_layers/flatten/
    """

    start: int = 1
    start_argument: str | None = None
    end_argument: str | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shape = inputs[0].shape
        if shape is not None and len(shape) == 1:
            return Inference((inputs[0].with_shape((shape[0], 1)),))
        # Not super(): a class made anew for its slots loses the cell that zero-argument super() needs.
        return Flatten.infer(self, inputs)


@dataclass(frozen=True, slots=True)
class RepeatAsSequence(Operation):
    """(batch, features) becomes (batch, count, features).

    https://keras.io/api/layers/reshaping_layers/repeat_vector/
    """

    count: Size

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        rank = rank_requirement(given, (2,), text="a sample is a vector")
        requirements: tuple[Requirement, ...] = () if rank is None else (rank,)
        if given.shape is None or len(given.shape) != 2:
            return Inference((given.with_shape((unknown_size(), self.count, unknown_size())),), requirements)
        return Inference((given.with_shape((given.shape[0], self.count, given.shape[1])),), requirements)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, None) if position == 0 else None
