"""Losses and metrics that are given the targets first and say by their name how these are coded, as Keras has them.

https://keras.io/api/losses/, and for what they refuse
https://github.com/keras-team/keras/blob/master/keras/src/backend/tensorflow/nn.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import render_shape
from shapelint.ops.broadcasting import broadcast
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Verdict, equal, product

BROADCASTING = "broadcasting"  # element by element, of shapes that broadcast: squared errors and their kin
SAME = "same"  # element by element, of the same shape: binary and categorical crossentropy
CLASSES = "classes"  # class numbers, one axis less than the predictions: sparse categorical crossentropy
TABLES = "tables"  # a row for each sample, and a column for each class: F scores
COUNTS = "counts"  # flattened, as many elements: intersections over unions


@dataclass(frozen=True, slots=True)
class TargetLoss(Operation):
    """`coding` is one of BROADCASTING, SAME, CLASSES, TABLES and COUNTS. With `aligned` a last axis of 1 that only one
    of both has is added or taken away first, as the losses of `compile` do. `reduced` gives one number, else the last
    axis goes.
    `from_logits` tells that the predictions are no probabilities yet, None that it is not known or has no meaning."""

    name: str
    coding: str
    aligned: bool = True
    reduced: bool = True
    from_logits: bool | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        """Targets and predictions."""
        target, prediction = inputs[0].shape, inputs[1].shape
        dtype = inputs[1].dtype
        if target is None or prediction is None:
            return Inference((TensorType(() if self.reduced else None, dtype),))
        if self.aligned and self.coding not in (TABLES, COUNTS):
            if may_align(target, prediction):
                return Inference((TensorType(() if self.reduced else None, dtype),))
            target, prediction = aligned(target, prediction)
        shape, required = self._elements(inputs, target, prediction)
        return Inference((TensorType(() if self.reduced else shape, dtype),), required)

    def compared(self, inputs: Sequence[TensorType]) -> tuple[Shape, Shape] | None:
        """The shapes of targets and predictions as they are compared; None when that is not known."""
        target, prediction = inputs[0].shape, inputs[1].shape
        if target is None or prediction is None or (self.aligned and may_align(target, prediction)):
            return None
        return aligned(target, prediction) if self.aligned else (target, prediction)

    def _elements(
        self, inputs: Sequence[TensorType], target: Shape, prediction: Shape
    ) -> tuple[Shape | None, tuple[Requirement, ...]]:
        if self.coding == BROADCASTING:
            types = [inputs[0].with_shape(target), inputs[1].with_shape(prediction)]
            shape, required = broadcast(types, Kind.LOSS_TARGET)
            failed = any(r.verdict is Verdict.FAILS for r in required)
            found = (self._refused(inputs, "the targets and the predictions do not broadcast"),) if failed else ()
            return (shape[:-1] if shape else None), found
        if self.coding == CLASSES:
            return prediction[:-1], self._classes(inputs, target, prediction)
        if self.coding == TABLES:
            return None, self._tables(inputs, target, prediction)
        if self.coding == COUNTS:
            text = "as many targets as predictions are needed: for scores, the class numbers are argmax(..., axis=-1)"
            fits = equal(product(target), product(prediction)) is not Verdict.FAILS
            return None, () if fits else (self._refused(inputs, text),)
        fits = may_be_equal(target, prediction)
        text = "the targets must have the shape of the predictions"
        if self.name == "categorical_crossentropy" and are_class_numbers(target, prediction):
            text += "; for class numbers there is sparse_categorical_crossentropy"
        elif 1 < len(target) < len(prediction) and may_be_equal(
            target, (*prediction[: len(target) - 1], prediction[-1])
        ):
            text += "; a Flatten or a pooling is missing, as it seems, that takes away the axes before the last"
        return prediction[:-1], () if fits else (self._refused(inputs, text),)

    def _tables(self, inputs: Sequence[TensorType], target: Shape, prediction: Shape) -> tuple[Requirement, ...]:
        text = "the targets and the predictions must each have a row for each sample and a column for each class"
        if len(target) == 1 and len(prediction) == 2:
            text += "; a one-hot encoding makes that of class numbers"
        elif len(target) == len(prediction) == 2:
            _, required = broadcast(inputs[:2], Kind.LOSS_TARGET)
            if not any(r.verdict is Verdict.FAILS for r in required):
                return ()
        return (self._refused(inputs, text),)

    def _classes(self, inputs: Sequence[TensorType], target: Shape, prediction: Shape) -> tuple[Requirement, ...]:
        if len(target) == len(prediction) and target and equal(target[-1], 1) is not Verdict.FAILS:
            target = target[:-1]
        expected = prediction[:-1]
        fits = may_be_equal(target, expected)
        text = "class numbers must have the shape of the predictions without the axis of the classes"
        if is_one_hot(inputs):
            text += "; for rows with a one there is categorical_crossentropy"
        elif 0 < len(target) < len(expected) and may_be_equal(target, expected[: len(target)]):
            text += "; a Flatten or a pooling is missing, as it seems, that takes away the axes before the last"
        return () if fits else (self._refused(inputs, text),)

    def _refused(self, inputs: Sequence[TensorType], text: str) -> Requirement:
        target, prediction = (render_shape(given.shape or ()) for given in inputs[:2])
        return Requirement(
            Kind.LOSS_TARGET,
            Verdict.FAILS,
            prediction,
            target,
            operand=0,
            text=f"{text}: targets {target}, predictions {prediction}",
        )


def may_be_equal(one: Shape, other: Shape) -> bool:
    return len(one) == len(other) and all(equal(a, b) is not Verdict.FAILS for a, b in zip(one, other, strict=True))


def are_class_numbers(target: Shape, prediction: Shape) -> bool:
    """Whether targets are those that class numbers would have, with an axis of 1 for them or without."""
    several = bool(prediction) and equal(prediction[-1], 1) is Verdict.FAILS
    return several and (may_be_equal(target, prediction[:-1]) or may_be_equal(target, (*prediction[:-1], 1)))


def is_one_hot(inputs: Sequence[TensorType]) -> bool:
    """Whether the targets have an entry for each class, as the predictions have."""
    target, prediction = inputs[0].shape, inputs[1].shape
    return target is not None and prediction is not None and target[-1:] == prediction[-1:]


def may_align(target: Shape, prediction: Shape) -> bool:
    """Whether the last axis of the one that has one axis more may or may not be 1."""
    longer = max(target, prediction, key=len)
    return abs(len(target) - len(prediction)) == 1 and equal(longer[-1], 1) is Verdict.UNDECIDED


def aligned(target: Shape, prediction: Shape) -> tuple[Shape, Shape]:
    """Both with the same number of axes where they differ by a last one of size 1
    (`squeeze_or_expand_to_same_rank`)."""
    if len(target) == len(prediction) + 1 and equal(target[-1], 1) is Verdict.HOLDS:
        return (target, (*prediction, 1)) if len(prediction) == 1 else (target[:-1], prediction)
    if len(prediction) == len(target) + 1 and equal(prediction[-1], 1) is Verdict.HOLDS:
        return ((*target, 1), prediction) if len(target) == 1 else (target, prediction[:-1])
    return target, prediction
