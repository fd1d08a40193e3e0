"""Shapes of torch tensors: https://docs.pytorch.org/docs/stable/torch.html#indexing-slicing-joining-mutating-ops and
the views of https://docs.pytorch.org/docs/stable/tensor_view.html."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.tensors.declaring import (
    Answer,
    apply,
    axes_of,
    declare,
    declare_method,
    same_shape,
    sizes_of,
)
from shapelint.frontends.torch.vocabulary import torch
from shapelint.interpret.api.coercions import Axes, Axis, Sizes, as_tensors
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.layout.permute import MoveAxes, Permute, ReverseAxes, ShapePreservingOverAxis, Transpose
from shapelint.ops.layout.reshape import (
    AtLeast,
    Broadcast,
    BroadcastTo,
    Expand,
    Flatten,
    Reinterpret,
    RepeatInterleave,
    Reshape,
    Squeeze,
    Tile,
    Unflatten,
    Unsqueeze,
)
from shapelint.symbolic import Size


@declare("flatten")
def flatten(input: Tensor, start_dim: Axis = 0, end_dim: Axis = -1) -> Application:
    return apply(Flatten(start_dim, end_dim), input)


@declare("ravel")
def ravel(input: Tensor) -> Application:
    return apply(Flatten(), input)


@declare("unflatten")
def unflatten(input: Tensor, dim: Axis, sizes: Sizes) -> Application:
    return apply(Unflatten(dim, sizes), input)


@declare("reshape", method=False)
def reshape(input: Tensor, shape: Sizes) -> Application:
    return apply(Reshape(shape), input)


@declare_method("reshape")
def reshape_method(self: Tensor, *shape: Any, **keywords: Any) -> Answer:
    sizes = sizes_of(shape or tuple(keywords.values()))
    return sizes if isinstance(sizes, Undetermined) else apply(Reshape(sizes), self)


@declare_method("view")
def view(self: Tensor, *size: Any, **keywords: Any) -> Answer:
    given = size or tuple(keywords.values())
    if len(given) == 1 and isinstance(given[0], str):
        return Undetermined("a view as another type")
    sizes = sizes_of(given)
    return sizes if isinstance(sizes, Undetermined) else apply(Reshape(sizes, argument="size"), self)


@declare_method("view_as", "reshape_as")
def view_as(self: Tensor, other: Tensor) -> Answer:
    if other.shape is None:
        return Undetermined("a view as a tensor of unknown shape")
    return apply(Reshape(other.shape, argument="other"), self)


@declare("permute", method=False)
def permute(input: Tensor, dims: Axes) -> Application:
    return apply(Permute(dims), input)


@declare_method("permute")
def permute_method(self: Tensor, *dims: Any, **keywords: Any) -> Answer:
    axes = axes_of(dims or tuple(keywords.values()))
    return axes if isinstance(axes, Undetermined) else apply(Permute(axes), self)


@declare("transpose", "swapdims", in_place=True)
def transpose(input: Tensor, dim0: Axis, dim1: Axis) -> Application:
    return apply(Transpose(dim0, dim1), input)


@declare("swapaxes", in_place=True)
def swapaxes(input: Tensor, axis0: Axis, axis1: Axis) -> Application:
    return apply(Transpose(axis0, axis1, "axis0", "axis1"), input)


@declare("t", in_place=True)
def t(input: Tensor) -> Application:
    return apply(ReverseAxes((0, 1, 2)), input)


@declare("adjoint")
def adjoint(input: Tensor) -> Application:
    return apply(ReverseAxes(last_two=True), input)


@torch.attribute("T", "H")
def reversed_axes(self: Tensor) -> Application:
    return apply(ReverseAxes(), self)


@torch.attribute("mT", "mH")
def reversed_last_axes(self: Tensor) -> Application:
    return apply(ReverseAxes(last_two=True), self)


@declare("squeeze", in_place=True)
def squeeze(input: Tensor, dim: Axes | None = None) -> Application:
    return apply(Squeeze(dim), input)


@declare("unsqueeze", in_place=True)
def unsqueeze(input: Tensor, dim: Axis) -> Application:
    return apply(Unsqueeze((dim,)), input)


@declare_method("expand")
def expand(self: Tensor, *size: Any, implicit: object = False) -> Answer:
    sizes = sizes_of(size)
    return sizes if isinstance(sizes, Undetermined) else apply(Expand(sizes), self)


@declare_method("expand_as")
def expand_as(self: Tensor, other: Tensor) -> Application:
    return apply(BroadcastTo(), self, other)


@declare("broadcast_to")
def broadcast_to(input: Tensor, size: Sizes) -> Application:
    return apply(Expand(size), input)


@declare("broadcast_tensors", method=False)
def broadcast_tensors(*tensors: Any) -> Answer:
    found = tensors_of(tensors)
    if isinstance(found, Undetermined):
        return found
    return Application(Broadcast(), found, lambda *joined: joined)


def tensors_of(arguments: tuple[object, ...]) -> tuple[Tensor, ...] | Undetermined:
    """Tensors given one by one, or as one sequence."""
    alone = len(arguments) == 1 and not isinstance(arguments[0], Tensor)
    found = as_tensors(arguments[0] if alone else arguments)
    return found if isinstance(found, tuple) else Undetermined("tensors that are not all known")


@declare_method("repeat")
def repeat(self: Tensor, *repeats: Any) -> Answer:
    counts = sizes_of(repeats)
    return counts if isinstance(counts, Undetermined) else apply(Tile(counts), self)


@declare("tile", method=False)
def tile(input: Tensor, dims: Sizes) -> Application:
    return apply(Tile(dims, pad=True, argument="dims"), input)


@declare_method("tile")
def tile_method(self: Tensor, *dims: Any) -> Answer:
    counts = sizes_of(dims)
    return counts if isinstance(counts, Undetermined) else apply(Tile(counts, pad=True, argument="dims"), self)


@declare("repeat_interleave")
def repeat_interleave(
    input: Tensor, repeats: Any = None, dim: Axis | None = None, *, output_size: object = None
) -> Answer:
    if repeats is None:
        return Undetermined("repetitions given by the values of a tensor")
    count: Size | None = repeats if isinstance(repeats, int) else None
    return apply(RepeatInterleave(count, dim), input)


@declare("movedim", "moveaxis")
def movedim(input: Tensor, source: Axes, destination: Axes) -> Application:
    return apply(MoveAxes(source, destination), input)


@declare("flip", method=False)
def flip(input: Tensor, dims: Axes) -> Application:
    return apply(ShapePreservingOverAxis("flip", dims, "dims", distinct=True), input)


@declare_method("flip")
def flip_method(self: Tensor, *dims: Any) -> Answer:
    axes = axes_of(dims)
    return axes if isinstance(axes, Undetermined) else flip(self, axes)


@declare("fliplr")
def fliplr(input: Tensor) -> Application:
    return apply(ShapePreservingOverAxis("flip", (1,), None), input)


@declare("flipud")
def flipud(input: Tensor) -> Application:
    return apply(ShapePreservingOverAxis("flip", (0,), None, scalars=False), input)


@declare("roll")
def roll(input: Tensor, shifts: object, dims: Axes | None = None) -> Application:
    return apply(ShapePreservingOverAxis("roll", dims or (), "dims", scalars=False), input)


@declare("rot90")
def rot90(input: Tensor, k: Any = 1, dims: Axes = (0, 1)) -> Answer:
    if not isinstance(k, int) or len(dims) != 2:
        return Undetermined("a rotation by an unknown number of quarters")
    return (
        apply(Transpose(*dims, "dims", "dims"), input)
        if k % 2
        else apply(ShapePreservingOverAxis("flip", dims, "dims"), input)
    )


@declare("view_as_real")
def view_as_real(input: Tensor) -> Application:
    return apply(Reinterpret(to_real=True), input)


@declare("view_as_complex")
def view_as_complex(input: Tensor) -> Application:
    return apply(Reinterpret(to_real=False), input)


def declare_at_least(rank: int) -> None:
    @declare(f"atleast_{rank}d", method=False)
    def at_least(*tensors: Any) -> Answer:
        if len(tensors) != 1 or not isinstance(tensors[0], Tensor):
            return Undetermined("several tensors at once")
        return apply(AtLeast(rank), tensors[0])


for least in (1, 2, 3):
    declare_at_least(least)


@declare_method("contiguous", "clone", "pin_memory")
def copied(self: Tensor, memory_format: object = None, device: object = None) -> Application:
    return same_shape("clone", self)


@declare("clone", method=False)
def clone(input: Tensor, *, memory_format: object = None) -> Application:
    return same_shape("clone", input)


@declare("detach", in_place=True)
def detach(input: Tensor) -> Application:
    return same_shape("detach", input)
