"""Linear algebra: https://docs.pytorch.org/docs/stable/linalg.html and the older names of
https://docs.pytorch.org/docs/stable/torch.html#blas-and-lapack-operations."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.tensors.declaring import Answer, apply, declare, fields
from shapelint.frontends.torch.tensors.reduction import reduce
from shapelint.frontends.torch.tensors.reshape import tensors_of
from shapelint.interpret.api.coercions import Axes, Axis, Tensors
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.dense.linear_algebra import (
    BlockDiagonal,
    ChainProduct,
    Kronecker,
    MatrixFunction,
    Reflections,
    SolveMatrix,
    TensorInverse,
    Vandermonde,
    VectorDot,
)
from shapelint.ops.layout.creation import Creation, Creations
from shapelint.ops.layout.gather_scatter import Diagonal
from shapelint.symbolic import Size

# Functions of square matrices: the names of torch and of torch.linalg, and the axes of what comes out of (..., m, n).
SQUARE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("inverse", "linalg.inv"), "nn"),
    (("det", "linalg.det"), ""),
    (("logdet",), ""),
    (("matrix_exp", "linalg.matrix_exp"), "nn"),
    (("linalg.eigvalsh",), "n"),
    (("cholesky", "linalg.cholesky"), "nn"),
    (("cholesky_inverse",), "nn"),
)

# Functions of any matrices, with several outputs by the fields' names.
FACTORS: tuple[tuple[str, str, tuple[str, ...], bool, tuple[str, ...]], ...] = (
    ("linalg.cholesky_ex", "L info", ("nn", ""), True, ("", "int32")),
    ("linalg.inv_ex", "inverse info", ("nn", ""), True, ("", "int32")),
    ("linalg.eig", "eigenvalues eigenvectors", ("n", "nn"), True, ("complex", "complex")),
    ("linalg.eigh", "eigenvalues eigenvectors", ("n", "nn"), True, ("real", "")),
    ("linalg.slogdet", "sign logabsdet", ("", ""), True, ("", "real")),
    ("slogdet", "sign logabsdet", ("", ""), True, ("", "real")),
    ("linalg.ldl_factor", "LD pivots", ("nn", "n"), True, ("", "int32")),
    ("linalg.ldl_factor_ex", "LD pivots info", ("nn", "n", ""), True, ("", "int32", "int32")),
    ("linalg.lu", "P L U", ("mm", "mk", "kn"), False, ()),
    ("linalg.lu_factor", "LU pivots", ("mn", "k"), False, ("", "int32")),
    ("linalg.lu_factor_ex", "LU pivots info", ("mn", "k", ""), False, ("", "int32", "int32")),
    ("geqrf", "a tau", ("mn", "k"), False, ()),
)  # fmt: skip


def declare_square(names: tuple[str, ...], output: str) -> None:
    @declare(*names)
    def square(input: Tensor, *settings: object, **options: object) -> Application:
        return apply(MatrixFunction(names[0], (output,), square=True, dtypes=dtypes), input)

    dtypes = ("real",) if names[0] == "linalg.eigvalsh" else ()


def declare_factors(name: str, names: str, outputs: tuple[str, ...], square: bool, dtypes: tuple[str, ...]) -> None:
    @declare(name)
    def factors(input: Tensor, *settings: object, **options: object) -> Application:
        return Application(MatrixFunction(name, outputs, square, dtypes), (input,), arrange)

    arrange = fields(name.rpartition(".")[2], *names.split())


for square_names, square_output in SQUARE:
    declare_square(square_names, square_output)
for factor in FACTORS:
    declare_factors(*factor)


@declare("linalg.eigvals", method=False)
def eigvals(A: Tensor, *, out: object = None) -> Application:
    return apply(MatrixFunction("eigvals", ("n",), square=True, dtypes=("complex",)), A)


@declare("linalg.svdvals", method=False)
def svdvals(A: Tensor, *, driver: object = None, out: object = None) -> Application:
    return apply(MatrixFunction("svdvals", ("k",), dtypes=("real",)), A)


@declare("linalg.matrix_rank", method=False)
def matrix_rank(input: Tensor, *settings: object, **options: object) -> Application:
    return apply(MatrixFunction("matrix_rank", ("",), dtypes=("int64",)), input)


@declare("linalg.pinv", "pinverse")
def pinv(input: Tensor, *settings: object, **options: object) -> Application:
    return apply(MatrixFunction("pinv", ("nm",)), input)


@declare("linalg.cond", method=False)
def cond(A: Tensor, p: object = None, *, out: object = None) -> Application:
    return apply(MatrixFunction("cond", ("",), dtypes=("real",)), A)


@declare("matrix_power", "linalg.matrix_power")
def matrix_power(input: Tensor, n: object, *, out: object = None) -> Application:
    return apply(MatrixFunction("matrix_power", ("nn",), square=True), input)


SVD = {name: fields("linalg_svd", *names) for name, names in (("linalg", ("U", "S", "Vh")), ("", ("U", "S", "V")))}


@declare("linalg.svd", method=False)
def svd(A: Tensor, full_matrices: bool = True, *, driver: object = None, out: object = None) -> Application:
    outputs = ("mm", "k", "nn") if full_matrices else ("mk", "k", "kn")
    return Application(MatrixFunction("svd", outputs, dtypes=("", "real", "")), (A,), SVD["linalg"])


@declare("svd")
def old_svd(input: Tensor, some: bool = True, compute_uv: object = True, *, out: object = None) -> Application:
    outputs = ("mk", "k", "nk") if some else ("mm", "k", "nn")
    return Application(MatrixFunction("svd", outputs, dtypes=("", "real", "")), (input,), SVD[""])


QR = fields("linalg_qr", "Q", "R")


@declare("linalg.qr", method=False)
def qr(A: Tensor, mode: str = "reduced", *, out: object = None) -> Answer:
    outputs = {"reduced": ("mk", "kn"), "complete": ("mm", "mn"), "r": ("-", "kn")}.get(mode)
    if outputs is None:
        return Undetermined("a mode of the decomposition that is not known")
    return Application(MatrixFunction("qr", outputs), (A,), QR)


@declare("qr")
def old_qr(input: Tensor, some: bool = True, *, out: object = None) -> Application:
    return Application(MatrixFunction("qr", ("mk", "kn") if some else ("mm", "mn")), (input,), QR)


@declare("linalg.matrix_norm", method=False)
def matrix_norm(
    A: Tensor,
    ord: object = "fro",
    dim: Axes = (-2, -1),
    keepdim: bool = False,
    *,
    dtype: object = None,
    out: object = None,
) -> Application:
    return reduce("matrix_norm", A, dim, keepdim)


@declare("linalg.diagonal", method=False)
def diagonal(A: Tensor, *, offset: Axis = 0, dim1: Axis = -2, dim2: Axis = -1) -> Application:
    return apply(Diagonal(offset, dim1, dim2), A)


@declare("linalg.multi_dot", method=False)
def multi_dot(tensors: Tensors, *, out: object = None) -> Application:
    return Application(ChainProduct(), tensors)


@declare("linalg.vecdot", method=False)
def vecdot(x: Tensor, y: Tensor, *, dim: Axis = -1, out: object = None) -> Application:
    return apply(VectorDot(dim), x, y)


@declare("linalg.vander", method=False)
def vander(x: Tensor, N: int | None = None) -> Application:
    return apply(Vandermonde(N), x)


@declare("vander", method=False)
def old_vander(x: Tensor, N: int | None = None, increasing: object = False) -> Application:
    return apply(Vandermonde(N), x)


@declare("linalg.tensorinv", method=False)
def tensorinv(A: Tensor, ind: Axis = 2, *, out: object = None) -> Application:
    return apply(TensorInverse(ind), A)


@declare("linalg.tensorsolve", method=False)
def tensorsolve(A: Tensor, B: Tensor, dims: Any = None, *, out: object = None) -> Answer:
    if dims is not None or A.shape is None or B.shape is None or len(A.shape) < len(B.shape):
        return Undetermined("the solution of a system of tensors")
    return Application(Creation("tensorsolve", A.shape[len(B.shape) :], A.type.dtype), (A, B))


# ------------------------------------------------------------------------------------------------------ equations


@declare("linalg.solve", method=False)
def solve(A: Tensor, B: Tensor, *, left: bool = True, out: object = None) -> Application:
    return apply(SolveMatrix("solve", bool(left), vectors=bool(left)), A, B)


@declare("linalg.solve_ex", method=False)
def solve_ex(
    A: Tensor, B: Tensor, *, left: bool = True, check_errors: object = False, out: object = None
) -> Application:
    operation = SolveMatrix("solve", bool(left), vectors=bool(left))
    return Application(operation, (A, B), lambda result: (result, Unknown("what a solver says of itself")))


@declare("linalg.solve_triangular", method=False)
def solve_triangular(
    A: Tensor, B: Tensor, *, upper: object, left: bool = True, unitriangular: object = False, out: object = None
) -> Application:
    return apply(SolveMatrix("solve_triangular", bool(left)), A, B)


SOLUTION = fields("triangular_solve", "solution", "cloned_coefficient")


@declare("triangular_solve")
def triangular_solve(
    input: Tensor,
    A: Tensor,
    upper: object = True,
    transpose: object = False,
    unitriangular: object = False,
    *,
    out: object = None,
) -> Application:
    return Application(SolveMatrix("triangular_solve"), (A, input), lambda result: SOLUTION(result, A))


@declare("cholesky_solve")
def cholesky_solve(B: Tensor, L: Tensor, upper: object = False, *, out: object = None) -> Application:
    return apply(SolveMatrix("cholesky_solve"), L, B)


@declare("lu_solve")
def lu_solve(b: Tensor, LU_data: Tensor, LU_pivots: Tensor, *, out: object = None) -> Application:
    return apply(SolveMatrix("lu_solve"), LU_data, b)


@declare("linalg.lu_solve", method=False)
def linalg_lu_solve(
    LU: Tensor, pivots: Tensor, B: Tensor, *, left: bool = True, adjoint: object = False, out: object = None
) -> Application:
    return apply(SolveMatrix("lu_solve", bool(left)), LU, B)


@declare("linalg.ldl_solve", method=False)
def ldl_solve(LD: Tensor, pivots: Tensor, B: Tensor, *, hermitian: object = False, out: object = None) -> Application:
    return apply(SolveMatrix("ldl_solve"), LD, B)


LEAST_SQUARES = fields("linalg_lstsq", "solution", "residuals", "rank", "singular_values")


@declare("linalg.lstsq", method=False)
def lstsq(A: Tensor, B: Tensor, rcond: object = None, *, driver: object = None, out: object = None) -> Application:
    rest = (Unknown("what a solver says of itself"),) * 3
    operation = SolveMatrix("lstsq", vectors=True, square=False)
    return Application(operation, (A, B), lambda solution: LEAST_SQUARES(solution, *rest))


@declare("lu")
def old_lu(input: Tensor, pivot: object = True, get_infos: Any = False, out: object = None) -> Answer:
    if get_infos is not False:
        return Undetermined("a decomposition with what is said of it")
    return Application(MatrixFunction("lu", ("mn", "k"), dtypes=("", "int32")), (input,), lambda *factors: factors)


@declare("lu_unpack", method=False)
def lu_unpack(
    LU_data: Tensor, LU_pivots: Tensor, unpack_data: Any = True, unpack_pivots: Any = True, *, out: object = None
) -> Answer:
    if unpack_data is not True or unpack_pivots is not True:
        return Undetermined("parts of a decomposition")
    return Application(MatrixFunction("lu_unpack", ("mm", "mk", "kn")), (LU_data,), UNPACKED)


UNPACKED = fields("lu_unpack", "P", "L", "U")


@declare("linalg.householder_product", "orgqr")
def householder_product(input: Tensor, tau: Tensor, *, out: object = None) -> Application:
    return apply(Reflections(), input, tau)


@declare("ormqr")
def ormqr(
    input: Tensor, tau: Tensor, other: Tensor, left: object = True, transpose: object = False, *, out: object = None
) -> Application:
    return apply(Reflections(applied=True), input, tau, other)


# ---------------------------------------------------------------------------------------------------- of low rank


def low_rank(name: str, input: Tensor, count: Size) -> Answer:
    """The first `count` singular vectors and values of (..., m, n)."""
    if input.shape is None or len(input.shape) < 2:
        return Undetermined(f"{name} of a tensor of unknown or low rank")
    *batch, rows, columns = input.shape
    shapes = ((*batch, rows, count), (*batch, count), (*batch, columns, count))
    types = tuple(input.type.with_shape(shape) for shape in shapes)
    return Application(Creations(name, types), (input,), lambda *found: found)


@declare("svd_lowrank", method=False)
def svd_lowrank(A: Tensor, q: int = 6, niter: object = 2, M: object = None) -> Answer:
    return low_rank("svd_lowrank", A, q)


@declare("pca_lowrank", method=False)
def pca_lowrank(A: Tensor, q: int | None = None, center: object = True, niter: object = 2) -> Answer:
    return Undetermined("as many components as there are") if q is None else low_rank("pca_lowrank", A, q)


# ------------------------------------------------------------------------------------------------- built of others


@declare("kron")
def kron(input: Tensor, other: Tensor, *, out: object = None) -> Application:
    return apply(Kronecker(), input, other)


@declare("block_diag", method=False)
def block_diag(*tensors: Any) -> Answer:
    found = tensors_of(tensors)
    return found if isinstance(found, Undetermined) else Application(BlockDiagonal(), found)
