"""Images brought to one height and width, by scaling or cropping.

https://keras.io/api/layers/preprocessing_layers/image_preprocessing/
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.types import TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import wrong_rank
from shapelint.records import dataclass
from shapelint.symbolic import Size


@dataclass(frozen=True, slots=True)
class Framing(Operation):
    """An image, or a batch of them, with `height` and `width` in place of its own. `name` says how."""

    name: str
    height: Size
    width: Size
    channels_last: bool = True

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if len(given.shape) not in (3, 4):
            return Inference((given.with_shape(None),), (wrong_rank(given.shape, (3, 4)),))
        size = (self.height, self.width)
        if self.channels_last:
            return Inference((given.with_shape((*given.shape[:-3], *size, given.shape[-1])),))
        return Inference((given.with_shape((*given.shape[:-2], *size)),))

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * 4 if position == 0 else None
