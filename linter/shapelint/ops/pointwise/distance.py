"""Similarities and distances between vectors that stand along one axis.

https://docs.pytorch.org/docs/stable/generated/torch.nn.CosineSimilarity.html, .../torch.nn.PairwiseDistance.html.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.types import UNKNOWN_TENSOR, TensorType
from shapelint.ops.axes import missing_axes
from shapelint.ops.broadcasting import broadcast
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import wrong_rank
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class VectorPair(Operation):
    """Two tensors, broadcast, compared along `axis` by the measure `name`; the axis is gone afterwards, or has size 1
    with `keep`."""

    name: str
    axis: int
    keep: bool = False
    argument: str | None = "dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shape, required = broadcast(inputs)
        if shape is None:
            return Inference((UNKNOWN_TENSOR,), required)
        missing = missing_axes((self.axis,), len(shape), self.argument)
        if missing:
            return Inference((inputs[0].with_shape(None),), (*required, *missing))
        if not shape:
            return Inference((inputs[0],), required)
        axis = self.axis % len(shape)
        kept = (*shape[:axis], 1, *shape[axis + 1 :]) if self.keep else (*shape[:axis], *shape[axis + 1 :])
        return Inference((inputs[0].with_shape(kept),), required)


@dataclass(frozen=True, slots=True)
class AllPairs(Operation):
    """The distances between all rows of a matrix, each pair once: (N, M) to (N (N - 1) / 2,).

    https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pdist.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source.with_shape(None),))
        if len(source.shape) != 2:
            return Inference((source.with_shape(None),), (wrong_rank(source.shape, (2,)),))
        rows = source.shape[0]
        return Inference((source.with_shape((rows * (rows - 1) // 2,)),))
