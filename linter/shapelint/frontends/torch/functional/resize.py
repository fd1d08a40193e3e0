"""The vision functions of torch.nn.functional: https://docs.pytorch.org/docs/stable/nn.functional.html#vision-functions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.functional.pooling import applied
from shapelint.frontends.torch.nn.resize import resize
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.coercions import Sizes
from shapelint.interpret.api.ranks import SizeN, at_rank
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Kind, Tensor
from shapelint.ops.dense.one_hot import OneHot
from shapelint.ops.spatial.fold_unfold import Fold, Unfold
from shapelint.ops.spatial.resize import AffineGrid, ChannelShuffle, GridSample, PixelShuffle, PixelUnshuffle

Answer = Application | Rejected | Undetermined


@torch.function(*functional_names("interpolate"))
def interpolate(
    input: Tensor,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: Any = None,
    recompute_scale_factor: Any = None,
    antialias: Any = False,
) -> Answer:
    if antialias is True and mode not in ("bilinear", "bicubic", "lanczos"):
        text = "antialias can be on in the modes bilinear, bicubic and lanczos alone"
        return Rejected(Kind.HYPERPARAMETER, "antialias", text, "False", "True")
    return applied(resize(size, scale_factor, mode, align_corners, recompute_scale_factor), input)


@torch.function(*functional_names("upsample"))
def upsample(
    input: Tensor, size: Any = None, scale_factor: Any = None, mode: str = "nearest", align_corners: Any = None
) -> Answer:
    return applied(resize(size, scale_factor, mode, align_corners), input)


@torch.function(*functional_names("upsample_nearest"))
def upsample_nearest(input: Tensor, size: Any = None, scale_factor: Any = None) -> Answer:
    return applied(resize(size, scale_factor, "nearest", None), input)


@torch.function(*functional_names("upsample_bilinear"))
def upsample_bilinear(input: Tensor, size: Any = None, scale_factor: Any = None) -> Answer:
    return applied(resize(size, scale_factor, "bilinear", True), input)


@torch.function(*functional_names("pixel_shuffle", torch_too=True))
def pixel_shuffle(input: Tensor, upscale_factor: int) -> Application:
    return Application(PixelShuffle(upscale_factor), (input,))


@torch.function(*functional_names("pixel_unshuffle", torch_too=True))
def pixel_unshuffle(input: Tensor, downscale_factor: int) -> Application:
    return Application(PixelUnshuffle(downscale_factor), (input,))


@torch.function(
    *functional_names("channel_shuffle", torch_too=True), *functional_names("native_channel_shuffle", torch_too=True)
)
def channel_shuffle(input: Tensor, groups: int) -> Application:
    return Application(ChannelShuffle(groups), (input,))


@torch.function(*functional_names("unfold"))
@at_rank(2)
def unfold(
    input: Tensor, kernel_size: SizeN, dilation: SizeN = 1, padding: SizeN = 0, stride: SizeN = 1
) -> Application:
    return Application(Unfold(kernel_size, dilation, padding, stride), (input,))


@torch.function(*functional_names("fold"))
@at_rank(2)
def fold(
    input: Tensor,
    output_size: SizeN,
    kernel_size: SizeN,
    dilation: SizeN = 1,
    padding: SizeN = 0,
    stride: SizeN = 1,
) -> Application:
    return Application(Fold(output_size, Unfold(kernel_size, dilation, padding, stride)), (input,))


@torch.function(*functional_names("grid_sample"))
def grid_sample(
    input: Tensor, grid: Tensor, mode: object = "bilinear", padding_mode: object = "zeros", align_corners: object = None
) -> Application:
    return Application(GridSample(), (input, grid))


@torch.function(*functional_names("affine_grid"))
def affine_grid(theta: Tensor, size: Sizes, align_corners: object = None) -> Answer:
    if len(size) not in (4, 5):
        return Rejected(Kind.HYPERPARAMETER, "size", "size must have 4 or 5 numbers", "4 or 5", len(size))
    return Application(AffineGrid(size), (theta,))


@torch.function(*functional_names("one_hot"))
def one_hot(tensor: Tensor, num_classes: int = -1) -> Application:
    return Application(OneHot(None if num_classes == -1 else num_classes), (tensor,))
