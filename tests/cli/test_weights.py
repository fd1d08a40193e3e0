"""`shapelint weights`: what it tells, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import torch
from torch import nn

from shapelint.cli import main

SOURCE = """
import keras
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8))
        self.head = nn.Linear(8, classes)

    def forward(self, x):
        return self.head(self.body(x).mean((2, 3)))


def keras_net(units=6, classes=3):
    x = inputs = keras.Input((4, 5))
    x = keras.layers.Bidirectional(keras.layers.LSTM(units))(x)
    return keras.Model(inputs, keras.layers.Dense(classes)(x))
"""


def torch_state(classes: int = 10) -> dict[str, torch.Tensor]:
    body = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8))
    return nn.ModuleDict({"body": body, "head": nn.Linear(8, classes)}).state_dict()


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text(SOURCE)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["weights", *arguments])
    said = capsys.readouterr()
    return code, said.out + said.err


def save(state: Mapping[str, torch.Tensor], name: str = "a.pt") -> None:
    torch.save(dict(state), name)


def test_a_file_that_fits(capsys: pytest.CaptureFixture[str]) -> None:
    save(torch_state())
    assert told(capsys, "net.py::Net", "a.pt") == (
        0, "Net and a.pt (torch, 9 arrays)\nall 9 weights of the model are in the file\n"
    )  # fmt: skip


def test_another_number_of_classes(capsys: pytest.CaptureFixture[str]) -> None:
    save(torch_state(1000))
    code, said = told(capsys, "net.py::Net", "a.pt")
    assert code == 1
    assert "net.py:11:21: head.weight is (10, 8) in the model, (1000, 8) in the file" in said
    assert "Linear with out_features=1000 instead of 10 would fit" in said
    assert told(capsys, "net.py::Net(1000)", "a.pt")[0] == 0


def test_prefix_missing_and_unexpected(capsys: pytest.CaptureFixture[str]) -> None:
    state = {f"module.{name}": value for name, value in torch_state().items() if name != "head.bias"}
    save({**state, "extra": torch.zeros(3)})
    code, said = told(capsys, "net.py::Net", "a.pt", "--output-format", "json")
    facts = json.loads(said)
    assert code == 1
    assert facts["renamed"] == [{"before": "module.", "after": "", "count": 8}]
    assert [one["name"] for one in facts["missing"]] == ["head.bias"]
    assert [one["name"] for one in facts["unexpected"]] == ["extra"]
    assert facts["missing"][0]["location"] == {"filename": "net.py", "row": 11, "column": 21}


def test_keras_files(capsys: pytest.CaptureFixture[str]) -> None:
    import keras

    x = inputs = keras.Input((4, 5))
    x = keras.layers.Bidirectional(keras.layers.LSTM(6))(x)
    model = keras.Model(inputs, keras.layers.Dense(3)(x))
    model.save_weights("a.weights.h5")
    model.save("a.keras")
    for name in ("a.weights.h5", "a.keras"):
        assert told(capsys, "net.py::keras_net", name)[0] == 0
        code, said = told(capsys, "net.py::keras_net(7)", name)
        assert code == 1
        assert "net.py:19:9: bidirectional/forward/kernel is (5, 28) in the model, (5, 24) in the file" in said


def test_what_is_not_known_does_not_fit(capsys: pytest.CaptureFixture[str]) -> None:
    Path("net.py").write_text(SOURCE.replace("nn.BatchNorm2d(8)", "nn.BatchNorm2d(8), __import__('x').Layer()"))
    save(torch_state())
    code, said = told(capsys, "net.py::Net", "a.pt")
    assert code == 1
    assert "not all weights of the model are known" in said


@pytest.mark.parametrize(
    ("target", "file", "said"),
    [
        ("net.py::Net", "none.pt", "none.pt: there is no such file"),
        ("net.py::Net", "net.py", "net.py: it is no file of weights that shapelint reads"),
        ("net.py::Other", "a.pt", "net.py has no name 'Other'"),
        ("none.py", "a.pt", "none.py: no such file"),
    ],
)
def test_wrong_use(capsys: pytest.CaptureFixture[str], target: str, file: str, said: str) -> None:
    save(torch_state())
    code, text = told(capsys, target, file)
    assert code == 2
    assert said in text
    assert text.count("\n") == 1
