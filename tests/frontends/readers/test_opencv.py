"""OpenCV's images have the sizes that its stub says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import shapelint

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

PROGRAM = """\
import cv2
import numpy as np
import torch

color = np.zeros((10, 12, 3), np.uint8)
gray = cv2.cvtColor(color, cv2.COLOR_BGR2GRAY)
x0 = cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB)
x1 = cv2.cvtColor(color, cv2.COLOR_BGR2BGRA)
x2 = cv2.resize(color, (7, 5))
x3 = cv2.resize(gray[..., None], (7, 5), interpolation=cv2.INTER_AREA)
x4 = cv2.flip(gray, 1)
x5 = cv2.GaussianBlur(color, (3, 3), 0)
x6 = cv2.copyMakeBorder(color, 1, 2, 3, 4, cv2.BORDER_CONSTANT)
x7 = cv2.warpAffine(color, np.eye(2, 3), (20, 30))
x8 = cv2.cvtColor(color, cv2.COLOR_BGR2HSV)
x9 = cv2.medianBlur(gray, 3)
"""


def test_sizes(tmp_path: Path) -> None:
    path = tmp_path / "images.py"
    path.write_text(PROGRAM, encoding="utf-8")
    ran: dict[str, object] = {}
    exec(PROGRAM, ran)
    found = {fact.expression: json.loads(json.dumps(fact.to_dict()))["shape"] for fact in shapelint.shapes([path])}
    names = [f"x{number}" for number in range(10)]
    assert {name: found.get(name) for name in names} == {name: list(ran[name].shape) for name in names}  # type: ignore[attr-defined]


def test_constants() -> None:
    from shapelint.frontends.opencv.provider import CONSTANTS

    assert {name: getattr(cv2, name) for name in CONSTANTS if hasattr(cv2, name)}.items() <= CONSTANTS.items()
