"""Decompositions, inverses and equations of matrices, batched along leading axes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import is_unknown, render_shape, unknown_shape, unknown_size
from shapelint.ops.broadcasting import broadcast_pair, expand_to
from shapelint.ops.dense.matmul import inner_requirement
from shapelint.ops.dtypes import promote_names
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import low_rank
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, conjunction, equal, minimum, product

COMPLEX = {"float32": "complex64", "float64": "complex128", "complex64": "complex64", "complex128": "complex128"}
REAL = {"complex64": "float32", "complex128": "float64"}


def square_requirement(shape: Shape, operand: int = 0) -> tuple[Requirement, ...]:
    """That the last two axes are equally long, unless that is sure."""
    verdict = equal(shape[-2], shape[-1])
    if verdict is Verdict.HOLDS:
        return ()
    text = f"square matrices are needed, not {render_shape(shape)}"
    return (Requirement(Kind.MATMUL, verdict, shape[-2], shape[-1], "==", None, operand, len(shape) - 1, text),)


def smaller(first: Size, second: Size) -> Size:
    """The smaller of two sizes; the size itself where both are the same."""
    if is_unknown(first) or is_unknown(second):
        return first if equal(first, second) is Verdict.HOLDS else unknown_size()
    return minimum(first, second)


def result_dtype(given: str | None, kind: str) -> str | None:
    """The type of an output: "" that of the input, "complex" and "real" its counterparts, else a type's own name."""
    if kind == "":
        return given
    if kind == "complex":
        return COMPLEX.get(given or "")
    return REAL.get(given or "", given) if kind == "real" else kind


@dataclass(frozen=True, slots=True)
class MatrixFunction(Operation):
    """What comes of each matrix (..., m, n). Each of `outputs` spells the axes after the batch: m, n, k for the smaller
    of both; an output of the letters "-" is empty. `square` refuses other matrices. `dtypes` are those of the outputs
    (see `result_dtype`), the input's for those that are not named.

    https://docs.pytorch.org/docs/stable/linalg.html
    """

    name: str
    outputs: tuple[str, ...]
    square: bool = False
    dtypes: tuple[str, ...] = ()

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        dtypes = [result_dtype(given.dtype, kind) for kind in self.dtypes]
        dtypes += [given.dtype] * (len(self.outputs) - len(dtypes))
        if given.shape is None or len(given.shape) < 2:
            wrong = () if given.shape is None else (low_rank(given.shape, 2),)
            return Inference(tuple(TensorType(None, dtype) for dtype in dtypes), wrong)
        requirements = square_requirement(given.shape) if self.square else ()
        shapes = [self._spelled(given.shape, output) for output in self.outputs]
        return Inference(tuple(TensorType(*pair) for pair in zip(shapes, dtypes, strict=True)), requirements)

    def _spelled(self, shape: Shape, output: str) -> Shape:
        if output == "-":
            return (0,)
        batch, rows, columns = shape[:-2], shape[-2], shape[-1]
        sizes = {"m": rows, "n": columns, "k": smaller(rows, columns), "2": 2}
        return batch + tuple(sizes[letter] for letter in output)


