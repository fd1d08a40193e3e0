"""Elements taken from, or written into, a tensor at given positions: gather, scatter, index_select, narrow, diagonals,
windows."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import (
    axis_requirement,
    missing_axes,
    rank_requirement,
    render_shape,
    resolve_axis,
    scalar_refused,
    surely_nonnegative,
    unknown_shape,
    unknown_size,
)
from shapelint.ops.broadcasting import broadcast, broadcast_pair
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, conjunction, equal, less, less_equal, maximum, minimum


def _as_vector(shape: Shape) -> Shape:
    """torch treats a number as a vector of one element where it counts positions."""
    return shape or (1,)


def _no_larger(
    part: Shape, whole: Shape, skipped: int | None, operand: int, argument: str, text: str
) -> tuple[Requirement, ...]:
    """That every size of `part`, but for one axis, is at most that of `whole`; an empty part always fits."""
    if any(equal(size, 0) is not Verdict.FAILS for size in part):
        return ()
    return tuple(
        Requirement(Kind.INDEX, verdict, limit, size, "<=", argument, operand, axis, text)
        for axis, (size, limit) in enumerate(zip(part, whole, strict=True))
        if axis != skipped and (verdict := less_equal(size, limit)) is not Verdict.HOLDS
    )


def _same_rank(first: Shape, second: Shape, operand: int, argument: str) -> tuple[Requirement, ...]:
    if len(first) == len(second):
        return ()
    text = f"the shapes {render_shape(first)} and {render_shape(second)} must have the same rank"
    return (Requirement(Kind.RANK, Verdict.FAILS, len(first), len(second), "==", argument, operand, None, text),)


@dataclass(frozen=True, slots=True)
class Gather(Operation):
    """At each place of the second input, its number's element along the axis of the first.

    https://pytorch.org/docs/stable/generated/torch.gather.html
    """

    axis: int

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, index = inputs[0], inputs[1]
        output = given.with_shape(index.shape)
        if given.shape is None:
            return Inference((output,))
        missing = missing_axes((self.axis,), len(given.shape), "dim")
        if missing or index.shape is None or any(equal(s, 0) is not Verdict.FAILS for s in index.shape):
            return Inference((output,), missing)
        whole, part = _as_vector(given.shape), _as_vector(index.shape)
        if wrong := _same_rank(whole, part, 1, "index"):
            return Inference((given.with_shape(None),), wrong)
        text = f"the index {render_shape(index.shape)} exceeds {render_shape(given.shape)} beside axis {self.axis}"
        return Inference((output,), _no_larger(part, whole, self.axis % len(whole), 1, "index", text))


@dataclass(frozen=True, slots=True)
class Scatter(Operation):
    """Write the third input, if there is one, into the first at the positions along an axis that the second gives.

    https://pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html
    """

    axis: int

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, index = inputs[0], inputs[1]
        if given.shape is None:
            return Inference((given,))
        missing = missing_axes((self.axis,), len(given.shape), "dim")
        if missing or index.shape is None or any(equal(s, 0) is not Verdict.FAILS for s in index.shape):
            return Inference((given,), missing)
        whole, part = _as_vector(given.shape), _as_vector(index.shape)
        requirements = _same_rank(whole, part, 1, "index")
        if not requirements:
            text = f"the index {render_shape(index.shape)} exceeds {render_shape(given.shape)} beside axis {self.axis}"
            requirements = _no_larger(part, whole, self.axis % len(whole), 1, "index", text)
        if len(inputs) > 2 and inputs[2].shape is not None:
            source = _as_vector(inputs[2].shape)
            wrong = _same_rank(source, part, 1, "index")
            text = f"the index {render_shape(index.shape)} exceeds the source {render_shape(source)}"
            requirements += wrong or _no_larger(part, source, None, 1, "index", text)
        return Inference((given,), requirements)


@dataclass(frozen=True, slots=True)
class IndexSelect(Operation):
    """The slices of the first input at the positions, along an axis, that the second, a vector, gives.

    https://pytorch.org/docs/stable/generated/torch.index_select.html
    """

    axis: int

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, index = inputs[0], inputs[1]
        required = rank_requirement(index, (0, 1), 1, "index")
        requirements = () if required is None or required.verdict is Verdict.HOLDS else (required,)
        if given.shape is None:
            return Inference((given.with_shape(None),), requirements)
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if axis is None:
            return Inference((given.with_shape(None),), (axis_requirement(self.axis, rank, "dim"), *requirements))
        if rank == 0:
            return Inference((given,), requirements)
        count: Size = unknown_size()
        if index.shape is not None and not requirements:
            count = index.shape[0] if index.shape else 1
        return Inference((given.with_shape((*given.shape[:axis], count, *given.shape[axis + 1 :])),), requirements)


@dataclass(frozen=True, slots=True)
class SelectPosition(Operation):
    """One position of an axis, which is dropped.

    https://pytorch.org/docs/stable/generated/torch.select.html
    """

    axis: int
    index: Size

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if axis is None:
            return Inference((given.with_shape(None),), (axis_requirement(self.axis, rank, "dim"),))
        if rank == 0:
            return Inference((given.with_shape(None),), (scalar_refused("select"),))
        size = given.shape[axis]
        output = given.with_shape(given.shape[:axis] + given.shape[axis + 1 :])
        if isinstance(self.index, int) and self.index < 0:
            verdict = less_equal(-self.index, size)
        else:
            verdict = less(self.index, size) if surely_nonnegative(self.index) else Verdict.HOLDS
        text = f"index {self.index} is out of range for axis {axis} of size {size}"
        within = Requirement(Kind.INDEX, verdict, size, self.index, "within", "index", 0, axis, text)
        return Inference((output,), () if verdict is Verdict.HOLDS else (within,))


@dataclass(frozen=True, slots=True)
class Narrow(Operation):
    """The stretch of `length` positions of an axis from `start` on; None where the start is not known.

    https://pytorch.org/docs/stable/generated/torch.narrow.html
    """

    axis: int
    start: Size | None
    length: Size

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if axis is None or rank == 0:
            missing = axis_requirement(self.axis, rank, "dim") if axis is None else scalar_refused("narrow")
            return Inference((given.with_shape(None),), (missing,))
        size = given.shape[axis]
        output = given.with_shape((*given.shape[:axis], self.length, *given.shape[axis + 1 :]))
        if not surely_nonnegative(self.length):
            return Inference((output,))
        end, verdict = self.length, less_equal(self.length, size)
        if isinstance(self.start, int) and self.start < 0:
            end = size + self.start + self.length
            verdict = conjunction(less_equal(-self.start, size), less_equal(end, size))
        elif self.start is not None and surely_nonnegative(self.start):
            end = self.start + self.length
            verdict = less_equal(end, size)
        text = f"{self.length} positions from {self.start} on exceed the size {size} of axis {axis}"
        within = Requirement(Kind.INDEX, verdict, size, end, "<=", "length", 0, axis, text)
        return Inference((output,), () if verdict is Verdict.HOLDS else (within,))


def diagonal_length(rows: Size, columns: Size, offset: int) -> Size:
    """The number of elements on a diagonal `offset` above the main one."""
    first, second = (rows, columns - offset) if offset >= 0 else (rows + offset, columns)
    shorter = first if equal(first, second) is Verdict.HOLDS else minimum(first, second)
    return maximum(shorter, 0) if less_equal(0, shorter) is not Verdict.HOLDS else shorter


@dataclass(frozen=True, slots=True)
class Diagonal(Operation):
    """The diagonal of two axes as a new last axis in their place.

    https://pytorch.org/docs/stable/generated/torch.diagonal.html
    """

    offset: int = 0
    first: int = 0
    second: int = 1
    first_argument: str | None = "dim1"
    second_argument: str | None = "dim2"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape)
        missing = missing_axes((self.first,), rank, self.first_argument)
        missing += missing_axes((self.second,), rank, self.second_argument)
        if missing:
            return Inference((given.with_shape(None),), missing)
        first, second = self.first % max(rank, 1), self.second % max(rank, 1)
        if first == second:
            text = "a diagonal is one of two different axes"
            same = Requirement(
                Kind.AXIS, Verdict.FAILS, "another axis", second, "==", self.second_argument, 0, None, text
            )
            return Inference((given.with_shape(None),), (same,))
        length = diagonal_length(given.shape[first], given.shape[second], self.offset)
        rest = tuple(s for a, s in enumerate(given.shape) if a not in (first, second))
        return Inference((given.with_shape((*rest, length)),))


@dataclass(frozen=True, slots=True)
class Diag(Operation):
    """A vector as the diagonal of a matrix, or the diagonal of a matrix as a vector.

    https://pytorch.org/docs/stable/generated/torch.diag.html
    """

    offset: int = 0

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        required = rank_requirement(given, (1, 2))
        if given.shape is None or required is None or required.verdict is Verdict.FAILS:
            return Inference((given.with_shape(None),), () if required is None else (required,))
        if len(given.shape) == 1:
            side = given.shape[0] + abs(self.offset)
            return Inference((given.with_shape((side, side)),))
        rows, columns = given.shape
        return Inference((given.with_shape((diagonal_length(rows, columns, self.offset),)),))


@dataclass(frozen=True, slots=True)
class DiagonalEmbed(Operation):
    """The last axis as the diagonal of two new ones, whose positions count in the result.

    https://pytorch.org/docs/stable/generated/torch.diag_embed.html
    """

    offset: int = 0
    first: int = -2
    second: int = -1

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if not given.shape:
            return Inference((given.with_shape(None),))
        rank = len(given.shape) + 1
        missing = missing_axes((self.first,), rank, "dim1") + missing_axes((self.second,), rank, "dim2")
        if missing or self.first % rank == self.second % rank:
            return Inference((given.with_shape(unknown_shape(rank)),), missing)
        side = given.shape[-1] + abs(self.offset)
        rest = iter(given.shape[:-1])
        new = (self.first % rank, self.second % rank)
        return Inference((given.with_shape(tuple(side if a in new else next(rest) for a in range(rank))),))


@dataclass(frozen=True, slots=True)
class Windows(Operation):
    """All windows of `size` positions along an axis, `step` apart; the positions within come as a new last axis.

    https://pytorch.org/docs/stable/generated/torch.Tensor.unfold.html
    """

    axis: int
    size: Size
    step: Size

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if axis is None or rank == 0:
            missing = (axis_requirement(self.axis, rank, "dimension"),) if axis is None else ()
            return Inference((given.with_shape(None),), missing)
        whole = given.shape[axis]
        verdict = less_equal(self.size, whole) if surely_nonnegative(self.size) else Verdict.UNDECIDED
        text = f"a window of {self.size} does not fit into the size {whole} of axis {axis}"
        fits = Requirement(Kind.WINDOW, verdict, whole, self.size, "<=", "size", 0, axis, text)
        known = verdict is not Verdict.FAILS and surely_nonnegative(self.size) and self.step != 0
        count = (whole - self.size) // self.step + 1 if known else unknown_size()
        shape = (*given.shape[:axis], count, *given.shape[axis + 1 :], self.size)
        return Inference((given.with_shape(shape),), () if verdict is Verdict.HOLDS else (fits,))


@dataclass(frozen=True, slots=True)
class Positions(Operation):
    """The positions of the elements that are not zero, a row each.

    https://pytorch.org/docs/stable/generated/torch.nonzero.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shape = inputs[0].shape
        return Inference((TensorType((unknown_size(), unknown_size() if shape is None else len(shape)), "int64"),))


