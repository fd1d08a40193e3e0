"""A recurrent cell whose products are convolutions, run over a sequence of images.

https://keras.io/api/layers/recurrent_layers/conv_lstm2d/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import wrong_rank
from shapelint.ops.spatial.convolution import Convolution
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, product

GATES = 4


@dataclass(frozen=True, slots=True)
class ConvolutionalRecurrence(Operation):
    """An LSTM over (batch, steps, *image). `step` is the convolution of the input of one step to one gate. The output
    is that of the last step, or of all with `sequences`; with `states` the two final states follow it."""

    step: Convolution
    sequences: bool = False
    states: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        count = 3 if self.states else 1
        if given.shape is None:
            return Inference((given.with_shape(None),) * count)
        rank = len(self.step.kernel_size) + 3
        if len(given.shape) != rank:
            return Inference((given.with_shape(None),) * count, (wrong_rank(given.shape, (rank,)),))
        found = self.step.infer((self._image(given, given.shape),))
        requirements = tuple(_after_steps(r) for r in found.requirements)
        shape = found.outputs[0].shape
        if shape is None:
            return Inference((given.with_shape(None),) * count, requirements)
        output = (shape[0], given.shape[1], *shape[1:]) if self.sequences else shape
        states = (given.with_shape(shape),) * (count - 1)
        return Inference((given.with_shape(output), *states), requirements)

    @staticmethod
    def _image(given: TensorType, shape: Shape) -> TensorType:
        return given.with_shape((shape[0], *shape[2:]))

    def validate(self) -> tuple[Requirement, ...]:
        return self.step.validate()

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        given = inputs[0]
        if given.shape is None or len(given.shape) != len(self.step.kernel_size) + 3:
            return self
        step = self.step.build((self._image(given, given.shape),))
        return replace(self, step=step) if isinstance(step, Convolution) else self

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.step.in_channels is None or self.step.bias is None:
            return None
        wide = self.step.out_channels * GATES
        shapes: dict[str, Shape] = {
            "kernel": (*self.step.kernel_size, self.step.in_channels, wide),
            "recurrent_kernel": (*self.step.kernel_size, self.step.out_channels, wide),
        }
        if self.step.bias:
            shapes["bias"] = (wide,)
        return shapes

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        given, made = inputs[0].shape, outputs[0].shape
        if given is None or made is None or self.step.in_channels is None or len(given) < 3:
            return None
        steps = 1 if self.sequences else given[1]
        channels = self.step.in_channels + self.step.out_channels
        return product(made) * steps * GATES * channels * product(self.step.kernel_size)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * (len(self.step.kernel_size) + 3) if position == 0 else None


def _after_steps(requirement: Requirement) -> Requirement:
    """The requirement with its axis counted in the sequence."""
    axis = requirement.axis
    return replace(requirement, axis=axis + 1) if axis is not None and axis > 0 else requirement
