"""Windows that slide over spatial axes: the arithmetic that convolution, pooling and unfolding share.

Formulas: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html and .../torch.nn.MaxPool2d.html (Shape).
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ir.requirement import Kind, Relation, Requirement
from shapelint.ir.types import Shape
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, ceil_div, fresh, less_equal, minimum

Pairs = tuple[tuple[Size, Size], ...]
Padding = Pairs | str


@dataclass(frozen=True, slots=True)
class Image:
    """A shape taken apart: batch axes (at most one), channels, spatial sizes."""

    batch: Shape
    channels: Size
    spatial: Shape
    channels_last: bool

    @property
    def channel_axis(self) -> int:
        return len(self.batch) + (len(self.spatial) if self.channels_last else 0)

    @property
    def first_spatial_axis(self) -> int:
        return len(self.batch) + (0 if self.channels_last else 1)

    def shape(self, channels: Size, spatial: Shape) -> Shape:
        """The shape with other channels and spatial sizes, in the same layout."""
        return (*self.batch, *spatial, channels) if self.channels_last else (*self.batch, channels, *spatial)


def image_ranks(spatial_rank: int, unbatched: bool) -> tuple[int, ...]:
    return (spatial_rank + 1, spatial_rank + 2) if unbatched else (spatial_rank + 2,)


def as_image(shape: Shape, spatial_rank: int, channels_last: bool, unbatched: bool) -> Image | None:
    """None when the rank is not one that the operation accepts."""
    if len(shape) not in image_ranks(spatial_rank, unbatched):
        return None
    start = len(shape) - spatial_rank - 1
    if channels_last:
        return Image(shape[:start], shape[-1], shape[start:-1], True)
    return Image(shape[:start], shape[start], shape[start + 1 :], False)


def extent(kernel: Size, dilation: Size) -> Size:
    """How many input elements a dilated kernel spans."""
    return dilation * (kernel - 1) + 1


def slide(padded: Size, kernel: Size, stride: Size, dilation: Size) -> Size:
    """The number of whole windows along an axis of `padded` elements."""
    return (padded - extent(kernel, dilation)) // stride + 1


def slide_ceil(size: Size, before: Size, after: Size, kernel: Size, stride: Size, dilation: Size) -> Size:
    """The number of windows in ceil mode: the last one may reach past the end, but has to start within the input or the
    padding before it."""
    span = extent(kernel, dilation)
    count = ceil_div(size + before + after - span, stride) + 1
    if less_equal(after + stride, span) is Verdict.HOLDS:
        return count
    return minimum(count, ceil_div(size + before, stride))


def positive(size: Size) -> bool:
    """Whether a division by `size` is safe."""
    return not isinstance(size, int) or size > 0


def fits(padded: Size, span: Size, axis: int, argument: str) -> Requirement:
    """A window of `span` elements must fit into `padded` ones."""
    text = "the kernel must not be larger than the padded input"
    return Requirement(Kind.WINDOW, less_equal(span, padded), span, padded, ">=", argument, axis=axis, text=text)


def not_empty(size: Size, axis: int, argument: str, least: int = 1) -> Requirement:
    """An output size must be positive, or with `least` 0 at least not negative."""
    text = "the output size must be positive" if least else "the output size must not be negative"
    return Requirement(Kind.WINDOW, less_equal(least, size), least, size, ">=", argument, axis=axis, text=text)


def or_unknown(size: Size, least: int = 1) -> Size:
    """A calculated size, or an unknown one where the calculation has collapsed to less than `least`."""
    return fresh("unknown", low=0) if less_equal(least, size) is Verdict.FAILS else size


def padding_reach(mode: str, padding: Pairs, spatial: Shape, first_axis: int, argument: str) -> Iterator[Requirement]:
    """How far a padding that copies elements may reach: less than the size for "reflect", the size for "circular";
    "replicate" and constants reach any distance."""
    if mode not in ("reflect", "circular"):
        return
    spare = 1 if mode == "reflect" else 0
    relation: Relation = "<" if mode == "reflect" else "<="
    text = f"{mode} padding must be {'less than' if spare else 'at most'} the size of the axis that it pads"
    for offset, (sides, size) in enumerate(zip(padding, spatial, strict=False)):
        for amount in sides:
            verdict = less_equal(amount + spare, size)
            if verdict is not Verdict.HOLDS:
                axis = first_axis + offset
                yield Requirement(Kind.WINDOW, verdict, size, amount, relation, argument, axis=axis, text=text)
                break
