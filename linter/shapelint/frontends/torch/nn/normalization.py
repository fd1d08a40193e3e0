"""torch.nn's normalizations: https://docs.pytorch.org/docs/stable/nn.html#normalization-layers."""

from __future__ import annotations

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Flag, Sizes
from shapelint.ops.norm.normalization import (
    BatchNormalization,
    GroupNormalization,
    InstanceNormalization,
    LayerNormalization,
    LocalResponseNormalization,
    RMSNormalization,
)
from shapelint.symbolic import Size

NORM_BASE = "torch.nn.modules.batchnorm._NormBase"
BATCH_BASE = "torch.nn.modules.batchnorm._BatchNorm"
INSTANCE_BASE = "torch.nn.modules.instancenorm._InstanceNorm"
BATCH_RANKS = {1: (2, 3), 2: (4,), 3: (5,)}


def both(first: bool | None, second: bool | None) -> bool | None:
    """Whether both switches are on; None when that is not known."""
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def batch_norm(
    features: Size | None, ranks: tuple[int, ...], affine: bool | None, track: bool | None, bias: bool | None
) -> BatchNormalization:
    return BatchNormalization(features, 1, ranks, 2, affine, both(affine, bias), track)


def instance_norm(
    features: Size | None, rank: int, affine: bool | None, track: bool | None, bias: bool | None
) -> InstanceNormalization:
    ranks = (rank + 1, rank + 2)
    return InstanceNormalization(features, 1, ranks, 2, affine, both(affine, bias), track)


def declare(rank: int) -> None:
    """The batch and instance normalizations for that many spatial axes."""

    @torch.layer(*layer_names("batchnorm", f"BatchNorm{rank}d"), bases=(BATCH_BASE, NORM_BASE))
    def batch(
        num_features: int,
        eps: object = 1e-5,
        momentum: object = 0.1,
        affine: Flag = True,
        track_running_stats: Flag = True,
        device: object = None,
        dtype: object = None,
        *,
        bias: Flag = True,
    ) -> BatchNormalization:
        return batch_norm(num_features, BATCH_RANKS[rank], affine, track_running_stats, bias)

    lazy_bases = (f"torch.nn.BatchNorm{rank}d", BATCH_BASE, NORM_BASE)

    @torch.layer(*layer_names("batchnorm", f"LazyBatchNorm{rank}d"), bases=lazy_bases)
    def lazy_batch(
        eps: object = 1e-5,
        momentum: object = 0.1,
        affine: Flag = True,
        track_running_stats: Flag = True,
        device: object = None,
        dtype: object = None,
        *,
        bias: Flag = True,
    ) -> BatchNormalization:
        return batch_norm(None, BATCH_RANKS[rank], affine, track_running_stats, bias)

    @torch.layer(*layer_names("instancenorm", f"InstanceNorm{rank}d"), bases=(INSTANCE_BASE, NORM_BASE))
    def instance(
        num_features: int,
        eps: object = 1e-5,
        momentum: object = 0.1,
        affine: Flag = False,
        track_running_stats: Flag = False,
        device: object = None,
        dtype: object = None,
        *,
        bias: Flag = True,
    ) -> InstanceNormalization:
        return instance_norm(num_features, rank, affine, track_running_stats, bias)

    lazy_instance_bases = (f"torch.nn.InstanceNorm{rank}d", INSTANCE_BASE, NORM_BASE)

    @torch.layer(*layer_names("instancenorm", f"LazyInstanceNorm{rank}d"), bases=lazy_instance_bases)
    def lazy_instance(
        eps: object = 1e-5,
        momentum: object = 0.1,
        affine: Flag = True,
        track_running_stats: Flag = True,
        device: object = None,
        dtype: object = None,
        *,
        bias: Flag = True,
    ) -> InstanceNormalization:
        return instance_norm(None, rank, affine, track_running_stats, bias)


for spatial_rank in (1, 2, 3):
    declare(spatial_rank)


@torch.layer(*layer_names("batchnorm", "SyncBatchNorm"), bases=(BATCH_BASE, NORM_BASE))
def sync_batch_norm(
    num_features: int,
    eps: object = 1e-5,
    momentum: object = 0.1,
    affine: Flag = True,
    track_running_stats: Flag = True,
    process_group: object = None,
    device: object = None,
    dtype: object = None,
    *,
    bias: Flag = True,
) -> BatchNormalization:
    return batch_norm(num_features, (), affine, track_running_stats, bias)


@torch.layer(*layer_names("normalization", "LayerNorm"))
def layer_norm(
    normalized_shape: Sizes,
    eps: object = 1e-5,
    elementwise_affine: Flag = True,
    bias: Flag = True,
    device: object = None,
    dtype: object = None,
) -> LayerNormalization:
    return LayerNormalization(normalized_shape, None, elementwise_affine, both(elementwise_affine, bias))


@torch.layer(*layer_names("normalization", "RMSNorm"))
def rms_norm(
    normalized_shape: Sizes,
    eps: object = None,
    elementwise_affine: Flag = True,
    device: object = None,
    dtype: object = None,
) -> RMSNormalization:
    return RMSNormalization(normalized_shape, None, elementwise_affine)


@torch.layer(*layer_names("normalization", "GroupNorm"))
def group_norm(
    num_groups: int,
    num_channels: int,
    eps: object = 1e-5,
    affine: Flag = True,
    device: object = None,
    dtype: object = None,
    *,
    bias: Flag = True,
) -> GroupNormalization:
    return GroupNormalization(num_groups, num_channels, 1, affine, both(affine, bias))


@torch.layer(*layer_names("normalization", "LocalResponseNorm"))
def local_response_norm(
    size: int, alpha: object = 1e-4, beta: object = 0.75, k: object = 1.0
) -> LocalResponseNormalization:
    return LocalResponseNormalization(size)


@torch.layer(*layer_names("normalization", "CrossMapLRN2d"))
def cross_map_lrn2d(size: int, alpha: object = 1e-4, beta: object = 0.75, k: object = 1) -> LocalResponseNormalization:
    return LocalResponseNormalization(size, rank=4)
