"""tensorflow.linalg: matrices, batched along leading axes: https://www.tensorflow.org/api_docs/python/tf/linalg."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.algebra import Answer, of_matrix
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.arguments import Operand
from shapelint.interpret.vocabulary import Undetermined

# name -> the axes of what comes out (see `MatrixFunction`), of square matrices.
SQUARE: dict[str, tuple[str, ...]] = {"cholesky": ("mn",), "det": ("",)}
SYMMETRIC: dict[str, tuple[str, ...]] = {"eigh": ("m", "mn"), "eigvalsh": ("m",)}


def _square(name: str, outputs: tuple[str, ...]) -> None:
    @keras.function(f"tensorflow.linalg.{name}")
    def function(input: Operand, name: Any = None) -> Answer:
        return of_matrix(input, operation, outputs, square=True)

    operation = name


def _symmetric(name: str, outputs: tuple[str, ...]) -> None:
    @keras.function(f"tensorflow.linalg.{name}")
    def function(tensor: Operand, name: Any = None) -> Answer:
        return of_matrix(tensor, operation, outputs, square=True)

    operation = name


for _name, _outputs in SQUARE.items():
    _square(_name, _outputs)
for _name, _outputs in SYMMETRIC.items():
    _symmetric(_name, _outputs)


@keras.function("tensorflow.linalg.inv")
def inv(input: Operand, adjoint: Any = False, name: Any = None) -> Answer:
    return of_matrix(input, "inv", ("mn",), square=True)


@keras.function("tensorflow.linalg.qr")
def qr(input: Operand, full_matrices: Any = False, name: Any = None) -> Answer:
    if not isinstance(full_matrices, bool):
        return Undetermined("a mode that is not known")
    return of_matrix(input, "qr", ("mm", "mn") if full_matrices else ("mk", "kn"))
