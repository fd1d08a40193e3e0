"""How frameworks write convolutions down, apart from what these compute."""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class ConvolutionDialect:
    """How a framework spells a convolution's parameters, lays its kernel out and checks its fields.

    `in_channels` is the parameter that fixes the input's channels, None where none does. `kernel_last` orders the
    kernel's axes (*kernel_size, in, out) and calls it "kernel"; otherwise it is "weight", (out, in, *kernel_size).
    `strided_same` says that the padding "same" admits a stride. `late_output`: a layer that is not told its input
    channels looks at its output channels only when it is built. `limits_output_padding`: an output padding is held
    against stride and dilation at each call.
    """

    in_channels: str | None = "in_channels"
    out_channels: str = "out_channels"
    groups: str = "groups"
    stride: str = "stride"
    dilation: str = "dilation"
    kernel_last: bool = False
    strided_same: bool = False
    late_output: bool = True
    limits_output_padding: bool = True


USUAL = ConvolutionDialect()
