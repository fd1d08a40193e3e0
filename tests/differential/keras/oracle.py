"""What Keras itself answers: layers and functions called on symbolic tensors, and on arrays where a run decides."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np

from differential.keras.cases import Layered, Ranked

REFUSALS = (ValueError, TypeError, IndexError, NotImplementedError, AttributeError, ZeroDivisionError, AssertionError)


@dataclass(frozen=True)
class Truth:
    """`outputs` are the shapes that come out, None for open sizes; weights are given by their shapes, in no order."""

    raises: bool
    outputs: tuple[tuple[int | None, ...], ...] = ()
    trainable: tuple[tuple[int, ...], ...] = ()
    fixed: tuple[tuple[int, ...], ...] = ()
    error: str = ""


def _flat(value: Any) -> tuple[Any, ...]:
    return tuple(item for part in value for item in _flat(part)) if isinstance(value, (list, tuple)) else (value,)


def _symbolic(value: Any) -> Any:
    """A described argument as Keras wants it."""
    if isinstance(value, Ranked):
        return keras.KerasTensor(value.shape, dtype=value.dtype)
    if isinstance(value, Layered):
        return construct(value.name, value.arguments, value.keywords)
    if isinstance(value, (list, tuple)):
        return type(value)(_symbolic(item) for item in value)
    return value


def _concrete(value: Any, batch: int) -> Any:
    """The same with arrays of zeros for tensors."""
    if isinstance(value, Ranked):
        return np.zeros([batch if size is None else size for size in value.shape], dtype=value.dtype)
    if isinstance(value, (list, tuple)):
        return type(value)(_concrete(item, batch) for item in value)
    return value


def construct(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> keras.layers.Layer:
    made = getattr(keras.layers, name.rsplit(".", 1)[-1])
    return made(*(_symbolic(a) for a in arguments), **{k: _symbolic(v) for k, v in keywords.items()})


def build_layer(
    name: str, arguments: Sequence[Any], keywords: Mapping[str, Any], inputs: Sequence[Any], options: Mapping[str, Any]
) -> Truth:
    """The layer constructed and called once on symbolic tensors."""
    try:
        layer = construct(name, arguments, keywords)
        outputs = layer(*(_symbolic(i) for i in inputs), **{k: _symbolic(v) for k, v in options.items()})
    except REFUSALS as error:
        return Truth(True, error=f"{type(error).__name__}: {error}")
    return Truth(
        False,
        tuple(tuple(t.shape) for t in _flat(outputs)),
        tuple(sorted(tuple(w.shape) for w in layer.trainable_weights)),
        tuple(sorted(tuple(w.shape) for w in layer.non_trainable_weights if "seed" not in w.path)),
    )


def runs(
    name: str, arguments: Sequence[Any], keywords: Mapping[str, Any], inputs: Sequence[Any], options: Mapping[str, Any]
) -> bool:
    """Whether the layer runs on arrays."""
    try:
        layer = construct(name, arguments, keywords)
        layer(*(_concrete(i, 2) for i in inputs), **{k: _concrete(v, 2) for k, v in options.items()})
    except (*REFUSALS, RuntimeError) as error:
        return "InvalidArgument" not in type(error).__name__ and not isinstance(error, REFUSALS)
    except Exception as error:  # noqa: BLE001  (tensorflow's errors have no common base below Exception)
        assert type(error).__module__.startswith("tensorflow"), error
        return False
    return True


def resolve(name: str) -> Any:
    found: Any = keras
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


def apply_function(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Truth:
    """The function called on symbolic tensors."""
    try:
        result = resolve(name)(
            *(_symbolic(a) for a in arguments), **{k: _symbolic(v) for k, v in keywords.items()}
        )
    except (*REFUSALS, RuntimeError) as error:
        return Truth(True, error=f"{type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001
        assert type(error).__module__.startswith("tensorflow"), error
        return Truth(True, error=f"{type(error).__name__}: {error}")
    return Truth(False, tuple(tuple(t.shape) for t in _flat(result)))
