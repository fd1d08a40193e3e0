"""Numbers of more digits than Python converts: wherever one is written, there is one clear line or a finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from robustness.commands import complaints, run

LONG = "9" * 4301
LARGE = "9" * 1000
NET = """\
import torch
from torch import nn
{}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x{}):
        return self.linear(x)
"""


def told(directory: Path, *arguments: str) -> tuple[int, list[str]]:
    done = run(directory, "check", ".", "--no-cache", "--output-format", "concise", *arguments)
    lines = [*complaints(done), *done.stdout.splitlines()]
    assert all(len(line) < 400 for line in complaints(done))
    return done.returncode, lines


@pytest.mark.parametrize("number", [LONG, LARGE])
@pytest.mark.parametrize("said", ["1,{}", "x=1,{}", "{}=1,2", "1,2:{}", "-{}", "1,{},"])
def test_input(tmp_path: Path, number: str, said: str) -> None:
    (tmp_path / "net.py").write_text(NET.format("", ""))
    code, lines = told(tmp_path, f"--input={said.format(number)}")
    assert code == 2
    assert "--input" in lines[0]


@pytest.mark.parametrize("number", [LONG, LARGE, "-1", "1.5"])
@pytest.mark.parametrize("option", ["--jobs", "--max-seconds", "--max-memory", "--max-file-size"])
def test_options(tmp_path: Path, number: str, option: str) -> None:
    (tmp_path / "net.py").write_text(NET.format("", ""))
    done = run(tmp_path, "check", ".", f"{option}={number}")
    if option == "--max-file-size" and done.returncode == 0:
        return
    assert done.returncode == 2
    assert "expected a whole number up to 1000000000, found" in done.stderr
    assert len(done.stderr.splitlines()[-1]) < 200


@pytest.mark.parametrize("number", [LONG, LARGE])
@pytest.mark.parametrize("setting", ["max-seconds = {}", "inputs = {{Net = [[1, {}]]}}", 'inputs = {{Net = ["1,{}"]}}'])
def test_settings(tmp_path: Path, number: str, setting: str) -> None:
    (tmp_path / "net.py").write_text(NET.format("", ""))
    (tmp_path / "shapelint.toml").write_text(setting.format(number) + "\n")
    code, lines = told(tmp_path)
    assert code == 2
    assert lines[0].startswith("shapelint: error: shapelint.toml: ")


@pytest.mark.parametrize("number", [LONG, LARGE])
@pytest.mark.parametrize("said", ["(1, {})", "{{'x': (1, {})}}", "(1, -{})", "({}, 3):float32", "{}"])
def test_comments(tmp_path: Path, number: str, said: str) -> None:
    (tmp_path / "net.py").write_text(NET.format(f"# shapelint: input={said.format(number)}", ""))
    code, lines = told(tmp_path)
    assert code == 1
    assert [line.split()[1] for line in lines if "SHP" in line] == ["warning[SHP003]:"]


@pytest.mark.parametrize("number", [LONG, LARGE])
def test_annotations(tmp_path: Path, number: str) -> None:
    heading = "from jaxtyping import Float\nfrom torch import Tensor"
    (tmp_path / "net.py").write_text(NET.format(heading, f": Float[Tensor, '2 {number}']"))
    assert told(tmp_path)[0] == 0


def test_literals(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(f"import torch\n# {LONG}\nx = {LONG}\n")
    code, lines = told(tmp_path)
    assert code == 1
    assert lines[0].startswith("net.py:3:5: ")


@pytest.mark.parametrize("key", ["nbformat", "execution_count"])
def test_notebooks(tmp_path: Path, key: str) -> None:
    cell = {"cell_type": "code", "source": "import torch\n", "metadata": {}, "outputs": [], "execution_count": 1}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 1, "nbformat_minor": 5}
    (tmp_path / "net.ipynb").write_text(json.dumps(notebook).replace(f'"{key}": 1', f'"{key}": {LONG}'))
    code, lines = told(tmp_path)
    assert code == 1
    assert "SHP004" in lines[0]
    assert "a number in the notebook has too many digits" in lines[0]
