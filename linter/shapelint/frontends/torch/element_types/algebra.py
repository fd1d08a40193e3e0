"""The element types of torch.linalg, torch.fft and torch.special, by the name behind torch's prefixes."""

from __future__ import annotations

from shapelint.frontends.torch.element_types.kinds import SAME, WHOLE_SUM, known_alike, no_product_of_truths, real_only
from shapelint.frontends.torch.promotion import result_type
from shapelint.ops.element_types import (
    BOOL,
    COMPLEX,
    FLOATING,
    REAL,
    WHOLE,
    Result,
    Rule,
    alike,
    all_alike,
    always,
    inexact,
    mapped,
    needs,
    needs_together,
    only,
    refuses,
    same,
    several,
)

SOLVED = frozenset({"float32", "float64", "complex64", "complex128"})
TO_COMPLEX = {**dict.fromkeys(WHOLE, "complex64"), "float32": "complex64", "float64": "complex128"}
COMPLEXES: Result = mapped(TO_COMPLEX)
REALS: Result = mapped(REAL)
OWN: Result = same()
SOLVABLE = needs(0, SOLVED, "a matrix", "float32, float64 or complex")

# What the decompositions and functions of matrices give, output by output.
OF_MATRICES: dict[str, tuple[Result, ...]] = {
    **dict.fromkeys((
        "inverse", "linalg.inv", "det", "linalg.det", "logdet", "cholesky", "linalg.cholesky", "pinverse",
        "linalg.pinv",
    ), (OWN,)),
    **dict.fromkeys(("linalg.eigvalsh", "linalg.svdvals", "linalg.cond"), (REALS,)),
    "linalg.eigvals": (COMPLEXES,),
    "linalg.eig": (COMPLEXES, COMPLEXES),
    "linalg.eigh": (REALS, OWN),
    **dict.fromkeys(("svd", "linalg.svd"), (OWN, REALS, OWN)),
    **dict.fromkeys(("qr", "linalg.qr", "geqrf"), (OWN, OWN)),
    "linalg.lu": (OWN, OWN, OWN),
    **dict.fromkeys(("slogdet", "linalg.slogdet"), (OWN, REALS)),
    **dict.fromkeys((
        "linalg.cholesky_ex", "linalg.inv_ex", "linalg.ldl_factor", "linalg.lu_factor", "lu",
    ), (OWN, always("int32"))),
    **dict.fromkeys(("linalg.ldl_factor_ex", "linalg.lu_factor_ex"), (OWN, always("int32"), always("int32"))),
    "linalg.matrix_rank": (always("int64"),),
}  # fmt: skip

FFT_OF_ANY = tuple(f"fft.{inverse}fft{axes}" for inverse in ("", "i") for axes in ("", "2", "n"))
FFT_OF_REAL = tuple(f"fft.{name}{axes}" for name in ("rfft", "ihfft") for axes in ("", "2", "n"))
FFT_TO_REAL = tuple(f"fft.{name}{axes}" for name in ("irfft", "hfft") for axes in ("", "2", "n"))
KNOWN = FLOATING - {"float16", "bfloat16"} | COMPLEX | WHOLE  # half precision is transformed on some devices alone
WIDE_INPUT = refuses(0, frozenset({"bfloat16"}), "the input of a transform", "float32, float64 or complex")
REAL_INPUT = refuses(0, COMPLEX, "the input", "real")

ALGEBRA: dict[str, Rule] = {
    **{name: Rule(several(*results), (SOLVABLE,)) for name, results in OF_MATRICES.items()},
    **dict.fromkeys(("linalg.diagonal", "matrix_power", "linalg.matrix_power"), SAME),
    **dict.fromkeys(("matrix_exp", "linalg.matrix_exp"), Rule(OWN, (
        needs(0, FLOATING | COMPLEX, "a matrix", "floating"),
    ))),
    **dict.fromkeys(("linalg.norm", "linalg.matrix_norm", "linalg.vector_norm"), Rule(only(SOLVED, REALS), (
        needs(0, FLOATING | COMPLEX, "the input of a norm", "floating"),
    ))),
    "linalg.solve": Rule(OWN, (SOLVABLE, alike(0, 1, "the matrix", "the other side"))),
    "linalg.solve_triangular": Rule(only(SOLVED, known_alike)),
    **dict.fromkeys(("cholesky_solve", "linalg.lstsq"), Rule(always(None), (
        SOLVABLE, alike(0, 1, "one side", "the other"),
    ))),
    "linalg.vecdot": Rule(known_alike, (
        needs(0, FLOATING | COMPLEX, "the first vector", "floating"), all_alike(0, "operand {}"),
    )),
    **dict.fromkeys(("cross", "linalg.cross"), Rule(known_alike, (
        all_alike(0, "operand {}"), no_product_of_truths,
    ))),
    "vander": Rule(mapped(WHOLE_SUM)),
    "linalg.vander": Rule(mapped(WHOLE_SUM), (refuses(0, BOOL, "the input", "a number"),)),
    **{name: Rule(only(KNOWN, COMPLEXES), (WIDE_INPUT,)) for name in FFT_OF_ANY},
    **{name: Rule(only(KNOWN, COMPLEXES), (REAL_INPUT, WIDE_INPUT)) for name in FFT_OF_REAL},
    **{name: Rule(only(KNOWN, inexact(REALS)), (WIDE_INPUT,)) for name in FFT_TO_REAL},
    **dict.fromkeys(("fft.fftshift", "fft.ifftshift"), SAME),
    **dict.fromkeys(("entr", "i1", "ndtr"), Rule(inexact(OWN), (REAL_INPUT,))),
    **dict.fromkeys(("igamma", "igammac"), Rule(known_alike, (
        needs_together(result_type, FLOATING, "the function", "floating"),
    ))),
    "view_as_complex": Rule(only(SOLVED, COMPLEXES), (
        needs(0, FLOATING - {"bfloat16"}, "the input", "floating"),
    )),
    "frexp": Rule(several(OWN, always("int32")), real_only().needs),
}  # fmt: skip
