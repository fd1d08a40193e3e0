"""Losses that hold the linear map before them: a softmax in clusters, and a cross entropy of projected features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.dense.linear import Linear
from shapelint.ops.loss.criterion import ClassLoss, matching, wrong
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import refused
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, less_equal, product


@dataclass(frozen=True, slots=True)
class AdaptiveSoftmax(Operation):
    """Log probabilities of classes that stand in clusters up to the `cutoffs`: rare ones have smaller projections, by
    `divisor` for each cluster. Inputs (N, features) and targets (N,), or (features,) and (); the outputs are the log
    probability of each target and their mean loss.

    https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveLogSoftmaxWithLoss.html
    """

    features: Size
    classes: Size
    cutoffs: tuple[Size, ...]
    divisor: float = 4.0
    bias: bool | None = False

    def validate(self) -> tuple[Requirement, ...]:
        bounds = (0, *self.cutoffs, self.classes)
        ordered = [less_equal(a + 1, b) for a, b in pairwise(bounds)]
        if self.cutoffs and Verdict.FAILS not in ordered:
            return ()
        text = "the cutoffs grow from 1 or more to less than the number of classes"
        return (refused("cutoffs", "growing numbers", str(self.cutoffs), text),)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, target = inputs[0], inputs[1]
        outputs = (TensorType(target.shape, given.dtype), TensorType((), given.dtype))
        if given.shape is None or target.shape is None:
            return Inference(outputs)
        if len(target.shape) > 1:
            text = "the target has at most one axis"
            return Inference(outputs, (wrong(text, 1, len(target.shape), operand=1),))
        if len(given.shape) != len(target.shape) + 1:
            text = "the input has one axis more than the target"
            return Inference(outputs, (wrong(text, len(target.shape) + 1, len(given.shape), operand=0),))
        same = tuple(matching(given.shape[:-1], target.shape, "there is one target for each sample"))
        return Inference(outputs, (*same, *self._head().infer(inputs[:1]).requirements))

    def _head(self) -> Linear:
        return Linear(self.features, self.cutoffs[0] + len(self.cutoffs) if self.cutoffs else 0, self.bias)

    def _tails(self) -> Mapping[str, Linear]:
        found: dict[str, Linear] = {}
        for cluster, (low, high) in enumerate(zip(self.cutoffs, (*self.cutoffs[1:], self.classes), strict=False)):
            inner = self._inner(cluster)
            found[f"tail.{cluster}.0"] = Linear(self.features, inner, False)
            found[f"tail.{cluster}.1"] = Linear(inner, high - low, False)
        return found

    def _inner(self, cluster: int) -> Size:
        """The size between the two layers of a cluster; unknown where the divisor is none that divides."""
        try:
            if isinstance(self.features, int):
                return int(self.features // (self.divisor ** (cluster + 1)))
            return self.features // int(self.divisor ** (cluster + 1))
        except (ArithmeticError, ValueError):
            return unknown_size()

    def parameters(self) -> Mapping[str, Shape] | None:
        shapes: dict[str, Shape] = {}
        for path, part in {"head": self._head(), **self._tails()}.items():
            own = part.parameters()
            if own is None:
                return None
            shapes.update({f"{path}.{name}": shape for name, shape in own.items()})
        return shapes

    def children(self) -> Mapping[str, tuple[str, Operation | None]]:
        found: dict[str, tuple[str, Operation | None]] = {
            "head": ("Linear", self._head()),
            "tail": ("ModuleList", None),
        }
        for path, part in self._tails().items():
            found.setdefault(path.rpartition(".")[0], ("Sequential", None))
            found[path] = ("Linear", part)
        return found


@dataclass(frozen=True, slots=True)
class LinearClassLoss(Operation):
    """Cross entropy of the scores (N, classes, *further) that a linear map makes of (N, features). As a function, the
    weight is the third input.

    https://docs.pytorch.org/docs/stable/generated/torch.nn.LinearCrossEntropyLoss.html
    """

    features: Size
    classes: Size
    further: Shape = ()
    bias: bool | None = False
    reduction: str = "mean"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is not None and len(given.shape) not in (1, 2):
            text = "the input is (N, features) or (features,)"
            high = Requirement(Kind.RANK, Verdict.FAILS, 2, len(given.shape), "<=", None, 0, None, text)
            return Inference((TensorType(() if self.reduction != "none" else None, given.dtype),), (high,))
        projected = self._projection().infer(inputs[:1])
        shape = None if given.shape is None else (*given.shape[:-1], self.classes, *self.further)
        loss = ClassLoss("cross_entropy", self.reduction, probabilities=True)
        scored = loss.infer((TensorType(shape, given.dtype), inputs[1]))
        return Inference(scored.outputs, projected.requirements + scored.requirements)

    def _projection(self) -> Linear:
        return Linear(self.features, self.classes * product(self.further), self.bias)

    def parameters(self) -> Mapping[str, Shape] | None:
        own = self._projection().parameters()
        return None if own is None else {f"linear.{name}": shape for name, shape in own.items()}

    def children(self) -> Mapping[str, tuple[str, Operation | None]]:
        return {"linear": ("Linear", self._projection())}
