"""The attributes that the frameworks' own classes have are known: none of them is taken for one that is missing."""

from __future__ import annotations

from shapelint.frontends.keras.layer_names import LAYER_NAMES
from shapelint.frontends.torch.module_names import MODULE_NAMES


def public(value: object) -> set[str]:
    return {name for name in dir(value) if not name.startswith("__")}


def test_torch_module() -> None:
    from torch import nn

    assert public(nn.Module()) <= MODULE_NAMES


def test_keras_layer_and_model() -> None:
    import keras

    class Model(keras.Model):
        """A model of no layers."""

    assert public(keras.layers.Layer()) | public(Model()) <= LAYER_NAMES
