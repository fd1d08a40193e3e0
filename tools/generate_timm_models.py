"""Writes linter/shapelint/frontends/timm/checkpoints.py from the installed timm, whose models are built and run.

usage: generate_timm_models.py NAME ...

The models are built on the meta device, without values, and run on images of the size that they are for.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import torch

KEPT = torch.library.Library("torchvision", "FRAGMENT")
for operator in ("nms", "qnms"):  # the build of torchvision may be of another torch; only its import asks for these
    if not hasattr(torch.ops.torchvision, operator):
        KEPT.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import timm  # noqa: E402

TABLE = Path(__file__).resolve().parents[1] / "linter/shapelint/frontends/timm/checkpoints.py"
HEADER = '''"""The most used models of timm: what they give without a head, and the maps that `features_only` gives.

Generated from timm {version} by tools/generate_timm_models.py; not to be edited.
"""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model: the features of an image with `num_classes=0`, its attribute `num_features`, the attribute that holds
    its head ("" where that is not a single linear layer of its own), and the channels of the maps that it gives with
    `features_only`, none where it gives no maps."""

    features: int
    num_features: int
    head: str
    maps: tuple[int, ...]


CHECKPOINTS: dict[str, Checkpoint] = {{
'''


def entry(name: str) -> str:
    with torch.device("meta"):
        bare = timm.create_model(name, num_classes=0).eval()
        whole = timm.create_model(name)
        channels, height, width = bare.default_cfg["input_size"]
        images = torch.empty(2, channels, height, width)
        given = bare(images)
        assert given.dim() == 2, name
        return (
            f'    "{name}": Checkpoint({given.shape[1]}, {bare.num_features}, "{head_of(whole, given.shape[1])}", '
            f"{maps_of(name, images)}),\n"
        )


def head_of(model: Any, features: int) -> str:
    named = model.default_cfg.get("classifier")
    layer = getattr(model, named, None) if isinstance(named, str) and "." not in named else None
    fits = isinstance(layer, torch.nn.Linear) and layer.in_features == features
    return named if fits else ""


def maps_of(name: str, images: torch.Tensor) -> tuple[int, ...]:
    try:
        model = timm.create_model(name, features_only=True).eval()
        maps = model(images)
    except Exception:  # noqa: BLE001 (many models give no maps, and say so in many ways)
        return ()
    if not all(one.dim() == 4 for one in maps):
        return ()
    found = tuple(one.shape[1] for one in maps)
    return found if found == tuple(model.feature_info.channels()) else ()  # else the channels come last


def main() -> None:
    lines = [HEADER.format(version=timm.__version__)]
    for name in sorted(sys.argv[1:]):
        try:
            lines.append(entry(name))
        except Exception as error:  # noqa: BLE001 (a name that this timm does not have)
            sys.stderr.write(f"{name}: {error}\n")
    TABLE.write_text("".join([*lines, "}\n"]), encoding="utf-8")


if __name__ == "__main__":
    main()
