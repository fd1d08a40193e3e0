"""The poolings of torch.nn.functional: https://docs.pytorch.org/docs/stable/nn.functional.html#pooling-functions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.nn.pooling import adaptive, fractional, unpooled
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.coercions import Sizes
from shapelint.interpret.api.ranks import SizeN, at_rank
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.operation import Operation
from shapelint.ops.spatial.convolution import symmetric
from shapelint.ops.spatial.pooling import MaxUnpooling, Pooling


def applied(operation: Operation | Rejected | Undetermined, input: Tensor) -> Application | Rejected | Undetermined:
    return Application(operation, (input,)) if isinstance(operation, Operation) else operation


def declare(rank: int) -> None:
    """The poolings of that many spatial axes."""

    def pooled(
        input: Tensor,
        kernel_size: SizeN,
        stride: SizeN | None,
        padding: SizeN,
        dilation: SizeN,
        ceil_mode: bool,
        return_indices: bool,
    ) -> Application:
        operation = Pooling(
            "max", kernel_size, stride or kernel_size, symmetric(padding), dilation, ceil_mode,
            return_indices=return_indices,
        )  # fmt: skip
        return Application(operation, (input,))

    @torch.function(f"torch.nn.functional.max_pool{rank}d")
    @at_rank(rank)
    def max_pool(
        input: Tensor,
        kernel_size: SizeN,
        stride: SizeN | None = None,
        padding: SizeN = 0,
        dilation: SizeN = 1,
        ceil_mode: bool = False,
        return_indices: bool = False,
    ) -> Application:
        return pooled(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)

    @torch.function(f"torch.max_pool{rank}d")
    @at_rank(rank)
    def torch_max_pool(
        input: Tensor,
        kernel_size: SizeN,
        stride: SizeN | None = None,
        padding: SizeN = 0,
        dilation: SizeN = 1,
        ceil_mode: bool = False,
    ) -> Application:
        return pooled(input, kernel_size, stride, padding, dilation, ceil_mode, False)

    with_indices = [f"torch.nn.functional.max_pool{rank}d_with_indices"]

    @torch.function(*with_indices, *(["torch.max_pool1d_with_indices"] if rank == 1 else []))
    @at_rank(rank)
    def max_pool_with_indices(
        input: Tensor,
        kernel_size: SizeN,
        stride: SizeN | None = None,
        padding: SizeN = 0,
        dilation: SizeN = 1,
        ceil_mode: bool = False,
        return_indices: object = False,
    ) -> Application:
        return pooled(input, kernel_size, stride, padding, dilation, ceil_mode, True)

    @torch.function(*functional_names(f"max_unpool{rank}d"))
    @at_rank(rank)
    def max_unpool(
        input: Tensor,
        indices: Tensor,
        kernel_size: SizeN,
        stride: SizeN | None = None,
        padding: SizeN = 0,
        output_size: Sizes | None = None,
    ) -> Application | Rejected:
        return unpooled(MaxUnpooling(kernel_size, stride or kernel_size, padding), input, indices, output_size)

    @torch.function(*functional_names(f"lp_pool{rank}d"))
    @at_rank(rank)
    def lp_pool(
        input: Tensor, norm_type: object, kernel_size: SizeN, stride: SizeN | None = None, ceil_mode: bool = False
    ) -> Application:
        operation = Pooling("lp", kernel_size, stride or kernel_size, symmetric((0,) * rank), ceil_mode=ceil_mode)
        return Application(operation, (input,))

    @torch.function(*functional_names(f"adaptive_avg_pool{rank}d", torch_too=rank == 1))
    def adaptive_avg_pool(input: Tensor, output_size: Any) -> Application | Rejected | Undetermined:
        return applied(adaptive("average", rank, output_size, False), input)

    @torch.function(*functional_names(f"adaptive_max_pool{rank}d"))
    def adaptive_max_pool(
        input: Tensor, output_size: Any, return_indices: bool = False
    ) -> Application | Rejected | Undetermined:
        return applied(adaptive("max", rank, output_size, return_indices), input)

    with_adaptive_indices = functional_names(f"adaptive_max_pool{rank}d_with_indices")

    @torch.function(*with_adaptive_indices)
    def adaptive_max_pool_with_indices(
        input: Tensor, output_size: Any, return_indices: object = False
    ) -> Application | Rejected | Undetermined:
        return applied(adaptive("max", rank, output_size, True), input)


# torch.adaptive_max_pool1d, unlike the functional one, always gives the indices too.
@torch.function("torch.adaptive_max_pool1d")
def torch_adaptive_max_pool1d(input: Tensor, output_size: Any) -> Application | Rejected | Undetermined:
    return applied(adaptive("max", 1, output_size, True), input)


@torch.function(*functional_names("avg_pool1d", torch_too=True))
@at_rank(1)
def avg_pool1d(
    input: Tensor,
    kernel_size: SizeN,
    stride: SizeN | None = None,
    padding: SizeN = 0,
    ceil_mode: bool = False,
    count_include_pad: object = True,
) -> Application:
    operation = Pooling("average", kernel_size, stride or kernel_size, symmetric(padding), ceil_mode=ceil_mode)
    return Application(operation, (input,))


def declare_with_divisor(rank: int) -> None:
    """The poolings of two and three spatial axes whose arguments differ from those of one, or that one lacks."""

    @torch.function(*functional_names(f"avg_pool{rank}d"))
    @at_rank(rank)
    def avg_pool(
        input: Tensor,
        kernel_size: SizeN,
        stride: SizeN | None = None,
        padding: SizeN = 0,
        ceil_mode: bool = False,
        count_include_pad: object = True,
        divisor_override: object = None,
    ) -> Application:
        operation = Pooling("average", kernel_size, stride or kernel_size, symmetric(padding), ceil_mode=ceil_mode)
        return Application(operation, (input,))

    @torch.function(*functional_names(f"fractional_max_pool{rank}d"))
    @at_rank(rank)
    def fractional_max_pool(
        input: Tensor,
        kernel_size: SizeN,
        output_size: SizeN | None = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: object = None,
    ) -> Application | Rejected | Undetermined:
        return applied(fractional(kernel_size, output_size, output_ratio, return_indices), input)

    @torch.function(*functional_names(f"fractional_max_pool{rank}d_with_indices"))
    @at_rank(rank)
    def fractional_max_pool_with_indices(
        input: Tensor,
        kernel_size: SizeN,
        output_size: SizeN | None = None,
        output_ratio: Any = None,
        return_indices: object = False,
        _random_samples: object = None,
    ) -> Application | Rejected | Undetermined:
        return applied(fractional(kernel_size, output_size, output_ratio, True), input)


for spatial_rank in (1, 2, 3):
    declare(spatial_rank)
for spatial_rank in (2, 3):
    declare_with_divisor(spatial_rank)
