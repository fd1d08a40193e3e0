"""Functions on tensors: keras.ops, keras.activations, keras.random, and those of tensorflow that Keras models use."""

from __future__ import annotations


def load() -> None:
    """Import the modules that declare the functions."""
    from shapelint.frontends.keras import activations  # noqa: F401
    from shapelint.frontends.keras.ops import elementwise, neural, products, reducing, shaping  # noqa: F401
