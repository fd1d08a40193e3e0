"""Models that mix in classes of packages that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

BEHIND = """
import torch
from torch import nn
from a_hub import HubMixin


class Base(nn.Module, HubMixin):
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls, *args, **kwargs)


class Net(Base):
    def __init__(self, classes=10):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.head = nn.Linear(8, classes)

    def forward(self, x):
        return self.head(self.conv(x).mean((2, 3)))
"""
BEFORE = BEHIND.replace("nn.Module, HubMixin", "HubMixin, nn.Module")


def summary(tmp_path: Path, text: str) -> dict[str, object]:
    path = tmp_path / "net.py"
    path.write_text(text, encoding="utf-8")
    return shapelint.summarize(f"{path}::Net()", inputs=["1,3,8,8"]).to_dict()


def test_a_class_behind_the_framework_s_adds_no_parameters(tmp_path: Path) -> None:
    found = summary(tmp_path, BEHIND)
    assert found["params"]["total"] == 3 * 8 * 9 + 8 + 8 * 10 + 10
    assert found["outputs"] == [[1, 10]]


def test_a_class_before_it_may_hold_more(tmp_path: Path) -> None:
    """Its constructor runs, and may make layers."""
    assert summary(tmp_path, BEFORE)["params"]["total"] is None


HANDLERS = {"goes on": "Norm = None", "raises": "raise RuntimeError('a_fast_one is needed') from None"}


@pytest.mark.parametrize("handler", HANDLERS)
def test_an_absent_module_is_done_without_where_the_program_goes_on(tmp_path: Path, handler: str) -> None:
    text = f"""
from torch import nn
try:
    from a_fast_one import Norm
except ImportError:
    {HANDLERS[handler]}


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(8) if Norm is None else Norm(8)

    def forward(self, x):
        return self.norm(x)
"""
    path = tmp_path / "net.py"
    path.write_text(text, encoding="utf-8")
    found = shapelint.summarize(f"{path}::Net()", inputs=["1,8"]).to_dict()
    assert found["params"]["total"] == (16 if handler == "goes on" else None)