@dataclass(frozen=True, slots=True)
class MaskedSelect(Operation):
    """The elements where the second input, broadcast with the first, is true: a vector of unknown length.

    https://pytorch.org/docs/stable/generated/torch.masked_select.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        _, requirements = broadcast(inputs)
        return Inference((TensorType((unknown_size(),), inputs[0].dtype),), requirements)


@dataclass(frozen=True, slots=True)
class Take(Operation):
    """The elements of the first input, flattened, at the positions in the second.

    https://pytorch.org/docs/stable/generated/torch.take.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        return Inference((TensorType(inputs[1].shape, inputs[0].dtype),))


@dataclass(frozen=True, slots=True)
class TakeAlong(Operation):
    """As `Gather`, but the other axes broadcast.

    https://pytorch.org/docs/stable/generated/torch.take_along_dim.html
    """

    axis: int

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, index = inputs[0], inputs[1]
        if given.shape is None or index.shape is None:
            return Inference((given.with_shape(None),))
        if wrong := _same_rank(given.shape, index.shape, 1, "indices"):
            return Inference((given.with_shape(None),), wrong)
        rank = len(given.shape)
        if missing := missing_axes((self.axis,), rank, "dim"):
            return Inference((given.with_shape(None),), missing)
        if rank == 0:
            return Inference((given,))
        axis = self.axis % rank
        own = given.shape[:axis] + given.shape[axis + 1 :]
        other = index.shape[:axis] + index.shape[axis + 1 :]
        rest, requirements = broadcast_pair(own, other, Kind.INDEX)
        return Inference((given.with_shape((*rest[:axis], index.shape[axis], *rest[axis:])),), requirements)


@dataclass(frozen=True, slots=True)
class Cross(Operation):
    """The cross product of vectors of three numbers along an axis; the other axes broadcast. None is the first axis of
    size 3.

    https://pytorch.org/docs/stable/generated/torch.linalg.cross.html
    """

    axis: int | None = -1

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shape, requirements = broadcast(inputs)
        output = inputs[0].with_shape(shape)
        if inputs[0].shape is not None and inputs[1].shape is not None:
            requirements = _same_rank(inputs[0].shape, inputs[1].shape, 1, "other") or requirements
        if shape is None or self.axis is None or requirements:
            return Inference((output,), requirements)
        if missing := missing_axes((self.axis,), len(shape), "dim"):
            return Inference((output,), missing)
        axis = self.axis % max(len(shape), 1)
        if not shape:
            return Inference((output,))
        text = "a cross product is one of vectors of three numbers"
        three = Requirement(Kind.OPERANDS, equal(shape[axis], 3), 3, shape[axis], "==", "dim", 0, axis, text)
        return Inference((output,), (three,))
