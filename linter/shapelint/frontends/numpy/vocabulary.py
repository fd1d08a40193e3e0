"""numpy's vocabulary: the declared functions of numpy and numpy.random, and the methods of arrays.

Arrays are tensors of the framework "numpy". `declarations.load()` imports the declaring modules, which fill `numpy`.
"""

from __future__ import annotations

from shapelint.frontends.numpy.scalar_names import SCALAR_NAMES
from shapelint.interpret.api.vocabulary import Vocabulary

numpy = Vocabulary(
    "numpy",
    compared=(str, type(None)),
    held_as=dict.fromkeys((bool, int, float, complex, str), SCALAR_NAMES),  # its scalars
)
