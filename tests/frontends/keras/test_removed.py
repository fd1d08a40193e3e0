"""What is listed as removed is gone from the installed Keras, in the spelling that is listed."""

from __future__ import annotations

import os
from importlib import import_module

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import pytest

import shapelint
from shapelint.frontends.keras.removed import MODEL_METHODS, ONLY_IN_TENSORFLOW, REMOVED


def exists(name: str) -> bool:
    """Whether a dotted name can be imported or read."""
    parts = name.split(".")
    found: object = import_module(parts[0])
    for length, part in enumerate(parts[1:], 2):
        try:
            found = getattr(found, part)
        except AttributeError:
            try:
                found = import_module(".".join(parts[:length]))
            except ImportError:
                return False
    return True


def in_tensorflow(name: str) -> str:
    return f"tensorflow.{name}"


def test_removed_names_are_gone() -> None:
    assert [name for name in REMOVED if exists(name) or exists(in_tensorflow(name))] == []


def test_names_that_only_tensorflow_has() -> None:
    assert [name for name in ONLY_IN_TENSORFLOW if exists(name) or not exists(in_tensorflow(name))] == []


def test_methods_that_models_no_longer_have() -> None:
    import keras

    assert [name for name in MODEL_METHODS if hasattr(keras.Model, name)] == []


@pytest.mark.parametrize("version", ["2", "3"])
def test_an_environment_with_an_earlier_keras_has_the_old_names(version: str, tmp_path) -> None:
    packages = tmp_path / "env" / "lib" / "python3.11" / "site-packages"
    (packages / "keras" / "src").mkdir(parents=True)
    (packages / "keras" / "__init__.py").touch()
    (packages / "keras" / "src" / "__init__.py").touch()
    if version == "3":
        (packages / "keras" / "src" / "version.py").write_text("__version__ = '3.15.1'\n", encoding="utf-8")
    (tmp_path / "env" / "pyvenv.cfg").touch()
    source = tmp_path / "model.py"
    source.write_text("from keras.layers.core import Dense\nlayer = Dense(3)\n", encoding="utf-8")
    found = shapelint.check_paths([source], python=tmp_path / "env")
    assert [d.code for d in found] == ([] if version == "2" else ["SHP114"])


KERAS_2 = """
model = keras.Sequential([keras.layers.Embedding(10, 4, batch_input_shape=[1, None]), keras.layers.GaussianNoise(15.0)])
model.add(keras.layers.LocallyConnected1D(4, 3))
keras.optimizers.Adam(lr=0.1)
"""
MISTAKE = "keras.Sequential([keras.Input((8,)), keras.layers.Dense(4), keras.layers.Reshape((5,))])\n"


@pytest.mark.parametrize(
    "beginning",
    [
        'import os\nos.environ["TF_USE_LEGACY_KERAS"] = "1"\nfrom tensorflow import keras',
        'import os\nos.environ.setdefault("TF_USE_LEGACY_KERAS", "1")\nimport tensorflow as tf\nkeras = tf.keras',
        "import settings\nfrom tensorflow import keras",
        "import tf_keras as keras",
    ],
)
def test_a_program_that_asks_for_the_legacy_keras(beginning: str, tmp_path) -> None:
    """tf_keras is Keras 2: what it took is taken, and what fails there too is still found."""
    text = 'import os\nos.environ["TF_USE_LEGACY_KERAS"] = "1"\n'
    (tmp_path / "settings.py").write_text(text, encoding="utf-8")
    source = tmp_path / "model.py"
    source.write_text(f"{beginning}\n{KERAS_2}{MISTAKE}", encoding="utf-8")
    assert [d.code for d in shapelint.check_paths([source])] == ["SHP106"]


def test_a_package_that_asks_for_the_legacy_keras(tmp_path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    text = 'import os\nos.environ["TF_USE_LEGACY_KERAS"] = "1"\n'
    (package / "__init__.py").write_text(text, encoding="utf-8")
    source = package / "model.py"
    source.write_text(f"from tensorflow import keras\n{KERAS_2}", encoding="utf-8")
    assert shapelint.check_paths([source]) == []
