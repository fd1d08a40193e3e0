"""An activation with a learned slope for every element, shared along some axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import rank_requirement
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass, replace
from shapelint.symbolic import Verdict, equal


@dataclass(frozen=True, slots=True)
class ElementwiseSlope(Operation):
    """One slope for every element of a sample; along `shared_axes` (counted from 1, the batch being 0) there is one for
    all. `sample_shape` is what the layer was built for, None before.

    https://keras.io/api/layers/activation_layers/prelu/
    """

    shared_axes: tuple[int, ...] = ()
    sample_shape: Shape | None = None
    argument: str | None = "shared_axes"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        return Inference((given,), self._requirements(given))

    def _requirements(self, given: TensorType) -> tuple[Requirement, ...]:
        if given.shape is None:
            return ()
        found = [self._axis(axis, len(given.shape)) for axis in self.shared_axes]
        requirements = [r for r in found if r is not None]
        if self.sample_shape is None:
            return tuple(requirements)
        rank = rank_requirement(given, (len(self.sample_shape) + 1,))
        if rank is not None and rank.verdict is not Verdict.HOLDS:
            return (*requirements, rank)
        for axis, (expected, actual) in enumerate(zip(self.sample_shape, given.shape[1:], strict=False), 1):
            verdict = Verdict.HOLDS if axis in self.shared_axes else equal(expected, actual)
            if verdict is not Verdict.HOLDS:
                text = "the slopes were made for another input"
                requirements.append(
                    Requirement(Kind.NORM_FEATURES, verdict, expected, actual, "==", None, 0, axis, text)
                )
        return tuple(requirements)

    def _axis(self, axis: int, rank: int) -> Requirement | None:
        if -(rank - 1) <= axis - 1 < rank - 1:
            return None
        text = f"a sample of rank {rank - 1} has the axes 1 to {rank - 1}"
        return Requirement(Kind.AXIS, Verdict.FAILS, f"1 to {rank - 1}", axis, "in", self.argument, 0, None, text)

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        given = inputs[0].shape
        if self.sample_shape is not None or not given:
            return self
        return replace(self, sample_shape=given[1:])

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.sample_shape is None:
            return None
        rank = len(self.sample_shape)
        shared = {(axis - 1) % rank for axis in self.shared_axes if -rank <= axis - 1 < rank}
        return {"alpha": tuple(1 if i in shared else s for i, s in enumerate(self.sample_shape))}
