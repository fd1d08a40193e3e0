"""The same elements under another shape: reshape, flatten, unflatten, and views of more or fewer axes of size one."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Relation, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.ops.axes import (
    axis_requirement,
    missing_axes,
    render_shape,
    resolve_axis,
    surely_nonnegative,
    unknown_shape,
    unknown_size,
)
from shapelint.ops.broadcasting import broadcast, expand_to
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Symbol, Verdict, divides, equal, product


def fill_hole(total: Size, shape: Shape, argument: str | None = None) -> tuple[Shape, tuple[Requirement, ...]]:
    """The shape with its -1, if it has one, replaced so that it holds `total` elements, and what that requires."""
    rest_sizes = [s for s in shape if s != -1]
    rest = product(rest_sizes)
    if len(rest_sizes) == len(shape):
        verdict = equal(total, rest)
        if verdict is Verdict.FAILS and not _proves(total, rest_sizes):
            verdict = Verdict.UNDECIDED
        text = f"{render_shape(shape)} holds {rest} elements, the input has {total}"
        return shape, _requirement(verdict, rest, total, "==", argument, text)
    verdict = divides(rest, total) if rest != 0 else Verdict.FAILS
    if verdict is Verdict.FAILS and rest != 0 and not _proves(total, rest_sizes):
        verdict = Verdict.UNDECIDED
    hole = unknown_size() if verdict is Verdict.FAILS else total // rest
    text = f"{total} elements are not divisible by {rest}, as the shape {render_shape(shape)} requires"
    filled = tuple(hole if s == -1 else s for s in shape)
    return filled, _requirement(verdict, rest, total, "divides", argument, text)


def _proves(total: Size, sizes: Sequence[Size]) -> bool:
    """Whether a mismatch of sizes taken as positive stays one when an unknown among them turns out to be -1 (it then
    takes up the rest, which is the same question of divisibility) or 0 (which only fits an empty input)."""
    doubtful = [s for s in sizes if not surely_nonnegative(s)]
    return not doubtful or (isinstance(total, int) and total != 0 and all(isinstance(s, Symbol) for s in doubtful))


def _requirement(
    verdict: Verdict, expected: Size, actual: Size, relation: Relation, argument: str | None, text: str
) -> tuple[Requirement, ...]:
    if verdict is Verdict.HOLDS:
        return ()
    return (Requirement(Kind.RESHAPE, verdict, expected, actual, relation, argument, 0, None, text),)


def refused_sizes(shape: Shape, argument: str | None = None) -> tuple[Requirement, ...]:
    """What a target shape itself must not have: a second -1, or another negative size."""
    negative = [s for s in shape if isinstance(s, int) and s < 0]
    if any(s < -1 for s in negative):
        text = f"{render_shape(shape)} has a negative size"
    elif len(negative) > 1:
        text = f"{render_shape(shape)} leaves more than one size open"
    else:
        return ()
    return (
        Requirement(Kind.RESHAPE, Verdict.FAILS, "one -1 at most", len(negative), "<=", argument, None, None, text),
    )


@dataclass(frozen=True, slots=True)
class Reshape(Operation):
    """Reshape to `shape`, of which one size may be -1; the first `kept` axes of the input stay as they are and stand
    before `shape` (Keras keeps the batch axis).

    https://pytorch.org/docs/stable/generated/torch.reshape.html
    """

    shape: Shape
    kept: int = 0
    argument: str | None = "shape"

    def validate(self) -> tuple[Requirement, ...]:
        return refused_sizes(self.shape, self.argument)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if refused := self.validate():
            open_shape = tuple(unknown_size() if isinstance(s, int) and s < 0 else s for s in self.shape)
            return Inference((given.with_shape(unknown_shape(self.kept) + open_shape),), refused)
        if given.shape is None:
            holes = tuple(unknown_size() if s == -1 else s for s in self.shape)
            return Inference((given.with_shape(unknown_shape(self.kept) + holes),))
        if len(given.shape) < self.kept:
            text = f"an input of rank {self.kept} or more is needed"
            short = Requirement(Kind.RANK, Verdict.FAILS, self.kept, len(given.shape), ">=", None, 0, None, text)
            return Inference((given.with_shape(None),), (short,))
        filled, requirements = fill_hole(product(given.shape[self.kept :]), self.shape, self.argument)
        return Inference((given.with_shape(given.shape[: self.kept] + filled),), requirements)


@dataclass(frozen=True, slots=True)
class Flatten(Operation):
    """Join the axes from `start` to `end`, both included, into one. A scalar becomes a vector of one element.

    https://pytorch.org/docs/stable/generated/torch.flatten.html
    """

    start: int = 0
    end: int = -1
    start_argument: str | None = "start_dim"
    end_argument: str | None = "end_dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            known = self.end == -1 and self.start >= 0
            return Inference((given.with_shape(unknown_shape(self.start + 1) if known else None),))
        rank = len(given.shape)
        start, end = resolve_axis(self.start, rank), resolve_axis(self.end, rank)
        if start is None or end is None:
            missing = missing_axes((self.start,), rank, self.start_argument)
            missing += missing_axes((self.end,), rank, self.end_argument)
            known = self.end == -1 and self.start >= 0
            return Inference((given.with_shape(unknown_shape(self.start + 1) if known else None),), missing)
        if start > end:
            text = f"the first axis to flatten ({self.start}) comes after the last ({self.end})"
            order = Requirement(Kind.AXIS, Verdict.FAILS, end, start, "<=", self.start_argument, 0, None, text)
            return Inference((given.with_shape(None),), (order,))
        if rank == 0:
            return Inference((given.with_shape((1,)),))
        if start == end:
            return Inference((given,))
        shape = given.shape
        return Inference((given.with_shape((*shape[:start], product(shape[start : end + 1]), *shape[end + 1 :])),))


@dataclass(frozen=True, slots=True)
class Unflatten(Operation):
    """Split the axis into `sizes`, of which one may be -1.

    https://pytorch.org/docs/stable/generated/torch.unflatten.html
    """

    axis: int
    sizes: Shape
    axis_argument: str | None = "dim"
    sizes_argument: str | None = "sizes"

    def _refused_sizes(self) -> tuple[Requirement, ...]:
        if self.sizes:
            return refused_sizes(self.sizes, self.sizes_argument)
        text = "an axis is split into one size or more"
        return (Requirement(Kind.RESHAPE, Verdict.FAILS, 1, 0, ">=", self.sizes_argument, None, None, text),)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape)
        axis = resolve_axis(self.axis, rank)
        if rank == 0 or axis is None:
            missing = axis_requirement(self.axis, rank, self.axis_argument)
            return Inference((given.with_shape(None),), (missing,) if axis is None else ())
        sizes, requirements = self.sizes, self._refused_sizes()
        if requirements:
            sizes = tuple(unknown_size() if isinstance(s, int) and s < 0 else s for s in sizes)
        else:
            sizes, requirements = fill_hole(given.shape[axis], sizes, self.sizes_argument)
        return Inference((given.with_shape((*given.shape[:axis], *sizes, *given.shape[axis + 1 :])),), requirements)


@dataclass(frozen=True, slots=True)
class Squeeze(Operation):
    """Drop the axes of size one among `axes`; None means all of them. With `strict` (Keras, numpy) another size is an
    error.

    https://pytorch.org/docs/stable/generated/torch.squeeze.html
    """

    axes: tuple[int, ...] | None = None
    strict: bool = False
    argument: str | None = "dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape)
        if self.axes is None:
            chosen = set(range(rank))
        else:
            if missing := missing_axes(self.axes, rank, self.argument):
                return Inference((given.with_shape(None),), missing)
            chosen = {a % max(rank, 1) for a in self.axes}
            if len(chosen) < len(self.axes):
                text = f"an axis is named twice in {self.axes}"
                count = (len(self.axes), len(chosen))
                twice = Requirement(Kind.AXIS, Verdict.FAILS, *count, "==", self.argument, 0, None, text)
                return Inference((given.with_shape(None),), (twice,))
        verdicts = [equal(s, 1) if a in chosen else Verdict.FAILS for a, s in enumerate(given.shape)]
        if self.strict and self.axes is not None:
            return self._drop(given, given.shape, chosen, verdicts)
        if any(v is Verdict.UNDECIDED for v in verdicts):
            return Inference((given.with_shape(None),))
        kept = tuple(s for s, v in zip(given.shape, verdicts, strict=True) if v is Verdict.FAILS)
        return Inference((given.with_shape(kept) if len(kept) < rank else given,))

    def _drop(self, given: TensorType, shape: Shape, chosen: set[int], verdicts: list[Verdict]) -> Inference:
        requirements = tuple(
            Requirement(
                Kind.AXIS, verdicts[a], 1, shape[a], "==", self.argument, 0, a, "only a size of 1 can be dropped"
            )
            for a in sorted(chosen)
            if a < len(shape) and verdicts[a] is not Verdict.HOLDS
        )
        return Inference((given.with_shape(tuple(s for a, s in enumerate(shape) if a not in chosen)),), requirements)


@dataclass(frozen=True, slots=True)
class Unsqueeze(Operation):
    """Insert axes of size one; each of `axes` is a position in the result.

    https://pytorch.org/docs/stable/generated/torch.unsqueeze.html
    """

    axes: tuple[int, ...]
    argument: str | None = "dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        rank = len(given.shape) + len(self.axes)
        if missing := missing_axes(self.axes, rank, self.argument):
            return Inference((given.with_shape(None),), missing)
        new = {a % rank for a in self.axes}
        if len(new) < len(self.axes):
            text = "an axis is inserted twice"
            twice = Requirement(Kind.AXIS, Verdict.FAILS, len(self.axes), len(new), "==", self.argument, 0, None, text)
            return Inference((given.with_shape(None),), (twice,))
        remaining = iter(given.shape)
        return Inference((given.with_shape(tuple(1 if a in new else next(remaining) for a in range(rank))),))


@dataclass(frozen=True, slots=True)
class Expand(Operation):
    """Repeat axes of size one without copying; -1 keeps a size. New axes come in front.

    https://pytorch.org/docs/stable/generated/torch.Tensor.expand.html
    """

    shape: Shape
    argument: str | None = "size"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            known = tuple(unknown_size() if s == -1 else s for s in self.shape)
            return Inference((given.with_shape(known),))
        leading = len(self.shape) - len(given.shape)
        if leading < 0:
            declared = tuple(unknown_size() if s == -1 else s for s in self.shape)
            return Inference((given.with_shape(declared),), expand_to(given.shape, declared, argument=self.argument))
        if any(s == -1 for s in self.shape[:leading]):
            text = "a new leading axis cannot keep a size that it does not have"
            bad = Requirement(Kind.OPERANDS, Verdict.FAILS, "a size", -1, "==", self.argument, 0, None, text)
            return Inference((given.with_shape(tuple(unknown_size() if s == -1 else s for s in self.shape)),), (bad,))
        old = (None,) * leading + given.shape
        target = tuple(own if s == -1 and own is not None else s for s, own in zip(self.shape, old, strict=True))
        # A size that may turn out to be -1, or 0, keeps whatever the input has, so nothing can be required of it.
        sure = tuple(
            s if surely_nonnegative(s) or s == own else 0 if own == 0 else unknown_size()
            for s, own in zip(target, old, strict=True)
        )
        return Inference((given.with_shape(target),), expand_to(given.shape, sure, argument=self.argument))


@dataclass(frozen=True, slots=True)
class Tile(Operation):
    """Repeat the whole tensor along its axes. With `pad` (torch.tile, numpy) too few counts are filled with ones in
    front; otherwise (Tensor.repeat) there must be at least as many counts as axes.

    https://pytorch.org/docs/stable/generated/torch.Tensor.repeat.html,
    https://pytorch.org/docs/stable/generated/torch.tile.html"""

    counts: Shape
    pad: bool = False
    argument: str | None = "repeats"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None if self.pad else unknown_shape(len(self.counts))),))
        counts, shape = self.counts, given.shape
        if len(counts) < len(shape):
            if not self.pad:
                text = "a count is needed for every axis"
                too_few = Requirement(
                    Kind.RANK, Verdict.FAILS, len(shape), len(counts), ">=", self.argument, 0, None, text
                )
                return Inference((given.with_shape(None),), (too_few,))
            counts = (1,) * (len(shape) - len(counts)) + counts
        shape = (1,) * (len(counts) - len(shape)) + shape
        if any(isinstance(c, int) and c < 0 for c in counts):
            text = "a tensor is repeated 0 times or more"
            least = min(c for c in counts if isinstance(c, int))
            negative = Requirement(Kind.HYPERPARAMETER, Verdict.FAILS, 0, least, ">=", self.argument, None, None, text)
            return Inference((given.with_shape(unknown_shape(len(shape))),), (negative,))
        return Inference((given.with_shape(tuple(c * s for c, s in zip(counts, shape, strict=True))),))


