"""The activation that a Keras layer applies itself is an operation of its own behind the layer."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.cli import main
from shapelint.project.config.settings import Settings
from shapelint.project.ir import documents

GIVEN = {
    '"relu"': "Activation",
    '"softmax"': "Softmax",
    "keras.activations.tanh": "Activation",
    "keras.ops.sigmoid": "Activation",
    "layers.LeakyReLU()": "Activation",
    "own": "UnknownActivation",
    '"glu"': "UnknownActivation",
    "layers.PReLU()": "UnknownActivation",
    "None": "",
    '"linear"': "",
}
LAYERS = {
    "layers.Dense(6, activation={})": "Linear",
    "layers.Conv1D(6, 3, activation={})": "Convolution",
    "layers.TimeDistributed(layers.Dense(6, activation={}))": "EachStep",
}
PROGRAM = """\
import keras
from keras import layers


def own(x):
    return x * 2


model = keras.Sequential([keras.Input((8, 4)), {}])
"""


def operations(tmp_path: Path, layer: str) -> list[str]:
    path = tmp_path / "model.py"
    path.write_text(PROGRAM.format(layer), encoding="utf-8")
    (document,) = documents(f"{path}::model", Settings())  # type: ignore[misc]
    assert document.nodes[-1].outputs
    return [node.operation for node in document.nodes]


@pytest.mark.parametrize("activation", GIVEN)
def test_operations(activation: str, tmp_path: Path) -> None:
    for layer, own in LAYERS.items():
        found = operations(tmp_path, layer.format(activation))
        assert found == [own, *([GIVEN[activation]] if GIVEN[activation] else [])], layer


@pytest.mark.parametrize(("activation", "status"), [('"relu"', 0), ('"softmax"', 0), ("own", 1)])
def test_is_equal_to_a_layer_behind_it(activation: str, status: int, tmp_path: Path) -> None:
    texts = (f"layers.Dense(6, activation={activation})", f"layers.Dense(6), layers.Activation({activation})")
    paths = [tmp_path / "one.py", tmp_path / "other.py"]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(PROGRAM.format(text), encoding="utf-8")
    assert main(["compare", *(f"{path}::model" for path in paths)]) == status


def test_a_finding_names_the_layer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "model.py"
    path.write_text(PROGRAM.format('layers.Dense(1, activation="softmax")'), encoding="utf-8")
    assert main(["check", "--no-cache", "--output-format", "concise", str(path)]) == 1
    assert "warning[SHP210]: Dense: the softmax of" in capsys.readouterr().out
