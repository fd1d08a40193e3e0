"""Matrices times vectors, batched along leading axes: https://www.tensorflow.org/api_docs/python/tf/linalg/matvec."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind
from shapelint.ir.types import TensorType
from shapelint.ops.axes import render_shape
from shapelint.ops.broadcasting import broadcast_pair
from shapelint.ops.dtypes import promote_names
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import agreement, low_rank
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class MatrixVector(Operation):
    """(..., m, n) times (..., n): (..., m); the matrix `transposed` first."""

    transposed: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        first, second = inputs[0].shape, inputs[1].shape
        dtype = promote_names([inputs[0].dtype, inputs[1].dtype])
        for operand, (shape, least) in enumerate(((first, 2), (second, 1))):
            if shape is not None and len(shape) < least:
                return Inference((TensorType(None, dtype),), (low_rank(shape, least, operand),))
        if first is None or second is None:
            return Inference((TensorType(None, dtype),))
        rows, columns = (first[-1], first[-2]) if self.transposed else (first[-2], first[-1])
        text = f"the shapes {render_shape(first)} and {render_shape(second)} cannot be multiplied"
        required = agreement(Kind.MATMUL, columns, second[-1], text, 1, len(second) - 1)
        batch, fitting = broadcast_pair(first[:-2], second[:-1], Kind.MATMUL)
        return Inference((TensorType((*batch, rows), dtype),), required + fitting)
