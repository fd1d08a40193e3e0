"""What a run that is cut short leaves behind proves nothing."""

from __future__ import annotations

import pytest

import shapelint
from shapelint.analysis import entries

SOURCE = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3)
        for width in (1, 2, 3, 4, 5, 6, 7, 8):
            width * width
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        return self.head(self.stem(x).mean((2, 3)))

def net():
    return Net()
"""


@pytest.mark.parametrize("steps", range(5, 60, 5))
def test_an_object_whose_making_is_cut_short_is_not_judged(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MODEL_STEPS", "FACTORY_STEPS"):
        monkeypatch.setattr(entries, name, steps)
    monkeypatch.setattr("shapelint.analysis.functions.FUNCTION_STEPS", steps)
    assert not shapelint.check_source(SOURCE, filename="net.py")
