"""Transposed convolutions that are told the whole shape of what comes out.

https://www.tensorflow.org/api_docs/python/tf/nn/conv2d_transpose
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import render_shape
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import agreement, wrong_rank
from shapelint.ops.spatial.window import Image, as_image, extent, image_ranks, positive
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, ceil_div, product


@dataclass(frozen=True, slots=True)
class RequestedConvolution(Operation):
    """The convolution that makes the input of a tensor of the shape `requested`, the other way round. The kernel, the
    second input, is (*kernel_size, out, in); `padding` is "same", "valid" or the pairs of amounts."""

    requested: Shape
    stride: tuple[Size, ...]
    padding: str | tuple[tuple[Size, Size], ...]
    dilation: tuple[Size, ...]
    channels_last: bool = True

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source, kernel, rank = inputs[0], inputs[1].shape, len(self.stride)
        result = source.with_shape(self.requested)
        if len(self.requested) != rank + 2:
            text = f"the output shape {render_shape(self.requested)} must have {rank + 2} sizes"
            wrong = Requirement(
                Kind.RANK, Verdict.FAILS, rank + 2, len(self.requested), "==", "output_shape", None, None, text
            )
            return Inference((source.with_shape(None),), (wrong,))
        if source.shape is None or kernel is None:
            return Inference((result,))
        given = as_image(source.shape, rank, self.channels_last, False)
        wanted = as_image(self.requested, rank, self.channels_last, False)
        if given is None or wanted is None:
            return Inference((result,), (wrong_rank(source.shape, image_ranks(rank, False)),))
        if len(kernel) != rank + 2:
            return Inference((result,), (wrong_rank(kernel, (rank + 2,), 1),))
        text = "the kernel must take the channels of the input"
        channels = agreement(Kind.IN_CHANNELS, kernel[-1], given.channels, text, 0, given.channel_axis)
        text = "the output must have the channels that the kernel gives"
        channels = channels or agreement(Kind.OPERANDS, kernel[-2], wanted.channels, text, None, None)
        if any(r.verdict is Verdict.FAILS for r in channels):
            return Inference((result,), channels)
        return Inference((result,), channels + tuple(self._spatial(given, wanted, kernel)))

    def _spatial(self, given: Image, wanted: Image, kernel: Shape) -> Iterator[Requirement]:
        """That the convolution of what comes out has the size of the input."""
        yield from agreement(
            Kind.OPERANDS, given.batch[0], wanted.batch[0], "the output must have the samples of the input", 0, 0
        )
        for axis, (small, large) in enumerate(zip(given.spatial, wanted.spatial, strict=True)):
            stride, dilation = self.stride[axis], self.dilation[axis]
            if not positive(stride) or not positive(dilation):
                continue
            if self.padding == "same":
                made = ceil_div(large, stride)
            else:
                before, after = (0, 0) if isinstance(self.padding, str) else self.padding[axis]
                made = (large + before + after - extent(kernel[axis], dilation)) // stride + 1
            text = f"the size {large} asked for along axis {axis} is one that the convolution makes {made} of"
            yield from agreement(Kind.WINDOW, made, small, text, 0, given.first_spatial_axis + axis)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        kernel = inputs[1].shape if len(inputs) > 1 else None
        if inputs[0].shape is None or kernel is None:
            return None
        return product(inputs[0].shape) * product(kernel[:-1])

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * (len(self.stride) + 2) if position == 0 else None
