"""Merges of several tensors of one batch: elementwise ones and the dot product.

https://keras.io/api/layers/merging_layers/
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.ops.axes import axis_requirement, is_unknown, render_shape, resolve_axis
from shapelint.ops.broadcasting import broadcast_pair, join_sizes
from shapelint.ops.dtypes import promote_names
from shapelint.ops.layout.concat_split import Concatenate
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, equal, product


def _count_requirement(kind: Kind, expected: int, actual: int) -> tuple[Requirement, ...]:
    if actual == expected:
        return ()
    text = f"exactly {expected} inputs are needed"
    return (Requirement(kind, Verdict.FAILS, expected, actual, "==", None, None, None, text),)


def _join_batches(first: Size, second: Size, operand: int, kind: Kind) -> tuple[Size, tuple[Requirement, ...]]:
    """The common batch size of two tensors. Two known ones must be equal, if none is 1; an open one may still turn out
    to be 1."""
    if first == 1 or second == 1:
        return (second if first == 1 else first), ()
    if isinstance(first, int) and isinstance(second, int):
        verdict = equal(first, second)
        if verdict is Verdict.HOLDS:
            return first, ()
        text = f"the batches have {first} and {second} samples"
        return first, (Requirement(kind, verdict, first, second, "==", None, operand, 0, text),)
    if isinstance(first, int) or isinstance(second, int):
        return (first if isinstance(first, int) else second), ()
    joined = join_sizes(first, second)
    return joined.size, ()


@dataclass(frozen=True, slots=True)
class Merge(Operation):
    """Combine tensors of one batch element by element (`name`: "add", "multiply", ...). The axes after the batch
    broadcast, aligned at the last one. `count` is the number of inputs where only one will do. `refused` are two
    batches that the layer was first called on: it is then that it wants them to be equal, even where one is 1.

    https://keras.io/api/layers/merging_layers/add/
    """

    name: str
    count: int | None = None
    refused: tuple[int, int] | None = None

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        batches = list(dict.fromkeys(t.shape[0] for t in inputs if t.shape and isinstance(t.shape[0], int)))
        return replace(self, refused=(batches[0], batches[1])) if len(batches) > 1 and 1 in batches else self

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([t.dtype for t in inputs])
        requirements: tuple[Requirement, ...] = ()
        if self.refused is not None:
            first, second = self.refused
            text = f"the batches have {first} and {second} samples"
            requirements += (Requirement(Kind.OPERANDS, Verdict.FAILS, first, second, "==", None, 1, 0, text),)
        if self.count is not None:
            requirements += _count_requirement(Kind.OPERANDS, self.count, len(inputs))
        if not inputs:
            return Inference((UNKNOWN_TENSOR,), requirements or _count_requirement(Kind.OPERANDS, 1, 0))
        if len(inputs) == 1:
            return Inference((inputs[0],), requirements)
        if any(t.shape is None for t in inputs):
            return Inference((TensorType(None, dtype),), requirements)
        shapes = [t.shape for t in inputs if t.shape]
        if not shapes:
            return Inference((TensorType((), dtype),), requirements)
        batch, merged = shapes[0][0], shapes[0][1:]
        for position, type in enumerate(inputs):
            if type.shape:
                batch, found = _join_batches(batch, type.shape[0], position, Kind.OPERANDS)
                requirements += found
                merged, found = _broadcast_samples(merged, type.shape[1:], position)
                requirements += found
        return Inference((TensorType((batch, *merged), dtype),), requirements)


def _broadcast_samples(first: Shape, second: Shape, operand: int) -> tuple[Shape, tuple[Requirement, ...]]:
    """Broadcast what follows the batch axis; the axes in the requirements count the batch."""
    shape, found = broadcast_pair(first, second, Kind.OPERANDS, operand)
    return shape, tuple(replace(r, axis=None if r.axis is None or r.axis < 0 else r.axis + 1) for r in found)


@dataclass(frozen=True, slots=True)
class ConcatenateSamples(Concatenate):
    """Join tensors along one axis; a single one comes back as it is, whatever the axis.

    https://keras.io/api/layers/merging_layers/concatenate/
    """

    axis: int = -1
    argument: str | None = "axis"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        # Not super(): a class made anew for its slots loses the cell that zero-argument super() needs.
        return Inference((inputs[0],)) if len(inputs) == 1 else Concatenate.infer(self, inputs)


@dataclass(frozen=True, slots=True)
class BatchDot(Operation):
    """The dot product of two tensors along one axis of each, sample by sample. With `modulo` a negative axis counts
    backwards any number of times around, as it does when a single one is given for both tensors.

    https://keras.io/api/layers/merging_layers/dot/
    """

    axes: tuple[int, int]
    modulo: bool = False
    argument: str | None = "axes"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([t.dtype for t in inputs])
        if wrong := _count_requirement(Kind.MATMUL, 2, len(inputs)):
            return Inference((TensorType(None, dtype),), wrong)
        first, second = inputs[0].shape, inputs[1].shape
        if first is None or second is None:
            return Inference((TensorType(None, dtype),))
        missing = tuple(
            axis_requirement(axis, len(shape), self.argument, operand)
            for operand, (axis, shape) in enumerate(zip(self.axes, (first, second), strict=False))
            if not shape or (resolve_axis(axis, len(shape)) is None and not (self.modulo and axis < 0))
        )
        if missing:
            return Inference((TensorType(None, dtype),), missing)
        one, other = self.axes[0] % len(first), self.axes[1] % len(second)
        if one == 0 or other == 0:
            # Such a model can be built; only running it is refused, which a program may never do.
            return Inference((TensorType(None, dtype),))
        verdict = equal(first[one], second[other])
        requirements: tuple[Requirement, ...] = ()
        if verdict is not Verdict.HOLDS:
            text = f"axis {one} of {render_shape(first)} and axis {other} of {render_shape(second)} differ"
            requirements = (
                Requirement(Kind.MATMUL, verdict, first[one], second[other], "==", self.argument, 1, other, text),
            )
        rest = [*first[:one], *first[one + 1 :], *[s for i, s in enumerate(second) if i != other][1:]]
        shape = tuple(rest) if len(rest) != 1 else (*rest, 1)
        return Inference((TensorType(shape, dtype),), requirements)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        given, made = inputs[0].shape, outputs[0].shape
        if not given or made is None:
            return None
        summed = given[self.axes[0] % len(given)]
        sizes = (*made, summed)
        return None if any(is_unknown(s) for s in sizes) else product(sizes)
