"""A summary is right wherever a check is: the file's own inputs, rows that add up, and what fails is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shapelint.cli import main

WRONG = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(8, 4)
        self.second = nn.Linear(5, 2)

    def forward(self, x):
        return self.second(self.first(x))


net = Net()
net(torch.randn(3, 8))
"""
LOADER = """\
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1, 16, 1, 1))
        self.conv = nn.Conv2d(3, 16, 3)
        self.encoder = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
        self.fc = nn.Linear(16, 10)

    def forward(self, x):
        x = (self.conv(x) * self.scale).flatten(2).transpose(1, 2)
        return self.fc(self.encoder(x).mean(1))


def main():
    loader = DataLoader(datasets.CIFAR10(".", transform=transforms.ToTensor()), batch_size=64)
    model = Net()
    for images, labels in loader:
        model(images)


if __name__ == "__main__":
    main()
"""


def summary(directory: Path, source: str, target: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict, str]:
    path = directory / "net.py"
    path.write_text(source, encoding="utf-8")
    code = main(["summary", f"{path}{target}", "--output-format", "json"])
    out, err = capsys.readouterr()
    found = json.loads(out)
    return code, found if isinstance(found, dict) else found[0], err


@pytest.mark.parametrize("target", ["", "::net", "::Net", "::Net()"])
def test_a_model_that_fails_says_so(target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found, err = summary(tmp_path, WRONG, target, capsys)
    assert code == 1
    assert err.endswith("net.py:9:33: error[SHP102]: Linear expects 5 features (in_features), but receives 4\n")
    assert found["outputs"] == [[3, 2]]
    code, _, err = summary(tmp_path, WRONG.replace("(5, 2)", "(4, 2)"), target, capsys)
    assert (code, err) == (0, "")


@pytest.mark.parametrize("target", ["", "::Net", "::Net()"])
def test_the_data_of_the_file_are_the_input(target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found, _ = summary(tmp_path, LOADER, target, capsys)
    assert found["inputs"] == [["N", 3, 32, 32]]
    assert found["outputs"] == [["N", 10]]


def test_rows_add_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "net.py"
    path.write_text(LOADER, encoding="utf-8")
    assert main(["summary", f"{path}::Net", "--input", "2,3,8,8", "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    rows = {row["path"]: row for row in found["layers"]}
    assert sum(row["params"] for row in found["layers"]) == found["params"]["total"] == 2_858  # torch counts as many
    assert sum(row["macs"] for row in found["layers"]) == found["macs"]
    attention = rows["encoder.self_attn"]
    assert (attention["type"], attention["params"], attention["outputs"]) == (
        "MultiheadAttention",
        1_088,
        [[2, 36, 16]],
    )
    assert (rows[""]["type"], rows[""]["params"], rows[""]["macs"]) == ("Net", 16, 0)
    assert rows["encoder.linear1"]["inputs"] == [[2, 36, 16]]
