"""Losses: a number for the whole batch, or one for each element, and what input and target must have in common.

https://docs.pytorch.org/docs/stable/nn.html#loss-functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import render_shape
from shapelint.ops.broadcasting import broadcast, broadcast_pair, expand_to
from shapelint.ops.dtypes import is_integral
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal


def wrong(
    text: str, expected: Size | str, actual: Size | str, axis: int | None = None, operand: int = 1
) -> Requirement:
    """A target that certainly does not fit."""
    return Requirement(Kind.LOSS_TARGET, Verdict.FAILS, expected, actual, operand=operand, axis=axis, text=text)


def matching(
    expected: Shape, actual: Shape, text: str, operand: int = 1, kind: Kind = Kind.LOSS_TARGET
) -> Iterator[Requirement]:
    """That a tensor has a certain shape."""
    text = f"{text}: {render_shape(expected)} is needed, not {render_shape(actual)}"
    if len(expected) != len(actual):
        yield Requirement(kind, Verdict.FAILS, len(expected), len(actual), operand=operand, text=text)
        return
    for axis, (wanted, given) in enumerate(zip(expected, actual, strict=True)):
        yield Requirement(kind, equal(wanted, given), wanted, given, operand=operand, axis=axis, text=text)


@dataclass(frozen=True, slots=True)
class Loss(Operation):
    """Base: `reduction` "none" keeps what `elements` says, "mean", "sum" and "batchmean" make one number of it."""

    name: str
    reduction: str = "mean"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = inputs[0].dtype if inputs else None
        shape, required = self.elements(inputs)
        return Inference((TensorType(shape if self.reduction == "none" else (), dtype),), tuple(required))

    def elements(self, inputs: Sequence[TensorType]) -> tuple[Shape | None, Sequence[Requirement]]:
        """The shape of the loss before it is reduced, and what the inputs have to fulfil."""
        return None, ()


@dataclass(frozen=True, slots=True)
class ElementwiseLoss(Loss):
    """A loss for each pair of elements. The inputs broadcast; with `same_shape` the second must have the shape of the
    first, and others, such as weights, must broadcast to it. With `same_rank` all must have the same number of axes.
    `inner` axes at the end are averaged for each sample. Unless `widening`, the target must broadcast to the input."""

    same_shape: bool = False
    same_rank: bool = False
    inner: int = 0
    widening: bool = True

    def elements(self, inputs: Sequence[TensorType]) -> tuple[Shape | None, Sequence[Requirement]]:
        shapes = [given.shape for given in inputs]
        known = [shape for shape in shapes if shape is not None]
        if self.same_rank and len({len(shape) for shape in known}) > 1:
            operand = next(i for i, shape in enumerate(shapes) if shape is not None and len(shape) != len(known[0]))
            text = "all inputs must have the same number of dimensions"
            return None, (wrong(text, len(known[0]), len(shapes[operand] or ()), operand=operand),)
        if self.same_shape and len(shapes) > 1 and shapes[0] is not None and shapes[1] is not None:
            text = "the target must have the shape of the input"
            required = [*matching(shapes[0], shapes[1], text), *_narrower(shapes[0], shapes[2:])]
            return self._averaged(shapes[0]), required
        if not self.widening and shapes[0] is not None:
            return shapes[0], tuple(_narrower(shapes[0], shapes[1:], 1))
        shape, requirements = broadcast(inputs, Kind.LOSS_TARGET)
        return (None if shape is None else self._averaged(shape)), requirements

    def _averaged(self, shape: Shape) -> Shape:
        return shape[: len(shape) - self.inner] if self.inner else shape


def _narrower(shape: Shape, others: Sequence[Shape | None], first: int = 2) -> Iterator[Requirement]:
    """That further operands, from the position `first` on, broadcast to the shape without widening it."""
    for operand, other in enumerate(others, first):
        if other is not None:
            yield from expand_to(other, shape, Kind.LOSS_TARGET, operand)


@dataclass(frozen=True, slots=True)
class ClassLoss(Loss):
    """Cross entropy and negative log likelihood: scores (N, C, *rest) or (C,), and as targets class numbers (N, *rest)
    or (). With `probabilities` the target may also be floating and have the shape of the scores. A weight for each of
    the classes may be the third input."""

    probabilities: bool = False

    def elements(self, inputs: Sequence[TensorType]) -> tuple[Shape | None, Sequence[Requirement]]:
        scores, target = inputs[0].shape, inputs[1].shape
        if scores is None or target is None:
            return None, ()
        if not scores:
            return None, (wrong("scores for classes need at least one axis", 1, 0, operand=0),)
        expected = () if len(scores) == 1 else (scores[0], *scores[2:])
        required = (*self._target(scores, target, expected, inputs[1].dtype), *_class_weight(scores, inputs[2:]))
        return expected, required

    def _target(self, scores: Shape, target: Shape, expected: Shape, dtype: str | None) -> Iterator[Requirement]:
        # The type alone refuses nothing: that of an input that nobody has described is a guess.
        if self.probabilities and not is_integral(dtype) and len(target) == len(scores):
            if len(scores) > 1 or equal(target[0], 1) is Verdict.FAILS:
                yield from matching(scores, target, "a target of probabilities must have the shape of the scores")
        elif len(scores) == len(target) == 1:
            yield from matching((1,), target, "a single sample has a single class number")
        else:
            text = f"scores {render_shape(scores)} take class numbers as the target"
            yield from matching(expected, target, text)


def _class_weight(scores: Shape, others: Sequence[TensorType]) -> tuple[Requirement, ...]:
    if not others or others[0].shape is None:
        return ()
    classes = scores[0] if len(scores) == 1 else scores[1]
    return tuple(matching((classes,), others[0].shape, "one weight is needed for each class", operand=2))


@dataclass(frozen=True, slots=True)
class MarginLoss(Loss):
    """Margins between classes: scores (N, C) or (C,). The target has a class number for each sample, or with `multiple`
    a list of them as long as there are classes. A weight for each class may be the third input."""

    multiple: bool = False

    def elements(self, inputs: Sequence[TensorType]) -> tuple[Shape | None, Sequence[Requirement]]:
        scores, target = inputs[0].shape, inputs[1].shape
        if scores is None or target is None:
            return None, ()
        if len(scores) not in (0, 1, 2):
            return None, (wrong("scores must have 1 or 2 dimensions", "1 or 2", len(scores), operand=0),)
        classes: Size = scores[-1] if scores else 1
        weight: list[Requirement] = []
        if len(inputs) > 2 and inputs[2].shape is not None:
            weight.extend(matching((classes,), inputs[2].shape, "one weight is needed for each class", operand=2))
        result = scores[:-1]
        if self.multiple and len(scores) == 1 and not target:
            return (), [*matching((classes,), (1,), "the target must be as long as the scores"), *weight]
        if self.multiple:
            return result, [*matching(scores, target, "the target must have the shape of the scores"), *weight]
        if not target:
            single = (scores[0],) if len(scores) == 2 else (1,)
            return (), [*matching(single, (1,), "one class number is needed for each sample"), *weight]
        expected = result or (1,)
        return expected, [*matching(expected, target, "one class number is needed for each sample"), *weight]


@dataclass(frozen=True, slots=True)
class EmbeddingLoss(Loss):
    """A loss on the similarity of two embeddings along the last axis: (N, D), (N, D) and a target (N,), or (D,), (D,)
    and ()."""

    def elements(self, inputs: Sequence[TensorType]) -> tuple[Shape | None, Sequence[Requirement]]:
        shape, requirements = broadcast(inputs[:2], Kind.LOSS_TARGET)
        target = inputs[2].shape
        if shape is None or target is None:
            return None, requirements
        ranks = [len(given.shape) for given in inputs[:2] if given.shape is not None]
        if len(target) > 1:
            return None, (*requirements, wrong("the target must have at most one axis", 1, len(target), operand=2))
        unfit = next((i for i, rank in enumerate(ranks) if rank != len(target) + 1), None)
        if unfit is not None:
            text = "the inputs must have one axis more than the target"
            return None, (*requirements, wrong(text, len(target) + 1, ranks[unfit], operand=unfit))
        kept, fitting = broadcast_pair(shape[:-1], target, Kind.LOSS_TARGET, operand=2)
        return kept, (*requirements, *fitting)


@dataclass(frozen=True, slots=True)
class TripletLoss(Loss):
    """A loss on the distances of an anchor to two others of the same number of axes, along the last one."""

    def elements(self, inputs: Sequence[TensorType]) -> tuple[Shape | None, Sequence[Requirement]]:
        ranks = {given.rank for given in inputs if given.rank is not None}
        if len(ranks) > 1:
            operand = next(i for i, given in enumerate(inputs) if given.rank not in (None, inputs[0].rank))
            text = "anchor, positive and negative must have the same number of dimensions"
            return None, (wrong(text, str(inputs[0].rank), str(inputs[operand].rank), operand=operand),)
        shape, requirements = broadcast(inputs, Kind.LOSS_TARGET)
        return (None if shape is None else shape[:-1]), requirements


@dataclass(frozen=True, slots=True)
class GaussianLoss(Loss):
    """Negative log likelihood of a target under given means and variances; the variances have the shape of the means,
    or lack the last axis, or have size 1 in one axis."""

    def elements(self, inputs: Sequence[TensorType]) -> tuple[Shape | None, Sequence[Requirement]]:
        shape, requirements = broadcast(inputs[:2], Kind.LOSS_TARGET)
        if len(inputs) < 3 or inputs[0].shape is None or inputs[2].shape is None:
            return shape, requirements
        means, variances = inputs[0].shape, inputs[2].shape
        if len(variances) == len(means) - 1:
            text = "the variances must have the shape of the input without its last axis"
            return shape, (*requirements, *matching(means[:-1], variances, text, operand=2))
        if len(variances) != len(means):
            text = "the variances must have as many axes as the input, or one less"
            return None, (*requirements, wrong(text, len(means), len(variances), operand=2))
        return shape, (*requirements, *_variances(means, variances))


def _variances(means: Shape, variances: Shape) -> Iterator[Requirement]:
    """At most one axis of the variances differs, and that has size 1."""
    differing = [i for i, (a, b) in enumerate(zip(means, variances, strict=True)) if equal(a, b) is Verdict.FAILS]
    for axis in differing:
        if len(differing) > 1 or equal(variances[axis], 1) is Verdict.FAILS:
            text = "the variances may differ from the input in one axis, which must then have size 1"
            yield wrong(text, means[axis], variances[axis], axis, operand=2)
            return


@dataclass(frozen=True, slots=True)
class SequenceLoss(Loss):
    """Connectionist temporal classification: log probabilities (T, N, C) or (T, C); a loss for each sequence."""

    def elements(self, inputs: Sequence[TensorType]) -> tuple[Shape | None, Sequence[Requirement]]:
        scores = inputs[0].shape
        if scores is None:
            return None, ()
        if len(scores) not in (2, 3):
            text = "log probabilities must have 2 or 3 dimensions"
            return None, (wrong(text, "2 or 3", len(scores), operand=0),)
        return (scores[1],) if len(scores) == 3 else (), ()
