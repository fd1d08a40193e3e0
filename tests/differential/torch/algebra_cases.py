"""Calls of torch.linalg, torch.fft, and of what puts tensors together. `CASES` has those of `computing_cases` too."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from differential.harness import Given
from differential.torch.cases import Draw, mostly, shape
from differential.torch.computing_cases import CASES
from differential.torch.tensor_cases import SIZES, Call, Case, axis, case, methods, partner, sizes
from hypothesis import strategies as st

__all__ = ["CASES"]

# ------------------------------------------------------------------------------------------------------- matrices


def matrices(draw: Draw, *, square: bool) -> Given:
    """Matrices that are not singular, now and then of another form."""
    batch = shape(draw, 0, 2, 3)
    rows = draw(st.integers(1, 4))
    columns = mostly(draw, rows, st.integers(1, 4), 8) if square else draw(st.integers(1, 4))
    return Given(mostly(draw, (*batch, rows, columns), st.just((rows,)), 10), values="identity")


def of_matrices(*rest: Any, square: bool = False) -> Case:
    return lambda draw: ((matrices(draw, square=square), *rest), {})


case(
    *methods("inverse", "det", "slogdet", "matrix_exp", "logdet", "cholesky"),
    *(
        f"torch.linalg.{name}"
        for name in (
            "inv", "det", "slogdet", "matrix_exp", "cholesky", "cholesky_ex", "inv_ex", "eig", "eigh", "eigvals",
            "eigvalsh", "ldl_factor", "ldl_factor_ex",
        )
    ),
)(of_matrices(square=True))  # fmt: skip
case(
    *methods("pinverse", "svd", "qr", "geqrf"),
    *(
        f"torch.linalg.{name}"
        for name in (
            "svd", "svdvals", "qr", "lu", "lu_factor", "lu_factor_ex", "pinv", "cond", "matrix_norm", "matrix_rank",
            "diagonal",
        )
    ),
    "torch.lu",
)(of_matrices())  # fmt: skip
case(*methods("matrix_power"), "torch.linalg.matrix_power")(of_matrices(2, square=True))
case("torch.svd (all)", ".svd (all)", "torch.qr (all)")(of_matrices(False))
case("torch.linalg.svd (reduced)")(of_matrices(False))


@case("torch.linalg.qr (mode)")
def qr(draw: Draw) -> Call:
    return (matrices(draw, square=False), draw(st.sampled_from(("reduced", "complete")))), {}


def equations(draw: Draw) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """a and b of a @ x = b, mostly of as many rows."""
    batch = shape(draw, 0, 2, 3)
    rows = draw(st.integers(1, 4))
    a = (*batch, rows, mostly(draw, rows, st.integers(1, 4), 10))
    b = (*partner(draw, batch), mostly(draw, rows, st.integers(1, 4), 8), draw(st.integers(1, 3)))
    return a, b


@case("torch.linalg.solve")
def solve(draw: Draw) -> Call:
    a, b = equations(draw)
    vectors = draw(st.integers(0, 3)) == 0
    return (Given(a, values="identity"), Given(a[:-1] if vectors else b)), {}


@case("torch.linalg.solve (right)")
def solve_right(draw: Draw) -> Call:
    a, b = equations(draw)
    return (Given(a, values="identity"), Given((*b[:-2], b[-1], b[-2]))), {"left": False}


@case("torch.linalg.solve_triangular")
def solve_triangular(draw: Draw) -> Call:
    a, b = equations(draw)
    return (Given(a, values="identity"), Given(b)), {"upper": True}


@case(*methods("cholesky_solve"))
def solved_by(draw: Draw) -> Call:
    a, b = equations(draw)
    return (Given(b), Given(a, values="identity")), {}


@case("torch.linalg.multi_dot")
def multi_dot(draw: Draw) -> Call:
    inner = [draw(st.integers(1, 3)) for _ in range(draw(st.integers(3, 5)))]
    factors = [(a, mostly(draw, b, st.integers(1, 4), 10)) for a, b in pairwise(inner)]
    chain = [Given(mostly(draw, factor, st.just(factor[:1]), 12)) for factor in factors]
    return (chain,), {}


@case(*methods("kron"))
def kron(draw: Draw) -> Call:
    return (Given(sizes(draw, 0, 3)), Given(sizes(draw, 0, 3))), {}


@case("torch.block_diag")
def block_diag(draw: Draw) -> Call:
    count = draw(st.integers(1, 3))
    return tuple(Given(sizes(draw, 0, mostly(draw, 2, st.just(3), 8))) for _ in range(count)), {}


@case("torch.linalg.vecdot")
def vecdot(draw: Draw) -> Call:
    given = shape(draw, 1, 3, 4)
    return (Given(given), Given(partner(draw, given))), {}


@case("torch.linalg.vander", "torch.vander")
def vander(draw: Draw) -> Call:
    return (Given((draw(st.integers(2, 4)),)),), draw(st.sampled_from(({}, {"N": 3})))


# ---------------------------------------------------------------------------------------------- Fourier transforms


def transform(draw: Draw) -> Call:
    given = shape(draw, 0, 3, 6)
    keywords: dict[str, Any] = {}
    if draw(st.booleans()):
        keywords["n"] = draw(st.integers(0, 8))
    if draw(st.booleans()):
        keywords["dim"] = axis(draw, len(given))
    return (Given(given),), keywords


case(*(f"torch.fft.{name}" for name in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft")))(transform)


def several(draw: Draw) -> Call:
    given = shape(draw, 1, 4, 6)
    keywords: dict[str, Any] = {}
    if draw(st.booleans()):
        keywords["s"] = [draw(st.integers(1, 8)) for _ in range(mostly(draw, 2, st.integers(1, 3), 6))]
    if draw(st.booleans()):
        keywords["dim"] = mostly(draw, (-2, -1), st.tuples(st.integers(-3, 2), st.integers(-3, 2)), 3)
    return (Given(given),), keywords


case(*(f"torch.fft.{name}{form}" for name in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft") for form in ("2", "n")))(
    several
)


@case("torch.fft.fftfreq", "torch.fft.rfftfreq")
def fftfreq(draw: Draw) -> Call:
    return (draw(st.integers(1, 9)),), {}


@case("torch.fft.fftshift")
def fftshift(draw: Draw) -> Call:
    given = shape(draw, 1, 3, 4)
    return (Given(given),), draw(st.sampled_from(({}, {"dim": axis(draw, len(given))})))


@case("torch.stft", ".stft")
def stft(draw: Draw) -> Call:
    size = draw(st.integers(4, 16))
    given = (*shape(draw, 0, mostly(draw, 1, st.just(2), 8), 3), draw(st.integers(17, 40)))
    keywords = {"return_complex": draw(st.booleans()), "onesided": draw(st.booleans())}
    if draw(st.booleans()):
        keywords["hop_length"] = draw(st.integers(1, 9))
    return (Given(given), size), {**keywords, "center": draw(st.booleans())}


# --------------------------------------------------------------------------------------------- together and apart


@case(*methods("hsplit", "vsplit", "dsplit"))
def numpy_split(draw: Draw) -> Call:
    given = tuple(draw(st.sampled_from((2, 3, 4, 6))) for _ in range(draw(st.integers(1, 4))))
    return (Given(given), draw(st.sampled_from((1, 2, 3, [1], [1, 2])))), {}


@case("torch.column_stack")
def column_stack(draw: Draw) -> Call:
    rows = draw(st.integers(1, 4))
    if draw(st.booleans()):
        return ([Given((rows,)) for _ in range(draw(st.integers(1, 3)))],), {}
    return ([Given((rows, draw(st.integers(1, 4)))) for _ in range(draw(st.integers(1, 3)))],), {}


@case(*methods("diagflat"))
def diagflat(draw: Draw) -> Call:
    return (Given(sizes(draw, 0, 3)), draw(st.integers(-2, 2))), {}


@case("torch.cartesian_prod")
def cartesian_prod(draw: Draw) -> Call:
    return tuple(Given(shape(draw, 1, 1, 4)) for _ in range(draw(st.integers(1, 3)))), {}


@case("torch.combinations")
def combinations(draw: Draw) -> Call:
    return (Given(shape(draw, 1, 1, 5)), draw(st.integers(1, 4)), draw(st.booleans())), {}


@case(*methods("cov", "corrcoef"))
def cov(draw: Draw) -> Call:
    return (Given(mostly(draw, (draw(st.integers(2, 4)), 3), st.sampled_from(((4,), (2, 2, 2))), 4)),), {}


@case(*methods("frexp", "msort"))
def alone(draw: Draw) -> Call:
    return (Given(sizes(draw, 0, 3)),), {}


@case(*methods("ldexp", "igamma"), "torch.special.xlogy", "torch.special.zeta")
def pair(draw: Draw) -> Call:
    given = sizes(draw, 0, 3)
    return (Given(given), Given(partner(draw, given))), {}


@case("torch.special.i1", "torch.special.ndtr", "torch.special.entr")
def special(draw: Draw) -> Call:
    return (Given(sizes(draw, 0, 3)),), {}


@case("torch.gradient")
def gradient(draw: Draw) -> Call:
    given = tuple(draw(st.integers(2, 5)) for _ in range(draw(st.integers(1, 3))))
    return (Given(given),), draw(st.sampled_from(({}, {"dim": 0}, {"dim": (0,)})))


@case(*methods("histogram"))
def histogram(draw: Draw) -> Call:
    return (Given(shape(draw, 1, 2, 4)), draw(st.integers(1, 5))), {}


@case(*methods("nonzero_static"))
def nonzero_static(draw: Draw) -> Call:
    return (Given(shape(draw, 0, 3, 3)),), {"size": draw(SIZES)}


@case("torch.trapezoid", "torch.cumulative_trapezoid")
def trapezoid(draw: Draw) -> Call:
    return (Given(shape(draw, 1, 3, 4)),), {}


@case("torch.unravel_index")
def unravel_index(draw: Draw) -> Call:
    return (Given(sizes(draw, 0, 2), "int64"), (2, 3, 4)), {}


@case("torch.searchsorted")
def searchsorted(draw: Draw) -> Call:
    return (Given((5,)), Given(sizes(draw, 0, 3))), {}


@case(".sum_to_size")
def sum_to_size(draw: Draw) -> Call:
    given = shape(draw, 0, 3, 4)
    return (Given(given), partner(draw, given)), {}


@case(*methods("select_scatter"))
def select_scatter(draw: Draw) -> Call:
    given = shape(draw, 1, 3, 4)
    dim = draw(st.integers(0, len(given) - 1))
    return (Given(given), Given(given[:dim] + given[dim + 1 :]), dim, 0), {}


@case(*methods("as_strided"))
def as_strided(draw: Draw) -> Call:
    return (Given((12,)), (draw(st.integers(1, 3)), draw(st.integers(1, 3))), (1, 2)), {}


@case("torch.t_copy", "torch.slice_copy")
def copied(draw: Draw) -> Call:
    return (Given(sizes(draw, 1, 2)),), {}


@case("torch.view_copy")
def view_copy(draw: Draw) -> Call:
    return (Given((2, 6)), draw(st.sampled_from(((3, 4), (12,), (-1, 4), (5, 2))))), {}


@case("torch.range")
def numbers(draw: Draw) -> Call:
    start = draw(st.integers(-3, 3))
    return (start, start + draw(st.integers(0, 5)), draw(st.integers(1, 2))), {}
