"""The convolutions of torch.nn.functional, whose channels and kernel are those of the weight that is given:
https://docs.pytorch.org/docs/stable/nn.functional.html#convolution-functions."""

from __future__ import annotations

from shapelint.frontends.torch.nn.convolution import sides
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.ranks import SizeN, at_rank
from shapelint.interpret.api.vocabulary import Application, Rejected
from shapelint.ir import Kind, Shape, Tensor
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution, symmetric
from shapelint.ops.spatial.convolution_dialect import ConvolutionDialect
from shapelint.symbolic import fresh

OF_FUNCTIONS = ConvolutionDialect("weight", "weight")


def weight_shape(weight: Tensor, rank: int) -> Shape | Rejected:
    """The shape of a weight for `rank` spatial axes, its sizes unknown when it is not known."""
    if weight.shape is None:
        return tuple(fresh("unknown", low=0) for _ in range(rank + 2))
    if len(weight.shape) != rank + 2:
        text = f"the weight must have {rank + 2} dimensions"
        return Rejected(Kind.RANK, "weight", text, rank + 2, len(weight.shape))
    return weight.shape


def operands(input: Tensor, weight: Tensor, bias: Tensor | None) -> tuple[Tensor, ...]:
    return (input, weight) if bias is None else (input, weight, bias)


def declare(rank: int) -> None:
    """conv1d, conv2d or conv3d and its transposed form."""

    @torch.function(*functional_names(f"conv{rank}d", torch_too=True))
    @at_rank(rank)
    def conv(
        input: Tensor,
        weight: Tensor,
        bias: Tensor | None = None,
        stride: SizeN = 1,
        padding: SizeN | str = 0,
        dilation: SizeN = 1,
        groups: int = 1,
    ) -> Application | Rejected:
        shape, pairs = weight_shape(weight, rank), sides(padding, rank)
        if isinstance(shape, Rejected):
            return shape
        if isinstance(pairs, Rejected):
            return pairs
        operation = Convolution(
            shape[1] * groups, shape[0], shape[2:], stride, pairs, dilation, groups, bias is not None,
            dialect=OF_FUNCTIONS, checked_at="call",
        )  # fmt: skip
        return Application(operation, operands(input, weight, bias))

    @torch.function(*functional_names(f"conv_transpose{rank}d", torch_too=True))
    @at_rank(rank)
    def conv_transpose(
        input: Tensor,
        weight: Tensor,
        bias: Tensor | None = None,
        stride: SizeN = 1,
        padding: SizeN = 0,
        output_padding: SizeN = 0,
        groups: int = 1,
        dilation: SizeN = 1,
    ) -> Application | Rejected:
        shape = weight_shape(weight, rank)
        if isinstance(shape, Rejected):
            return shape
        operation = TransposedConvolution(
            shape[0], shape[1] * groups, shape[2:], stride, symmetric(padding), dilation, groups, bias is not None,
            dialect=OF_FUNCTIONS, checked_at="call", output_padding=output_padding,
        )  # fmt: skip
        return Application(operation, operands(input, weight, bias))


for spatial_rank in (1, 2, 3):
    declare(spatial_rank)
