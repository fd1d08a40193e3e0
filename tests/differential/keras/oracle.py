"""What Keras itself answers: layers and functions called on symbolic tensors, and on arrays where a run decides."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
import tensorflow as tf
from differential.keras.cases import Layered, Ranked
from keras.src.legacy import backend as legacy_backend

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
    return _succeeds(lambda: construct(name, arguments, keywords), inputs, options)


def function_runs(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> bool:
    """Whether the function runs on arrays."""
    return _succeeds(lambda: resolve(name), arguments, keywords)


def _succeeds(make: Callable[[], Any], arguments: Sequence[Any], keywords: Mapping[str, Any]) -> bool:
    try:
        make()(*(_concrete(a, 2) for a in arguments), **{k: _concrete(v, 2) for k, v in keywords.items()})
    except (*REFUSALS, tf.errors.OpError):
        return False
    return True


def resolve(name: str) -> Any:
    found: Any = tf if name.startswith("tensorflow.") else keras
    parts = name.split(".")[1:]
    if parts[0] == "backend":
        # What tf.keras.backend offers; keras.backend itself has only a part of it.
        found, parts = legacy_backend, parts[1:]
    for part in parts:
        found = getattr(found, part)
    return found


def trace_function(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Truth:
    """The function of tensorflow traced, its kernels left alone (some end the process for a window that does not
    fit)."""

    def call(tensors: list[Any]) -> Any:
        remaining = iter(tensors)
        return resolve(name)(*_filled(arguments, remaining), **keywords)

    specs = [tf.TensorSpec(r.shape, r.dtype) for r in _ranked(arguments)]
    try:
        traced = tf.function(call, autograph=False).get_concrete_function(specs)
    except (*REFUSALS, tf.errors.OpError) as error:
        return Truth(True, error=f"{type(error).__name__}: {error}")
    outputs = [t for t in _flat(traced.structured_outputs) if isinstance(t, tf.Tensor)]
    return Truth(False, tuple(tuple(t.shape) for t in outputs))


def _ranked(value: Any) -> tuple[Ranked, ...]:
    return tuple(v for v in _flat(value) if isinstance(v, Ranked))


def _filled(value: Any, tensors: Iterator[Any]) -> Any:
    """The described value with the given tensors in place of its own."""
    if isinstance(value, Ranked):
        return next(tensors)
    return type(value)(_filled(item, tensors) for item in value) if isinstance(value, (list, tuple)) else value


def apply_function(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Truth:
    """The function called on symbolic tensors."""
    try:
        result = resolve(name)(*(_symbolic(a) for a in arguments), **{k: _symbolic(v) for k, v in keywords.items()})
    except (*REFUSALS, tf.errors.OpError) as error:
        return Truth(True, error=f"{type(error).__name__}: {error}")
    return Truth(False, tuple(tuple(t.shape) for t in _flat(result)))
