"""Mutants change what they say they change, and nothing else."""

from __future__ import annotations

import difflib

import pytest
from keras_mutants import hard_mutants
from mutants import Mutant, number_mutants, without_checks

NET = """\
import torch
from torch import nn

channels = [16, 32]  # größer


class Net(nn.Module):
    def __init__(self, width=8):
        self.conv = nn.Conv2d(3, width, kernel_size=(3, 5))
        self.fc = nn.Linear(width*4, 10)

    def forward(self, x):
        return self.fc(self.conv(x).view(-1, 8 * 4))


class NetWeights:
    best = Weights(classes=1000)


Net()(torch.randn(1, 3, 2, 2))
"""

KERAS = """\
model = Sequential([
    Input((28, 28, 1)),
    Conv2D(8, 3),
    Reshape((26, 208)),
])
model.add(Dense(4))
x = Dense(2)(x)
y = Concatenate()([x, x])
"""


def changed(text: str, mutant: Mutant) -> list[str]:
    lines = list(difflib.ndiff(text.splitlines(), mutant.text.splitlines()))
    return [line[2:].strip() for line in lines if line[0] == "+"]


def kinds(mutants: list[Mutant], text: str) -> set[tuple[str, str]]:
    return {(m.kind, line) for m in mutants for line in changed(text, m)}


def test_each_number_of_a_layer_is_changed_in_three_ways() -> None:
    found = kinds(number_mutants(NET), NET)
    for change, number in (("n+1", 11), ("2n", 20), ("n//2", 5)):
        assert (f"constructor {change}", f"self.fc = nn.Linear(width*4, {number})") in found


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("channel list swap", "channels = [32, 16]  # größer"),
        ("channel list n+1", "channels = [16, 33]  # größer"),
        ("constructor swap", "self.conv = nn.Conv2d(3, width, kernel_size=(5, 3))"),
        ("default 2n", "def __init__(self, width=16):"),
        ("reshape n+1", "return self.fc(self.conv(x).view(-1, 8 * 5))"),
    ],
)
def test_places(kind: str, line: str) -> None:
    assert (kind, line) in kinds(number_mutants(NET), NET)


def test_data_and_descriptions_of_weights_stay() -> None:
    lines = {line for _, line in kinds(number_mutants(NET), NET)}
    assert not any("randn" in line or "Weights" in line for line in lines)


def test_mutants_are_unique_and_on_their_line() -> None:
    mutants = number_mutants(NET)
    assert len({m.text for m in mutants}) == len(mutants)
    for mutant in mutants:
        before, after = NET.splitlines(), mutant.text.splitlines()
        rows = [row for row, (a, b) in enumerate(zip(before, after, strict=True), start=1) if a != b]
        assert rows == [mutant.row]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("layer doubled", "Conv2D(8, 3), Conv2D(8, 3),"),
        ("layer dropped", "pass"),
        ("layer doubled", "x = Dense(2)(x)"),
        ("input axis less", "Input((28, 1,)),"),
        ("input axis more", "Input((28, 28, 1, 3,)),"),
        ("window too large", "Conv2D(8, 131),"),
        ("merge axis 5", "y = Concatenate(axis=5)([x, x])"),
        ("data_format flipped", 'Conv2D(8, 3, data_format="channels_first"),'),
        ("reshape axis less", "Reshape((208,)),"),
    ],
)
def test_harder_mutants_of_keras(kind: str, line: str) -> None:
    assert (kind, line) in kinds(hard_mutants(KERAS), KERAS)


def test_assertions_of_the_script_are_expressions() -> None:
    text = "def f(x):\n    assert x\n\n\nassert f(\n    1\n)\nif True:\n    assert (f(2)), 'no'\nlast = 3\n"
    assert without_checks(text) == "def f(x):\n    assert x\n\n\nf(\n    1\n)\nif True:\n    (f(2)), 'no'\nlast = 3\n"
