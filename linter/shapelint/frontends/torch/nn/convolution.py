"""torch.nn's convolutions: https://docs.pytorch.org/docs/stable/nn.html#convolution-layers."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import UNSETTLED, Flag, Sizes
from shapelint.interpret.api.ranks import SizeN, at_rank
from shapelint.interpret.api.vocabulary import Application, Rejected
from shapelint.ir import Kind, Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution, symmetric
from shapelint.ops.spatial.window import Padding
from shapelint.symbolic import Size

PADDINGS = ("same", "valid")
PADDING_MODES = ("zeros", "reflect", "replicate", "circular")
BASE = "torch.nn.modules.conv._ConvNd"
TRANSPOSED_BASE = "torch.nn.modules.conv._ConvTransposeNd"


def sides(padding: Sequence[Size] | str, rank: int) -> Padding | Rejected:
    """torch's `padding` as pairs, or the name that it is. One that is not known may be "same", which pads before and
    after by different amounts for an even kernel."""
    if padding == UNSETTLED:
        return tuple((unknown_size(), unknown_size()) for _ in range(rank))
    if not isinstance(padding, str):
        return symmetric(padding)
    if padding in PADDINGS:
        return padding
    return Rejected(Kind.HYPERPARAMETER, "padding", "padding must be 'same', 'valid' or ints", "same or valid", padding)


def convolution(
    in_channels: Size | None,
    out_channels: Size,
    kernel_size: SizeN,
    stride: SizeN,
    padding: SizeN | str,
    dilation: SizeN,
    groups: Size,
    bias: bool | None,
    padding_mode: str,
) -> Convolution | Rejected:
    """The operation of a convolution layer, from its arguments."""
    pairs = sides(padding, len(kernel_size))
    if isinstance(pairs, Rejected):
        return pairs
    if padding_mode not in PADDING_MODES:
        expected = ", ".join(PADDING_MODES)
        return Rejected(
            Kind.HYPERPARAMETER, "padding_mode", f"padding_mode must be one of {expected}", expected, padding_mode
        )
    return Convolution(
        in_channels, out_channels, kernel_size, stride, pairs, dilation, groups, bias, padding_mode=padding_mode
    )


def transposed(
    in_channels: Size | None,
    out_channels: Size,
    kernel_size: SizeN,
    stride: SizeN,
    padding: SizeN,
    output_padding: SizeN,
    groups: Size,
    bias: bool | None,
    dilation: SizeN,
    padding_mode: str,
) -> TransposedConvolution | Rejected:
    """The operation of a transposed convolution layer, from its arguments."""
    if padding_mode != "zeros":
        text = "a transposed convolution admits padding_mode='zeros' alone"
        return Rejected(Kind.HYPERPARAMETER, "padding_mode", text, "zeros", padding_mode)
    pairs = symmetric(padding)
    return TransposedConvolution(
        in_channels, out_channels, kernel_size, stride, pairs, dilation, groups, bias, output_padding=output_padding
    )


def call_transposed(
    operation: TransposedConvolution, input: Tensor, output_size: Sizes | None = None
) -> Application | Rejected:
    """The call of a transposed convolution: `output_size` gives the spatial sizes, or the whole shape."""
    if output_size is None:
        return Application(operation, (input,))
    count = len(operation.kernel_size)
    rank = input.type.rank
    whole = (count + 1, count + 2) if rank is None else (count + (2 if rank == count + 2 else 1),)
    if len(output_size) != count and len(output_size) not in whole:
        text = f"output_size must have {count} or {' or '.join(map(str, whole))} elements"
        return Rejected(Kind.HYPERPARAMETER, "output_size", text, count, len(output_size))
    return Application(operation.requesting(output_size[-count:]), (input,))


def declare(rank: int) -> None:
    """Conv1d, Conv2d or Conv3d, its transposed and its lazy forms."""

    @torch.layer(*layer_names("conv", f"Conv{rank}d"), bases=(BASE,))
    @at_rank(rank)
    def conv(
        in_channels: int,
        out_channels: int,
        kernel_size: SizeN,
        stride: SizeN = 1,
        padding: SizeN | str = 0,
        dilation: SizeN = 1,
        groups: int = 1,
        bias: Flag = True,
        padding_mode: str = "zeros",
        device: object = None,
        dtype: object = None,
    ) -> Convolution | Rejected:
        return convolution(
            in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode
        )

    @torch.layer(*layer_names("conv", f"LazyConv{rank}d"), bases=(f"torch.nn.Conv{rank}d", BASE))
    @at_rank(rank)
    def lazy_conv(
        out_channels: int,
        kernel_size: SizeN,
        stride: SizeN = 1,
        padding: SizeN | str = 0,
        dilation: SizeN = 1,
        groups: int = 1,
        bias: Flag = True,
        padding_mode: str = "zeros",
        device: object = None,
        dtype: object = None,
    ) -> Convolution | Rejected:
        return convolution(None, out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode)

    @torch.layer(*layer_names("conv", f"ConvTranspose{rank}d"), call=call_transposed, bases=(TRANSPOSED_BASE, BASE))
    @at_rank(rank)
    def conv_transpose(
        in_channels: int,
        out_channels: int,
        kernel_size: SizeN,
        stride: SizeN = 1,
        padding: SizeN = 0,
        output_padding: SizeN = 0,
        groups: int = 1,
        bias: Flag = True,
        dilation: SizeN = 1,
        padding_mode: str = "zeros",
        device: object = None,
        dtype: object = None,
    ) -> TransposedConvolution | Rejected:
        return transposed(
            in_channels,
            out_channels,
            kernel_size,
            stride,
            padding,
            output_padding,
            groups,
            bias,
            dilation,
            padding_mode,
        )

    lazy_bases = (f"torch.nn.ConvTranspose{rank}d", TRANSPOSED_BASE, BASE)

    @torch.layer(*layer_names("conv", f"LazyConvTranspose{rank}d"), call=call_transposed, bases=lazy_bases)
    @at_rank(rank)
    def lazy_conv_transpose(
        out_channels: int,
        kernel_size: SizeN,
        stride: SizeN = 1,
        padding: SizeN = 0,
        output_padding: SizeN = 0,
        groups: int = 1,
        bias: Flag = True,
        dilation: SizeN = 1,
        padding_mode: str = "zeros",
        device: object = None,
        dtype: object = None,
    ) -> TransposedConvolution | Rejected:
        return transposed(
            None, out_channels, kernel_size, stride, padding, output_padding, groups, bias, dilation, padding_mode
        )


for spatial_rank in (1, 2, 3):
    declare(spatial_rank)