@dataclass(frozen=True, slots=True)
class SolveMatrix(Operation):
    """x of a @ x = b: matrices a (..., n, n), and b (..., n, columns), or vectors (..., n) with `vectors`. From the
    right, unless `left`: x @ a = b. With `square` false, a is (..., m, n) and x has n rows (least squares).

    https://docs.pytorch.org/docs/stable/generated/torch.linalg.solve.html
    """

    name: str
    left: bool = True
    vectors: bool = False
    square: bool = True

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        a, b = inputs[0], inputs[1]
        dtype = promote_names([a.dtype, b.dtype])
        for operand, given in enumerate((a, b)):
            least = 1 if operand and self.vectors else 2
            if given.shape is not None and len(given.shape) < least:
                text = f"a tensor of rank {least} or more is needed"
                low = Requirement(Kind.RANK, Verdict.FAILS, least, len(given.shape), ">=", None, operand, None, text)
                return Inference((TensorType(None, dtype),), (low,))
        if a.shape is None or b.shape is None:
            return Inference((TensorType(None, dtype),))
        requirements = square_requirement(a.shape) if self.square else ()
        vector = self._is_vector(a.shape, b.shape) if self.vectors else Verdict.FAILS
        if vector is Verdict.HOLDS:
            return self._vectors(a.shape, b.shape, dtype, requirements)
        if vector is Verdict.UNDECIDED:
            return Inference((TensorType(None, dtype),), requirements)
        rows = b.shape[-2] if self.left else b.shape[-1]
        expected = a.shape[-2] if self.left else a.shape[-1]
        requirements += self._same_rows(expected, rows, a.shape, b.shape)
        batch, fitting = broadcast_pair(a.shape[:-2], b.shape[:-2], Kind.MATMUL)
        own = (a.shape[-1], b.shape[-1]) if self.left else (b.shape[-2], a.shape[-2])
        return Inference((TensorType(batch + own, dtype),), requirements + fitting)

    def _is_vector(self, a: Shape, b: Shape) -> Verdict:
        """As torch decides it: one axis, or exactly the batch and the rows of `a`."""
        if len(b) == 1:
            return Verdict.HOLDS
        if len(b) != len(a) - 1:
            return Verdict.FAILS
        return conjunction(*(equal(x, y) for x, y in zip(b, a[:-1], strict=True)))

    def _vectors(self, a: Shape, b: Shape, dtype: str | None, required: tuple[Requirement, ...]) -> Inference:
        required += self._same_rows(a[-2], b[-1], a, b)
        batch, fitting = broadcast_pair(a[:-2], b[:-1], Kind.MATMUL)
        return Inference((TensorType((*batch, a[-1]), dtype),), required + fitting)

    def _same_rows(self, expected: Size, actual: Size, a: Shape, b: Shape) -> tuple[Requirement, ...]:
        verdict = equal(expected, actual)
        if verdict is Verdict.HOLDS:
            return ()
        text = f"the shapes {render_shape(a)} and {render_shape(b)} are of no common system of equations"
        return (Requirement(Kind.MATMUL, verdict, expected, actual, "==", None, 1, len(b) - 1, text),)


@dataclass(frozen=True, slots=True)
class ChainProduct(Operation):
    """The product of several matrices, of which the first and the last may be vectors.

    https://docs.pytorch.org/docs/stable/generated/torch.linalg.multi_dot.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([t.dtype for t in inputs])
        shapes = [t.shape for t in inputs]
        last = len(inputs) - 1
        for operand, shape in enumerate(shapes):
            ranks = (1, 2) if operand in (0, last) else (2,)
            if shape is not None and len(shape) not in ranks:
                text = "the factors are matrices, the first and the last may be vectors"
                wrong = Requirement(Kind.RANK, Verdict.FAILS, 2, len(shape), "==", None, operand, None, text)
                return Inference((TensorType(None, dtype),), (wrong,))
        known = [shape for shape in shapes if shape is not None]
        if len(known) < len(shapes) or not known:
            return Inference((TensorType(None, dtype),))
        requirements: tuple[Requirement, ...] = ()
        for operand, (first, second) in enumerate(pairwise(known), 1):
            verdict = equal(first[-1], second[0])
            if verdict is not Verdict.HOLDS:
                text = f"the shapes {render_shape(first)} and {render_shape(second)} cannot be multiplied"
                requirements += (Requirement(Kind.MATMUL, verdict, first[-1], second[0], "==", None, operand, 0, text),)
        shape = known[0][:-1] + known[-1][1:]
        return Inference((TensorType(shape, dtype),), requirements)


@dataclass(frozen=True, slots=True)
class Kronecker(Operation):
    """The Kronecker product: sizes multiplied axis by axis, aligned at the last one.

    https://docs.pytorch.org/docs/stable/generated/torch.kron.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([inputs[0].dtype, inputs[1].dtype])
        first, second = inputs[0].shape, inputs[1].shape
        if first is None or second is None:
            return Inference((TensorType(None, dtype),))
        rank = max(len(first), len(second))
        left, right = (1,) * (rank - len(first)) + first, (1,) * (rank - len(second)) + second
        return Inference((TensorType(tuple(a * b for a, b in zip(left, right, strict=True)), dtype),))


