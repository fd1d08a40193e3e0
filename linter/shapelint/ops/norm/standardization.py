"""Scaling by a mean and a variance that are learned from data beforehand, not trained.

https://keras.io/api/layers/preprocessing_layers/numerical/normalization/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import missing_axes
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass, replace
from shapelint.symbolic import Verdict, equal


@dataclass(frozen=True, slots=True)
class Standardization(Operation):
    """Subtract the mean and divide by the deviation, of which there is one for every position along `axes`. `given`
    says that both are constants; otherwise they, and the number of samples seen, are the operation's state."""

    axes: tuple[int, ...] = (-1,)
    given: bool | None = False
    features: Shape | None = None
    argument: str | None = "axis"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0]
        if source.shape is None:
            return Inference((source,))
        if missing := missing_axes(self.axes, len(source.shape), self.argument):
            return Inference((source,), missing)
        found: list[Requirement] = []
        for axis, expected in zip(self._positions(len(source.shape)), self.features or (), strict=False):
            verdict = equal(expected, source.shape[axis])
            if verdict is not Verdict.HOLDS:
                actual = source.shape[axis]
                found.append(Requirement(Kind.NORM_FEATURES, verdict, expected, actual, "==", None, 0, axis))
        return Inference((source,), tuple(found))

    def _positions(self, rank: int) -> tuple[int, ...]:
        return tuple(sorted(axis % rank for axis in self.axes)) if rank else ()

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        shape = inputs[0].shape if inputs else None
        if self.features is not None or shape is None or missing_axes(self.axes, len(shape)):
            return self
        return replace(self, features=tuple(shape[axis] for axis in self._positions(len(shape))))

    def parameters(self) -> Mapping[str, Shape] | None:
        return {}

    def state(self) -> Mapping[str, Shape]:
        if self.given is not False or self.features is None:
            return {}
        return {"mean": self.features, "variance": self.features, "count": ()}
