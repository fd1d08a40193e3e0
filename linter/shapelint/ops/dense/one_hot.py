"""Class numbers as vectors: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.types import UNKNOWN_TENSOR, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, fresh


@dataclass(frozen=True, slots=True)
class OneHot(Operation):
    """A new last axis with an element for each class; None when their number follows from the values. `dtype` is the
    result's, None for the input's."""

    classes: Size | None
    dtype: str | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if self.dtype is not None:
            source = source.with_dtype(self.dtype)
        if source.shape is None:
            return Inference((source.with_shape(None),))
        classes = fresh("classes") if self.classes is None else self.classes
        return Inference((source.with_shape((*source.shape, classes)),))
