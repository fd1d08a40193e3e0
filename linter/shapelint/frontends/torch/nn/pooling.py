"""torch.nn's poolings: https://docs.pytorch.org/docs/stable/nn.html#pooling-layers."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Sizes, as_size, elements
from shapelint.interpret.api.ranks import SizeN, at_rank
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Kind, Tensor
from shapelint.ops.spatial.convolution import symmetric
from shapelint.ops.spatial.pooling import AdaptivePooling, FractionalPooling, MaxUnpooling, Pooling
from shapelint.records import replace
from shapelint.symbolic import Expression, Size, fresh


def adaptive_size(value: object, rank: int) -> tuple[Size | None, ...] | Rejected | Undetermined:
    """`output_size` of an adaptive pooling: a number for all axes, or for each a number or None, the input's size."""
    if isinstance(value, Unknown):
        return tuple(fresh("unknown", low=0) for _ in range(rank))
    found = elements(value)
    if found is None:
        found = (value,) * rank
        if value is None:
            return _unfit_size(rank, "None")
    if len(found) != rank:
        return _unfit_size(rank, f"{len(found)} sizes")
    sizes = tuple(None if item is None else as_size(item) for item in found)
    if all(item is None or isinstance(item, (int, Expression)) for item in sizes):
        return sizes  # type: ignore[return-value]
    return Undetermined("an output_size that is no int")


def _unfit_size(rank: int, actual: str) -> Rejected:
    text = f"output_size must give {rank} sizes"
    return Rejected(Kind.HYPERPARAMETER, "output_size", text, rank, actual, when_called=True)


def adaptive(
    kind: str, rank: int, output_size: object, return_indices: bool
) -> AdaptivePooling | Rejected | Undetermined:
    """An adaptive pooling, from its arguments."""
    sizes = adaptive_size(output_size, rank)
    if isinstance(sizes, (Rejected, Undetermined)):
        return sizes
    if kind == "max" or rank == 1:
        return AdaptivePooling(kind, sizes, return_indices=return_indices)
    # torch computes an average to single elements as a mean, which takes more ranks than the pooling does.
    return AdaptivePooling(kind, sizes, least_rank=rank if elements(output_size) is None else rank + 1)


def ratios(value: object, rank: int) -> tuple[float, ...] | Undetermined | None:
    """`output_ratio` of a fractional pooling, for each axis."""
    if value is None:
        return None
    found = elements(value)
    found = (value,) * rank if found is None else found
    if len(found) == rank and all(isinstance(item, (int, float)) for item in found):
        return found  # type: ignore[return-value]
    return Undetermined("an output_ratio that is not known")


def fractional(
    kernel_size: SizeN, output_size: SizeN | None, output_ratio: object, return_indices: bool
) -> FractionalPooling | Rejected | Undetermined:
    """A fractional max pooling, from its arguments."""
    ratio = ratios(output_ratio, len(kernel_size))
    if isinstance(ratio, Undetermined):
        return ratio
    if output_size is not None and ratio is not None and any(isinstance(size, Expression) for size in output_size):
        return Undetermined("an output_size that may be None")
    if (output_size is None) == (ratio is None):
        text = "exactly one of output_size and output_ratio must be given"
        return Rejected(Kind.HYPERPARAMETER, "output_size", text, "one of both", "none" if ratio is None else "both")
    outside = [item for item in ratio or () if not 0 < item < 1]
    if outside:
        text = "output_ratio must be between 0 and 1"
        return Rejected(Kind.HYPERPARAMETER, "output_ratio", text, "0 to 1", str(outside[0]))
    return FractionalPooling(kernel_size, output_size, ratio, return_indices)


