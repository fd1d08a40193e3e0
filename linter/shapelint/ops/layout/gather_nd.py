"""Elements and slices picked by rows of coordinates, and written there.

https://www.tensorflow.org/api_docs/python/tf/gather_nd, https://www.tensorflow.org/api_docs/python/tf/scatter_nd
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import missing_axes, render_shape, unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import agreement, low_rank
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict


def prefix_agreement(first: Shape, second: Shape, count: int, what: str, operand: int = 1) -> tuple[Requirement, ...]:
    """That two shapes are the same in their first `count` sizes."""
    found: tuple[Requirement, ...] = ()
    text = f"{what} of {render_shape(first)} and {render_shape(second)} must be the same"
    for axis, (a, b) in enumerate(zip(first[:count], second[:count], strict=False)):
        found += agreement(Kind.INDEX, a, b, text, operand, axis)
    return found


@dataclass(frozen=True, slots=True)
class GatherCoordinates(Operation):
    """The last axis of the second input holds coordinates into the first, behind `batch` axes that both share: what
    stands there takes its place."""

    batch: int = 0

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, index = inputs[0], inputs[1].shape
        if given.shape is None or index is None:
            return Inference((given.with_shape(None),))
        if not index:
            return Inference((given.with_shape(None),), (low_rank(index, 1, 1),))
        depth = index[-1]
        if not isinstance(depth, int) or not 0 <= self.batch < len(index) or self.batch > len(given.shape):
            return Inference((given.with_shape(None),))
        shared = prefix_agreement(given.shape, index, self.batch, "the batch axes")
        rest = len(given.shape) - self.batch
        if depth > rest:
            text = f"{depth} coordinates are too many for {rest} axes"
            deep = Requirement(Kind.INDEX, Verdict.FAILS, rest, depth, "<=", None, 1, len(index) - 1, text)
            return Inference((given.with_shape(None),), (deep,))
        return Inference((given.with_shape((*index[:-1], *given.shape[self.batch + depth :])),), shared)


@dataclass(frozen=True, slots=True)
class ScatterCoordinates(Operation):
    """The third input written into the first at the coordinates along the last axis of the second. The shape is that of
    the first."""

    name: str

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, index, updates = inputs[0], inputs[1].shape, inputs[2].shape
        return Inference((given,), written(given.shape, index, updates))


def written(target: Shape | None, index: Shape | None, updates: Shape | None) -> tuple[Requirement, ...]:
    """That the updates have a slice of the target's shape for every row of coordinates."""
    if target is None or not index or updates is None or not isinstance(index[-1], int):
        return ()
    depth = index[-1]
    if depth > len(target):
        text = f"{depth} coordinates are too many for {len(target)} axes"
        return (Requirement(Kind.INDEX, Verdict.FAILS, len(target), depth, "<=", None, 1, len(index) - 1, text),)
    wanted = (*index[:-1], *target[depth:])
    text = f"updates of the shape {render_shape(wanted)} are needed, not {render_shape(updates)}"
    if len(wanted) != len(updates):
        # A single number may be written everywhere.
        if not updates:
            return ()
        return (Requirement(Kind.RANK, Verdict.FAILS, len(wanted), len(updates), "==", None, 2, None, text),)
    found: tuple[Requirement, ...] = ()
    for axis, (a, b) in enumerate(zip(wanted, updates, strict=True)):
        found += agreement(Kind.INDEX, a, b, text, 2, axis)
    return found


@dataclass(frozen=True, slots=True)
class TakeBatched(Operation):
    """The slices along an axis of the first input at the positions in the second, each batch by itself: the first
    `batch` axes are those of both. https://www.tensorflow.org/api_docs/python/tf/gather"""

    axis: int
    batch: int
    argument: str | None = "axis"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, index = inputs[0], inputs[1].shape
        if given.shape is None or index is None:
            return Inference((given.with_shape(None),))
        if missing := missing_axes((self.axis,), len(given.shape), self.argument):
            return Inference((given.with_shape(None),), missing)
        axis = self.axis % max(len(given.shape), 1)
        batch = self.batch + len(index) if self.batch < 0 else self.batch
        if not 0 <= batch <= axis or batch > len(index):
            return Inference((given.with_shape(None),))
        shared = prefix_agreement(given.shape, index, batch, "the batch axes")
        shape = (*given.shape[:axis], *index[batch:], *given.shape[axis + 1 :])
        return Inference((given.with_shape(shape),), shared)


