"""How much of the input one element of a layer's output sees.

Each window of k elements with dilation d widens the field by d(k - 1) steps of the input, and each stride lengthens the
steps that come after it. Source: A. Araujo, W. Norris, J. Sim, "Computing Receptive Fields of Convolutional Neural
Networks", Distill, 2019, equation 2.
"""

from __future__ import annotations

from shapelint.ir.types import Shape
from shapelint.ops.norm.normalization import BatchNormalization, GroupNormalization
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.padding import Pad, PadTrailing
from shapelint.ops.spatial.pooling import Pooling
from shapelint.records import dataclass

_KEEPS = (Elementwise, BatchNormalization, GroupNormalization, Dropout, Pad, PadTrailing)


@dataclass(frozen=True, slots=True)
class Field:
    """Sizes along each axis, in elements of the input: of what is seen, and of a step. `is_known` is false behind what
    sees everything, or what is not followed."""

    sizes: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()
    is_known: bool = True

    def behind(self, operation: Operation, source: Shape | None) -> Field:
        """The field of an element behind one more operation."""
        if isinstance(operation, (Convolution, Pooling)) and not isinstance(operation, TransposedConvolution):
            return self._behind_window(operation)
        if isinstance(operation, _KEEPS):
            return self
        return LOST

    def _behind_window(self, operation: Convolution | Pooling) -> Field:
        rank = len(operation.kernel_size)
        sizes, steps = self.sizes or (1,) * rank, self.steps or (1,) * rank
        windows = (*operation.kernel_size, *operation.stride, *(operation.dilation or (1,) * rank))
        numbers = [number for number in windows if isinstance(number, int)]
        if not self.is_known or len(sizes) != rank or len(numbers) < 3 * rank:
            return LOST
        kernel, stride, dilation = numbers[:rank], numbers[rank : 2 * rank], numbers[2 * rank :]
        wider = zip(sizes, steps, kernel, dilation, strict=True)
        return Field(
            tuple(size + step * spread * (width - 1) for size, step, width, spread in wider),
            tuple(step * pace for step, pace in zip(steps, stride, strict=True)),
        )


LOST = Field(is_known=False)
