"""tensorflow.linalg: matrices, batched along leading axes: https://www.tensorflow.org/api_docs/python/tf/linalg."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.algebra import of_matrix
from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.frontends.tensorflow.tables import Answer, declare, ranked
from shapelint.interpret.api.coercions import Numbers
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor, TensorType
from shapelint.ops.dense.linear_algebra import MatrixFunction, SolveMatrix
from shapelint.ops.dense.matrix_vector import MatrixVector
from shapelint.ops.layout.creation import Creations
from shapelint.ops.layout.gather_scatter import DiagonalEmbed, diagonal_length
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce

# name -> the axes of what comes out (see `MatrixFunction`), of square matrices.
SQUARE: dict[str, tuple[str, ...]] = {
    "cholesky": ("mn",), "det": ("",), "expm": ("mn",), "logm": ("mn",), "slogdet": ("", ""), "sqrtm": ("mn",),
}  # fmt: skip
SYMMETRIC: dict[str, tuple[str, ...]] = {"eigh": ("m", "mn"), "eigvalsh": ("m",)}


def _square(name: str, outputs: tuple[str, ...]) -> None:
    @keras.function(f"tensorflow.linalg.{name}")
    def function(input: Numbers, name: object = None) -> Answer:
        return of_matrix(input, operation, outputs, square=True)

    operation = name


def _symmetric(name: str, outputs: tuple[str, ...]) -> None:
    @keras.function(f"tensorflow.linalg.{name}")
    def function(tensor: Numbers, name: object = None) -> Answer:
        return of_matrix(tensor, operation, outputs, square=True)

    operation = name


for _name, _outputs in SQUARE.items():
    _square(_name, _outputs)
for _name, _outputs in SYMMETRIC.items():
    _symmetric(_name, _outputs)


@keras.function("tensorflow.linalg.inv")
def inv(input: Numbers, adjoint: object = False, name: object = None) -> Answer:
    return of_matrix(input, "inv", ("mn",), square=True)


@keras.function("tensorflow.linalg.qr")
def qr(input: Numbers, full_matrices: Any = False, name: object = None) -> Answer:
    if not isinstance(full_matrices, bool):
        return Undetermined("a mode that is not known")
    return of_matrix(input, "qr", ("mm", "mn") if full_matrices else ("mk", "kn"))


@keras.function("tensorflow.matrix_square_root")
def matrix_square_root(input: Numbers, name: object = None) -> Answer:
    return of_matrix(input, "sqrtm", ("mn",), square=True)


def _eigen(names: tuple[str, ...], outputs: tuple[str, ...]) -> None:
    @keras.function(*names)
    def eigen(tensor: Numbers, name: object = None) -> Answer:
        operation = MatrixFunction("eig", outputs, True, ("complex",) * len(outputs))
        return Application(operation, (tensor,))


_eigen(("tensorflow.eig", "tensorflow.linalg.eig"), ("m", "mn"))
_eigen(("tensorflow.eigvals", "tensorflow.linalg.eigvals"), ("m",))


@keras.function("tensorflow.linalg.logdet")
def logdet(matrix: Numbers, name: object = None) -> Answer:
    return of_matrix(matrix, "logdet", ("",), square=True)


@keras.function("tensorflow.linalg.adjoint")
def adjoint(matrix: Numbers, name: object = None) -> Answer:
    return of_matrix(matrix, "adjoint", ("nm",))


@keras.function("tensorflow.linalg.pinv")
def pinv(a: Numbers, rcond: object = None, validate_args: object = False, name: object = None) -> Answer:
    return of_matrix(a, "pinv", ("nm",))


@keras.function("tensorflow.linalg.matrix_rank")
def matrix_rank(a: Numbers, tol: object = None, validate_args: object = False, name: object = None) -> Answer:
    return of_matrix(a, "matrix_rank", ("",))


@keras.function("tensorflow.linalg.svd")
def svd(tensor: Numbers, full_matrices: Any = False, compute_uv: Any = True, name: object = None) -> Answer:
    if not isinstance(full_matrices, bool) or not isinstance(compute_uv, bool):
        return Undetermined("a mode that is not known")
    if not compute_uv:
        return of_matrix(tensor, "svd", ("k",))
    return of_matrix(tensor, "svd", ("k", "mm", "nn") if full_matrices else ("k", "mk", "nk"))


@keras.function("tensorflow.linalg.lu")
def lu(input: Numbers, output_idx_type: object = "int32", name: object = None) -> Answer:
    return of_matrix(input, "lu", ("mn", "m"), square=True)


@keras.function("tensorflow.linalg.trace")
def trace(x: Numbers, name: object = None) -> Answer:
    return of_matrix(x, "trace", ("",))


declare("linalg.band_part", "input: Numbers, num_lower, num_upper, name=None", ranked("band_part", 2))
declare(
    "linalg.lu_reconstruct", "lower_upper: Numbers, perm, validate_args=False, name=None", ranked("lu_reconstruct", 2)
)
declare(
    "linalg.lu_matrix_inverse", "lower_upper: Numbers, perm, validate_args=False, name=None",
    ranked("lu_matrix_inverse", 2),
)  # fmt: skip


@keras.function("tensorflow.linalg.lu_solve")
def lu_solve(
    lower_upper: Numbers, perm: object, rhs: Numbers, validate_args: object = False, name: object = None
) -> Answer:
    return created("lu_solve", rhs.shape, rhs.type.dtype, lower_upper, rhs)


def _solved(name: str, matrix: Tensor, rhs: Tensor) -> Answer:
    return Application(SolveMatrix(name), (matrix, rhs))


@keras.function("tensorflow.linalg.solve")
def solve(matrix: Numbers, rhs: Numbers, adjoint: object = False, name: object = None) -> Answer:
    return _solved("solve", matrix, rhs)


@keras.function("tensorflow.linalg.triangular_solve")
def triangular_solve(
    matrix: Numbers, rhs: Numbers, lower: object = True, adjoint: object = False, name: object = None
) -> Answer:
    return _solved("triangular_solve", matrix, rhs)


@keras.function("tensorflow.linalg.cholesky_solve")
def cholesky_solve(chol: Numbers, rhs: Numbers, name: object = None) -> Answer:
    return _solved("cholesky_solve", chol, rhs)


@keras.function("tensorflow.linalg.lstsq")
def lstsq(
    matrix: Numbers, rhs: Numbers, l2_regularizer: object = 0.0, fast: object = True, name: object = None
) -> Answer:
    return Application(SolveMatrix("lstsq", square=False), (matrix, rhs))


@keras.function("tensorflow.linalg.banded_triangular_solve")
def banded_triangular_solve(
    bands: Numbers, rhs: Numbers, lower: object = True, adjoint: object = False, name: object = None
) -> Answer:
    if bands.shape is None or rhs.shape is None or len(bands.shape) != 2 or len(rhs.shape) != 2:
        return Undetermined("bands in batches")
    return created("banded_triangular_solve", rhs.shape, rhs.type.dtype, bands, rhs)


@keras.function("tensorflow.linalg.tridiagonal_solve")
def tridiagonal_solve(
    diagonals: object, rhs: Numbers, diagonals_format: object = "compact", transpose_rhs: Any = False,
    conjugate_rhs: object = False, name: object = None, partial_pivoting: object = True,
    perturb_singular: object = False,
) -> Answer:  # fmt: skip
    if transpose_rhs is not False:
        return Undetermined("a right side that is transposed")
    return created("tridiagonal_solve", rhs.shape, rhs.type.dtype, rhs)


@keras.function("tensorflow.linalg.tridiagonal_matmul")
def tridiagonal_matmul(
    diagonals: object, rhs: Numbers, diagonals_format: object = "compact", name: object = None
) -> Answer:
    return created("tridiagonal_matmul", rhs.shape, rhs.type.dtype, rhs)


@keras.function("tensorflow.linalg.matvec")
def matvec(
    a: Numbers, b: Numbers, transpose_a: bool = False, adjoint_a: bool = False, a_is_sparse: object = False,
    b_is_sparse: object = False, name: object = None,
) -> Answer:  # fmt: skip
    return Application(MatrixVector(bool(transpose_a or adjoint_a)), (a, b))


@keras.function("tensorflow.linalg.cross")
def cross(a: Numbers, b: Numbers, name: object = None) -> Answer:
    if a.shape is None or a.shape != b.shape or a.shape[-1:] != (3,):
        return Undetermined("vectors of other forms")
    return Application(Elementwise("cross"), (a, b))


@keras.function("tensorflow.linalg.normalize")
def normalize(tensor: Numbers, ord: object = "euclidean", axis: Axes | None = None, name: object = None) -> Answer:
    """The tensor and its norm, of which no axis is dropped."""
    inferred = Reduce("norm", axis, True, argument="axis").infer([tensor.type])
    if inferred.requirements:
        return Application(ShapePreservingOverAxis("normalize", axis or (), "axis"), (tensor,))
    types = (tensor.type, TensorType(inferred.outputs[0].shape, tensor.type.dtype))
    return Application(Creations("normalize", types), (tensor,))


@keras.function("tensorflow.linalg.diag")
def diag(
    diagonal: Numbers, name: object = "diag", k: Any = 0, num_rows: Any = -1, num_cols: Any = -1,
    padding_value: object = 0,
    align: object = "RIGHT_LEFT",
) -> Answer:  # fmt: skip
    if not isinstance(k, int) or (num_rows, num_cols) != (-1, -1):
        return Undetermined("diagonals or a matrix of other forms")
    return Application(DiagonalEmbed(k), (diagonal,))


@keras.function("tensorflow.linalg.diag_part")
def diag_part(
    input: Numbers, name: object = "diag_part", k: Any = 0, padding_value: object = 0, align: object = "RIGHT_LEFT"
) -> Answer:
    if not isinstance(k, int) or input.shape is None or len(input.shape) < 2:
        return Undetermined("diagonals that are not known")
    length = diagonal_length(input.shape[-2], input.shape[-1], k)
    return created("diag_part", (*input.shape[:-2], length), input.type.dtype, input)


@keras.function("tensorflow.linalg.set_diag")
def set_diag(
    input: Numbers, diagonal: object, name: object = "set_diag", k: object = 0, align: object = "RIGHT_LEFT"
) -> Answer:
    return created("set_diag", input.shape, input.type.dtype, input)


@keras.function("tensorflow.linalg.tensor_diag")
def tensor_diag(diagonal: Numbers, name: object = None) -> Answer:
    shape = diagonal.shape
    return created("tensor_diag", None if shape is None else (*shape, *shape), diagonal.type.dtype, diagonal)


@keras.function("tensorflow.linalg.tensor_diag_part")
def tensor_diag_part(input: Numbers, name: object = None) -> Answer:
    if input.shape is None or len(input.shape) % 2:
        return Undetermined("a tensor of odd rank")
    return created("tensor_diag_part", input.shape[: len(input.shape) // 2], input.type.dtype, input)
