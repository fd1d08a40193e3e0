"""Pixels rearranged in blocks: into channels and back, into the batch and back, and windows as channels.

https://www.tensorflow.org/api_docs/python/tf/nn/space_to_depth,
https://www.tensorflow.org/api_docs/python/tf/space_to_batch,
https://www.tensorflow.org/api_docs/python/tf/image/extract_patches
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import agreement, low_rank, wrong_rank
from shapelint.ops.spatial.window import as_image, extent, fits, or_unknown, positive, slide
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, ceil_div, divides, product


def divided(size: Size, divisor: Size, axis: int, argument: str | None) -> tuple[Size, tuple[Requirement, ...]]:
    """A size that is cut into parts of `divisor`, which must come out even."""
    verdict = divides(divisor, size)
    if verdict is Verdict.HOLDS:
        return size // divisor, ()
    text = f"the size {size} of axis {axis} must be divisible by {divisor}"
    required = Requirement(Kind.RESHAPE, verdict, divisor, size, "divides", argument, 0, axis, text)
    return (unknown_size() if verdict is Verdict.FAILS else size // divisor), (required,)


@dataclass(frozen=True, slots=True)
class BlockRearrangement(Operation):
    """Blocks of pixels as channels (`to_depth`), or channels as blocks of pixels."""

    block: int
    to_depth: bool
    channels_last: bool = True
    argument: str | None = "block_size"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        image = as_image(given.shape, 2, self.channels_last, False)
        if image is None:
            return Inference((given.with_shape(None),), (wrong_rank(given.shape, (4,)),))
        area, channels, spatial = self.block * self.block, image.channels, list(image.spatial)
        required: tuple[Requirement, ...] = ()
        if self.to_depth:
            for axis, size in enumerate(image.spatial):
                spatial[axis], found = divided(size, self.block, image.first_spatial_axis + axis, self.argument)
                required += found
            channels = channels * area
        else:
            channels, required = divided(channels, area, image.channel_axis, self.argument)
            spatial = [size * self.block for size in spatial]
        return Inference((given.with_shape(image.shape(channels, tuple(spatial))),), required)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * 4 if position == 0 else None


@dataclass(frozen=True, slots=True)
class BatchBlocks(Operation):
    """Blocks of positions along the axes behind the batch as samples (`to_batch`: padded before), or samples as blocks
    of positions (cropped after); `amounts` are the (before, after) pairs, None where these are not known."""

    block: tuple[int, ...]
    amounts: tuple[tuple[Size, Size], ...] | None
    to_batch: bool

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        count = len(self.block)
        if len(given.shape) < count + 1:
            return Inference((given.with_shape(None),), (low_rank(given.shape, count + 1),))
        batch, sizes = given.shape[0], list(given.shape[1 : count + 1])
        required: tuple[Requirement, ...] = ()
        for axis, (size, block) in enumerate(zip(sizes, self.block, strict=True)):
            if self.amounts is None:
                sizes[axis] = unknown_size()
                continue
            before, after = self.amounts[axis]
            if self.to_batch:
                sizes[axis], found = divided(size + before + after, block, axis + 1, "block_shape")
                required += found
            else:
                sizes[axis] = or_unknown(size * block - before - after, 0)
        whole = product(self.block)
        if self.to_batch:
            batch = batch * whole
        else:
            batch, found = divided(batch, whole, 0, "block_shape")
            required += found
        return Inference((given.with_shape((batch, *sizes, *given.shape[count + 1 :])),), required)


@dataclass(frozen=True, slots=True)
class Patches(Operation):
    """Windows over the spatial axes of an image with the channels last, each laid out along the channels. `padding` is
    "same" or "valid"."""

    kernel_size: tuple[Size, ...]
    stride: tuple[Size, ...]
    padding: str
    dilation: tuple[Size, ...]

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, rank = inputs[0], len(self.kernel_size)
        if given.shape is None:
            return Inference((given.with_shape(None),))
        image = as_image(given.shape, rank, True, False)
        if image is None:
            return Inference((given.with_shape(None),), (wrong_rank(given.shape, (rank + 2,)),))
        sizes: list[Size] = []
        required: list[Requirement] = []
        for axis, size in enumerate(image.spatial):
            kernel, stride, dilation = self.kernel_size[axis], self.stride[axis], self.dilation[axis]
            if not positive(kernel) or not positive(stride):
                sizes.append(unknown_size())
            elif self.padding == "same":
                sizes.append(ceil_div(size, stride))
            else:
                required.append(fits(size, extent(kernel, dilation), image.first_spatial_axis + axis, "sizes"))
                sizes.append(or_unknown(slide(size, kernel, stride, dilation)))
        channels = image.channels * product(self.kernel_size)
        found = tuple(r for r in required if r.verdict is not Verdict.HOLDS)
        return Inference((given.with_shape(image.shape(channels, tuple(sizes))),), found)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * (len(self.kernel_size) + 2) if position == 0 else None


@dataclass(frozen=True, slots=True)
class Morphology(Operation):
    """Greyscale dilation or erosion of an image by a kernel (height, width, channels).

    https://www.tensorflow.org/api_docs/python/tf/nn/dilation2d
    """

    name: str
    stride: tuple[Size, ...]
    padding: str
    dilation: tuple[Size, ...]

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, kernel = inputs[0], inputs[1].shape
        if given.shape is None or kernel is None:
            return Inference((given.with_shape(None),))
        if len(given.shape) != 4:
            return Inference((given.with_shape(None),), (wrong_rank(given.shape, (4,)),))
        if len(kernel) != 3:
            return Inference((given.with_shape(None),), (wrong_rank(kernel, (3,), 1),))
        text = "the kernel must have the channels of the image"
        channels = agreement(Kind.IN_CHANNELS, kernel[2], given.shape[3], text, 0, 3)
        patches = Patches(kernel[:2], self.stride, self.padding, self.dilation).infer(inputs[:1])
        shape = patches.outputs[0].shape
        assert shape is not None
        return Inference((given.with_shape((*shape[:3], given.shape[3])),), channels + patches.requirements)
