"""numpy's vocabulary: the declared functions of numpy and numpy.random, and the methods of arrays.

Arrays are tensors of the framework "numpy". `load()` imports the declaring modules, which fill `numpy`.
"""

from __future__ import annotations

from importlib import import_module

from shapelint.frontends.numpy.scalar_names import SCALAR_NAMES
from shapelint.interpret.api.vocabulary import Vocabulary

numpy = Vocabulary(
    "numpy",
    compared=(str, type(None)),
    held_as=dict.fromkeys((bool, int, float, complex, str), SCALAR_NAMES),  # its scalars
)

# Every module of this package that declares names.
DECLARING = (
    "creation", "elementwise", "joining", "products", "properties", "randomness", "reduction", "selection", "shaping",
)  # fmt: skip


def load() -> Vocabulary:
    """The filled vocabulary."""
    for name in DECLARING:
        import_module(f"shapelint.frontends.numpy.{name}")
    return numpy