@dataclass(frozen=True, slots=True)
class RepeatInterleave(Operation):
    """Repeat every element along one axis, or of the flattened tensor when `axis` is None. `count` is None for a
    different number of times for each element, whose sum is not known.

    https://pytorch.org/docs/stable/generated/torch.repeat_interleave.html
    """

    count: Size | None
    axis: int | None = None
    argument: str | None = "dim"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if self.axis is None:
            total = product(given.shape) if given.shape is not None and self.count is not None else None
            size = unknown_size() if total is None or self.count is None else total * self.count
            return Inference((given.with_shape((size,)),))
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if missing := missing_axes((self.axis,), len(given.shape), self.argument):
            return Inference((given.with_shape(None),), missing)
        shape = given.shape or (1,)
        axis = self.axis % len(shape)
        size = unknown_size() if self.count is None else shape[axis] * self.count
        return Inference((given.with_shape((*shape[:axis], size, *shape[axis + 1 :])),))


@dataclass(frozen=True, slots=True)
class BroadcastTo(Operation):
    """Expand the first input to the shape of the second (`expand_as`); only the first one's elements are used."""

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, model = inputs[0], inputs[1]
        requirements: tuple[Requirement, ...] = ()
        if given.shape is not None and model.shape is not None:
            requirements = expand_to(given.shape, model.shape)
        return Inference((given.with_shape(model.shape),), requirements)


