"""What transforms of albumentations make of images and masks; where the package is there, it makes the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import shapelint

PROGRAM = """\
import albumentations as A
import numpy as np
from albumentations.pytorch import ToTensorV2

image, mask = np.zeros((120, 100, 3), dtype=np.uint8), np.zeros((120, 100), dtype=np.uint8)
train = A.Compose([A.Resize(height=64, width=48), A.HorizontalFlip(p=0.5), A.Normalize(), ToTensorV2()])
made = train(image=image, mask=mask)
x0, x1 = made["image"], made["mask"]
x2 = A.Compose([A.CenterCrop(32, 40), A.VerticalFlip()])(image=image)["image"]
x3 = A.Compose([A.Resize(64, 64), A.RandomRotate90(), ToTensorV2()])(image=mask)["image"]
"""
SHAPES: list[Any] = [[3, 64, 48], [64, 48], [32, 40, 3], [1, 64, 64]]


def test_shapes(tmp_path: Path) -> None:
    path = tmp_path / "pictures.py"
    path.write_text("import torch\n" + PROGRAM, encoding="utf-8")
    found = {fact.expression: fact.to_dict()["shape"] for fact in shapelint.shapes([path])}
    assert [found.get(f"x{number}") for number in range(len(SHAPES))] == SHAPES


def test_the_package_gives_the_same() -> None:
    pytest.importorskip("albumentations")
    names: dict[str, Any] = {}
    exec(PROGRAM, names)
    assert [list(names[f"x{number}"].shape) for number in range(len(SHAPES))] == SHAPES


def test_what_is_left_to_chance_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "pictures.py"
    lines = [
        "import torch, numpy as np, albumentations as A",
        "image = np.zeros((120, 100, 3))",
        "x0 = A.Resize(8, 8, p=0.5)(image=image)['image']",
        "x1 = A.RandomRotate90()(image=image)['image']",
        "x2 = A.OneOf([A.Blur(), A.Resize(8, 8)])(image=image)['image']",
        "x3 = A.Resize(8, 8)(image=image, bboxes=[])['image']",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = {fact.expression: fact.to_dict()["shape"] for fact in shapelint.shapes([path])}
    assert not any(found.get(f"x{number}") for number in range(4))
