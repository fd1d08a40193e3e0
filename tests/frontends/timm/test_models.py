"""What models of timm give where its source cannot be read, heads that are replaced included."""

from __future__ import annotations

from pathlib import Path

import shapelint

PROGRAM = """\
import timm
import torch
from torch import nn

images = torch.randn(2, 3, 96, 96)
x0 = timm.create_model("ghostnet_100", num_classes=0)(images)
model = timm.create_model("resnet18.a1_in1k", pretrained=True)
x1 = model(images)
model.fc = nn.Linear(model.fc.in_features, 7)
x2 = model(images)
pyramid = timm.create_model("resnet18", features_only=True, out_indices=(1, 4))
x3, x4 = pyramid(images)
x5 = torch.zeros(pyramid.feature_info.channels())
changed = timm.create_model("resnet18")
changed.layer4[1].conv1 = nn.Conv2d(512, 512, 1)
x6 = changed(images)
"""
SHAPES = [[2, 1280], [2, 1000], [2, 7], [2, 64], [2, 512], [64, 512], None]


def test_shapes(tmp_path: Path) -> None:
    path = tmp_path / "pictures.py"
    path.write_text(PROGRAM, encoding="utf-8")
    found = {fact.expression: fact.to_dict()["shape"] for fact in shapelint.shapes([path])}
    shapes = [found.get(f"x{number}") for number in range(len(SHAPES))]
    assert [shape[:2] if isinstance(shape, list) else None for shape in shapes] == SHAPES
