"""Functions of keras.ops on matrices, spectra and positions, case by case, against Keras's own symbolic answers."""

from __future__ import annotations

from typing import Any

import pytest
from differential.keras.cases import Ranked
from differential.keras.comparing import check_function


def of(*shape: int | None, dtype: str = "float32") -> Ranked:
    return Ranked(shape, dtype)


M, B, R = of(4, 4), of(2, 5, 5), of(2, 3, 5)
V, WHOLE = of(6), of(2, 3, dtype="int32")
IMAGE = of(2, 4, 6, 8)
CASES: dict[str, list[tuple[Any, ...]]] = {
    "cholesky": [(M,), (B,), (R,)],
    "inv": [(M,), (B,), (R,)],
    "det": [(M,), (B,), (R,)],
    "logdet": [(M,), (B,)],
    "slogdet": [(M,)],
    "pinv": [(R,), (M,)],
    "eigh": [(M,), (B,), (R,)],
    "qr": [(R,), (of(5, 3),), (of(5, 3), "complete")],
    "svd": [(R,), (R, False), (R, False, False)],
    "solve": [(M, of(4, 2)), (M, of(4)), (B, of(2, 5, 3))],
    "solve_triangular": [(M, of(4, 2)), (M, of(4))],
    "kron": [(of(2, 3), of(4, 5)), (V, V)],
    "rfft": [(of(3, 9),), (of(3, 9), 16)],
    "irfft": [((of(3, 9), of(3, 9)),), ((of(3, 9), of(3, 9)), 12)],
    "fft": [((of(3, 9), of(3, 9)),)],
    "fft2": [((R, R),)],
    "gcd": [(WHOLE, of(3, dtype="int32")), (WHOLE, of(2, dtype="int32"))],
    "isclose": [(R, of(5)), (R, of(4))],
    "digitize": [(R, of(4))],
    "searchsorted": [(V, of(3))],
    "fliplr": [(R,), (M,)],
    "flipud": [(R,), (V,)],
    "bartlett": [(5,)],
    "kaiser": [(5, 2.0)],
    "nanargmax": [(R,), (R, 1), (R, 1, True), (R, 3)],
    "nanmedian": [(R,), (R, 1, True)],
    "quantile": [(R, of()), (R, of(4)), (R, of(4), 1), (R, of(4), 1, "linear", True)],
    "nancumsum": [(R,), (R, 1)],
    "segment_sum": [(of(6, 3), of(6, dtype="int32"), 4)],
    "categorical_crossentropy": [(of(4, 3), of(4, 3)), (of(4, 2), of(4, 3)), (of(4), of(4, 3))],
    "sparse_categorical_crossentropy": [(of(4), of(4, 3)), (of(4, 1), of(4, 3)), (of(4, 3), of(4, 3))],
    "binary_crossentropy": [(of(4, 3), of(4, 3))],
    "in_top_k": [(of(4, dtype="int32"), of(4, 7), 2)],
    "diag": [(V,), (M,), (of(3, 5), 1), (V, -2)],
    "diagflat": [(V,), (of(2, 3), 1)],
    "diagonal": [(R,), (R, 1, 1, 2)],
    "trace": [(R,), (R, 0, 1, 2)],
    "take_along_axis": [(R, of(2, 4, 5, dtype="int32"), 1)],
    "rot90": [(R,), (R, 1, (1, 2))],
    "vander": [(V,), (V, 3)],
    "tri": [(4,), (4, 6)],
    "meshgrid": [(V, of(3)), (V, of(3), of(2))],
    "logspace": [(0.0, 1.0, 7)],
    "slice": [(R, (0, 0, 0), (1, 2, 3))],
    "slice_update": [(R, (0, 0, 0), of(1, 2, 3))],
    "scatter": [(of(3, 1, dtype="int32"), of(3), (8,))],
    "extract_sequences": [(of(2, 16), 4, 2)],
    "space_to_depth": [(IMAGE, 2), (IMAGE, 2, "channels_first")],
    "depth_to_space": [(IMAGE, 2)],
    "unfold": [(IMAGE, 2), (IMAGE, (3, 2), 1, 1, 2)],
    "lu_factor": [(M,)],
    "lstsq": [(of(5, 3), of(5, 2)), (of(5, 3), of(5))],
    "cross": [(of(4, 3), of(4, 3))],
    "polar": [(R, R)],
    "view_as_real": [(of(2, 3, dtype="complex64"),)],
    "view_as_complex": [(of(4, 2),)],
    "unravel_index": [(of(4, dtype="int32"), (2, 3))],
    "ctc_loss": [(of(2, 3, dtype="int32"), of(2, 8, 5), of(2, dtype="int32"), of(2, dtype="int32"))],
    "vdot": [(V, V)],
    "hsplit": [(of(2, 6, 4), 3)],
    "vsplit": [(of(6, 4), 3)],
    "dsplit": [(of(2, 3, 4), 2)],
    "stft": [(of(2, 100), 16, 8, 16), (of(2, 100), 16, 8, 20, "hann", False), (of(100), 9, 4, 15)],
    "istft": [((of(2, 13, 9), of(2, 13, 9)), 16, 8, 16)],
    "correlate": [(V, of(4)), (V, of(4), "same"), (V, of(4), "full")],
    "histogram": [(V,), (V, 5)],
    "unique": [(R,)],
    "view": [(R, "int32")],
    "separable_conv": [
        (IMAGE, of(3, 3, 8, 2), of(1, 1, 16, 5)),
        (IMAGE, of(3, 3, 8, 2), of(1, 1, 16, 5), 2, "same"),
    ],
    "multi_hot": [(WHOLE, 5), (of(3, dtype="int32"), 5), (of(2, 3, 4, dtype="int32"), 5)],
    "dstack": [([R, of(2, 3, 4)],), ([R, of(2, 4, 5)],)],
    "fold": [(of(2, 12, 9), (4, 4), 2, 1, 0, 1)],
    "select": [([of(2, 3, dtype="bool"), of(3, dtype="bool")], [of(2, 3), of(3)]), ([of(3, dtype="bool")], [of(3)], 1)],
    "ctc_decode": [(of(2, 8, 5), of(2, dtype="int32")), (of(2, 8, 5), of(2, dtype="int32"), "beam_search", 10, 2)],
    "trapezoid": [(R,), (R, None, 1.0, 1)],
}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [pytest.param(name, case, id=f"{name}-{i}") for name, cases in CASES.items() for i, case in enumerate(cases)],
)
def test_case(name: str, arguments: tuple[Any, ...]) -> None:
    check_function(f"keras.ops.{name}", arguments, {})


@pytest.mark.parametrize(
    ("shape", "pattern", "lengths"),
    [
        ((2, 3, 4, 5), "b h w c -> b (h w) c", {}),
        ((2, 12, 5), "b (h w) c -> b h w c", {"h": 3}),
        ((2, 12, 5), "b (h w) c -> b h w c", {"h": 5}),
    ],
)
def test_rearrange(shape: tuple[int, ...], pattern: str, lengths: dict[str, int]) -> None:
    check_function("keras.ops.rearrange", (of(*shape), pattern), lengths)
