"""The rows of a summary: what each layer costs, and the inputs that a file itself gives."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

KERAS = """
import keras
from keras import layers


class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = layers.Dense(4, use_bias=False)

    def call(self, x):
        return self.inner(self.inner(x))


given = keras.Input((4,))
hidden = Block()(given)
model = keras.Model(given, keras.ops.matmul(hidden, keras.ops.transpose(hidden)))
head = keras.Sequential([layers.Flatten(), layers.Dense(5)])
nested = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(2, 3), head])
"""

TORCH = """
import torch
import torch.nn.functional as F
from torch import nn
from torchvision import datasets, transforms
from torch.utils.data import DataLoader


class Net(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.conv = nn.Conv2d(3, width, 3)
        self.fc = nn.Linear(width, 10)
        self.spare = nn.Linear(2, 2)

    def forward(self, x):
        return self.fc(F.relu(self.conv(x)).mean((2, 3)))


def narrow():
    return Net(4)


for images, labels in DataLoader(datasets.CIFAR10(".", transform=transforms.ToTensor()), batch_size=64):
    narrow()(images)
net = Net()
net(torch.zeros(2, 3, 8, 8))
"""


def summary(tmp_path: Path, text: str, expression: str) -> shapelint.Summary:
    path = tmp_path / "models.py"
    path.write_text(text, encoding="utf-8")
    found = shapelint.summarize(f"{path}::{expression}")
    assert isinstance(found, shapelint.Summary), found
    return found


@pytest.mark.parametrize(
    ("name", "costs", "total"),
    [
        (
            "model",
            {"input_layer": 0, "block": "32*batch", "transpose": 0, "matmul": "4*batch**2"},
            "4*batch**2 + 32*batch",
        ),
        (
            "nested",
            {
                "conv2d": "1944*batch",
                "sequential": "360*batch",
                "sequential/flatten": 0,
                "sequential/dense_1": "360*batch",
            },
            "2304*batch",
        ),
    ],
)
def test_the_rows_of_a_keras_model_cost_what_its_calls_do(
    tmp_path: Path, name: str, costs: dict[str, object], total: str
) -> None:
    found = summary(tmp_path, KERAS, name)
    assert {row.path: row.macs for row in found.layers} == costs
    assert found.macs == total


def test_a_layer_that_is_not_called_costs_nothing(tmp_path: Path) -> None:
    found = summary(tmp_path, TORCH, "net")
    assert {row.path: row.macs for row in found.layers} == {"conv": 2 * 36 * 432, "fc": 320, "spare": 0}


@pytest.mark.parametrize(
    ("expression", "shape"),
    [("net", (2, 3, 8, 8)), ("Net", (2, 3, 8, 8)), ("Net(16)", (2, 3, 8, 8)), ("Net(8)", ("N", 3, "H", "W"))],
)
def test_a_model_gets_the_input_that_the_file_gives_one_like_it(
    tmp_path: Path, expression: str, shape: tuple[object, ...]
) -> None:
    found = summary(tmp_path, TORCH, expression)
    assert found.inputs == (shape,)
    assert found.complete
