"""Selecting, sorting and counting: https://numpy.org/doc/stable/reference/routines.sort.html,
https://numpy.org/doc/stable/reference/routines.indexing.html."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.numpy.arrays import Array, array_of
from shapelint.frontends.numpy.declaring import Answer, Options, apply, created, declare, declare_method
from shapelint.interpret.api.coercions import Axis
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.gather_scatter import Diag, Diagonal, Positions
from shapelint.ops.layout.gather_slices import Take
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.layout.reshape import Reshape
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Difference


def positions(condition: Tensor) -> Answer:
    """The positions where a condition holds: for every axis a vector of one unknown length."""
    if condition.shape is None:
        return Undetermined("the positions in an array of unknown rank")
    count = max(len(condition.shape), 1)
    return Application(Creation("nonzero", (unknown_size(),), "int64"), (condition,), lambda found: (found,) * count)


@declare("nonzero", method=True)
def nonzero(a: Array) -> Answer:
    return positions(a)


@declare("argwhere")
def argwhere(a: Array) -> Answer:
    return apply(Positions(), a)


@declare("flatnonzero")
def flatnonzero(a: Array) -> Answer:
    return apply(Creation("flatnonzero", (unknown_size(),), "int64"), a)


@declare("unique")
def unique(ar: Array, *rest: Any, **options: Options) -> Answer:
    if rest or any(value is not None and value is not False for key, value in options.items() if key != "equal_nan"):
        return Undetermined("what is unique among the elements")
    return apply(Creation("unique", (unknown_size(),), ar.type.dtype), ar)


@declare("take", method=True)
def take(a: Array, indices: Array, axis: Axis | None = None, *rest: object, **options: Options) -> Answer:
    return apply(Take(axis), a, indices)


def along(name: str, a: Tensor, axis: int | None, dtype: str | None) -> Answer:
    """Elements moved or counted up along an axis; without one, in the flattened array."""
    if axis is None and a.shape is not None and len(a.shape) == 1:
        axis = 0
    if axis is None:
        shape = Reshape((-1,)).infer([a.type]).outputs[0].shape
        return apply(Creation(name, shape, dtype), a)
    return apply(ShapePreservingOverAxis(name, (axis,), "axis", dtype=dtype), a)


@declare("sort")
def sort(a: Array, axis: Axis | None = -1, *rest: object, **options: Options) -> Answer:
    return along("sort", a, axis, a.type.dtype)


@declare("argsort", method=True)
def argsort(a: Array, axis: Axis | None = -1, *rest: object, **options: Options) -> Answer:
    return along("argsort", a, axis, "int64")


def declare_cumulative(name: str) -> None:
    @declare(name, method=True)
    def cumulative(a: Array, axis: Axis | None = None, dtype: Any = None, *rest: object, **options: Options) -> Answer:
        own = a.type.dtype
        result = None if dtype is not None or own == "uint8" else "int64" if own in WHOLE else own
        return along(name, a, axis, result)


WHOLE = frozenset({"bool", "int8", "int16", "int32", "int64"})
for cumulative_name in ("cumsum", "cumprod"):
    declare_cumulative(cumulative_name)


@declare("diff")
def diff(a: Array, n: Any = 1, axis: Axis = -1, *rest: Any, **options: Options) -> Answer:
    if not isinstance(n, int) or n < 0 or rest or options:
        return Undetermined("differences with something before or after")
    return apply(Difference(n, axis, "axis"), a) if n else apply(Elementwise("copy"), a)


@declare("diag")
def diag(v: Array, k: Any = 0) -> Answer:
    return apply(Diag(k), v) if isinstance(k, int) else Undetermined("a diagonal that is not known")


@declare("diagonal", method=True)
def diagonal(a: Array, offset: Any = 0, axis1: Axis = 0, axis2: Axis = 1) -> Answer:
    if not isinstance(offset, int):
        return Undetermined("a diagonal that is not known")
    return apply(Diagonal(offset, axis1, axis2, "axis1", "axis2"), a)


@declare("bincount")
def bincount(x: Array, *rest: object, **options: Options) -> Answer:
    return apply(Creation("bincount", (unknown_size(),), None), x)


@declare("searchsorted")
def searchsorted(a: Array, v: Any, *rest: object, **options: Options) -> object:
    return Unknown("a position") if isinstance(v, Unknown) else apply(Elementwise("searchsorted", "int64"), array_of(v))


@declare("digitize")
def digitize(x: Any, bins: object, *rest: object, **options: Options) -> object:
    return Unknown("a position") if isinstance(x, Unknown) else apply(Elementwise("digitize", "int64"), array_of(x))


@declare("isin")
def isin(element: Array, test_elements: object, *rest: object, **options: Options) -> Answer:
    return apply(Elementwise("isin", "bool"), element)


@declare("tril_indices", "triu_indices")
def triangle_indices(n: int, *rest: object, **options: Options) -> Answer:
    made = created("tril_indices", (unknown_size(),), "int64")
    return Application(made.operation, (), lambda found: (found, found))


@declare_method("sort", "fill", "partition", "itemset", "put", "setflags", "tofile", "dump")
def in_place(self: Array, *rest: object, **options: Options) -> None:
    return None
