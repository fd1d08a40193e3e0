"""Matrices and spectra: https://keras.io/api/ops/linalg/, https://keras.io/api/ops/fft/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.coercions import Operand
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.dense.linear_algebra import Kronecker, MatrixFunction, SolveMatrix
from shapelint.ops.dense.matmul import PairDistances
from shapelint.ops.layout.creation import Creation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.fourier import Fourier

Answer = Application | Undetermined


def linalg_names(name: str) -> tuple[str, str]:
    return f"keras.ops.{name}", f"keras.ops.linalg.{name}"


def of_matrix(x: Tensor, name: str, outputs: tuple[str, ...], square: bool = False) -> Application:
    return Application(MatrixFunction(name, outputs, square), (x,))


@keras.function(*linalg_names("cholesky"))
def cholesky(x: Operand, upper: object = False) -> Answer:
    return of_matrix(x, "cholesky", ("mn",), square=True)


@keras.function(*linalg_names("cholesky_inverse"))
def cholesky_inverse(x: Operand, upper: object = False) -> Answer:
    return of_matrix(x, "cholesky_inverse", ("mn",), square=True)


@keras.function(*linalg_names("inv"))
def inv(x: Operand) -> Answer:
    return of_matrix(x, "inv", ("mn",), square=True)


@keras.function(*linalg_names("det"))
def det(x: Operand) -> Answer:
    return of_matrix(x, "det", ("",), square=True)


@keras.function("keras.ops.logdet")
def logdet(x: Operand) -> Answer:
    return of_matrix(x, "logdet", ("",), square=True)


@keras.function("keras.ops.slogdet", "keras.ops.numpy.slogdet")
def slogdet(x: Operand) -> Answer:
    return of_matrix(x, "slogdet", ("", ""), square=True)


@keras.function("keras.ops.pinv", "keras.ops.linalg.pinv")
def pinv(x: Operand, rcond: object = None) -> Answer:
    return of_matrix(x, "pinv", ("nm",))


@keras.function("keras.ops.matrix_rank")
def matrix_rank(x: Operand, tol: object = None) -> Answer:
    return of_matrix(x, "matrix_rank", ("",))


@keras.function(*linalg_names("eig"))
def eig(x: Operand) -> Answer:
    return of_matrix(x, "eig", ("m", "mn"), square=True)


@keras.function(*linalg_names("eigh"))
def eigh(x: Operand) -> Answer:
    return of_matrix(x, "eigh", ("m", "mn"), square=True)


@keras.function(*linalg_names("qr"))
def qr(x: Operand, mode: str = "reduced") -> Answer:
    if mode not in ("reduced", "complete"):
        return Undetermined("a mode that is not known")
    return of_matrix(x, "qr", ("mk", "kn") if mode == "reduced" else ("mm", "mn"))


@keras.function(*linalg_names("svd"))
def svd(x: Operand, full_matrices: bool = True, compute_uv: bool = True) -> Answer:
    if not compute_uv:
        return of_matrix(x, "svd", ("k",))
    return of_matrix(x, "svd", ("mm", "k", "nn") if full_matrices else ("mk", "k", "kn"))


@keras.function(*linalg_names("solve_triangular"))
def solve_triangular(a: Operand, b: Operand, lower: object = False) -> Answer:
    if a.shape is None or b.shape is None:
        return Undetermined("matrices or vectors, for all that is known")
    vectors = len(b.shape) == len(a.shape) - 1
    return Application(SolveMatrix("solve_triangular", vectors=vectors), (a, b))


@keras.function(*linalg_names("solve"))
def solve(a: Operand, b: Operand) -> Answer:
    if a.shape is None or b.shape is None:
        return Undetermined("matrices or vectors, for all that is known")
    vectors = len(b.shape) == len(a.shape) - 1
    return Application(SolveMatrix("solve", vectors=vectors), (a, b))


@keras.function("keras.ops.kron", "keras.ops.numpy.kron")
def kron(x1: Operand, x2: Operand) -> Answer:
    return Application(Kronecker(), (x1, x2))


@keras.function("keras.ops.cdist")
def cdist(x: Operand, y: Operand) -> Answer:
    return Application(PairDistances(), (x, y))


def spectrum(name: str, kind: str, x: Tensor, length: object = None) -> Answer:
    size = length if isinstance(length, int) else None
    if length is not None and size is None:
        return Undetermined("a length that is not known")
    return Application(Fourier(name, kind, (size,), (-1,)), (x,))


@keras.function("keras.ops.rfft")
def rfft(x: Operand, fft_length: Any = None) -> Answer:
    found = spectrum("rfft", "to_half", x, fft_length)
    if isinstance(found, Undetermined):
        return found
    return Application(found.operation, found.inputs, lambda half: (half, half))


def of_parts(x: object) -> tuple[Tensor, Tensor] | None:
    """A complex signal as Keras has it: a pair of real and imaginary parts."""
    found = x if isinstance(x, tuple) else None
    if found is None or len(found) != 2:
        return None
    first, second = found
    return (first, second) if isinstance(first, Tensor) and isinstance(second, Tensor) else None


@keras.function("keras.ops.irfft")
def irfft(x: Any, fft_length: Any = None) -> Answer:
    parts = of_parts(x)
    return Undetermined("a pair of tensors") if parts is None else spectrum("irfft", "from_half", parts[0], fft_length)


def _complex(name: str) -> None:
    @keras.function(f"keras.ops.{name}")
    def transform(x: Any) -> Answer:
        parts = of_parts(x)
        if parts is None:
            return Undetermined("a pair of tensors")
        axes = (-2, -1) if name.endswith("2") else (-1,)
        operation = Fourier(name, "complex", None, axes)
        return Application(operation, (parts[0],), lambda found: (found, found))


for _name in ("fft", "fft2", "ifft2"):
    _complex(_name)


@keras.function(*linalg_names("lu_factor"))
def lu_factor(x: Operand) -> Answer:
    return of_matrix(x, "lu_factor", ("mn", "k"))


@keras.function(*linalg_names("lstsq"))
def lstsq(a: Operand, b: Operand, rcond: object = None) -> Answer:
    if a.shape is None or b.shape is None or len(a.shape) != 2 or len(b.shape) not in (1, 2):
        return Undetermined("equations of another form than matrices")
    return Application(Creation("keras.ops.lstsq", (a.shape[1], *b.shape[1:]), a.type.dtype), (a, b))


@keras.function("keras.ops.cross", "keras.ops.numpy.cross")
def cross(x1: Operand, x2: Operand, axisa: Any = -1, axisb: Any = -1, axisc: Any = -1, axis: Any = None) -> Answer:
    if (axisa, axisb, axisc, axis) != (-1, -1, -1, None) or x1.shape is None or x1.shape[-1:] != (3,):
        return Undetermined("vectors along another axis than the last, or of two numbers")
    return Application(Elementwise("cross"), (x1, x2)) if x2.shape == x1.shape else Undetermined("vectors of two forms")


@keras.function("keras.ops.polar")
def polar(abs_: Operand, angle: Operand) -> Answer:
    return Application(Elementwise("polar", "complex64"), (abs_, angle))


@keras.function("keras.ops.view_as_complex")
def view_as_complex(x: Operand) -> Answer:
    if x.shape is None or x.shape[-1:] != (2,):
        return Undetermined("pairs of numbers that are not known")
    return Application(Creation("keras.ops.view_as_complex", x.shape[:-1], "complex64"), (x,))


@keras.function("keras.ops.view_as_real")
def view_as_real(x: Operand) -> Answer:
    if x.shape is None:
        return Undetermined("a tensor of unknown rank")
    return Application(Creation("keras.ops.view_as_real", (*x.shape, 2), "float32"), (x,))
