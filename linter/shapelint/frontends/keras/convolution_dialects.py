"""How Keras writes convolutions down."""

from __future__ import annotations

from shapelint.ops.spatial.convolution_dialect import ConvolutionDialect
from shapelint.records import replace

OF_LAYERS = ConvolutionDialect(
    None,
    "filters",
    stride="strides",
    dilation="dilation_rate",
    kernel_last=True,
    strided_same=True,
    late_output=False,
    limits_output_padding=False,
)
OF_FUNCTIONS = replace(OF_LAYERS, in_channels="kernel")
