"""What configuration states about a project: layers that cannot be read, and the inputs of models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main
from shapelint.project.filesystem.asked_once import forget

USE = """\
import torch
from torch import nn
from mylib import FusedConv, fused_relu
import mylib.ops as ops


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = FusedConv(3, 16, 3)
        self.block = ops.Block(12, 8, 3)

    def forward(self, x):
        return self.block(fused_relu(self.conv(x)))
"""
LAYERS = """\
[layers]
"mylib.FusedConv" = "torch.nn.Conv2d"
"mylib.fused_relu" = "torch.nn.functional.relu"
"mylib.ops.Block" = "torch.nn.Conv2d"
"""
KERAS = """\
import keras
from mylib import FusedDense

model = keras.Sequential([keras.Input((8,)), FusedDense(16), keras.layers.Reshape((3, 5))])
"""
FLAT = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(48, 10)

    def forward(self, x):
        return self.fc(torch.flatten(x, 1))
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    forget()
    yield
    forget()


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def codes(path: str = "net.py") -> list[str]:
    forget()
    return [d.code for d in shapelint.check_paths([path])]


def test_layers_that_are_not_there() -> None:
    write("net.py", USE)
    assert codes() == []
    write("shapelint.toml", LAYERS)
    (found,) = shapelint.check_paths(["net.py"])
    assert found.message == "Block expects 12 input channels (in_channels), but receives 16"
    assert found.location.row == 11


def test_layers_whose_source_says_nothing() -> None:
    write("net.py", USE)
    write("mylib/__init__.py", "from torch import nn\nfrom . import _C\nclass FusedConv(nn.Module): pass\n")
    write("mylib/ops.py", "from torch import nn\nclass Block(nn.Module): pass\n")
    assert codes() == []
    write("shapelint.toml", LAYERS)
    assert codes() == ["SHP101"]


def test_keras_layers() -> None:
    write("net.py", KERAS)
    assert codes() == []
    write("shapelint.toml", 'layers = {"mylib.FusedDense" = "keras.layers.Dense"}')
    assert codes() == ["SHP106"]


def test_a_layer_that_is_like_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    write("net.py", USE)
    write("shapelint.toml", 'layers = {"mylib.FusedConv" = "torch.nn.Conv2dd"}')
    assert main(["check", "--no-cache"]) == 2
    assert capsys.readouterr().err == (
        "shapelint: error: layers: no layer or function 'torch.nn.Conv2dd' (did you mean torch.nn.Conv2d?)\n"
    )


@pytest.mark.parametrize(
    ("name", "inputs", "expected"),
    [
        ("Net", "[[1, 3, 4, 4]]", []),
        ("Net", "[[1, 3, 4, 5]]", ["SHP102"]),
        ("pkg.net.Net", "[[1, 3, 4, 5]]", ["SHP102"]),
        ("net.Net", '["x=1,3,4,5"]', ["SHP102"]),
        ("Network", "[[1, 3, 4, 5]]", []),
        ("other.Net", "[[1, 3, 4, 5]]", []),
    ],
)
@pytest.mark.parametrize("is_package", [True, False])
def test_inputs_of_models(name: str, inputs: str, expected: list[str], is_package: bool) -> None:
    write("pkg/net.py", FLAT)
    if is_package:
        write("pkg/__init__.py", "")
    write("shapelint.toml", f'inputs = {{"{name}" = {inputs}}}')
    assert codes("pkg") == expected


def test_stated_inputs_do_not_silence_what_the_project_does() -> None:
    write("pkg/net.py", FLAT + "\n\nNet()(torch.randn(1, 3, 5, 5))\n")
    write("shapelint.toml", "inputs = {Net = [[1, 3, 4, 4]]}")
    assert codes("pkg") == ["SHP102"]


def test_summaries_take_them(capsys: pytest.CaptureFixture[str]) -> None:
    write("net.py", FLAT)
    write("shapelint.toml", "inputs = {Net = [[7, 3, 4, 4]]}")
    summary = shapelint.summarize("net.py::Net")
    assert isinstance(summary, shapelint.Summary)
    assert (summary.inputs, summary.outputs) == (((7, 3, 4, 4),), ((7, 10),))
    assert main(["summary", "net.py::Net", "--isolated"]) == 0
    assert "(7, 10)" not in capsys.readouterr().out
