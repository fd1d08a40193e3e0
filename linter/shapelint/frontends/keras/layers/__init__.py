"""Keras' layers, one module for each page of https://keras.io/api/layers/."""

from __future__ import annotations


def load() -> None:
    """Import the modules that declare the layers."""
    from shapelint.frontends.keras.layers import (  # noqa: F401
        activation,
        attention,
        convolution,
        core,
        merging,
        normalization,
        pooling,
        preprocessing,
        recurrent,
        regularization,
        reshaping,
        wrapping,
    )
