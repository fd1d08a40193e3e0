"""Brings all declarations of tensorflow together."""

from __future__ import annotations

from shapelint.frontends.keras.declarations import load as load_keras
from shapelint.interpret.api.vocabulary import Vocabulary


def load() -> Vocabulary:
    """Keras's vocabulary with tensorflow's functions in it."""
    vocabulary = load_keras()
    from shapelint.frontends.tensorflow import (  # noqa: F401
        boxes,
        creation,
        elementwise,
        image,
        linalg,
        losses,
        mathematics,
        methods,
        neural,
        random,
        scattering,
        shaping,
        signal,
        windows,
    )

    return vocabulary
