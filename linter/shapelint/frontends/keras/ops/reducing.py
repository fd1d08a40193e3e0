"""Functions of keras.ops that reduce axes: https://keras.io/api/ops/numpy/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.names import ops_names
from shapelint.frontends.keras.ops.values import one_axis
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.interpret.api.coercions import Operand
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ops.layout.permute import ShapePreservingOverAxis, Softmax
from shapelint.ops.pointwise.reduction import Difference, Reduce, TopK

# name -> what comes out, as `Reduce` has it; all take x, axis=None, keepdims=False.
REDUCTIONS = {
    "all": "bool", "amax": "", "amin": "", "any": "bool", "argmax": "int32", "argmin": "int32", "logsumexp":
    "float", "mean": "float", "median": "float", "nanmax": "", "nanmean": "float", "nanmin": "", "nanprod": "",
    "nanstd": "float", "nansum": "", "nanvar": "float", "ptp": "", "std": "float", "sum": "", "var": "float",
}  # fmt: skip


def reduced(name: str, x: Operand, axes: tuple[int, ...] | None, keepdims: bool, dtype: str) -> Application:
    return Application(Reduce(name, axes, keepdims, dtype, argument="axis"), (x,))


def _reduction(name: str, dtype: str) -> None:
    @keras.function(*ops_names(name))
    def reduction(x: Operand, axis: Axes | None = None, keepdims: bool = False) -> Application:
        return reduced(name, x, axis, keepdims, dtype)


for _name, _dtype in REDUCTIONS.items():
    _reduction(_name, _dtype)


@keras.function(*ops_names("max"))
def max(x: Operand, axis: Axes | None = None, keepdims: bool = False, initial: object = None) -> Application:
    return reduced("max", x, axis, keepdims, "")


@keras.function(*ops_names("min"))
def min(x: Operand, axis: Axes | None = None, keepdims: bool = False, initial: object = None) -> Application:
    return reduced("min", x, axis, keepdims, "")


@keras.function(*ops_names("prod"))
def prod(x: Operand, axis: Axes | None = None, keepdims: bool = False, dtype: object = None) -> Application:
    return reduced("prod", x, axis, keepdims, "")


@keras.function(*ops_names("count_nonzero"))
def count_nonzero(x: Operand, axis: Axes | None = None) -> Application:
    return reduced("count_nonzero", x, axis, False, "int32")


@keras.function(*ops_names("average"))
def average(x: Operand, axis: Axes | None = None, weights: object = None) -> Application:
    return reduced("average", x, axis, False, "float")


@keras.function("keras.ops.norm", "keras.ops.linalg.norm")
def norm(x: Operand, ord: object = None, axis: Axes | None = None, keepdims: bool = False) -> Application:
    return reduced("norm", x, axis, keepdims, "float")


@keras.function(*ops_names("moments"))
def moments(x: Operand, axes: Axes, keepdims: bool = False, synchronized: object = False) -> Application:
    operation = Reduce("moments", axes, keepdims, "float", argument="axes")
    return Application(operation, (x,), lambda mean: (mean, mean))


@keras.function(*ops_names("normalize"))
def normalize(x: Operand, axis: Axes = -1, order: object = 2, epsilon: object = None) -> Application:
    return Application(ShapePreservingOverAxis("normalize", axis, "axis"), (x,))


@keras.function("keras.ops.top_k")
def top_k(x: Operand, k: int, sorted: object = True) -> Application:
    return Application(TopK(k, -1, "k", None), (x,))


@keras.function(*ops_names("diff"))
def diff(a: Operand, n: Any = 1, axis: Any = -1) -> Application | Undetermined:
    position = one_axis(axis)
    if isinstance(position, Undetermined) or not isinstance(n, int):
        return Undetermined("how often and along which axis differences are taken is not known")
    return Application(Difference(n, position, "axis"), (a,))


def _along_axis(name: str) -> None:
    @keras.function(*ops_names(name))
    def along_axis(x: Operand, axis: Axes = -1) -> Application:
        return Application(Softmax(name, axis, "axis"), (x,))


for _name in ("softmax", "log_softmax", "sparsemax"):
    _along_axis(_name)
