"""torch.nn's vision layers: https://docs.pytorch.org/docs/stable/nn.html#vision-layers and #shuffle-layers."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import as_size, elements
from shapelint.interpret.api.ranks import SizeN, at_rank
from shapelint.interpret.api.vocabulary import Rejected, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Kind
from shapelint.ops.spatial.fold_unfold import Fold, Unfold
from shapelint.ops.spatial.resize import MODE_RANKS, ChannelShuffle, PixelShuffle, PixelUnshuffle, Resize
from shapelint.symbolic import Expression

# The modes that do not look at more than one element each, or average whole areas.
WITHOUT_CORNERS = ("nearest", "area", "nearest-exact")


def number(value: object) -> object:
    """A size or a scale; None for what is not known."""
    return value if isinstance(value, (int, float, Expression)) and not isinstance(value, bool) else None


def numbers(value: object, name: str) -> Any:
    """One number for all axes, or a tuple with one for each."""
    if value is None or number(value) is not None:
        return value
    found = elements(value)
    if found is None:
        return Undetermined(f"{name} is not known")
    items = tuple(as_size(item) if isinstance(item, Unknown) and name == "size" else number(item) for item in found)
    return Undetermined(f"a number of {name} is not known") if None in items else items


def resize(
    size: object, scale_factor: object, mode: str, align_corners: object, recompute: object = None
) -> Resize | Rejected | Undetermined:
    """An interpolation, from its arguments."""
    sizes, scales = numbers(size, "size"), numbers(scale_factor, "scale_factor")
    for value in (sizes, scales):
        if isinstance(value, Undetermined):
            return value
    if (sizes is None) == (scales is None):
        text = "exactly one of size and scale_factor must be given"
        return Rejected(
            Kind.HYPERPARAMETER, "size", text, "one of both", "none" if sizes is None else "both", when_called=True
        )
    if mode not in MODE_RANKS and mode not in WITHOUT_CORNERS:
        expected = ", ".join((*WITHOUT_CORNERS, *MODE_RANKS))
        return Rejected(
            Kind.HYPERPARAMETER, "mode", f"mode must be one of {expected}", expected, mode, when_called=True
        )
    if mode in WITHOUT_CORNERS and isinstance(align_corners, bool):
        text = "align_corners can be given in the interpolating modes alone"
        return Rejected(Kind.HYPERPARAMETER, "align_corners", text, "None", str(align_corners), when_called=True)
    if recompute is True and scales is None:
        text = "recompute_scale_factor has no meaning with a size"
        return Rejected(Kind.HYPERPARAMETER, "recompute_scale_factor", text, "None", "True", when_called=True)
    return Resize(sizes, scales, mode)


@torch.layer(*layer_names("upsampling", "Upsample"))
def upsample(
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: Any = None,
    recompute_scale_factor: Any = None,
) -> Resize | Rejected | Undetermined:
    return resize(size, scale_factor, mode, align_corners, recompute_scale_factor)


@torch.layer(*layer_names("upsampling", "UpsamplingNearest2d"), bases=("torch.nn.Upsample",))
def upsampling_nearest2d(size: Any = None, scale_factor: Any = None) -> Resize | Rejected | Undetermined:
    return resize(size, scale_factor, "nearest", None)


@torch.layer(*layer_names("upsampling", "UpsamplingBilinear2d"), bases=("torch.nn.Upsample",))
def upsampling_bilinear2d(size: Any = None, scale_factor: Any = None) -> Resize | Rejected | Undetermined:
    return resize(size, scale_factor, "bilinear", True)


@torch.layer(*layer_names("pixelshuffle", "PixelShuffle"))
def pixel_shuffle(upscale_factor: int) -> PixelShuffle:
    return PixelShuffle(upscale_factor)


@torch.layer(*layer_names("pixelshuffle", "PixelUnshuffle"))
def pixel_unshuffle(downscale_factor: int) -> PixelUnshuffle:
    return PixelUnshuffle(downscale_factor)


@torch.layer(*layer_names("channelshuffle", "ChannelShuffle"))
def channel_shuffle(groups: int) -> ChannelShuffle:
    return ChannelShuffle(groups)


@torch.layer(*layer_names("fold", "Unfold"))
@at_rank(2)
def unfold(
    kernel_size: SizeN,
    dilation: SizeN = 1,
    padding: SizeN = 0,
    stride: SizeN = 1,
) -> Unfold:
    return Unfold(kernel_size, dilation, padding, stride)


@torch.layer(*layer_names("fold", "Fold"))
@at_rank(2)
def fold(
    output_size: SizeN,
    kernel_size: SizeN,
    dilation: SizeN = 1,
    padding: SizeN = 0,
    stride: SizeN = 1,
) -> Fold:
    return Fold(output_size, Unfold(kernel_size, dilation, padding, stride))
