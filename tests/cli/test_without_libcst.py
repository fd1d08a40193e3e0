"""Where libcst cannot be imported, as in a browser, everything is found, told and mended as where it can."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BLOCKED = "import sys; sys.modules['libcst'] = None\n"
START = "import sys; from shapelint.start import main; sys.exit(main())"
NET = '''\
import torch
from torch import nn
import torch.nn.functional as F

HIDDEN = (120)


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 5)
        self.fc1 = nn.Linear(64*5*5, HIDDEN)  # é
        self.fc2 = nn.Linear(HIDDEN, classes)

    def forward(self, x):
        """Doc."""
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        print(f"{x.shape} {torch.flatten(x, 1).shape!r:>{HIDDEN}}")
        return self.fc2(F.relu(self.fc1((x.view(-1, 64*6*6)))))


net = Net()
net(torch.randn(4, 3, 32, 32))
'''
DEEP = f"import torch\nx = {'(' * 30}torch.ones(2, 3){')' * 30}\ntorch.nn.Linear(4, 5)(x)\n"


def notebook(*cells: str) -> str:
    code = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    return json.dumps({"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "net.py").write_text(NET, encoding="utf-8")
    (tmp_path / "deep.py").write_text(DEEP, encoding="utf-8")
    (tmp_path / "cut.py").write_text("import torch\nx = (1,\n", encoding="utf-8")
    (tmp_path / "book.ipynb").write_text(
        notebook("import torch\n", "%time x = torch.ones(2, 8)\nlayer = torch.nn.Linear(7, 4)\nlayer(x)"), "utf-8"
    )
    return tmp_path


def answer(directory: Path, *arguments: str, blocked: bool) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", (BLOCKED if blocked else "") + START, *arguments],
        cwd=directory, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--no-cache", "--jobs", "1", "--output-format", "json"),
        ("check", "--no-cache", "--jobs", "1"),
        ("check", "--no-cache", "--jobs", "1", "--diff", "net.py", "book.ipynb"),
        ("check", "--no-cache", "--jobs", "2", "--unsafe-fixes", "--fix"),
        ("shapes", "net.py", "--output-format", "json"),
        ("summary", "net.py::Net", "--input", "1,3,32,32", "--output-format", "json"),
        ("summary", "net.py", "--input", "1,3,32,32"),
    ],
    ids=" ".join,
)
def test_the_answer_is_the_same(project: Path, arguments: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in project.iterdir() if path.is_file()}
    expected = answer(project, *arguments, blocked=False)
    after = {path: path.read_bytes() for path in before}
    for path, data in before.items():
        path.write_bytes(data)
    assert answer(project, *arguments, blocked=True) == expected
    assert {path: path.read_bytes() for path in before} == after
    assert expected[1]


def test_findings_and_fixes_do_not_import_it(project: Path) -> None:
    program = f"{START[: -len('sys.exit(main())')]}code = main()\nsys.stderr.write(str('libcst' in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program, "check", "--no-cache", "--jobs", "1", "--diff", "net.py", "deep.py"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "64*6*6" in done.stdout
    assert done.stderr.endswith("False")