@dataclass(frozen=True, slots=True)
class BlockDiagonal(Operation):
    """Matrices as the blocks along the diagonal of a larger one; a vector is one row, a number one element.

    https://docs.pytorch.org/docs/stable/generated/torch.block_diag.html
    """

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([t.dtype for t in inputs])
        rows: Size = 0
        columns: Size = 0
        for operand, given in enumerate(inputs):
            if given.shape is None:
                return Inference((TensorType(unknown_shape(2), dtype),))
            if len(given.shape) > 2:
                text = "a block has at most two axes"
                high = Requirement(Kind.RANK, Verdict.FAILS, 2, len(given.shape), "<=", None, operand, None, text)
                return Inference((TensorType(unknown_shape(2), dtype),), (high,))
            block = (1,) * (2 - len(given.shape)) + given.shape
            rows, columns = rows + block[0], columns + block[1]
        return Inference((TensorType((rows, columns), dtype),))


@dataclass(frozen=True, slots=True)
class VectorDot(Operation):
    """The sum of products along one axis of two tensors that broadcast.

    https://docs.pytorch.org/docs/stable/generated/torch.linalg.vecdot.html
    """

    axis: int = -1

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([inputs[0].dtype, inputs[1].dtype])
        first, second = inputs[0].shape, inputs[1].shape
        if first is None or second is None:
            return Inference((TensorType(None, dtype),))
        if len(first) == len(second) == 1:
            return Inference((TensorType((), dtype),), inner_requirement(first[0], second[0], first, second, 0))
        shape, requirements = broadcast_pair(first, second, Kind.MATMUL)
        rank = len(shape)
        if not -rank <= self.axis < rank or requirements:
            return Inference((TensorType(None, dtype),), requirements)
        axis = self.axis % rank
        return Inference((TensorType(shape[:axis] + shape[axis + 1 :], dtype),))


@dataclass(frozen=True, slots=True)
class Vandermonde(Operation):
    """The powers of each element as a new last axis; `columns` of them, by default as many as there are elements.

    https://docs.pytorch.org/docs/stable/generated/torch.linalg.vander.html
    """

    columns: Size | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if not given.shape:
            return Inference((given.with_shape(None),), (low_rank(given.shape, 1),))
        count = given.shape[-1] if self.columns is None else self.columns
        return Inference((given.with_shape((*given.shape, count)),))


@dataclass(frozen=True, slots=True)
class TensorInverse(Operation):
    """The inverse of a tensor as a linear map from its last axes to its first `axes`.

    https://docs.pytorch.org/docs/stable/generated/torch.linalg.tensorinv.html
    """

    axes: int = 2

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        first, rest = given.shape[: self.axes], given.shape[self.axes :]
        verdict = equal(product(first), product(rest))
        text = f"the first {self.axes} axes of {render_shape(given.shape)} must hold as many elements as the others"
        fits = Requirement(Kind.MATMUL, verdict, product(first), product(rest), "==", "ind", 0, None, text)
        return Inference((given.with_shape(rest + first),), () if verdict is Verdict.HOLDS else (fits,))


@dataclass(frozen=True, slots=True)
class Reflections(Operation):
    """What Householder reflections (..., m, k) with the factors of the second input make: the product itself, or that
    applied to the third input, whose shape stays.

    https://docs.pytorch.org/docs/stable/generated/torch.linalg.householder_product.html
    """

    applied: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        return Inference((inputs[2 if self.applied else 0],))


@dataclass(frozen=True, slots=True)
class SumToSize(Operation):
    """Sum a tensor over the axes by which the shape was broadcast.

    https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sum_to_size.html
    """

    shape: Shape

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        requirements = () if given.shape is None else expand_to(self.shape, given.shape, Kind.RESHAPE, argument="size")
        return Inference((given.with_shape(self.shape),), requirements)
