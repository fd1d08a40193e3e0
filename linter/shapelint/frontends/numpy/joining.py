"""Joining and splitting arrays: https://numpy.org/doc/stable/reference/routines.array-manipulation.html#joining-arrays."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from shapelint.frontends.numpy.arrays import Array, arrays_of
from shapelint.frontends.numpy.creation import flattened
from shapelint.frontends.numpy.declaring import Answer, Options, declare, list_of
from shapelint.frontends.numpy.dtypes import common
from shapelint.interpret.api.coercions import Axis, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.layout.concat_split import Chunk, Concatenate, Split, Stack
from shapelint.ops.layout.reshape import AtLeast, Unsqueeze
from shapelint.records import replace
from shapelint.symbolic import Expression, Size, Verdict, less_equal

UNKNOWN_RANK = Undetermined("arrays whose ranks are not known")


def alike(arrays: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """The arrays in their common element type, which numpy finds in its own way."""
    dtype = common(arrays)
    return tuple(a if a.type.dtype == dtype else replace(a, type=a.type.with_dtype(dtype)) for a in arrays)


def joined(operation: Concatenate | Stack, values: object) -> Answer:
    arrays = arrays_of(values)
    return arrays if isinstance(arrays, Undetermined) else Application(operation, alike(arrays))


@declare("concatenate", "concat")
def concatenate(arrays: Any, axis: Axis | None = 0, *rest: object, **options: Options) -> Answer:
    if axis is not None:
        return joined(Concatenate(axis, argument="axis"), arrays)
    found = arrays_of(arrays)
    if isinstance(found, Undetermined):
        return found
    return Application(Concatenate(0, argument=None), alike(tuple(flattened(a) for a in found)))


@declare("append")
def append(arr: Array, values: Array, axis: Axis | None = None) -> Answer:
    return concatenate((arr, values), axis)


@declare("stack")
def stack(arrays: Any, axis: Axis = 0, *rest: object, **options: Options) -> Answer:
    return joined(Stack(axis, "axis"), arrays)


def at_least(array: Tensor, rank: int) -> Tensor:
    return replace(array, type=AtLeast(rank).infer([array.type]).outputs[0])


def as_column(array: Tensor) -> Tensor:
    lifted = Unsqueeze((1,)).infer([array.type]).outputs[0]
    return replace(array, type=lifted) if array.shape is not None and len(array.shape) == 1 else array


def declare_stacked(name: str, rank: int, axis: int) -> None:
    @declare(name)
    def stacked(tup: Any, *rest: object, **options: Options) -> Answer:
        arrays = arrays_of(tup)
        if isinstance(arrays, Undetermined):
            return arrays
        if any(a.shape is None for a in arrays):
            return UNKNOWN_RANK
        lifted = tuple(at_least(as_column(a) if name == "column_stack" else a, rank) for a in arrays)
        vectors = name == "hstack" and lifted and len(lifted[0].shape or ()) == 1
        return Application(Concatenate(0 if vectors else axis, argument=None), alike(lifted))


for stacked_name, stacked_rank, stacked_axis in (
    ("vstack", 2, 0), ("row_stack", 2, 0), ("hstack", 1, 1), ("dstack", 3, 2), ("column_stack", 2, 1),
):  # fmt: skip
    declare_stacked(stacked_name, stacked_rank, stacked_axis)


def parted(array: Tensor, sections: Any, axis: int, rule: str) -> Answer:
    """An array cut into so many parts, or at the given positions."""
    if isinstance(sections, int) and not isinstance(sections, bool):
        return Application(Chunk(sections, axis, rule, "indices_or_sections", "axis"), (array,), list_of)
    ends = elements(sections)
    if ends is None or array.shape is None or not all(isinstance(e, (int, Expression)) for e in ends):
        return Undetermined("the positions to cut at are not known")
    if not -len(array.shape) <= axis < len(array.shape):
        return Application(Chunk(1, axis, "equal", "indices_or_sections", "axis"), (array,), list_of)
    bounds: list[Size] = [0, *(e for e in ends if isinstance(e, (int, Expression))), array.shape[axis]]
    if any(less_equal(start, end) is not Verdict.HOLDS for start, end in pairwise(bounds)):
        return Undetermined("the sizes of the pieces are not known")
    pieces = tuple(end - start for start, end in pairwise(bounds))
    return Application(Split(pieces, axis, "indices_or_sections", "axis"), (array,), list_of)


@declare("split")
def split(ary: Array, indices_or_sections: Any, axis: Axis = 0) -> Answer:
    return parted(ary, indices_or_sections, axis, "equal")


@declare("array_split")
def array_split(ary: Array, indices_or_sections: Any, axis: Axis = 0) -> Answer:
    return parted(ary, indices_or_sections, axis, "even")


@declare("vsplit")
def vsplit(ary: Array, indices_or_sections: Any) -> Answer:
    return parted(ary, indices_or_sections, 0, "equal")


@declare("hsplit")
def hsplit(ary: Array, indices_or_sections: Any) -> Answer:
    if ary.shape is None:
        return UNKNOWN_RANK
    return parted(ary, indices_or_sections, 1 if len(ary.shape) > 1 else 0, "equal")
