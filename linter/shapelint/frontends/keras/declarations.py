"""Brings all declarations of Keras together."""

from __future__ import annotations

from shapelint.frontends.keras import layers, ops
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.vocabulary import Vocabulary


def load() -> Vocabulary:
    """The filled vocabulary, without what other packages add to it."""
    layers.load()
    ops.load()
    return keras
