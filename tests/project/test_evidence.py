"""What a finding rests on."""

from __future__ import annotations

import pytest

import shapelint
from shapelint.report.full import render_diagnostic
from shapelint.report.style import Style

MODEL = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self{parameters}):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.norm = nn.BatchNorm2d(4)

    def forward(self, x):
        return self.norm(self.conv(x))
"""

KERAS = """
from keras import Sequential, layers
{rest}
"""


def evidence(text: str) -> list[str | None]:
    return [d.evidence for d in shapelint.check_source(text, filename="net.py")]


@pytest.mark.parametrize(
    ("parameters", "rest", "expected"),
    [
        ("", "Net()(torch.zeros(1, 3, 8, 8))", "called"),
        ("", "def main():\n    Net()(torch.zeros(1, 3, 8, 8))", "called"),
        ("", "net = Net()", "built"),
        ("", "", "default"),
        (", width=4", "", "default"),
    ],
)
def test_of_a_torch_model(parameters: str, rest: str, expected: str) -> None:
    assert evidence(MODEL.format(parameters=parameters) + rest) == [expected]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("Sequential([layers.Input((4,)), layers.Reshape((5,))])", "called"),
        ("def make():\n    return Sequential([layers.Input((4,)), layers.Reshape((5,))])", "called"),
        ("def make(size=5):\n    return Sequential([layers.Input((4,)), layers.Reshape((size,))])", "default"),
    ],
)
def test_of_a_keras_model(rest: str, expected: str) -> None:
    assert evidence(KERAS.format(rest=rest)) == [expected]


def test_of_a_rank_that_was_chosen() -> None:
    assert evidence("from torch import nn\nnet = nn.Sequential(nn.Linear(4, 8), nn.Linear(9, 2))\n") == ["assumed"]


def test_a_file_that_is_only_read_has_none() -> None:
    assert evidence("import torch\nx = = 1\n") == [None]


def test_verbose_says_it() -> None:
    (found,) = shapelint.check_source(MODEL.format(parameters="") + "net = Net()\n", filename="net.py")
    said = "= evidence: built (what the program builds, on any input)"
    assert said in render_diagnostic(found, Style(with_evidence=True))
    assert said not in render_diagnostic(found)


UNREADY = """
import torch
from torch import nn
from somewhere import hidden

class Net(nn.Module):
    def __init__(self):
        {}
        self.fc = nn.Linear(4, 4)

    def forward(self, x):
        return self.fc(x)

Net()(torch.zeros(1, 4))
"""


@pytest.mark.parametrize(
    "statement",
    [
        "hidden(super)().__init__()",
        "hidden(super()).__init__()",
        "hidden(super().__init__)()",
        "hidden(self)",
        "hidden(nn.Module.__init__)(self)",
    ],
)
def test_a_constructor_that_may_be_called_elsewhere(statement: str) -> None:
    assert shapelint.check_source(UNREADY.format(statement), filename="net.py") == []


def test_a_constructor_that_is_not_called() -> None:
    found = shapelint.check_source(UNREADY.format("super().__init__"), filename="net.py")
    assert [d.code for d in found] == ["SHP302"]
