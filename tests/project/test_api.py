"""The Python interface, and the commands that give the same as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main

NET = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width=4):
        super().__init__()
        self.conv = nn.Conv2d(3, width, 3)
        self.fc = nn.Linear(width * 6 * 6, 10)

    def forward(self, x):
        x = self.conv(x)
        return self.fc(torch.flatten(x, 1))
"""


@pytest.fixture
def net(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text(NET, encoding="utf-8")
    return "net.py"


def test_summarize_an_expression(net: str) -> None:
    found = shapelint.summarize(f"{net}::Net(width=8)", inputs=["1,3,8,8"])
    assert isinstance(found, shapelint.Summary)
    assert (found.inputs, found.outputs) == (((1, 3, 8, 8),), ((1, 10),))
    rows = [(row.path, row.type, row.params) for row in found.layers]
    assert rows == [
        ("conv", "Conv2d", 224),
        ("fc", "Linear", 2890),
    ]
    assert found.params.total == 3114
    assert found.complete


def test_summarize_a_file(net: str) -> None:
    found = shapelint.summarize(net)
    assert isinstance(found, list)
    assert [summary.model for summary in found] == ["Net"]


def test_the_command_writes_the_same(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = f"{net}::Net"
    assert main(["summary", target, "--input", "1,3,8,8", "--output-format", "json"]) == 0
    written = json.loads(capsys.readouterr().out)
    found = shapelint.summarize(target, inputs=["1,3,8,8"])
    assert isinstance(found, shapelint.Summary)
    assert written == found.to_dict()
    fields = ["model", "framework", "inputs", "outputs", "layers", "params", "macs", "accepts", "complete", "unknown"]
    assert list(written) == [*fields, "modules", "memory"]


def test_a_module_is_a_target(net: str) -> None:
    found = shapelint.summarize("net::Net", inputs=["1,3,8,8"])
    assert isinstance(found, shapelint.Summary)
    assert found.outputs == ((1, 10),)


@pytest.mark.parametrize("target", ["net.py::Nothing", "net.py::Net(", "none.py::Net", "net.py::torch.flatten"])
def test_bad_targets_are_value_errors(net: str, target: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        shapelint.summarize(target)


def test_shapes(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    facts = shapelint.shapes(net, inputs=["1,3,8,8"])
    assert ("self.conv(x)", (1, 4, 6, 6)) in [(fact.expression, fact.shape) for fact in facts]
    assert main(["shapes", net, "--input", "1,3,8,8"]) == 0
    assert json.loads(capsys.readouterr().out) == [fact.to_dict() for fact in facts]


def test_check_paths_and_check_source(net: str) -> None:
    assert shapelint.check_paths(["."]) == []
    (found,) = shapelint.check_source(NET.replace("width * 6", "5 * 6"), filename="other.py", inputs=["1,3,8,8"])
    assert (found.code, found.filename, found.expected, found.actual) == ("SHP102", "other.py", 180, 144)
    assert found.to_dict()["code"] == "SHP102"


@pytest.mark.parametrize("arguments", [{"inputs": ["1,?"]}, {"select": ["SHP1002"]}])
def test_what_cannot_be_understood_is_a_value_error(net: str, arguments: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match=r"SHP102|neither"):
        shapelint.check_paths([net], **arguments)  # type: ignore[arg-type]


def test_missing_paths_are_errors() -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.py"):
        shapelint.check_paths("none.py")
    with pytest.raises(FileNotFoundError, match=r"none\.py"):
        shapelint.shapes("none.py")
