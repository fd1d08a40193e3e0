"""Operations that hold another and apply it in their own way.

https://keras.io/api/layers/recurrent_layers/time_distributed/,
https://keras.io/api/layers/recurrent_layers/bidirectional/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict


def _prefixed(prefix: str, shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    return {f"{prefix}/{name}": shape for name, shape in shapes.items()}


def _without_steps(type: TensorType) -> TensorType:
    """One step of a sequence: the time axis, 1, is gone."""
    if type.shape is None or len(type.shape) < 3:
        return type.with_shape(None)
    return type.with_shape((type.shape[0], *type.shape[2:]))


@dataclass(frozen=True, slots=True)
class EachStep(Operation):
    """Apply the inner operation to every step of a sequence (batch, steps, ...)."""

    inner: Operation

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is not None and len(given.shape) < 3:
            text = "a sequence has a batch axis, a time axis and at least one more"
            short = Requirement(Kind.RANK, Verdict.FAILS, 3, len(given.shape), ">=", None, 0, None, text)
            return Inference((given.with_shape(None),), (short,))
        steps = unknown_size() if given.shape is None else given.shape[1]
        found = self.inner.infer((_without_steps(given), *inputs[1:]))
        requirements = tuple(replace(r, axis=_outer_axis(r.axis)) for r in found.requirements)
        return Inference(tuple(_with_steps(t, steps) for t in found.outputs), requirements)

    def validate(self) -> tuple[Requirement, ...]:
        return self.inner.validate()

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        return replace(self, inner=self.inner.build((_without_steps(inputs[0]), *inputs[1:])))

    def parameters(self) -> Mapping[str, Shape] | None:
        return self.inner.parameters()

    def state(self) -> Mapping[str, Shape]:
        return self.inner.state()

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        if not inputs[0].shape or len(inputs[0].shape) < 3:
            return None
        step = self.inner.cost([_without_steps(t) for t in inputs], [_without_steps(t) for t in outputs])
        return None if step is None else step * inputs[0].shape[1]


def _outer_axis(axis: int | None) -> int | None:
    return axis + 1 if axis is not None and axis > 0 else axis


def _with_steps(type: TensorType, steps: Size) -> TensorType:
    if not type.shape:
        return type.with_shape(None)
    return type.with_shape((type.shape[0], steps, *type.shape[1:]))


@dataclass(frozen=True, slots=True)
class BothDirections(Operation):
    """Two recurrences over one sequence, forwards and backwards, their outputs joined by `merge`: "concat", "sum",
    "mul", "ave", or None (both come out). The states of both come last."""

    forward: Operation
    backward: Operation
    merge: str | None = "concat"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        states = inputs[1:]
        half = len(states) // 2
        ahead = self.forward.infer((inputs[0], *states[:half]))
        back = self.backward.infer((inputs[0], *states[half:]))
        requirements = ahead.requirements + tuple(r for r in back.requirements if r not in ahead.requirements)
        kept = (*ahead.outputs[1:], *back.outputs[1:])
        first, second = ahead.outputs[0], back.outputs[0]
        if self.merge is None:
            return Inference((first, second, *kept), requirements)
        if self.merge == "concat" and first.shape and second.shape:
            first = first.with_shape((*first.shape[:-1], first.shape[-1] + second.shape[-1]))
        return Inference((first, *kept), requirements)

    def validate(self) -> tuple[Requirement, ...]:
        return self.forward.validate()

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        return replace(self, forward=self.forward.build(inputs[:1]), backward=self.backward.build(inputs[:1]))

    def parameters(self) -> Mapping[str, Shape] | None:
        ahead, back = self.forward.parameters(), self.backward.parameters()
        if ahead is None or back is None:
            return None
        return _prefixed("forward", ahead) | _prefixed("backward", back)

    def state(self) -> Mapping[str, Shape]:
        return _prefixed("forward", self.forward.state()) | _prefixed("backward", self.backward.state())

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        ahead, back = self.forward.infer(inputs[:1]).outputs, self.backward.infer(inputs[:1]).outputs
        one, other = self.forward.cost(inputs[:1], ahead), self.backward.cost(inputs[:1], back)
        return None if one is None or other is None else one + other

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return self.forward.canonical_input_shape(position)


def wrap_time_distributed(operation: Operation) -> EachStep:
    """The operation applied to every step of a sequence."""
    return EachStep(operation)


@dataclass(frozen=True, slots=True)
class Foreign(Operation):
    """A layer around one that is no operation of its own: whoever runs the inner layer says what comes out, and the
    parameters are the inner layer's."""

    reason: str


@dataclass(frozen=True, slots=True)
class SpectralNorm(Operation):
    """Apply the inner operation with its kernel divided by the largest singular value, an estimate of which is kept.

    https://keras.io/api/layers/normalization_layers/spectral_normalization/
    """

    inner: Operation

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        return self.inner.infer(inputs)

    def validate(self) -> tuple[Requirement, ...]:
        return self.inner.validate()

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        return replace(self, inner=self.inner.build(inputs))

    def parameters(self) -> Mapping[str, Shape] | None:
        return self.inner.parameters()

    def state(self) -> Mapping[str, Shape]:
        shapes = self.inner.parameters() or {}
        weights = next((s for name, s in shapes.items() if name in ("kernel", "embeddings")), None)
        return self.inner.state() if weights is None else {**self.inner.state(), "vector_u": (1, weights[-1])}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        return self.inner.cost(inputs, outputs)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return self.inner.canonical_input_shape(position)