def unpooled(
    operation: MaxUnpooling, input: Tensor, indices: Tensor, output_size: Sizes | None = None
) -> Application | Rejected:
    """The call of a MaxUnpool layer: `output_size` gives the spatial sizes, or the whole batched shape."""
    if output_size is not None:
        count = len(operation.kernel_size)
        if len(output_size) not in (count, count + 2):
            text = f"output_size must have {count} or {count + 2} elements"
            return Rejected(Kind.HYPERPARAMETER, "output_size", text, count, len(output_size))
        operation = replace(operation, output_size=output_size[-count:])
    return Application(operation, (input, indices))


def declare(rank: int) -> None:
    """The poolings of that many spatial axes."""

    @torch.layer(*layer_names("pooling", f"MaxPool{rank}d"), bases=("torch.nn.modules.pooling._MaxPoolNd",))
    @at_rank(rank)
    def max_pool(
        kernel_size: SizeN,
        stride: SizeN | None = None,
        padding: SizeN = 0,
        dilation: SizeN = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ) -> Pooling:
        pairs = symmetric(padding)
        return Pooling(
            "max", kernel_size, stride or kernel_size, pairs, dilation, ceil_mode, return_indices=return_indices
        )

    @torch.layer(*layer_names("pooling", f"MaxUnpool{rank}d"), call=unpooled)
    @at_rank(rank)
    def max_unpool(kernel_size: SizeN, stride: SizeN | None = None, padding: SizeN = 0) -> MaxUnpooling:
        return MaxUnpooling(kernel_size, stride or kernel_size, padding)

    @torch.layer(*layer_names("pooling", f"LPPool{rank}d"), bases=("torch.nn.modules.pooling._LPPoolNd",))
    @at_rank(rank)
    def lp_pool(norm_type: object, kernel_size: SizeN, stride: SizeN | None = None, ceil_mode: bool = False) -> Pooling:
        pairs = symmetric((0,) * rank)
        return Pooling("lp", kernel_size, stride or kernel_size, pairs, ceil_mode=ceil_mode)

    @torch.layer(*layer_names("pooling", f"AdaptiveAvgPool{rank}d"))
    def adaptive_avg_pool(output_size: Any) -> AdaptivePooling | Rejected | Undetermined:
        return adaptive("average", rank, output_size, False)

    @torch.layer(*layer_names("pooling", f"AdaptiveMaxPool{rank}d"))
    def adaptive_max_pool(output_size: Any, return_indices: bool = False) -> AdaptivePooling | Rejected | Undetermined:
        return adaptive("max", rank, output_size, return_indices)


@torch.layer(*layer_names("pooling", "AvgPool1d"))
@at_rank(1)
def avg_pool1d(
    kernel_size: SizeN,
    stride: SizeN | None = None,
    padding: SizeN = 0,
    ceil_mode: bool = False,
    count_include_pad: object = True,
) -> Pooling:
    return Pooling("average", kernel_size, stride or kernel_size, symmetric(padding), ceil_mode=ceil_mode)


def declare_with_divisor(rank: int) -> None:
    """The poolings of two and three spatial axes whose arguments differ from those of one, or that one lacks."""

    @torch.layer(*layer_names("pooling", f"AvgPool{rank}d"))
    @at_rank(rank)
    def avg_pool(
        kernel_size: SizeN,
        stride: SizeN | None = None,
        padding: SizeN = 0,
        ceil_mode: bool = False,
        count_include_pad: object = True,
        divisor_override: object = None,
    ) -> Pooling:
        return Pooling("average", kernel_size, stride or kernel_size, symmetric(padding), ceil_mode=ceil_mode)

    @torch.layer(*layer_names("pooling", f"FractionalMaxPool{rank}d"))
    @at_rank(rank)
    def fractional_max_pool(
        kernel_size: SizeN,
        output_size: SizeN | None = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: object = None,
    ) -> FractionalPooling | Rejected | Undetermined:
        return fractional(kernel_size, output_size, output_ratio, return_indices)


for spatial_rank in (1, 2, 3):
    declare(spatial_rank)
for spatial_rank in (2, 3):
    declare_with_divisor(spatial_rank)
