"""Declared functions of tensorflow against the real ones, traced, and their signatures."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from differential.keras import strategies as draw
from differential.keras import test_ops as shared
from differential.keras.cases import Ranked
from differential.keras.comparing import check_function, sampled
from differential.keras.declared import keras
from differential.keras.oracle import resolve
from hypothesis import given
from hypothesis import strategies as st

axes = st.integers(-4, 3)
x = shared.tensors()
on, between, pairs = shared.on, shared.between, shared.pairs


@st.composite
def listed(draw_: draw.Draw, first: st.SearchStrategy[Any]) -> shared.Call:
    return (draw_(first), draw_(axes)), {}


@st.composite
def convolutions(draw_: draw.Draw) -> shared.Call:
    channels = draw_(st.integers(1, 4))
    image = Ranked((2, draw_(st.integers(1, 6)), draw_(st.integers(1, 6)), channels))
    kernel = Ranked((*[draw_(st.integers(1, 3)) for _ in range(2)], channels, draw_(st.integers(1, 4))))
    strides = draw_(st.sampled_from([1, 2, [1, 2, 2, 1], (1, 3), [1, 1, 1, 1]]))
    return (image, kernel, strides, draw_(st.sampled_from(["SAME", "VALID"]))), {}


@st.composite
def poolings(draw_: draw.Draw) -> shared.Call:
    image = Ranked((2, draw_(st.integers(1, 6)), draw_(st.integers(1, 6)), 3))
    window = draw_(st.sampled_from([1, 2, [1, 2, 2, 1], (1, 3)]))
    return (image, window, draw_(st.integers(1, 3)), draw_(st.sampled_from(["SAME", "VALID"]))), {}


FUNCTIONS: dict[str, Any] = {
    "reshape": on(x, shared.shapes),
    "transpose": on(x, perm=st.one_of(st.none(), st.permutations([0, 1, 2]), st.permutations([0, 1]))),
    "expand_dims": on(x, axes),
    "squeeze": on(x, axis=st.one_of(st.none(), st.integers(-2, 1))),
    "tile": on(x, st.lists(st.integers(1, 3), min_size=1, max_size=3)),
    "concat": listed(shared.lists()),
    "stack": listed(shared.lists()),
    "split": on(x, st.integers(1, 3), axis=axes),
    "unstack": on(x, axis=axes),
    "reduce_mean": on(x, axis=shared.none_or_axes, keepdims=draw.flags),
    "reduce_sum": on(x, axis=shared.none_or_axes, keepdims=draw.flags),
    "argmax": on(x, axis=axes),
    "add": between(pairs()),
    "multiply": between(pairs()),
    "matmul": between(shared.matrices()),
    "pad": on(shared.tensors(2, 2), st.just(((0, 1), (2, 0)))),
    "nn.relu": on(x),
    "nn.softmax": on(x, axis=st.integers(-1, 0)),
    "nn.conv2d": convolutions(),
    "nn.max_pool2d": poolings(),
    "nn.avg_pool2d": poolings(),
    "image.resize": on(shared.tensors(3, 4), st.just((5, 6))),
    "one_hot": on(st.builds(Ranked, st.just((2, 3)), st.just("int32")), st.integers(1, 4)),
    "zeros_like": on(x),
    "clip_by_value": on(x, st.just(0.0), st.just(1.0)),
}

# Where the shared operation is more lenient: it multiplies vectors, and repeats along more axes than there are.
WEAKER = {"matmul", "tile"}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_function(name: str) -> None:
    @sampled
    @given(FUNCTIONS[name])
    def check(call: shared.Call) -> None:
        check_function(f"tensorflow.{name}", *call, weaker=name in WEAKER)

    check()


def of(*shape: int) -> Ranked:
    return Ranked(shape)


MATRIX, BATCH, TALL = of(4, 4), of(2, 5, 5), of(2, 3, 5)
CASES: dict[str, list[tuple[Any, ...]]] = {
    **{
        f"math.{name}": [(TALL,)]
        for name in (
            "bessel_i0", "bessel_i0e", "bessel_i1", "bessel_i1e", "conj", "digamma", "erfc", "lgamma", "log_sigmoid",
            "log_softmax", "reciprocal_no_nan", "rint", "softmax",
        )
    },
    "math.xlogy": [(TALL, of(5)), (TALL, of(4))],
    "math.reduce_euclidean_norm": [(TALL,), (TALL, 1), (TALL, 1, True), (TALL, 3)],
    "math.cumprod": [(TALL,), (TALL, -1), (TALL, 3)],
    **{
        f"linalg.{name}": [(MATRIX,), (BATCH,), (TALL,)]
        for name in ("cholesky", "det", "eigh", "eigvalsh", "inv")
    },
    "linalg.qr": [(TALL,), (of(5, 3),), (of(5, 3), True)],
    "linalg.einsum": [("bij,bjk->bik", TALL, BATCH)],
    "linalg.tensordot": [(TALL, of(5, 7), 1)],
    "linalg.l2_normalize": [(TALL, 1)],
    "image.adjust_brightness": [(TALL, 0.1)],
    "image.adjust_gamma": [(TALL, 0.5)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "arguments"),
    [pytest.param(name, case, id=f"{name}-{i}") for name, cases in CASES.items() for i, case in enumerate(cases)],
)
def test_case(name: str, arguments: tuple[Any, ...]) -> None:
    check_function(f"tensorflow.{name}", arguments, {})


def declared_functions() -> list[str]:
    return sorted(name for name in keras.entries if name.startswith("tensorflow."))


@pytest.mark.parametrize("name", declared_functions())
def test_signature(name: str) -> None:
    """Names, order and kinds; tensorflow's default dtypes are objects of its own."""
    ours = inspect.signature(keras.entries[name].implementation).parameters.values()
    real = inspect.signature(resolve(name)).parameters.values()
    assert [(p.name, p.kind, p.default is p.empty) for p in ours] == [
        (p.name, p.kind, p.default is p.empty) for p in real
    ]
