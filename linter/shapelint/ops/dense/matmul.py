"""Products of matrices and vectors."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import rank_requirement, render_shape, unknown_shape
from shapelint.ops.broadcasting import broadcast_pair, expand_to
from shapelint.ops.dtypes import promote_names
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal, product


def inner_requirement(expected: Size, actual: Size, first: Shape, second: Shape, axis: int) -> tuple[Requirement, ...]:
    """That the columns of the first are as many as the rows of the second, unless that is sure."""
    verdict = equal(expected, actual)
    if verdict is Verdict.HOLDS:
        return ()
    text = f"the shapes {render_shape(first)} and {render_shape(second)} cannot be multiplied"
    return (Requirement(Kind.MATMUL, verdict, expected, actual, "==", None, 1, axis, text),)


def multiply(first: Shape, second: Shape) -> tuple[Shape | None, tuple[Requirement, ...]]:
    """The shape of `first @ second`: a vector counts as one row or column that is dropped again, leading axes
    broadcast. Where the inner sizes differ a factor may lie the wrong way round, so that no size is known."""
    if not first or not second:
        operand = 0 if not first else 1
        text = "a scalar cannot be a factor of a matrix product"
        return None, (Requirement(Kind.RANK, Verdict.FAILS, 1, 0, ">=", None, operand, None, text),)
    left = first if len(first) > 1 else (1, *first)
    right = second if len(second) > 1 else (*second, 1)
    rows = len(second) - 2 if len(second) > 1 else 0
    requirements = inner_requirement(left[-1], right[-2], first, second, rows)
    batch, broadcasting = broadcast_pair(left[:-2], right[:-2], Kind.MATMUL)
    if any(r.verdict is Verdict.FAILS for r in requirements):
        return unknown_shape(len(batch) + (len(first) > 1) + (len(second) > 1)), requirements + broadcasting
    result = batch + ((left[-2],) if len(first) > 1 else ()) + ((right[-1],) if len(second) > 1 else ())
    return result, requirements + broadcasting


@dataclass(frozen=True, slots=True)
class MatrixMultiply(Operation):
    """The product of two tensors of any rank from one on. `ranks` are the exact ranks that the function wants (mm: 2
    and 2; bmm: 3 and 3, without broadcasting; mv: 2 and 1; dot: 1 and 1), None for any. `transpose_first` and
    `transpose_second` exchange the last two axes of a factor before.

    https://pytorch.org/docs/stable/generated/torch.matmul.html
    """

    ranks: tuple[int, int] | None = None
    transpose_first: bool = False
    transpose_second: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        first, second = inputs[0], inputs[1]
        dtype = promote_names([first.dtype, second.dtype])
        wrong = self._ranks(first, second)
        if any(r.verdict is Verdict.FAILS for r in wrong):
            return Inference((TensorType(None, dtype),), wrong)
        if first.shape is None or second.shape is None:
            rank = None if self.ranks is None else sum(self.ranks) - 2 if self.ranks != (3, 3) else 3
            return Inference((TensorType(None if rank is None else unknown_shape(rank), dtype),))
        left = _exchanged(first.shape) if self.transpose_first else first.shape
        right = _exchanged(second.shape) if self.transpose_second else second.shape
        shape, requirements = multiply(left, right)
        if self.ranks == (3, 3):
            requirements = tuple(r for r in requirements if r.axis != 0) + _same_batch(left, right)
        return Inference((TensorType(shape, dtype),), requirements)

    def _ranks(self, first: TensorType, second: TensorType) -> tuple[Requirement, ...]:
        if self.ranks is None:
            return ()
        found = (rank_requirement(t, (r,), i) for i, (t, r) in enumerate(zip((first, second), self.ranks, strict=True)))
        return tuple(r for r in found if r is not None)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        first, result = inputs[0].shape, outputs[0].shape
        if not first or result is None:
            return None
        inner = first[-2] if self.transpose_first and len(first) > 1 else first[-1]
        return product(result) * inner


def _exchanged(shape: Shape) -> Shape:
    return (*shape[:-2], shape[-1], shape[-2]) if len(shape) > 1 else shape


def _same_batch(first: Shape, second: Shape) -> tuple[Requirement, ...]:
    verdict = equal(first[0], second[0])
    if verdict is Verdict.HOLDS:
        return ()
    text = f"the shapes {render_shape(first)} and {render_shape(second)} have different batches"
    return (Requirement(Kind.MATMUL, verdict, first[0], second[0], "==", None, 1, 0, text),)


@dataclass(frozen=True, slots=True)
class AddProduct(Operation):
    """`input + first @ second` (addmm, addmv, baddbmm, addr): the input expands to the product. For addbmm, `summed`,
    the product's batch is summed away. Two vectors (addr) are multiplied into a matrix.

    https://pytorch.org/docs/stable/generated/torch.addmm.html
    """

    ranks: tuple[int, int]
    summed: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        own, first, second = inputs[0], inputs[1], inputs[2]
        factors = Outer() if self.ranks == (1, 1) else MatrixMultiply(self.ranks)
        inner = factors.infer((first, second))
        dtype = promote_names([t.dtype for t in inputs])
        requirements = tuple(_shifted(r) for r in inner.requirements)
        shape = inner.outputs[0].shape
        if shape is None:
            return Inference((TensorType(None, dtype),), requirements)
        if self.summed:
            shape = shape[1:]
        if own.shape is not None:
            requirements += expand_to(own.shape, shape)
        return Inference((TensorType(shape, dtype),), requirements)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        if self.ranks == (1, 1):
            return Outer().cost(inputs[1:], outputs)
        factors = MatrixMultiply(self.ranks)
        return factors.cost(inputs[1:], factors.infer(inputs[1:]).outputs)


def _shifted(requirement: Requirement) -> Requirement:
    operand = None if requirement.operand is None else requirement.operand + 1
    return Requirement(
        requirement.kind, requirement.verdict, requirement.expected, requirement.actual, requirement.relation,
        requirement.argument, operand, requirement.axis, requirement.text,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outer(Operation):
    """The outer product of two vectors, a matrix.

    https://pytorch.org/docs/stable/generated/torch.outer.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([inputs[0].dtype, inputs[1].dtype])
        found = (rank_requirement(t, (1,), i) for i, t in enumerate(inputs[:2]))
        requirements = tuple(r for r in found if r is not None and r.verdict is Verdict.FAILS)
        sizes = tuple(
            t.shape[0] if t.shape is not None and len(t.shape) == 1 else unknown_shape(1)[0] for t in inputs[:2]
        )
        return Inference((TensorType(sizes, dtype),), requirements)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        return None if outputs[0].shape is None else product(outputs[0].shape)


