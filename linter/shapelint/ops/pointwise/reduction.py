"""Many elements into one: sums, means, maxima, norms, along some axes or all."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import (
    axis_requirement,
    missing_axes,
    rank_requirement,
    resolve_axis,
    scalar_refused,
    unknown_size,
)
from shapelint.ops.broadcasting import broadcast
from shapelint.ops.dtypes import as_floating, is_integral
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, less_equal


def reduced(shape: Shape, axes: Sequence[int] | None, keep: bool) -> Shape:
    """The shape without the axes (counted from 0; None: all of them), or with ones in their place."""
    chosen = range(len(shape)) if axes is None else axes
    if keep:
        return tuple(1 if a in chosen else s for a, s in enumerate(shape))
    return tuple(s for a, s in enumerate(shape) if a not in chosen)


@dataclass(frozen=True, slots=True)
class Reduce(Operation):
    """Reduce along `axes` (None: all; none at all: as it is). `dtype` is the result's: "" the input's, "sum" as for
    sums (whole numbers become int64), "float" (whole numbers become floating), or a type's own name. `outputs` is 2
    where something comes out beside: the positions, or unless `positions` a second value of the same type (`aminmax`,
    `std_mean`).

    https://pytorch.org/docs/stable/generated/torch.sum.html
    """

    name: str
    axes: tuple[int, ...] | None = None
    keep: bool = False
    dtype: str | None = ""
    outputs: int = 1
    argument: str | None = "dim"
    positions: bool = True

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        shape, requirements = self._shape(given.shape)
        value = TensorType(shape, self._dtype(given.dtype))
        further = TensorType(shape, "int64") if self.positions else value
        return Inference((value,) + (further,) * (self.outputs - 1), requirements)

    def _dtype(self, given: str | None) -> str | None:
        if self.dtype == "":
            return given
        if self.dtype == "sum":
            return "int64" if is_integral(given) else given
        return as_floating(given) if self.dtype == "float" else self.dtype

    def _shape(self, shape: Shape | None) -> tuple[Shape | None, tuple[Requirement, ...]]:
        if shape is None:
            return (() if self.axes is None and not self.keep else None), ()
        if self.axes is None:
            return reduced(shape, None, self.keep), ()
        rank = len(shape)
        if missing := missing_axes(self.axes, rank, self.argument):
            return None, missing
        axes = [a % max(rank, 1) for a in self.axes]
        if len(set(axes)) < len(axes):
            text = f"an axis is named twice in {self.axes}"
            twice = Requirement(Kind.AXIS, Verdict.FAILS, len(axes), len(set(axes)), "==", self.argument, 0, None, text)
            return reduced(shape, axes, self.keep), (twice,)
        return reduced(shape, axes, self.keep), ()


@dataclass(frozen=True, slots=True)
class TopK(Operation):
    """The `count` largest or smallest along an axis, with their positions.

    https://pytorch.org/docs/stable/generated/torch.topk.html
    """

    count: Size
    axis: int = -1
    argument: str | None = "k"
    axis_argument: str | None = "dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None), TensorType(None, "int64")))
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if axis is None:
            missing = axis_requirement(self.axis, rank, self.axis_argument)
            return Inference((given.with_shape(None), TensorType(None, "int64")), (missing,))
        size = given.shape[axis] if rank else 1
        shape = (*given.shape[:axis], self.count, *given.shape[axis + 1 :]) if rank else ()
        text = f"{self.count} elements are taken of {size} at axis {axis}"
        enough = Requirement(
            Kind.INDEX, less_equal(self.count, size), size, self.count, "<=", self.argument, 0, axis, text
        )
        return Inference((given.with_shape(shape), TensorType(shape, "int64")), (enough,))


@dataclass(frozen=True, slots=True)
class Difference(Operation):
    """Differences of neighbours along an axis, `times` over.

    https://pytorch.org/docs/stable/generated/torch.diff.html
    """

    times: int = 1
    axis: int = -1
    argument: str | None = "dim"

    def multitude(self) -> int:
        return self.times

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if self.times == 0 or given.shape is None:
            return Inference((given if self.times == 0 else given.with_shape(None),))
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if axis is None or rank == 0:
            missing = missing_axes((self.axis,), rank, self.argument) or (scalar_refused("diff"),)
            return Inference((given.with_shape(None),), missing)
        size = given.shape[axis]
        left = size - self.times if less_equal(self.times, size) is Verdict.HOLDS else unknown_size()
        if less_equal(size, self.times) is Verdict.HOLDS:
            left = 0
        return Inference((given.with_shape((*given.shape[:axis], left, *given.shape[axis + 1 :])),))


@dataclass(frozen=True, slots=True)
class Trace(Operation):
    """The sum along the diagonal of a matrix.

    https://pytorch.org/docs/stable/generated/torch.trace.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        required = rank_requirement(inputs[0], (2,))
        return Inference((TensorType((), inputs[0].dtype),), () if required is None else (required,))


@dataclass(frozen=True, slots=True)
class Distance(Operation):
    """The norm of the difference of two broadcast tensors, a number.

    https://pytorch.org/docs/stable/generated/torch.dist.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        _, requirements = broadcast(inputs)
        return Inference((TensorType((), inputs[0].dtype),), requirements)
