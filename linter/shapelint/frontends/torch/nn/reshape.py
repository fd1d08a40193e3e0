"""torch.nn.Flatten and torch.nn.Unflatten: https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html."""

from __future__ import annotations

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Axis, Sizes
from shapelint.ops.layout.reshape import Flatten, Unflatten


@torch.layer(*layer_names("flatten", "Flatten"))
def flatten(start_dim: Axis = 1, end_dim: Axis = -1) -> Flatten:
    return Flatten(start_dim, end_dim)


@torch.layer(*layer_names("flatten", "Unflatten"))
def unflatten(dim: Axis, unflattened_size: Sizes) -> Unflatten:
    return Unflatten(dim, unflattened_size, sizes_argument="unflattened_size")