@dataclass(frozen=True, slots=True)
class Broadcast(Operation):
    """Every input expanded to the shape that all of them broadcast to.

    https://pytorch.org/docs/stable/generated/torch.broadcast_tensors.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shape, requirements = broadcast(inputs)
        return Inference(tuple(given.with_shape(shape) for given in inputs), requirements)


@dataclass(frozen=True, slots=True)
class Reinterpret(Operation):
    """The same memory read as another complex or real layout: a last axis of two is added or taken away
    (view_as_real, view_as_complex)."""

    to_real: bool

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if self.to_real:
            shape = None if given.shape is None else (*given.shape, 2)
            return Inference((TensorType(shape, "float64" if given.dtype == "complex128" else "float32"),))
        if not given.shape:
            return Inference((UNKNOWN_TENSOR,))
        dtype = "complex128" if given.dtype == "float64" else "complex64"
        text = "the last axis holds the real and the imaginary part"
        pair = Requirement(
            Kind.RESHAPE, equal(given.shape[-1], 2), 2, given.shape[-1], "==", None, 0, len(given.shape) - 1, text
        )
        return Inference((TensorType(given.shape[:-1], dtype),), (pair,))


@dataclass(frozen=True, slots=True)
class AtLeast(Operation):
    """Axes of size one are added until there are `rank`: in front, and from the third on behind.

    https://pytorch.org/docs/stable/generated/torch.atleast_3d.html
    """

    rank: int

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None or len(given.shape) >= self.rank:
            return Inference((given,))
        shape = given.shape
        for rank in range(len(shape), self.rank):
            shape = (*shape, 1) if rank == 2 else (1, *shape)
        return Inference((given.with_shape(shape),))
