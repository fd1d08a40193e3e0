"""Several tensors into one, and one into several: concatenate, stack, split, chunk, unbind."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.limits import MOST_PARTS
from shapelint.ops.axes import (
    agreed,
    axis_requirement,
    is_unknown,
    missing_axes,
    render_shape,
    resolve_axis,
    scalar_refused,
    unknown_size,
)
from shapelint.ops.dtypes import promote_names
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, ceil_div, divides, equal, less_equal


def _join_others(
    shapes: Sequence[tuple[int, Shape]], skipped: int | None
) -> tuple[list[Size], tuple[Requirement, ...]]:
    """The common sizes of shapes of one rank at every axis but one, and what must hold for there to be one."""
    _, first = shapes[0]
    sizes = list(first)
    requirements: list[Requirement] = []
    for operand, shape in shapes[1:]:
        for axis, size in enumerate(shape):
            if axis == skipped:
                continue
            verdict = equal(sizes[axis], size)
            if verdict is not Verdict.HOLDS:
                text = f"the shapes {render_shape(first)} and {render_shape(shape)} differ at axis {axis}"
                requirements.append(
                    Requirement(Kind.CONCATENATE, verdict, sizes[axis], size, "==", None, operand, axis, text)
                )
            sizes[axis] = unknown_size() if verdict is Verdict.FAILS else agreed(sizes[axis], size)
    return sizes, tuple(requirements)


def _equal_ranks(shapes: Sequence[tuple[int, Shape]]) -> tuple[Requirement, ...]:
    _, first = shapes[0]
    return tuple(
        Requirement(
            Kind.CONCATENATE, Verdict.FAILS, len(first), len(shape), "==", None, operand, None,
            f"the shapes {render_shape(first)} and {render_shape(shape)} differ in rank",
        )
        for operand, shape in shapes[1:]
        if len(shape) != len(first)
    )  # fmt: skip


def _none_given() -> Requirement:
    text = "there must be a tensor to combine"
    return Requirement(Kind.CONCATENATE, Verdict.FAILS, 1, 0, ">=", None, None, None, text)


@dataclass(frozen=True, slots=True)
class Concatenate(Operation):
    """Join tensors along one axis; all other sizes are equal. With `skip_empty` a tensor of shape (0,) joins any other.

    https://pytorch.org/docs/stable/generated/torch.cat.html
    """

    axis: int = 0
    skip_empty: bool = False
    argument: str | None = "dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([t.dtype for t in inputs])
        if not inputs:
            return Inference((UNKNOWN_TENSOR,), (_none_given(),))
        known = [(i, t.shape) for i, t in enumerate(inputs) if t.shape is not None]
        shapes = [(i, s) for i, s in known if not self._may_be_skipped(s)]
        if not shapes:
            sure = len(known) == len(inputs) and all(s == (0,) for _, s in known)
            return Inference((TensorType((0,) if sure else None, dtype),))
        if mixed := _equal_ranks(shapes):
            return Inference((TensorType(None, dtype),), mixed)
        rank = len(shapes[0][1])
        axis = resolve_axis(self.axis, rank)
        if rank == 0:
            text = "scalars cannot be concatenated"
            scalar = Requirement(Kind.CONCATENATE, Verdict.FAILS, 1, 0, ">=", None, shapes[0][0], None, text)
            return Inference((TensorType(None, dtype),), (scalar,))
        if axis is None:
            return Inference((TensorType(None, dtype),), missing_axes((self.axis,), rank, self.argument))
        sizes, requirements = _join_others(shapes, axis)
        total: Size = 0
        for _, shape in shapes:
            total = total + shape[axis]
        complete = len(shapes) == len(inputs) or all(s == (0,) for i, s in known if (i, s) not in shapes)
        sizes[axis] = total if complete and len(known) == len(inputs) else unknown_size()
        return Inference((TensorType(tuple(sizes), dtype),), requirements)

    def _may_be_skipped(self, shape: Shape) -> bool:
        return self.skip_empty and len(shape) == 1 and (shape[0] == 0 or is_unknown(shape[0]))


@dataclass(frozen=True, slots=True)
class Stack(Operation):
    """Join tensors of one shape along a new axis, whose position is counted in the result.

    https://pytorch.org/docs/stable/generated/torch.stack.html
    """

    axis: int = 0
    argument: str | None = "dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([t.dtype for t in inputs])
        if not inputs:
            return Inference((UNKNOWN_TENSOR,), (_none_given(),))
        shapes = [(i, t.shape) for i, t in enumerate(inputs) if t.shape is not None]
        if not shapes:
            return Inference((TensorType(None, dtype),))
        if mixed := _equal_ranks(shapes):
            return Inference((TensorType(None, dtype),), mixed)
        rank = len(shapes[0][1]) + 1
        sizes, requirements = _join_others(shapes, None)
        axis = resolve_axis(self.axis, rank)
        if axis is None:
            return Inference((TensorType(None, dtype),), missing_axes((self.axis,), rank, self.argument))
        sizes.insert(axis, len(inputs))
        return Inference((TensorType(tuple(sizes), dtype),), requirements)


def _sum(sizes: Sequence[Size]) -> Size:
    total: Size = 0
    for size in sizes:
        total = total + size
    return total


def _pieces(given: TensorType, axis: int, sizes: Sequence[Size]) -> tuple[TensorType, ...]:
    if given.shape is None:
        return (given.with_shape(None),) * len(sizes)
    before, after = given.shape[:axis], given.shape[axis + 1 :]
    return tuple(given.with_shape((*before, size, *after)) for size in sizes)


@dataclass(frozen=True, slots=True)
class Split(Operation):
    """Cut one axis into pieces of the given sizes, which together make it up.

    https://pytorch.org/docs/stable/generated/torch.split.html
    """

    sizes: Shape
    axis: int = 0
    argument: str | None = "split_size_or_sections"
    axis_argument: str | None = "dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference(_pieces(given, 0, self.sizes))
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if rank == 0 or axis is None:
            missing = axis_requirement(self.axis, rank, self.axis_argument) if axis is None else scalar_refused("split")
            return Inference((given.with_shape(None),) * len(self.sizes), (missing,))
        total, size = _sum(self.sizes), given.shape[axis]
        text = f"the pieces make up {total}, the axis {axis} has {size}"
        whole = Requirement(Kind.RESHAPE, equal(total, size), size, total, "==", self.argument, 0, axis, text)
        return Inference(_pieces(given, axis, self.sizes), (whole,))


def split_sizes(size: Size, piece: Size) -> tuple[Size, ...] | None:
    """The sizes of consecutive pieces of `piece` elements, the last one smaller if need be; None if their number is
    open."""
    if isinstance(size, int) and isinstance(piece, int):
        if piece <= 0:
            return (0,) if piece == 0 and size == 0 else None
        if size == 0:
            return (0,)
        if size // piece > MOST_PARTS:
            return None
        return tuple(min(piece, size - start) for start in range(0, size, piece))
    count = size // piece if piece != 0 and divides(piece, size) is Verdict.HOLDS else None
    if isinstance(count, int) and 0 < count <= MOST_PARTS:
        return (piece,) * count
    if less_equal(size, piece) is Verdict.HOLDS:
        return (size,)
    return None


def chunk_sizes(size: Size, chunks: int) -> tuple[Size, ...]:
    """The sizes that torch.chunk gives: pieces of ceil(size / chunks), so that there may be fewer of them. For a size
    that is not known there are taken to be `chunks`.

    https://pytorch.org/docs/stable/generated/torch.chunk.html
    """
    if isinstance(size, int):
        even = -(-size // chunks)
        return (0,) * chunks if even == 0 else split_sizes(size, even) or ()
    if divides(chunks, size) is Verdict.HOLDS:
        return (size // chunks,) * chunks
    piece = ceil_div(size, chunks)
    last = size - piece if chunks == 2 else unknown_size()
    return (piece,) * (chunks - 1) + (last,) if chunks > 1 else (size,)


def even_sizes(size: Size, sections: int) -> tuple[Size, ...]:
    """The sizes that torch.tensor_split gives: exactly `sections` pieces, the first `size % sections` of them larger by
    one."""
    if isinstance(size, int):
        small, larger = divmod(size, sections)
        return tuple(small + 1 if i < larger else small for i in range(sections))
    if divides(sections, size) is Verdict.HOLDS:
        return (size // sections,) * sections
    return tuple((size + sections - 1 - i) // sections for i in range(sections))


@dataclass(frozen=True, slots=True)
class Chunk(Operation):
    """Cut one axis into pieces: `count` is their number, `rule` how the sizes follow from it: "chunk" (as torch.chunk),
    "even" (as torch.tensor_split), or "equal" (all alike, or an error: tf.split).

    https://pytorch.org/docs/stable/generated/torch.chunk.html,
    https://pytorch.org/docs/stable/generated/torch.tensor_split.html"""

    count: int
    axis: int = 0
    rule: str = "chunk"
    argument: str | None = "chunks"
    axis_argument: str | None = "dim"

    def multitude(self) -> int:
        return self.count

    def validate(self) -> tuple[Requirement, ...]:
        if self.count > 0:
            return ()
        text = "there must be one piece or more"
        return (Requirement(Kind.HYPERPARAMETER, Verdict.FAILS, 1, self.count, ">=", self.argument, None, None, text),)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if bad := self.validate():
            return Inference((given.with_shape(None),), bad)
        if given.shape is None:
            return Inference((given.with_shape(None),) * self.count)
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if rank == 0:
            return Inference((given.with_shape(None),) * self.count, (scalar_refused("cutting into pieces"),))
        if axis is None:
            missing = axis_requirement(self.axis, rank, self.axis_argument)
            return Inference((given.with_shape(None),) * self.count, (missing,))
        size = given.shape[axis]
        if self.rule == "even":
            return Inference(_pieces(given, axis, even_sizes(size, self.count)))
        if self.rule == "chunk":
            return Inference(_pieces(given, axis, chunk_sizes(size, self.count)))
        verdict = divides(self.count, size)
        text = f"{size} does not fall into {self.count} equal pieces"
        even = Requirement(Kind.RESHAPE, verdict, self.count, size, "divides", self.argument, 0, axis, text)
        piece = unknown_size() if verdict is Verdict.FAILS else size // self.count
        return Inference(_pieces(given, axis, (piece,) * self.count), (even,))


