"""What is said of two models: on which inputs they are compared, what of different layers is told, and what does not
fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from compare.ported import comparison

from shapelint.compare.records import Comparison
from shapelint.report.comparison_text import verdict

MODELS = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, act=None, inner=8):
        super().__init__()
        self.fc = nn.Linear(8, 8)
        self.act = act or nn.Tanh()
        self.out = nn.Linear(inner, 2)

    def forward(self, x):
        return self.out(self.act(self.fc(x)))


class Embedded(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(100, 8)
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc(self.embedding(x).mean(1))


class Pooled(nn.Module):
    def __init__(self, pool):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.pool = pool

    def forward(self, x):
        return self.pool(self.conv(x))


class Halves(nn.Module):
    def __init__(self, channels=3):
        super().__init__()
        self.conv = nn.Conv2d(channels, 4, 3)

    def forward(self, x):
        return self.conv(x)


def called():
    net = Net()
    net(torch.zeros(2, 5, 8))
    return net


def called_on_images():
    net = Net()
    net(torch.zeros(2, 5, 5, 8))
    return net


def seen_on_gray():
    net = Halves(1)
    net(torch.zeros(2, 1, 28, 28))
    return net


leaky, tanh, gelu = Net(nn.LeakyReLU(0.2)), Net(nn.Tanh()), Net(nn.GELU())
wrong, also_wrong, wrong_otherwise = Net(inner=9), Net(inner=9), Net(nn.ReLU(), inner=9)
largest, average, wider = Pooled(nn.MaxPool2d(2)), Pooled(nn.AvgPool2d(2)), Pooled(nn.MaxPool2d(3, stride=2))
"""
KERAS = """
import keras
from keras import layers


def embedded():
    x = inputs = keras.Input((20,))
    x = layers.GlobalAveragePooling1D()(layers.Embedding(100, 8)(x))
    return keras.Model(inputs, layers.Dense(2)(x))


def operations(masked=True):
    a, b, m = keras.Input((4, 6)), keras.Input((4, 6)), keras.Input((4, 6), dtype="bool")
    x = keras.ops.concatenate([a, b], axis=-1)
    x = keras.ops.concatenate(xs=[x, keras.ops.where(m, a, b)], axis=-1)
    return keras.Model([a, b, m], layers.Dense(2)(x))


def attention():
    a, m = keras.Input((4, 6)), keras.Input((4, 4), dtype="bool")
    x = layers.MultiHeadAttention(2, 3)(a, a, attention_mask=m)
    return keras.Model({"a": a, "m": m}, {"out": layers.Dense(2)(x)})
"""


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.py").write_text(MODELS)
    Path("k.py").write_text(KERAS)


def of(first: str, second: str) -> Comparison:
    return comparison(*(f"{'k' if name in KERAS else 'm'}.py::{name}" for name in (first, second)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Net", "called"), ("called", "Net"), ("called_on_images", "Net"), ("Embedded", "embedded"),
        ("embedded", "Embedded"), ("operations", "operations"), ("attention", "attention"),
    ],
)  # fmt: skip
def test_what_one_model_is_called_on_is_the_input_of_the_other(first: str, second: str) -> None:
    found = of(first, second)
    assert found.differences == ()
    assert found.unknown == ()
    assert found.equal


def test_inputs_that_both_models_know_differ() -> None:
    assert {one.kind for one in of("called", "called_on_images").differences} >= {"input"}


def test_sizes_that_one_model_leaves_open_are_those_of_the_other() -> None:
    found = of("Halves", "seen_on_gray")
    assert found.unknown == found.misfits == ()
    assert "input" in {one.kind for one in found.differences}


def test_what_one_of_two_functions_has_alone_is_no_difference() -> None:
    for first, second in (("leaky", "tanh"), ("tanh", "gelu"), ("gelu", "leaky")):
        (told,) = of(first, second).differences
        assert told.kind == "activation"
        assert "the function is" in told.text


def test_kinds_of_pooling_differ() -> None:
    (told,) = of("largest", "average").differences
    assert told.text.endswith("A has a step of max pooling here, B one of average pooling")
    assert "argument" in {one.kind for one in of("largest", "wider").differences}


def test_two_models_with_the_same_misfit_are_equal() -> None:
    found = of("wrong", "also_wrong")
    assert found.equal
    assert len(found.misfits) == 2
    assert found.unknown == ()
    assert verdict(found) == "equal: 4 operations, and neither model runs"


def test_what_stands_around_a_misfit_is_compared() -> None:
    assert [one.kind for one in of("wrong", "wrong_otherwise").differences] == ["activation"]


def test_a_misfit_that_one_model_has_alone_is_told() -> None:
    found = of("wrong", "Net")
    assert not found.equal
    (told,) = found.differences
    assert told.text == "out (Linear) and out (Linear): the shape of the kernel is (2, 9) in A, (2, 8) in B"
    assert [one.startswith("A: ") for one in found.misfits] == [True]


def test_an_index_is_called_so() -> None:
    source = "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n"
    source += "    def forward(self, x):\n        return x[:, PICK]\n"
    source += "\n\nnet = Net()\nnet(torch.zeros(2, 4, 8))\n"
    Path("a.py").write_text(source.replace("PICK", "1"))
    Path("b.py").write_text(source.replace("PICK", "2"))
    (told,) = comparison("a.py::net", "b.py::net").differences
    assert told.text.startswith("indexing and indexing: what is picked is ")
