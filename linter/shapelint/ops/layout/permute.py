"""The same sizes in another order: permute, transpose, movedim; and elements moved about within the same shape."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import TensorType
from shapelint.ops.axes import missing_axes, rank_requirement, scalar_refused, unknown_shape
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Verdict


def _repeated(axes: Sequence[int], argument: str | None) -> Requirement:
    text = f"an axis is named twice in {tuple(axes)}"
    return Requirement(Kind.AXIS, Verdict.FAILS, len(axes), len(set(axes)), "==", argument, 0, None, text)


@dataclass(frozen=True, slots=True)
class Permute(Operation):
    """Reorder the axes: axis `i` of the result is axis `order[i]` of the input. With `kept` the first axes stay in
    front and `order` counts the others from 0 (Keras keeps the batch axis).

    https://pytorch.org/docs/stable/generated/torch.permute.html
    """

    order: tuple[int, ...]
    kept: int = 0
    argument: str | None = "dims"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        rank = len(self.order) + self.kept
        text = f"{len(self.order)} axes are put in order"
        requirement = rank_requirement(given, (rank,), 0, self.argument, text)
        if given.shape is None or requirement is None or requirement.verdict is Verdict.FAILS:
            requirements = () if requirement is None else (requirement,)
            return Inference((given.with_shape(unknown_shape(rank)),), requirements)
        others = given.shape[self.kept :]
        if missing := missing_axes(self.order, len(others), self.argument):
            return Inference((given.with_shape(unknown_shape(rank)),), missing)
        order = [a % len(others) for a in self.order] if others else []
        if len(set(order)) < len(order):
            return Inference((given.with_shape(unknown_shape(rank)),), (_repeated(self.order, self.argument),))
        return Inference((given.with_shape(given.shape[: self.kept] + tuple(others[a] for a in order)),))


@dataclass(frozen=True, slots=True)
class Transpose(Operation):
    """Exchange two axes.

    https://pytorch.org/docs/stable/generated/torch.transpose.html
    """

    first: int
    second: int
    first_argument: str | None = "dim0"
    second_argument: str | None = "dim1"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape)
        missing = missing_axes((self.first,), rank, self.first_argument)
        missing += missing_axes((self.second,), rank, self.second_argument)
        if missing:
            return Inference((given.with_shape(unknown_shape(rank)),), missing)
        if rank == 0:
            return Inference((given,))
        sizes = list(given.shape)
        first, second = self.first % rank, self.second % rank
        sizes[first], sizes[second] = sizes[second], sizes[first]
        return Inference((given.with_shape(tuple(sizes)),))


@dataclass(frozen=True, slots=True)
class ReverseAxes(Operation):
    """The axes in reverse order (`x.T`, `x.t()`), or only the last two exchanged (`x.mT`); `ranks` are those that the
    framework admits, None for all.

    https://pytorch.org/docs/stable/generated/torch.t.html
    """

    ranks: tuple[int, ...] | None = None
    last_two: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        requirements: tuple[Requirement, ...] = ()
        if self.ranks is not None:
            found = rank_requirement(given, self.ranks)
            requirements = () if found is None else (found,)
        if self.last_two:
            if len(given.shape) < 2:
                text = "a tensor of rank 2 or more is needed"
                short = Requirement(Kind.RANK, Verdict.FAILS, 2, len(given.shape), ">=", None, 0, None, text)
                return Inference((given.with_shape(None),), (short,))
            return Inference((given.with_shape((*given.shape[:-2], given.shape[-1], given.shape[-2])),), requirements)
        return Inference((given.with_shape(given.shape[::-1]),), requirements)


@dataclass(frozen=True, slots=True)
class MoveAxes(Operation):
    """Move axes to other positions; the remaining ones keep their order.

    https://pytorch.org/docs/stable/generated/torch.movedim.html
    """

    source: tuple[int, ...]
    destination: tuple[int, ...]

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if len(self.source) != len(self.destination):
            text = "as many axes go as come"
            found = Requirement(
                Kind.AXIS, Verdict.FAILS, len(self.source), len(self.destination), "==", "destination", 0, None, text
            )
            return Inference((given.with_shape(None),), (found,))
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape)
        missing = missing_axes(self.source, rank, "source") + missing_axes(self.destination, rank, "destination")
        if missing:
            return Inference((given.with_shape(unknown_shape(rank)),), missing)
        bound = max(rank, 1)
        source, destination = [a % bound for a in self.source], [a % bound for a in self.destination]
        for axes, argument in ((source, "source"), (destination, "destination")):
            if len(set(axes)) < len(axes):
                return Inference((given.with_shape(unknown_shape(rank)),), (_repeated(axes, argument),))
        if rank == 0:
            return Inference((given,))
        arriving = dict(zip(destination, source, strict=True))
        remaining = iter(a for a in range(rank) if a not in source)
        order = [arriving[a] if a in arriving else next(remaining) for a in range(rank)]
        return Inference((given.with_shape(tuple(given.shape[a] for a in order)),))


@dataclass(frozen=True, slots=True)
class ShapePreservingOverAxis(Operation):
    """Elements moved within the shape along named axes (flip, roll, sort, cumulative sums, softmax): the axes must
    exist and the shape stays. `name` says which; `distinct` refuses the same axis twice, and unless `scalars` a scalar
    is refused; `dtype` is the result's, "" for the input's. `copies` counts the outputs; those after the first have the
    dtype int64 (positions)."""

    name: str
    axes: tuple[int, ...] = ()
    argument: str | None = "dim"
    distinct: bool = False
    scalars: bool = True
    dtype: str | None = ""
    copies: int = 1

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        output = given if self.dtype == "" else given.with_dtype(self.dtype)
        outputs = (output,) + (given.with_dtype("int64"),) * (self.copies - 1)
        if given.shape is None:
            return Inference(outputs)
        rank = len(given.shape)
        requirements = missing_axes(self.axes, rank, self.argument)
        if not requirements and rank == 0 and self.axes and not self.scalars:
            requirements = (scalar_refused(self.name),)
        if not requirements and self.distinct and len({a % max(rank, 1) for a in self.axes}) < len(self.axes):
            requirements = (_repeated(self.axes, self.argument),)
        return Inference(outputs, requirements)


@dataclass(frozen=True, slots=True)
class Softmax(ShapePreservingOverAxis):
    """Scores made into shares of one along axes: `name` is "softmax", or that of one of its kin ("log_softmax",
    "softmin", "sparsemax", "gumbel_softmax"). Without axes the framework chooses one by the rank."""
