"""Losses between labels and scores that want the shapes as they are, without broadcasting.

https://www.tensorflow.org/api_docs/python/tf/nn/sigmoid_cross_entropy_with_logits and its neighbours
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import missing_axes, render_shape
from shapelint.ops.broadcasting import broadcast_pair
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import agreement, low_rank
from shapelint.records import dataclass
from shapelint.symbolic import Verdict


def other_rank(first: Shape, second: Shape) -> Requirement:
    text = f"the labels {render_shape(first)} and the scores {render_shape(second)} must have fitting ranks"
    return Requirement(Kind.LOSS_TARGET, Verdict.FAILS, len(second), len(first), "==", "labels", 0, None, text)


@dataclass(frozen=True, slots=True)
class ScoreLoss(Operation):
    """The loss `name` of labels and scores. `coding`: "same" (labels of the same shape, a loss for each element),
    "classes" (numbers, without the axis of the classes, the last), "distribution" (probabilities along `axis`, which is
    gone afterwards; sizes of one broadcast)."""

    name: str
    coding: str
    axis: int = -1

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        labels, scores = inputs[0].shape, inputs[1].shape
        dtype = inputs[1].dtype
        if scores is None or labels is None:
            known = scores is not None and self.coding != "distribution"
            shape = None if not known or scores is None else scores if self.coding == "same" else scores[:-1]
            return Inference((TensorType(shape, dtype),))
        if self.coding == "classes" and not scores:
            return Inference((TensorType(None, dtype),), (low_rank(scores, 1, 1),))
        if self.coding == "distribution":
            return self._distribution(labels, scores, dtype)
        wanted = scores if self.coding == "same" else scores[:-1]
        if len(labels) != len(wanted):
            return Inference((TensorType(wanted, dtype),), (other_rank(labels, wanted),))
        text = f"the labels {render_shape(labels)} do not fit the scores {render_shape(scores)}"
        required: tuple[Requirement, ...] = ()
        for axis, (a, b) in enumerate(zip(wanted, labels, strict=True)):
            required += agreement(Kind.LOSS_TARGET, a, b, text, 0, axis)
        return Inference((TensorType(wanted, dtype),), required)

    def _distribution(self, labels: Shape, scores: Shape, dtype: str | None) -> Inference:
        if missing := missing_axes((self.axis,), len(scores), "axis"):
            return Inference((TensorType(None, dtype),), missing)
        if len(labels) != len(scores) or not scores:
            return Inference((TensorType(None, dtype),), (other_rank(labels, scores),) if scores else ())
        shape, required = broadcast_pair(labels, scores, Kind.LOSS_TARGET)
        axis = self.axis % len(shape)
        return Inference((TensorType((*shape[:axis], *shape[axis + 1 :]), dtype),), required)