@dataclass(frozen=True, slots=True)
class Unbind(Operation):
    """One tensor for each position of an axis, which is dropped; `count` is that axis's size as it was when called,
    None when it is not known, and then there is one output that stands for all.

    https://pytorch.org/docs/stable/generated/torch.unbind.html
    """

    count: int | None
    axis: int = 0
    argument: str | None = "dim"

    def multitude(self) -> int:
        return 1 if self.count is None else self.count

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        copies = 1 if self.count is None else self.count
        if given.shape is None:
            return Inference((given.with_shape(None),) * copies)
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if rank == 0 or axis is None:
            missing = axis_requirement(self.axis, rank, self.argument) if axis is None else scalar_refused("unbind")
            return Inference((given.with_shape(None),) * copies, (missing,))
        rest = given.with_shape(given.shape[:axis] + given.shape[axis + 1 :])
        return Inference((rest,) * copies)


@dataclass(frozen=True, slots=True)
class Meshgrid(Operation):
    """Each vector's numbers along an axis of its own, repeated along the others'; with `transposed` (indexing="xy") the
    first two axes are exchanged. There is one output for each input, all of one shape.

    https://pytorch.org/docs/stable/generated/torch.meshgrid.html
    """

    transposed: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        if not inputs:
            return Inference((), (_none_given(),))
        sizes: list[Size] = []
        requirements: list[Requirement] = []
        for operand, given in enumerate(inputs):
            if given.shape is not None and len(given.shape) > 1:
                text = "the coordinates along an axis are a vector or a number"
                requirements.append(
                    Requirement(Kind.RANK, Verdict.FAILS, 1, len(given.shape), "<=", None, operand, None, text)
                )
            known = given.shape is not None and len(given.shape) <= 1
            sizes.append(
                (given.shape[0] if given.shape else 1) if known and given.shape is not None else unknown_size()
            )
        if self.transposed and len(sizes) > 1:
            sizes[:2] = sizes[1::-1]
        shape = tuple(sizes)
        return Inference(tuple(given.with_shape(shape) for given in inputs), tuple(requirements))
