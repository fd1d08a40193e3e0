"""Functions of keras.ops that rearrange, join and split tensors: https://keras.io/api/ops/numpy/."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from shapelint.frontends.keras.ops.names import ops_names
from shapelint.frontends.keras.ops.values import one_axis, sizes_of, tensor_list
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.interpret.api.coercions import Operand, Sizes, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.layout.concat_split import Chunk, Concatenate, Split, Stack, Unbind
from shapelint.ops.layout.permute import MoveAxes, Permute, ReverseAxes, ShapePreservingOverAxis, Transpose
from shapelint.ops.layout.reshape import Expand, RepeatInterleave, Reshape, Squeeze, Tile, Unsqueeze
from shapelint.ops.operation import Operation
from shapelint.ops.spatial.padding import PadTrailing
from shapelint.symbolic import Expression

Answer = Application | Undetermined


def applied(operation: Operation, *inputs: Tensor) -> Application:
    return Application(operation, inputs)


@keras.function(*ops_names("reshape"))
def reshape(x: Operand, newshape: Any) -> Answer:
    sizes = sizes_of(newshape)
    return sizes if isinstance(sizes, Undetermined) else applied(Reshape(sizes, argument="newshape"), x)


@keras.function(*ops_names("ravel"))
def ravel(x: Operand) -> Answer:
    return applied(Reshape((-1,), argument=None), x)


@keras.function(*ops_names("transpose"))
def transpose(x: Operand, axes: Axes | None = None) -> Answer:
    return applied(ReverseAxes() if axes is None else Permute(axes, argument="axes"), x)


@keras.function(*ops_names("swapaxes"))
def swapaxes(x: Operand, axis1: Any, axis2: Any) -> Answer:
    if not isinstance(axis1, int) or not isinstance(axis2, int):
        return Undetermined("an axis is not known")
    return applied(Transpose(axis1, axis2, "axis1", "axis2"), x)


@keras.function(*ops_names("moveaxis"))
def moveaxis(x: Operand, source: Axes, destination: Axes) -> Answer:
    return applied(MoveAxes(source, destination), x)


@keras.function(*ops_names("expand_dims"))
def expand_dims(x: Operand, axis: Axes) -> Answer:
    return applied(Unsqueeze(axis, "axis"), x)


@keras.function(*ops_names("squeeze"))
def squeeze(x: Operand, axis: Axes | None = None) -> Answer:
    return applied(Squeeze(axis, strict=True, argument="axis"), x)


@keras.function(*ops_names("broadcast_to"))
def broadcast_to(x: Operand, shape: Any) -> Answer:
    sizes = sizes_of(shape)
    return sizes if isinstance(sizes, Undetermined) else applied(Expand(sizes, "shape"), x)


@keras.function(*ops_names("tile"))
def tile(x: Operand, repeats: Sizes) -> Answer:
    return applied(Tile(repeats, pad=True), x)


@keras.function(*ops_names("repeat"))
def repeat(x: Operand, repeats: Any, axis: Any = None) -> Answer:
    if axis is not None and not isinstance(axis, int):
        return Undetermined("the axis is not known")
    count = repeats if isinstance(repeats, (int, Expression)) else None
    return applied(RepeatInterleave(count, axis, "axis"), x)


@keras.function(*ops_names("concatenate"))
def concatenate(xs: Any, axis: Any = 0) -> Answer:
    return joined(Concatenate, xs, axis)


@keras.function(*ops_names("stack"))
def stack(x: Any, axis: Any = 0) -> Answer:
    return joined(Stack, x, axis)


def joined(operation: type[Concatenate] | type[Stack], values: Any, axis: Any) -> Answer:
    """Tensors of a list joined along an axis."""
    tensors, position = tensor_list(values), one_axis(axis)
    if isinstance(tensors, Undetermined):
        return tensors
    if isinstance(position, Undetermined):
        return position
    return Application(operation(position, argument="axis"), tensors)


@keras.function(*ops_names("append"))
def append(x1: Operand, x2: Operand, axis: Any = None) -> Answer:
    position = one_axis(axis)
    if isinstance(position, Undetermined):
        return position
    return Application(Concatenate(position, argument="axis"), (x1, x2))


@keras.function(*ops_names("vstack"))
def vstack(xs: Any) -> Answer:
    return _stacked(xs, lambda rank: 0, 2)


@keras.function(*ops_names("dstack"))
def dstack(xs: Any) -> Answer:
    return _stacked(xs, lambda rank: 2, 3)


@keras.function(*ops_names("hstack"))
def hstack(xs: Any) -> Answer:
    return _stacked(xs, lambda rank: 0 if rank == 1 else 1, 1)


def _stacked(xs: Any, axis: Any, least: int) -> Answer:
    """Tensors joined along an axis that depends on their rank, which is `least` or more."""
    tensors = tensor_list(xs)
    if isinstance(tensors, Undetermined):
        return tensors
    ranks = {None if t.shape is None else len(t.shape) for t in tensors}
    if len(ranks) != 1 or (rank := ranks.pop()) is None or rank < least:
        return Undetermined("the ranks of the tensors are not known to be the same")
    return Application(Concatenate(axis(rank), argument=None), tensors)


@keras.function(*ops_names("split"))
def split(x: Operand, indices_or_sections: Any, axis: Any = 0) -> Answer:
    return parted(x, indices_or_sections, axis)


@keras.function(*ops_names("array_split"))
def array_split(x: Operand, indices_or_sections: Any, axis: Any = 0) -> Answer:
    position = one_axis(axis)
    if isinstance(position, Undetermined) or not isinstance(indices_or_sections, int):
        return Undetermined("the sections are not known")
    return Application(Chunk(indices_or_sections, position, "even", "indices_or_sections", "axis"), (x,), list_of)


def list_of(*outputs: Tensor) -> list[Tensor]:
    return list(outputs)


def parted(x: Tensor, sections: Any, axis: Any) -> Answer:
    """A tensor cut into so many equal parts, or at the given positions."""
    position = one_axis(axis)
    if isinstance(position, Undetermined):
        return position
    if isinstance(sections, int):
        return Application(Chunk(sections, position, "equal", "indices_or_sections", "axis"), (x,), list_of)
    ends = elements(sections)
    if ends is None or x.shape is None or not all(isinstance(e, (int, Expression)) for e in ends):
        return Undetermined("the positions to cut at are not known")
    if not -len(x.shape) <= position < len(x.shape):
        return Application(Chunk(1, position, "equal", "indices_or_sections", "axis"), (x,), list_of)
    bounds = (0, *ends, x.shape[position])
    pieces = tuple(end - start for start, end in pairwise(bounds))  # type: ignore[operator]
    if any(isinstance(p, int) and p < 0 for p in pieces):
        return Undetermined("the positions to cut at are not in order")
    return Application(Split(pieces, position, "indices_or_sections", "axis"), (x,), list_of)


@keras.function("keras.ops.unstack")
def unstack(x: Operand, num: Any = None, axis: Any = 0) -> Answer:
    return unbound(x, num, axis)


def unbound(x: Tensor, num: Any, axis: Any) -> Answer:
    """One tensor for each position of an axis."""
    position = one_axis(axis)
    if isinstance(position, Undetermined):
        return position
    count = num
    if count is None and x.shape is not None:
        count = x.shape[position] if -len(x.shape) <= position < len(x.shape) else 1
    if not isinstance(count, int):
        return Undetermined("the number of parts is not known")
    return Application(Unbind(count, position, "axis"), (x,), list_of)


@keras.function(*ops_names("flip"))
def flip(x: Operand, axis: Axes | None = None) -> Answer:
    return applied(ShapePreservingOverAxis("flip", axis or (), "axis"), x)


@keras.function(*ops_names("roll"))
def roll(x: Operand, shift: object, axis: Axes | None = None) -> Answer:
    return applied(ShapePreservingOverAxis("roll", axis or (), "axis"), x)


@keras.function(*ops_names("sort"))
def sort(x: Operand, axis: Axes = -1) -> Answer:
    return applied(ShapePreservingOverAxis("sort", axis, "axis"), x)


@keras.function(*ops_names("argsort"))
def argsort(x: Operand, axis: Axes | None = -1) -> Answer:
    if axis is None:
        return applied(Reshape((-1,), argument=None), x)
    return applied(ShapePreservingOverAxis("argsort", axis, "axis", dtype="int32"), x)


@keras.function(*ops_names("tril"))
def tril(x: Operand, k: object = 0) -> Answer:
    return applied(ShapePreservingOverAxis("tril", (-2, -1), None), x)


@keras.function(*ops_names("triu"))
def triu(x: Operand, k: object = 0) -> Answer:
    return applied(ShapePreservingOverAxis("triu", (-2, -1), None), x)


def _cumulative(name: str) -> None:
    @keras.function(*ops_names(name))
    def cumulative(x: Operand, axis: Any = None, dtype: object = None) -> Answer:
        if axis is None:
            return applied(Reshape((-1,), argument=None), x)
        position = one_axis(axis)
        if isinstance(position, Undetermined):
            return position
        return applied(ShapePreservingOverAxis(name, (position,), "axis"), x)


for _name in ("cumsum", "cumprod"):
    _cumulative(_name)


@keras.function(*ops_names("pad"))
def pad(x: Operand, pad_width: Any, mode: object = "constant", constant_values: object = None) -> Answer:
    return padded(x, pad_width)


def padded(x: Tensor, amounts: Any) -> Answer:
    """A tensor padded along every axis: one number for all sides, a pair for every axis, or a pair for each."""
    if x.shape is None:
        return Undetermined("the rank is not known")
    found = elements(amounts)
    if isinstance(amounts, int):
        return applied(PadTrailing(((amounts, amounts),) * len(x.shape), argument="pad_width"), x)
    if found is None:
        return Undetermined("the padding is not known")
    if all(isinstance(f, (int, Expression)) for f in found):
        rows: list[tuple[object, ...] | None] = (
            [(found[0], found[-1])] * len(x.shape) if len(found) in (1, 2) else [None]
        )
    else:
        rows = [elements(f) for f in found]
        rows = rows * len(x.shape) if len(rows) == 1 else rows
    pairs = tuple(_pair(row) for row in rows)
    if len(pairs) != len(x.shape) or any(p is None for p in pairs):
        return Undetermined("the padding is not known for every axis")
    return applied(PadTrailing(pairs, argument="pad_width"), x)  # type: ignore[arg-type]


def _pair(row: tuple[object, ...] | None) -> tuple[object, ...] | None:
    if row is None or len(row) not in (1, 2) or not all(isinstance(s, (int, Expression)) for s in row):
        return None
    return (row[0], row[-1])
