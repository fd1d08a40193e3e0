"""Writes linter/shapelint/frontends/torchvision/children.py: what the children of torchvision's models do to maps.

usage: generate_backbone_children.py

torchvision and torch are run, on the meta device: each child of each model whose head is in the table of heads is
given maps of the channels that it has in the model, of many sizes, and what it gives is written down where it follows a
rule: channels that are always the same, and sides of (size + offset) // stride, or of one size.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import torch

KEPT = torch.library.Library("torchvision", "FRAGMENT")
for operator in ("nms", "qnms"):  # the build of torchvision may be of another torch; only its import asks for these
    if not hasattr(torch.ops.torchvision, operator):
        KEPT.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import torchvision  # noqa: E402

from shapelint.frontends.torchvision.backbones import HEADS  # noqa: E402

TABLE = Path(__file__).resolve().parents[1] / "linter/shapelint/frontends/torchvision/children.py"
IMAGE = 224
SIDES = ((1, 2), (3, 4), (5, 6), (7, 11), (14, 23), *((side, side + 49) for side in range(31, 48)), (224, 299))
"""Heights and widths: every remainder of a division by 32 is among them."""
LEAST = 16
STRIDES = (1, 2, 4, 8, 16, 32)
HEADER = '''"""What the children of torchvision's models do to maps.

Generated from torchvision {version} by tools/generate_backbone_children.py; not to be edited.
"""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a model: the channels that it takes and gives, and its sides of (size + offset) // stride, from a
    smallest size on, or always of one size (`stride` 0, `offset` the size). Without channels, it leaves any maps as
    they are; `known` tells whether it does any of this."""

    name: str
    takes: int = 0
    gives: int = 0
    offset: int = 0
    stride: int = 1
    smallest: int = 1
    known: bool = True


CHILDREN: dict[str, tuple[Child, ...]] = {{
'''
Sides = dict[int, int]
KEEPING = (torch.nn.ReLU, torch.nn.Dropout)


def built(name: str) -> torch.nn.Module:
    with torch.device("meta"):
        make = getattr(torchvision.models, name)
        options = {"init_weights": False} if HEADS[name].module in ("googlenet", "inception") else {}
        return make(weights=None, **options).eval()


def channels_taken(model: torch.nn.Module) -> dict[str, int]:
    """The channels of the maps that each child is given; those that are given none are not among them."""
    found: dict[str, int] = {}

    def note(name: str) -> Callable[..., None]:
        def hook(module: object, given: tuple[object, ...]) -> None:
            if len(given) == 1 and isinstance(given[0], torch.Tensor) and given[0].dim() == 4:
                found[name] = given[0].shape[1]

        return hook

    hooks = [child.register_forward_pre_hook(note(name)) for name, child in model.named_children()]
    model(torch.empty(2, 3, IMAGE, IMAGE, device="meta"))
    for hook in hooks:
        hook.remove()
    return found


def rule_of(name: str, child: torch.nn.Module, takes: int) -> str:
    """The table's entry for a child that is given maps."""
    gives: set[int] = set()
    sides: Sides = {}
    for height, width in SIDES:
        try:
            out = child(torch.empty(2, takes, height, width, device="meta"))
        except RuntimeError:  # too small
            continue
        if not isinstance(out, torch.Tensor) or out.dim() != 4 or out.shape[0] != 2:
            return unknown(name)
        gives.add(out.shape[1])
        sides[height], sides[width] = out.shape[2], out.shape[3]
    if len(gives) != 1 or len(sides) < LEAST:
        return unknown(name)
    found = law(sides)
    return unknown(name) if found is None else f'Child("{name}", {takes}, {gives.pop()}, {", ".join(map(str, found))})'


def law(sides: Sides) -> tuple[int, int, int] | None:
    """The offset, the stride and the smallest size; None where the sides follow no such rule."""
    if len(set(sides.values())) == 1:
        return next(iter(sides.values())), 0, min(sides)
    for stride in STRIDES:
        for offset in range(-2 * stride, 2 * stride + 1):
            if all((size + offset) // stride == made for size, made in sides.items()):
                return offset, stride, min(sides)
    return None


def unknown(name: str) -> str:
    return f'Child("{name}", known=False)'


def entry(name: str) -> str:
    model = built(name)
    taken = channels_taken(model)
    rules = []
    for own, child in model.named_children():
        if isinstance(child, KEEPING):
            rules.append(f'Child("{own}")')
        else:
            rules.append(rule_of(own, child, taken[own]) if own in taken else unknown(own))
    return f'    "{name}": ({", ".join(rules)},),\n'


def main() -> None:
    lines = []
    for name in HEADS:
        lines.append(entry(name))
        sys.stderr.write(lines[-1])
    TABLE.write_text(HEADER.format(version=torchvision.__version__) + "".join(lines) + "}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(TABLE)], check=True)


if __name__ == "__main__":
    main()
