"""An operation means one thing, whichever framework it is lowered from."""

from __future__ import annotations

import pytest

from shapelint.frontends.tensorflow.declarations import load as load_keras
from shapelint.frontends.torch.declarations import load as load_torch
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.activation import ACTIVATIONS, Activation
from shapelint.ops.pointwise.dropout import Dropout

TORCH, KERAS = load_torch().entries, load_keras().entries
DROPOUTS = (
    ("torch.nn.Dropout", "keras.layers.Dropout"),
    ("torch.nn.AlphaDropout", "keras.layers.AlphaDropout"),
)
SOFTMAXES = (("torch.nn.Softmax", "keras.layers.Softmax"),)
ACTIVE = (
    ("torch.nn.ReLU", "keras.layers.ReLU"),
    ("torch.nn.ELU", "keras.layers.ELU"),
    ("torch.nn.LeakyReLU", "keras.layers.LeakyReLU"),
)


def made(name: str, *arguments: object) -> Operation:
    entry = (TORCH if name.startswith("torch") else KERAS)[name]
    operation = entry.implementation(*arguments)
    assert isinstance(operation, Operation)
    return operation


@pytest.mark.parametrize("names", DROPOUTS)
def test_dropout(names: tuple[str, str]) -> None:
    first, second = (made(name, 0.5) for name in names)
    assert isinstance(first, Dropout)
    assert first == second


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_dropout_of_channels(rank: int) -> None:
    for name in (f"torch.nn.Dropout{rank}d", f"keras.layers.SpatialDropout{rank}D"):
        operation = made(name, 0.5)
        assert isinstance(operation, Dropout)
        assert (operation.name, operation.of_channels) == ("dropout", True)


@pytest.mark.parametrize("names", ACTIVE)
def test_activations(names: tuple[str, str]) -> None:
    first, second = (made(name) for name in names)
    assert isinstance(first, Activation)
    assert isinstance(second, Activation)
    assert first.name == second.name
    assert first.name in ACTIVATIONS


@pytest.mark.parametrize("names", SOFTMAXES)
def test_softmax(names: tuple[str, str]) -> None:
    torch, keras = names
    assert isinstance(made(torch, -1), Softmax)
    assert isinstance(made(keras, (-1,)), Softmax)


def test_every_activation_has_a_neutral_name() -> None:
    layers = [TORCH[f"torch.nn.{name}"].implementation() for name in ("Sigmoid", "Tanh", "GELU", "Mish", "Hardtanh")]
    assert all(isinstance(layer, Activation) and layer.name in ACTIVATIONS for layer in layers)
