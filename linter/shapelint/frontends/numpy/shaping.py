"""Changing the shapes of arrays: https://numpy.org/doc/stable/reference/routines.array-manipulation.html."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.numpy.arrays import Array, sizes_of, spread_sizes
from shapelint.frontends.numpy.declaring import Answer, Options, apply, declare, declare_method
from shapelint.frontends.numpy.vocabulary import numpy
from shapelint.interpret.api.coercions import Axes, Axis, as_axes, elements
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.layout.permute import MoveAxes, Permute, ReverseAxes, ShapePreservingOverAxis, Transpose
from shapelint.ops.layout.reshape import AtLeast, Expand, Flatten, RepeatInterleave, Reshape, Squeeze, Tile, Unsqueeze
from shapelint.ops.spatial.padding import PadTrailing
from shapelint.symbolic import Expression

UNKNOWN_SHAPE = Undetermined("a shape that is not known")


@declare("reshape")
def reshape(a: Array, shape: Any = None, *rest: object, **options: Options) -> Answer:
    return reshaped(a, (options.get("newshape", shape),), "newshape" if "newshape" in options else "shape")


@declare_method("reshape")
def reshape_method(self: Array, *shape: Any, **options: Options) -> Answer:
    return reshaped(self, shape or (options.get("shape"),), "shape")


def reshaped(array: Tensor, shape: tuple[object, ...], argument: str) -> Answer:
    sizes = spread_sizes(shape)
    return UNKNOWN_SHAPE if sizes is None else apply(Reshape(sizes, argument=argument), array)


@declare("ravel", method=True)
def ravel(a: Array, *rest: object, **options: Options) -> Answer:
    return apply(Flatten(), a)


@declare_method("flatten")
def flatten(self: Array, *rest: object, **options: Options) -> Answer:
    return apply(Flatten(), self)


@declare("transpose", "permute_dims")
def transpose(a: Array, axes: Axes | None = None) -> Answer:
    return apply(ReverseAxes() if axes is None else Permute(axes, argument="axes"), a)


@declare_method("transpose")
def transpose_method(self: Array, *axes: Any) -> Answer:
    if not axes or axes == (None,):
        return apply(ReverseAxes(), self)
    order = as_axes(axes[0] if len(axes) == 1 else axes)
    return apply(Permute(order, argument="axes"), self) if isinstance(order, tuple) else UNKNOWN_SHAPE


@numpy.attribute("T")
def reversed_axes(self: Tensor) -> Answer:
    return apply(ReverseAxes(), self)


@numpy.attribute("mT")
def reversed_last_axes(self: Tensor) -> Answer:
    return apply(ReverseAxes(last_two=True), self)


@declare("swapaxes", method=True)
def swapaxes(a: Array, axis1: Axis, axis2: Axis) -> Answer:
    return apply(Transpose(axis1, axis2, "axis1", "axis2"), a)


@declare("moveaxis")
def moveaxis(a: Array, source: Axes, destination: Axes) -> Answer:
    return apply(MoveAxes(source, destination), a)


@declare("expand_dims")
def expand_dims(a: Array, axis: Axes) -> Answer:
    return apply(Unsqueeze(axis, "axis"), a)


@declare("squeeze", method=True)
def squeeze(a: Array, axis: Axes | None = None) -> Answer:
    return apply(Squeeze(axis, strict=True, argument="axis"), a)


@declare("broadcast_to")
def broadcast_to(array: Array, shape: Any, *rest: object, **options: Options) -> Answer:
    sizes = sizes_of(shape)
    if sizes is None or any(isinstance(s, int) and s < 0 for s in sizes):
        return UNKNOWN_SHAPE
    return apply(Expand(sizes, "shape"), array)


@declare("tile")
def tile(A: Array, reps: Any) -> Answer:
    counts = sizes_of(reps)
    return UNKNOWN_SHAPE if counts is None else apply(Tile(counts, pad=True, argument="reps"), A)


@declare("repeat", method=True)
def repeat(a: Array, repeats: Any, axis: Axis | None = None) -> Answer:
    alone = elements(repeats)
    if alone is not None and len(alone) == 1:
        repeats = alone[0]
    count = repeats if isinstance(repeats, (int, Expression)) and not isinstance(repeats, bool) else None
    return apply(RepeatInterleave(count, axis, "axis"), a)


@declare("flip")
def flip(m: Array, axis: Axes | None = None) -> Answer:
    return apply(ShapePreservingOverAxis("flip", axis or (), "axis"), m)


@declare("fliplr")
def fliplr(m: Array) -> Answer:
    return apply(ShapePreservingOverAxis("flip", (1,), None), m)


@declare("flipud")
def flipud(m: Array) -> Answer:
    return apply(ShapePreservingOverAxis("flip", (0,), None), m)


@declare("roll")
def roll(a: Array, shift: object, axis: Axes | None = None) -> Answer:
    return apply(ShapePreservingOverAxis("roll", axis or (), "axis"), a)


@declare("rot90")
def rot90(m: Array, k: Any = 1, axes: Axes = (0, 1)) -> Answer:
    if not isinstance(k, int) or len(axes) != 2:
        return Undetermined("a rotation by an unknown number of quarters")
    return apply(Transpose(*axes, "axes", "axes") if k % 2 else ShapePreservingOverAxis("flip", axes, "axes"), m)


def declare_at_least(rank: int) -> None:
    @declare(f"atleast_{rank}d")
    def at_least(*arys: Array) -> Answer:
        return apply(AtLeast(rank), arys[0]) if len(arys) == 1 else Undetermined("several arrays at once")


for least in (1, 2):
    declare_at_least(least)


@declare("atleast_3d")
def at_least_3d(*arys: Array) -> Answer:
    return apply(AtLeast(3), arys[0]) if len(arys) == 1 else Undetermined("several arrays at once")


@declare("pad")
def pad(array: Array, pad_width: Any, mode: object = "constant", **options: Options) -> Answer:
    if array.shape is None:
        return Undetermined("an array of unknown rank")
    pairs = widths(pad_width, len(array.shape))
    if pairs is None:
        return Undetermined("the padding is not known for every axis")
    return apply(PadTrailing(pairs, argument="pad_width"), array)


def widths(given: object, rank: int) -> tuple[tuple[Any, Any], ...] | None:
    """One number for all sides, a pair for every axis, or a pair for each."""
    found = (given,) if isinstance(given, (int, Expression)) else elements(given)
    if not found:
        return None
    if len(found) in (1, 2) and all(isinstance(size, (int, Expression)) for size in found):
        return sure((((found[0], found[-1])),) * rank)
    rows = [elements(row) for row in found]
    if any(row is None or len(row) not in (1, 2) for row in rows):
        return None
    pairs = tuple((row[0], row[-1]) for row in rows if row is not None)
    pairs = pairs * rank if len(pairs) == 1 else pairs
    return sure(pairs) if len(pairs) == rank else None


def sure(pairs: tuple[tuple[object, object], ...]) -> tuple[tuple[Any, Any], ...] | None:
    known = all(
        isinstance(size, (int, Expression)) and not isinstance(size, Unknown) for pair in pairs for size in pair
    )
    return pairs if known else None
