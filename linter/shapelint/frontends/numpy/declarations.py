"""Brings all declarations of numpy together."""

from __future__ import annotations

from importlib import import_module

from shapelint.frontends.numpy.vocabulary import numpy
from shapelint.interpret.api.vocabulary import Vocabulary

# Every module of this package that declares names.
DECLARING = (
    "creation", "elementwise", "joining", "products", "properties", "randomness", "reduction", "selection", "shaping",
)  # fmt: skip


def load() -> Vocabulary:
    """The filled vocabulary."""
    for name in DECLARING:
        import_module(f"shapelint.frontends.numpy.{name}")
    return numpy
