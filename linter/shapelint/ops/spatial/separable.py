"""Convolutions that treat every channel by itself, and those that mix the channels afterwards.

https://keras.io/api/layers/convolution_layers/separable_convolution2d/,
https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import at_least
from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.spatial.window import as_image
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, product


@dataclass(frozen=True, slots=True)
class SeparableConvolution(Convolution):
    """`multiplier` filters for every input channel, then a convolution of kernel size 1 to `out_channels`."""

    multiplier: Size = 1

    def validate(self) -> tuple[Requirement, ...]:
        return (*Convolution.validate(self), *at_least(1, self.multiplier, "depth_multiplier"))

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.in_channels is None or self.bias is None:
            return None
        inner, ones = self.in_channels * self.multiplier, (1,) * len(self.kernel_size)
        shapes: dict[str, Shape] = {
            "depthwise_kernel": (*self.kernel_size, self.in_channels, self.multiplier),
            "pointwise_kernel": (*ones, inner, self.out_channels),
        }
        if self.bias:
            shapes["bias"] = (self.out_channels,)
        return shapes

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        if self.in_channels is None or not outputs or outputs[0].shape is None:
            return None
        image = as_image(outputs[0].shape, len(self.kernel_size), self.channels_last, self.unbatched)
        if image is None:
            return None
        inner = self.in_channels * self.multiplier
        positions = product((*image.batch, *image.spatial))
        return positions * inner * product(self.kernel_size) + positions * inner * self.out_channels


@dataclass(frozen=True, slots=True)
class DepthwiseConvolution(Convolution):
    """`multiplier` filters for every input channel; `out_channels` follows from the input."""

    multiplier: Size = 1

    def validate(self) -> tuple[Requirement, ...]:
        return tuple(at_least(1, self.multiplier, "depth_multiplier"))

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        # Not super(): a class made anew for its slots loses the cell that zero-argument super() needs.
        built = Convolution.build(self, inputs)
        if not isinstance(built, DepthwiseConvolution) or built.in_channels is None:
            return self
        return replace(built, out_channels=built.in_channels * built.multiplier)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        built = self.build(inputs)
        return Convolution.infer(built if isinstance(built, DepthwiseConvolution) else self, inputs)

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.in_channels is None or self.bias is None:
            return None
        shapes: dict[str, Shape] = {"kernel": (*self.kernel_size, self.in_channels, self.multiplier)}
        if self.bias:
            shapes["bias"] = (self.in_channels * self.multiplier,)
        return shapes

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        if not outputs or outputs[0].shape is None:
            return None
        return product(outputs[0].shape) * product(self.kernel_size)