@dataclass(frozen=True, slots=True)
class InnerProduct(Operation):
    """The sum of products along the last axis of both (torch.inner); a scalar factor only scales.

    https://pytorch.org/docs/stable/generated/torch.inner.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([inputs[0].dtype, inputs[1].dtype])
        first, second = inputs[0].shape, inputs[1].shape
        if first is None or second is None:
            return Inference((TensorType(None, dtype),))
        if not first or not second:
            return Inference((TensorType(first or second, dtype),))
        requirements = inner_requirement(first[-1], second[-1], first, second, len(second) - 1)
        return Inference((TensorType(first[:-1] + second[:-1], dtype),), requirements)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        first, result = inputs[0].shape, outputs[0].shape
        return None if not first or result is None else product(result) * first[-1]


@dataclass(frozen=True, slots=True)
class TensorDot(Operation):
    """Sum products over the axes paired by `first_axes` and `second_axes` (torch.tensordot). None: the last `count` of
    the first with the first `count` of the second.

    https://pytorch.org/docs/stable/generated/torch.tensordot.html
    """

    count: int = 2
    first_axes: tuple[int, ...] | None = None
    second_axes: tuple[int, ...] | None = None

    def multitude(self) -> int:
        return self.count

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([inputs[0].dtype, inputs[1].dtype])
        first, second = inputs[0].shape, inputs[1].shape
        if first is None or second is None:
            return Inference((TensorType(None, dtype),))
        left = self.first_axes if self.first_axes is not None else tuple(range(-self.count, 0))
        right = self.second_axes if self.second_axes is not None else tuple(range(self.count))
        if len(left) != len(right):
            text = "both operands sum over the same number of axes"
            uneven = Requirement(Kind.MATMUL, Verdict.FAILS, len(left), len(right), "==", "dims", None, None, text)
            return Inference((TensorType(None, dtype),), (uneven,))
        for operand, (axes, shape) in enumerate(((left, first), (right, second))):
            if any(not -len(shape) <= a < len(shape) for a in axes):
                text = f"the operand has {len(shape)} axes"
                wrong = Requirement(
                    Kind.AXIS, Verdict.FAILS, len(shape), max(axes, key=abs), "in", "dims", operand, None, text
                )
                return Inference((TensorType(None, dtype),), (wrong,))
        left, right = tuple(a % len(first) for a in left), tuple(a % len(second) for a in right)
        requirements: tuple[Requirement, ...] = ()
        for a, b in zip(left, right, strict=True):
            # torch sums an axis of size 1 against one of any size, as einsum does.
            if equal(first[a], 1) is Verdict.FAILS and equal(second[b], 1) is Verdict.FAILS:
                requirements += inner_requirement(first[a], second[b], first, second, b)
        kept = [s for i, s in enumerate(first) if i not in left] + [s for i, s in enumerate(second) if i not in right]
        return Inference((TensorType(tuple(kept), dtype),), requirements)


@dataclass(frozen=True, slots=True)
class PairDistances(Operation):
    """The distance of every row of the first from every row of the second: (..., P, M) and (..., R, M) to (..., P, R).

    https://pytorch.org/docs/stable/generated/torch.cdist.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        first, second = inputs[0], inputs[1]
        for operand, given in enumerate((first, second)):
            if given.shape is not None and len(given.shape) < 2:
                text = "the points are the rows of a matrix"
                low = Requirement(Kind.RANK, Verdict.FAILS, 2, len(given.shape), ">=", None, operand, None, text)
                return Inference((TensorType(None, first.dtype),), (low,))
        if first.shape is None or second.shape is None:
            return Inference((TensorType(None, first.dtype),))
        shape, requirements = multiply(first.shape, _exchanged(second.shape))
        return Inference((TensorType(shape, first.dtype),), requirements)
