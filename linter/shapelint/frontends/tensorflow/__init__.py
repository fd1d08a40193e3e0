"""The functions of tensorflow that Keras models use: https://www.tensorflow.org/api_docs/python/tf."""

from __future__ import annotations


def load() -> None:
    """Import the modules that declare the functions."""
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
