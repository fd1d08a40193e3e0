"""Keras's layers built from shapes: `build` by hand, in a layer's own `build`, and with several shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

HEAD = """\
import keras
from keras import layers


class Scale(layers.Layer):
    def build(self, input_shape):
        self.gain = self.add_weight(shape=(input_shape[-1],))

    def call(self, x):
        return x * self.gain


class Own(layers.Layer):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def build(self, input_shape):
        {build}
        super().build(input_shape)

    def call(self, x):
        return {call}


x = keras.Input({shape})
model = keras.Model(x, Own({layer})(x))
"""


def total(tmp_path: Path, layer: str, build: str, shape: str, call: str = "self.inner(x)") -> object:
    file = tmp_path / "built.py"
    file.write_text(HEAD.format(layer=layer, build=build, shape=shape, call=call))
    summary = shapelint.summarize(f"{file}::model")
    assert isinstance(summary, shapelint.Summary)
    return summary.params.total


# Each total is what Keras 3 counts.
BUILT = (
    ("layers.Dense(12)", "(10, 16)", 204),
    ("layers.BatchNormalization()", "(10, 16)", 64),
    ("layers.LayerNormalization()", "(10, 16)", 32),
    ("layers.Conv1D(8, 3)", "(10, 16)", 392),
    ("layers.LSTM(4)", "(10, 16)", 336),
    ("layers.EinsumDense('abc,cd->abd', output_shape=(None, 6), bias_axes='d')", "(10, 16)", 102),
    ("layers.Dense(3, activation=keras.activations.get('gelu'))", "(10, 16)", 51),
    ("Scale()", "(10, 16)", 16),
    ("layers.Embedding(50, 6)", "(10,)", 300),
)


@pytest.mark.parametrize(("layer", "shape", "count"), BUILT)
def test_a_layer_is_built_for_a_shape_once(tmp_path: Path, layer: str, shape: str, count: int) -> None:
    assert total(tmp_path, layer, "self.inner.build(input_shape)", shape) == count


@pytest.mark.parametrize("layer", ["layers.Dense(12)", "Scale()"])
def test_a_layer_that_is_built_and_never_called_has_its_weights(tmp_path: Path, layer: str) -> None:
    count = {"layers.Dense(12)": 204, "Scale()": 16}[layer]
    assert total(tmp_path, layer, "self.inner.build(input_shape)", "(10, 16)", "x") == count


def test_without_a_shape_only_a_layer_that_needs_none_is_built(tmp_path: Path) -> None:
    assert total(tmp_path, "layers.Embedding(50, 6)", "self.inner.build()", "(10,)", "x") == 300
    assert total(tmp_path, "layers.Dense(12)", "self.inner.build(unknown())", "(10, 16)", "x") is None


def test_attention_is_built_by_the_names_of_its_inputs(tmp_path: Path) -> None:
    build = """if hasattr(self.inner, "_build_from_signature"):
            self.inner._build_from_signature(query=input_shape, value=input_shape)
        else:
            self.inner.build(query_shape=input_shape, value_shape=input_shape)"""
    layer = "layers.MultiHeadAttention(num_heads=2, key_dim=8)"
    assert total(tmp_path, layer, build, "(10, 16)", "self.inner(x, x)") == 1088


KEPT = """\
import keras
from keras import layers


class Held(keras.Model):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ids = set(id(layer) for layer in self._flatten_layers())
        self.count = len(self._flatten_layers(include_self=False))


x = keras.Input((16,))
model = Held(x, layers.Dense(model_width)(x))
model.extra = layers.Dense(model.count)
model.extra.build((None, 3))
"""


def test_the_layers_of_a_model_are_listed(tmp_path: Path) -> None:
    file = tmp_path / "held.py"
    file.write_text(KEPT.replace("model_width", "4"))
    summary = shapelint.summarize(f"{file}::model.extra")
    assert isinstance(summary, shapelint.Summary)
    assert summary.params.total == 8


def test_the_version_is_the_declared_one(tmp_path: Path) -> None:
    file = tmp_path / "version.py"
    file.write_text(
        "import keras\nwidth = 3 if keras.version().startswith('3.') else 5\nmodel = keras.layers.Dense(width)\n"
    )
    summary = shapelint.summarize(f"{file}::keras.Sequential([keras.Input((2,)), model])")
    assert isinstance(summary, shapelint.Summary)
    assert summary.params.total == 9


GROWN = """\
import keras
from keras import layers

x = keras.Input((4,))
parts = [layers.Dense(2)(x), layers.Dense(3)(x)]
joined = layers.Concatenate()(parts)
parts.append(joined)
model = keras.Model(x, parts)
"""


def test_a_list_that_grows_after_the_call_was_shorter_at_it(tmp_path: Path) -> None:
    file = tmp_path / "grown.py"
    file.write_text(GROWN)
    summary = shapelint.summarize(f"{file}::model")
    assert isinstance(summary, shapelint.Summary)
    assert summary.outputs == ((None, 2), (None, 3), (None, 5))
    assert [row.outputs for row in summary.layers if row.type == "Concatenate"] == [((None, 5),)]
