"""Functions on tensors: keras.ops, keras.backend, keras.activations and keras.random."""

from __future__ import annotations


def load() -> None:
    """Import the modules that declare the functions."""
    from shapelint.frontends.keras import activations  # noqa: F401
    from shapelint.frontends.keras.ops import (  # noqa: F401
        algebra,
        backend,
        creation,
        elementwise,
        neural,
        picking,
        products,
        reducing,
        shaping,
        signals,
        structured,
    )