@dataclass(frozen=True, slots=True)
class MaskRows(Operation):
    """What of the first input stands where the second, a mask over some of its axes from `axis` on, is true: these axes
    become one of unknown size. https://www.tensorflow.org/api_docs/python/tf/boolean_mask"""

    axis: int = 0

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, mask = inputs[0], inputs[1].shape
        if given.shape is None or mask is None:
            return Inference((given.with_shape(None),))
        axis = self.axis + len(given.shape) if self.axis < 0 else self.axis
        if not mask:
            return Inference((given.with_shape(None),), (low_rank(mask, 1, 1),))
        if axis < 0 or axis + len(mask) > len(given.shape):
            text = f"a mask of {len(mask)} axes from axis {axis} on is too large for {render_shape(given.shape)}"
            rank = len(given.shape) - axis
            wide = Requirement(Kind.RANK, Verdict.FAILS, rank, len(mask), "<=", None, 1, None, text)
            return Inference((given.with_shape(None),), (wide,))
        shared = prefix_agreement(given.shape[axis : axis + len(mask)], mask, len(mask), "the sizes")
        shape = (*given.shape[:axis], unknown_size(), *given.shape[axis + len(mask) :])
        return Inference((given.with_shape(shape),), shared)


@dataclass(frozen=True, slots=True)
class Segments(Operation):
    """The rows of the first input joined by the numbers that the second gives them, into `count` of them (None: as many
    as the numbers say). With `leading` the second numbers slices behind all of its own axes, not only rows.

    https://www.tensorflow.org/api_docs/python/tf/math#about_segmentation
    """

    name: str
    count: Size | None = None
    leading: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, numbers = inputs[0], inputs[1].shape
        count = unknown_size() if self.count is None else self.count
        if given.shape is None or numbers is None:
            return Inference((given.with_shape(None),))
        if not self.leading and len(numbers) != 1:
            text = f"a vector of numbers is needed, not {render_shape(numbers)}"
            vector = Requirement(Kind.RANK, Verdict.FAILS, 1, len(numbers), "==", None, 1, None, text)
            return Inference((given.with_shape(None),), (vector,))
        if len(given.shape) < len(numbers):
            return Inference((given.with_shape(None),), (low_rank(given.shape, len(numbers)),))
        shared = prefix_agreement(given.shape, numbers, len(numbers), "the leading sizes")
        return Inference((given.with_shape((count, *given.shape[len(numbers) :])),), shared)


@dataclass(frozen=True, slots=True)
class SliceBlock(Operation):
    """The block of the given sizes from the given positions on; -1 as a size is all that is left, None what is not
    known. https://www.tensorflow.org/api_docs/python/tf/slice"""

    begin: tuple[Size | None, ...]
    sizes: tuple[Size | None, ...]

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if len(given.shape) != len(self.sizes):
            text = f"a position and a size are needed for each of the {len(given.shape)} axes"
            rank = Requirement(
                Kind.RANK, Verdict.FAILS, len(given.shape), len(self.sizes), "==", "size", None, None, text
            )
            return Inference((given.with_shape(None),), (rank,))
        sizes: list[Size] = []
        required: tuple[Requirement, ...] = ()
        for axis, (whole, start, wanted) in enumerate(zip(given.shape, self.begin, self.sizes, strict=True)):
            size, found = self._axis(whole, start, wanted, axis)
            sizes.append(size)
            required += found
        return Inference((given.with_shape(tuple(sizes)),), required)

    def _axis(
        self, whole: Size, start: Size | None, wanted: Size | None, axis: int
    ) -> tuple[Size, tuple[Requirement, ...]]:
        if wanted is None:
            return unknown_size(), ()
        if wanted == -1:
            return (whole - start if isinstance(start, int) and start >= 0 else unknown_size()), ()
        if not all(isinstance(s, int) for s in (whole, start, wanted)):
            return wanted, ()
        assert isinstance(whole, int)
        assert isinstance(start, int)
        assert isinstance(wanted, int)
        if start + wanted <= whole:
            return wanted, ()
        text = f"{wanted} positions from {start} on exceed the size {whole} of axis {axis}"
        return wanted, (Requirement(Kind.INDEX, Verdict.FAILS, whole, start + wanted, "<=", "size", 0, axis, text),)
