"""Sliding blocks of an image as columns, and their sum back into an image.

https://docs.pytorch.org/docs/stable/generated/torch.nn.Unfold.html, .../torch.nn.Fold.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import all_at_least, possibly_zero, wrong_rank
from shapelint.ops.spatial.window import as_image, extent, fits, or_unknown, positive, slide
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, divides, equal, fresh, product


@dataclass(frozen=True, slots=True)
class Unfold(Operation):
    """(N, C, H, W) to (N, C kh kw, L), where L is the number of places that the window takes. N may be missing."""

    kernel_size: tuple[Size, ...]
    dilation: tuple[Size, ...]
    padding: tuple[Size, ...]
    stride: tuple[Size, ...]

    def fields(self) -> Iterator[Requirement]:
        """What every field must be by itself."""
        yield from all_at_least(1, self.kernel_size, "kernel_size")
        yield from all_at_least(1, self.dilation, "dilation")
        yield from all_at_least(0, [possibly_zero(amount) for amount in self.padding], "padding")
        yield from all_at_least(1, self.stride, "stride")

    def usable(self) -> bool:
        return all(positive(size) for size in (*self.kernel_size, *self.dilation, *self.stride))

    def padded(self, size: Size, axis: int) -> Size:
        return size + 2 * possibly_zero(self.padding[axis])

    def places(self, size: Size, axis: int) -> Size:
        """How many places the window takes along a spatial axis of that size."""
        return slide(self.padded(size, axis), self.kernel_size[axis], self.stride[axis], self.dilation[axis])

    def window(self, size: Size, axis: int, position: int, argument: str) -> Requirement:
        """That the window fits into the padded axis at all."""
        span = extent(self.kernel_size[axis], self.dilation[axis])
        return fits(self.padded(size, axis), span, position, argument)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        required = tuple(self.fields())
        if source.shape is None or not self.usable():
            return Inference((source.with_shape(None),), required)
        image = as_image(source.shape, 2, channels_last=False, unbatched=True)
        if image is None:
            return Inference((source.with_shape(None),), (*required, wrong_rank(source.shape, (3, 4))))
        windows = tuple(
            self.window(size, axis, image.first_spatial_axis + axis, "kernel_size")
            for axis, size in enumerate(image.spatial)
        )
        places = product([or_unknown(self.places(size, axis)) for axis, size in enumerate(image.spatial)])
        if any(window.verdict is Verdict.FAILS for window in windows):
            places = fresh("unknown", low=0)
        shape = (*image.batch, image.channels * product(self.kernel_size), places)
        return Inference((source.with_shape(shape),), (*required, *windows))

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * 4 if position == 0 else None


@dataclass(frozen=True, slots=True)
class Fold(Operation):
    """(N, C kh kw, L) to (N, C, *output_size): `blocks` are the windows of that image. N may be missing."""

    output_size: tuple[Size, ...]
    blocks: Unfold

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        required = (*all_at_least(1, self.output_size, "output_size"), *self.blocks.fields())
        if source.shape is None or not self.blocks.usable():
            return Inference((source.with_shape(None),), required)
        if len(source.shape) not in (2, 3):
            return Inference((source.with_shape(None),), (*required, wrong_rank(source.shape, (2, 3))))
        *batch, columns, places = source.shape
        elements = product(self.blocks.kernel_size)
        verdict = divides(elements, columns)
        text = "the columns must be divisible by the number of elements of the kernel"
        axis = len(batch)
        whole = Requirement(Kind.RESHAPE, verdict, elements, columns, "divides", "kernel_size", axis=axis, text=text)
        channels = fresh("unknown", low=0) if verdict is Verdict.FAILS else columns // elements
        shape = (*batch, channels, *self.output_size)
        return Inference((source.with_shape(shape),), (*required, whole, *self._places(places, axis + 1)))

    def _places(self, places: Size, position: int) -> Iterator[Requirement]:
        windows = tuple(
            self.blocks.window(size, axis, position, "output_size") for axis, size in enumerate(self.output_size)
        )
        yield from windows
        if any(window.verdict is Verdict.FAILS for window in windows):
            return
        expected = product([self.blocks.places(size, axis) for axis, size in enumerate(self.output_size)])
        text = "there must be one block for each place that the window takes in the output"
        yield Requirement(
            Kind.RESHAPE, equal(places, expected), expected, places, argument="output_size", axis=position, text=text
        )
