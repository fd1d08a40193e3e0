"""torch.nn's paddings: https://docs.pytorch.org/docs/stable/nn.html#padding-layers."""

from __future__ import annotations

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Sizes
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.ir import Kind
from shapelint.ops.spatial.padding import PadTrailing
from shapelint.ops.spatial.window import Pairs
from shapelint.symbolic import Size

MODES = {"Reflection": "reflect", "Replication": "replicate", "Circular": "circular"}


def trailing_pairs(amounts: tuple[Size, ...]) -> Pairs:
    """torch's list of amounts, which begins with the last axis, as pairs in the order of the axes."""
    pairs = [(amounts[i], amounts[i + 1]) for i in range(0, len(amounts), 2)]
    return tuple(reversed(pairs))


def pad(amounts: tuple[Size, ...], mode: str, argument: str = "padding") -> PadTrailing | Rejected:
    """A padding of the last axes, from torch's list of amounts."""
    if len(amounts) % 2:
        text = "there must be two amounts for each axis"
        return Rejected(Kind.HYPERPARAMETER, argument, text, len(amounts) + 1, len(amounts), when_called=True)
    return PadTrailing(trailing_pairs(amounts), mode, argument)


def everywhere(padding: tuple[Size, ...], rank: int) -> tuple[Size, ...]:
    """One amount is meant for both sides of every axis."""
    return padding * (2 * rank) if len(padding) == 1 else padding


def declare_constant(rank: int) -> None:
    base = "torch.nn.modules.padding._ConstantPadNd"

    @torch.layer(*layer_names("padding", f"ZeroPad{rank}d"), bases=(f"torch.nn.ConstantPad{rank}d", base))
    def zero_pad(padding: Sizes) -> PadTrailing | Rejected:
        return pad(everywhere(padding, rank), "constant")

    @torch.layer(*layer_names("padding", f"ConstantPad{rank}d"), bases=(base,))
    def constant_pad(padding: Sizes, value: object) -> PadTrailing | Rejected:
        return pad(everywhere(padding, rank), "constant")


def declare_copying(kind: str, mode: str, rank: int) -> None:
    base = f"torch.nn.modules.padding._{kind}PadNd"

    @torch.layer(*layer_names("padding", f"{kind}Pad{rank}d"), bases=(base,))
    def copying_pad(padding: Sizes) -> PadTrailing | Rejected:
        return pad(everywhere(padding, rank), mode)


for spatial_rank in (1, 2, 3):
    declare_constant(spatial_rank)
    for kind_name, mode_name in MODES.items():
        declare_copying(kind_name, mode_name, spatial_rank)
