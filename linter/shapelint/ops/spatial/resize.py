"""Resizing images, and moving elements between channels and spatial axes.

https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html, .../torch.nn.PixelShuffle.html,
https://keras.io/api/layers/reshaping_layers/up_sampling2d/.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import at_least, low_rank, refused, wrong_rank
from shapelint.ops.spatial.window import as_image, image_ranks, not_empty, or_unknown, positive
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, divides, equal, fresh

# The number of axes that an interpolation takes, by its mode; the modes that are not here take 3, 4 or 5.
MODE_RANKS = {"linear": (3,), "bilinear": (4,), "bicubic": (4,), "lanczos": (4,), "trilinear": (5,)}
ANY_RANK = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Upsample(Operation):
    """Every spatial axis of an image made so many times as long."""

    factors: tuple[Size, ...]
    channels_last: bool = False
    unbatched: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source.with_shape(None),))
        image = as_image(source.shape, len(self.factors), self.channels_last, self.unbatched)
        if image is None:
            required = wrong_rank(source.shape, image_ranks(len(self.factors), self.unbatched))
            return Inference((source.with_shape(None),), (required,))
        spatial = tuple(size * factor for size, factor in zip(image.spatial, self.factors, strict=True))
        return Inference((source.with_shape(image.shape(image.channels, spatial)),))

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * (len(self.factors) + 2) if position == 0 else None


def scaled(size: Size, scale: float | Size) -> Size:
    """floor(size * scale), computed as the framework does where the size is a number; where it is not, known only for
    a scale that is a fraction with a small denominator, such as 0.5."""
    if isinstance(scale, float) and not math.isfinite(scale):
        return fresh("unknown", low=0)
    if isinstance(size, int) and isinstance(scale, (int, float)):
        whole = size * scale
        return int(whole) if math.isfinite(whole) else fresh("unknown", low=0)
    if not isinstance(scale, float):
        return size * scale
    numerator, denominator = scale.as_integer_ratio()
    return size * numerator // denominator if denominator <= 1024 else fresh("unknown", low=0)


@dataclass(frozen=True, slots=True)
class Resize(Operation):
    """Interpolation of the spatial axes of a batch, to `size` or by `scale`: one of both is given, as one number for
    all axes or as one for each."""

    size: Size | tuple[Size, ...] | None
    scale: float | Size | tuple[float | Size, ...] | None
    mode: str = "nearest"

    @property
    def ranks(self) -> tuple[int, ...]:
        return MODE_RANKS.get(self.mode, ANY_RANK)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source.with_shape(None),))
        if len(source.shape) not in self.ranks:
            return Inference((source.with_shape(None),), (wrong_rank(source.shape, self.ranks),))
        wanted = self.size if self.scale is None else self.scale
        count = len(source.shape) - 2
        if isinstance(wanted, tuple) and len(wanted) != count:
            text = "one number is needed for each spatial axis"
            required = refused("size" if self.scale is None else "scale_factor", count, len(wanted), text)
            return Inference((source.with_shape(None),), (required,))
        spatial = self._spatial(source.shape[2:])
        # Averages over areas are adaptive pooling, which lets an empty output pass.
        least = 0 if self.mode == "area" else 1
        name = "size" if self.scale is None else "scale_factor"
        positive_sizes = tuple(not_empty(size, axis, name, least) for axis, size in enumerate(spatial, 2))
        shape = (*source.shape[:2], *(or_unknown(size, least) for size in spatial))
        return Inference((source.with_shape(shape),), positive_sizes)

    def _spatial(self, spatial: Shape) -> Shape:
        if self.scale is not None:
            scales = self.scale if isinstance(self.scale, tuple) else (self.scale,) * len(spatial)
            return tuple(scaled(size, scale) for size, scale in zip(spatial, scales, strict=True))
        if isinstance(self.size, tuple):
            return self.size
        return (1 if self.size is None else self.size,) * len(spatial)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        wanted = self.size if self.scale is None else self.scale
        ranks = (len(wanted) + 2,) if isinstance(wanted, tuple) else self.ranks
        return (None,) * ranks[0] if position == 0 and len(ranks) == 1 else None


@dataclass(frozen=True, slots=True)
class PixelShuffle(Operation):
    """(*, C r^2, H, W) to (*, C, H r, W r)."""

    factor: Size
    argument: str = "upscale_factor"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        required = tuple(at_least(1, self.factor, self.argument))
        if source.shape is None or not positive(self.factor):
            return Inference((source.with_shape(None),), required)
        if len(source.shape) < 3:
            return Inference((source.with_shape(None),), (low_rank(source.shape, 3),))
        *leading, channels, height, width = source.shape
        squared = self.factor * self.factor
        text = f"the channels must be divisible by the square of {self.argument}"
        axis = len(source.shape) - 3
        verdict = divides(squared, channels)
        divisible = Requirement(
            Kind.RESHAPE, verdict, squared, channels, "divides", self.argument, axis=axis, text=text
        )
        depth = fresh("unknown", low=0) if verdict is Verdict.FAILS else channels // squared
        shape = (*leading, depth, height * self.factor, width * self.factor)
        return Inference((source.with_shape(shape),), (*required, divisible))

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * 4 if position == 0 else None


@dataclass(frozen=True, slots=True)
class PixelUnshuffle(Operation):
    """(*, C, H r, W r) to (*, C r^2, H, W)."""

    factor: Size
    argument: str = "downscale_factor"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        required = tuple(at_least(1, self.factor, self.argument))
        if source.shape is None or not positive(self.factor):
            return Inference((source.with_shape(None),), required)
        if len(source.shape) < 3:
            return Inference((source.with_shape(None),), (low_rank(source.shape, 3),))
        *leading, channels, height, width = source.shape
        sizes: list[Size] = []
        requirements: list[Requirement] = list(required)
        text = f"the size must be divisible by {self.argument}"
        for axis, size in enumerate((height, width), len(source.shape) - 2):
            verdict = divides(self.factor, size)
            requirements.append(
                Requirement(Kind.RESHAPE, verdict, self.factor, size, "divides", self.argument, axis=axis, text=text)
            )
            sizes.append(fresh("unknown", low=0) if verdict is Verdict.FAILS else size // self.factor)
        shape = (*leading, channels * self.factor * self.factor, *sizes)
        return Inference((source.with_shape(shape),), tuple(requirements))

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * 4 if position == 0 else None


@dataclass(frozen=True, slots=True)
class ChannelShuffle(Operation):
    """The channels, axis 1, dealt out again over groups; the shape stays."""

    groups: Size

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        required = tuple(at_least(1, self.groups, "groups"))
        if source.shape is None or not positive(self.groups):
            return Inference((source,), required)
        if len(source.shape) < 3:
            return Inference((source,), (low_rank(source.shape, 3),))
        channels, text = source.shape[1], "the channels must be divisible by groups"
        verdict = divides(self.groups, channels)
        divisible = Requirement(Kind.RESHAPE, verdict, self.groups, channels, "divides", "groups", axis=1, text=text)
        return Inference((source,), (*required, divisible))


@dataclass(frozen=True, slots=True)
class GridSample(Operation):
    """An image sampled at the points of a grid: (N, C, *in) and (N, *out, d) to (N, C, *out) with d spatial axes."""

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        if len(inputs) < 2 or inputs[0].shape is None or inputs[1].shape is None:
            return Inference((UNKNOWN_TENSOR,))
        image, grid = inputs[0].shape, inputs[1].shape
        if len(image) not in (4, 5):
            return Inference((inputs[0].with_shape(None),), (wrong_rank(image, (4, 5)),))
        if len(grid) != len(image):
            return Inference((inputs[0].with_shape(None),), (wrong_rank(grid, (len(image),), operand=1),))
        text = "the grid must have the batch size of the input, and as last axis a number for each spatial axis"
        pairs = ((0, image[0]), (len(grid) - 1, len(image) - 2))
        required = tuple(
            Requirement(Kind.OPERANDS, equal(grid[axis], size), size, grid[axis], operand=1, axis=axis, text=text)
            for axis, size in pairs
        )
        return Inference((inputs[0].with_shape((*image[:2], *grid[1:-1])),), required)


@dataclass(frozen=True, slots=True)
class AffineGrid(Operation):
    """The grid of an affine map: matrices (N, 2, 3) or (N, 3, 4), for an output of the shape `size`, (N, C, *out), to
    (N, *out, 2 or 3)."""

    size: Shape

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        count = len(self.size) - 2
        result = source.with_shape((self.size[0], *self.size[2:], count))
        if source.shape is None:
            return Inference((result,))
        if len(source.shape) != 3:
            return Inference((result,), (wrong_rank(source.shape, (3,)),))
        text = "theta must be one matrix for each image, with a row for each spatial axis and a column more"
        expected = (self.size[0], count, count + 1)
        required = tuple(
            Requirement(Kind.OPERANDS, equal(actual, wanted), wanted, actual, argument="size", axis=axis, text=text)
            for axis, (wanted, actual) in enumerate(zip(expected, source.shape, strict=True))
        )
        return Inference((result,), required)
