"""What several files say together."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

PARTS = """\
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(12, 4)

    def forward(self, x):
        return self.fc(x)
"""
USE = "import torch\nfrom parts import Net\n\nnet = Net()\nnet(torch.randn(2, {}))\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("parts.py").write_text(PARTS, encoding="utf-8")


def use(name: str, size: int) -> None:
    Path(name).write_text(USE.format(size), encoding="utf-8")


def test_one_mistake_is_said_once() -> None:
    use("a.py", 16)
    use("b.py", 16)
    (found,) = shapelint.check_paths(["."])
    assert (found.filename, found.location.row, found.code) == ("parts.py", 7, "SHP102")


def test_a_fix_is_safe_only_if_all_files_agree() -> None:
    use("a.py", 16)
    (alone,) = shapelint.check_paths(["a.py"])
    assert alone.fix is not None
    assert alone.fix.is_safe
    use("b.py", 12)
    (found,) = shapelint.check_paths(["a.py", "b.py"])
    assert found.fix is not None
    assert not found.fix.is_safe
