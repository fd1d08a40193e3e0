"""Whole numbers and words into numbers: one-hot codes, counts, token sequences.

https://keras.io/api/layers/preprocessing_layers/
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.types import TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal


@dataclass(frozen=True, slots=True)
class CategoryEncoding(Operation):
    """Indices below `tokens` as vectors of that length. "one_hot" adds an axis, or takes the place of a last axis of
    size one; "multi_hot", "count" and "tf_idf" take the place of the last axis; "int" changes nothing."""

    tokens: Size
    mode: str = "multi_hot"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if self.mode == "int":
            return Inference((given.with_dtype("int64"),))
        if given.shape is None:
            return Inference((TensorType(None, "float32"),))
        return Inference((TensorType(self._shape(given.shape), "float32"),))

    def _shape(self, shape: tuple[Size, ...]) -> tuple[Size, ...] | None:
        if not shape or self.mode != "one_hot":
            return (*shape[:-1], self.tokens)
        single = equal(shape[-1], 1)
        if single is Verdict.FAILS or len(shape) == 1:
            return (*shape, self.tokens)
        return (*shape[:-1], self.tokens) if single is Verdict.HOLDS else None


@dataclass(frozen=True, slots=True)
class TokenSequence(Operation):
    """Each sample's text as `length` token indices, an unknown number of them if None. A single text has no batch
    axis."""

    length: Size | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shape = inputs[0].shape
        if shape is None:
            return Inference((TensorType(None, "int64"),))
        length = unknown_size() if self.length is None else self.length
        return Inference((TensorType((*shape[:1], length), "int64"),))
