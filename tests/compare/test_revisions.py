"""Ten changes of models that public repositories have made, retold: what is said is what the commit's message says."""

from __future__ import annotations

from pathlib import Path

import pytest
from compare.ported import comparison

TORCH = "import torch\nfrom torch import nn\n"
KERAS = "import keras\nfrom keras import layers\n"
BASE = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 7, stride=2, padding=3, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = nn.Sequential(nn.Conv2d(16, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 16, 3, padding=1))
        self.fc = nn.Linear(16, 10)

    def forward(self, x):
        x = self.pool(self.stem(x))
        x = x + self.layer1(x)
        return self.fc(x.mean((2, 3)))


def make():
    net = Net()
    net(torch.randn(2, 3, 64, 64))
    return net
"""
SEQUENCE = """
def make(units=32, rate=0.2):
    inputs = keras.Input((20,), dtype="int32")
    x = layers.Embedding(1000, 16)(inputs)
    x = layers.LSTM(units)(x)
    x = layers.Dropout(rate)(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
"""
CHANGES = {
    "Use LeakyReLU in the stem": (
        TORCH + BASE, ("nn.BatchNorm2d(16), nn.ReLU()", "nn.BatchNorm2d(16), nn.LeakyReLU(0.1)"),
        "activation", "the function is relu in A, leaky_relu in B",
    ),
    "CIFAR stem: 3x3 convolution, stride 1": (
        TORCH + BASE, ("nn.Conv2d(3, 16, 7, stride=2, padding=3", "nn.Conv2d(3, 16, 3, stride=1, padding=1"),
        "argument", "the stride is 2 in A, 1 in B",
    ),
    "Remove the max pooling": (
        TORCH + BASE, ("self.pool(self.stem(x))", "self.stem(x)"),
        "layer", "pool (MaxPool2d), a step of max pooling, is in A and not in B",
    ),
    "Add dropout before the classifier": (
        TORCH + BASE, ("self.fc(x.mean((2, 3)))", "self.fc(nn.functional.dropout(x.mean((2, 3)), 0.5, self.training))"),
        "dropout", "dropout is in B and not in A, which matters in training",
    ),
    "Widen the block to 32 channels": (
        TORCH + BASE,
        ("16, 3, padding=1), nn.ReLU(), nn.Conv2d(16,", "32, 3, padding=1), nn.ReLU(), nn.Conv2d(32,"),
        "argument", "the number of output channels is 16 in A, 32 in B",
    ),
    "Fix: the residual connection was missing": (
        TORCH + BASE.replace("x = x + self.layer1(x)", "x = self.layer1(x)"),
        ("x = self.layer1(x)", "x = x + self.layer1(x)"),
        "layer", "B adds at +, A does not",
    ),
    "Replace BatchNorm by GroupNorm for small batches": (
        TORCH + BASE, ("nn.BatchNorm2d(16)", "nn.GroupNorm(4, 16)"),
        "layer", "stem.1 (GroupNorm), a step of group normalization, is in B and not in A",
    ),
    "Depthwise convolutions in the block": (
        TORCH + BASE,
        ("nn.Sequential(nn.Conv2d(16, 16, 3, padding=1)", "nn.Sequential(nn.Conv2d(16, 16, 3, padding=1, groups=16)"),
        "argument", "the number of groups is 1 in A, 16 in B",
    ),
    "Bigger LSTM, less dropout": (
        KERAS + SEQUENCE, ("units=32, rate=0.2", "units=64, rate=0.1"),
        "argument", "the number of units is 32 in A, 64 in B",
    ),
    "Bidirectional encoder": (
        KERAS + SEQUENCE, ("layers.LSTM(units)(x)", "layers.Bidirectional(layers.LSTM(units))(x)"),
        "argument", "the number of directions is 1 in A, 2 in B",
    ),
}  # fmt: skip


@pytest.mark.parametrize("message", CHANGES)
def test_the_message_of_the_commit(message: str, tmp_path: Path) -> None:
    source, (before, after), kind, text = CHANGES[message]
    assert before in source
    (tmp_path / "a.py").write_text(source)
    (tmp_path / "b.py").write_text(source.replace(before, after))
    found = comparison(f"{tmp_path}/a.py::make", f"{tmp_path}/b.py::make")
    assert found.unknown == ()
    assert any(one.kind == kind and text in one.text for one in found.differences), [
        one.text for one in found.differences
    ]
    assert len(found.differences) <= 4
