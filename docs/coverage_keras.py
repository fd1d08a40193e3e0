"""The names of Keras and TensorFlow that have a meaning for shapes, and what shapelint makes of each."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from functools import partial
from types import ModuleType

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import tensorflow as tf
from coverage_names import Namespace, NoFiles, state_of_value

from shapelint.analysis.engine import make_interpreter
from shapelint.frontends.keras.provider import make_package

PACKAGE = make_package(make_interpreter(NoFiles()))


def version() -> str:
    return f"keras {keras.__version__} and tensorflow {tf.__version__}"


def public(namespace: ModuleType) -> list[str]:
    return [name for name in dir(namespace) if not name.startswith("_")]


def layers() -> list[str]:
    """The layers of keras.layers, by all their names."""
    found = {name: getattr(keras.layers, name) for name in public(keras.layers)}
    return [name for name, value in found.items() if inspect.isclass(value) and issubclass(value, keras.layers.Layer)]


def functions(namespace: ModuleType) -> list[str]:
    found = {name: getattr(namespace, name) for name in public(namespace)}
    return [name for name, value in found.items() if inspect.isfunction(value)]


def tensor_functions(namespace: ModuleType) -> list[str]:
    """The functions whose documentation says that they return a tensor."""
    return [name for name in functions(namespace) if returns_tensor(getattr(namespace, name).__doc__ or "")]


def returns_tensor(documentation: str) -> bool:
    result = documentation.partition("Returns:")[2].partition("Raises:")[0]
    return "tensor" in result.lower()


def state_below(prefix: str) -> Callable[[str], str]:
    return lambda name: state_of_value(PACKAGE.find(f"{prefix}.{name}"))


TENSORS = "The functions of {} whose documentation says that they return a tensor."
NAMESPACES = (
    Namespace(
        "keras.layers", "The public layers of keras.layers, aliases included.", 1.0, layers, state_below("keras.layers")
    ),
    Namespace(
        "keras.ops", "The public functions of keras.ops.", 0.99, partial(functions, keras.ops), state_below("keras.ops")
    ),
    *(
        Namespace(title, TENSORS.format(title), goal, partial(tensor_functions, module), state_below(full))
        for title, full, module, goal in (
            ("tf", "tensorflow", tf, 0.95),
            ("tf.nn", "tensorflow.nn", tf.nn, 0.95),
            ("tf.math", "tensorflow.math", tf.math, 1.0),
            ("tf.image", "tensorflow.image", tf.image, 1.0),
            ("tf.linalg", "tensorflow.linalg", tf.linalg, 1.0),
        )
    ),
)
