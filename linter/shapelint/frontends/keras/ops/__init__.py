"""Functions on tensors: keras.ops, keras.activations and keras.random."""

from __future__ import annotations


def load() -> None:
    """Import the modules that declare the functions."""
    from shapelint.frontends.keras import activations  # noqa: F401
    from shapelint.frontends.keras.ops import creation, elementwise, neural, products, reducing, shaping  # noqa: F401
