"""Declared functions of keras.ops against the real ones on symbolic tensors."""

from __future__ import annotations

from typing import Any

import pytest
from differential.keras import strategies as draw
from differential.keras.cases import Ranked
from differential.keras.comparing import check_function, sampled
from hypothesis import given
from hypothesis import strategies as st

from shapelint.frontends.keras.ops import elementwise, reducing

axes = st.integers(-4, 3)
none_or_axes = st.one_of(st.none(), axes, st.sampled_from([(0, 1), (-1, 0), (1, 2), (-2, -1), (2, 3)]))
Call = tuple[tuple[Any, ...], dict[str, Any]]


@st.composite
def tensors(draw_: draw.Draw, low: int = 1, high: int = 4) -> Ranked:
    return Ranked(tuple(draw_(st.integers(1, 4)) for _ in range(draw_(st.integers(low, high)))))


@st.composite
def pairs(draw_: draw.Draw) -> tuple[Ranked, Ranked]:
    """Two tensors that mostly broadcast."""
    base = [draw_(st.integers(1, 4)) for _ in range(draw_(st.integers(1, 4)))]
    made = []
    for _ in range(2):
        sizes = [draw_(st.sampled_from([s, s, s, 1, 2])) for s in base]
        made.append(Ranked(tuple(sizes[draw_(st.sampled_from([0, 0, 1])) :])))
    return made[0], made[1]


def on(tensor: st.SearchStrategy[Any], *rest: st.SearchStrategy[Any], **options: st.SearchStrategy[Any]) -> Any:
    """Calls with a tensor, further positional arguments and some of the keywords."""

    @st.composite
    def call(draw_: draw.Draw) -> Call:
        return (draw_(tensor), *[draw_(r) for r in rest]), draw.some(draw_, options)

    return call()


def between(two: st.SearchStrategy[tuple[Ranked, Ranked]], **options: st.SearchStrategy[Any]) -> Any:
    @st.composite
    def call(draw_: draw.Draw) -> Call:
        return draw_(two), draw.some(draw_, options)

    return call()


@st.composite
def lists(draw_: draw.Draw) -> list[Ranked]:
    base = [draw_(st.integers(1, 4)) for _ in range(draw_(st.integers(1, 3)))]
    return [
        Ranked(tuple(draw_(st.sampled_from([s, s, s, s, 2])) for s in base)) for _ in range(draw_(st.integers(1, 3)))
    ]


@st.composite
def matrices(draw_: draw.Draw) -> tuple[Ranked, Ranked]:
    common = draw_(st.integers(1, 4))
    first = [draw_(st.integers(1, 3)) for _ in range(draw_(st.integers(0, 3)))] + [common]
    second = [draw_(st.integers(1, 3)) for _ in range(draw_(st.integers(0, 3)))]
    second.insert(max(len(second) - 1, 0), draw.rarely(draw_, st.just(common), st.integers(1, 4)))
    return Ranked(tuple(first)), Ranked(tuple(second))


@st.composite
def poolings(draw_: draw.Draw) -> Call:
    rank = draw_(st.integers(1, 3))
    image = Ranked(tuple(draw_(st.integers(1, 6)) for _ in range(rank + 2)))
    options = {"strides": draw.sizes(rank), "padding": st.sampled_from(["valid", "same"]), "data_format": draw.formats}
    return (image, draw_(draw.sizes(rank))), draw.some(draw_, options)


def convolutions(transposed: bool = False, depthwise: bool = False) -> Any:
    @st.composite
    def call(draw_: draw.Draw) -> Call:
        rank = draw_(st.integers(1, 2 if depthwise else 3))
        channels = draw_(st.integers(1, 4))
        image = Ranked((2, *[draw_(st.integers(1, 6)) for _ in range(rank)], channels))
        inner = draw.rarely(draw_, st.just(channels), st.integers(1, 4))
        last = (draw_(st.integers(1, 4)), inner) if transposed else (inner, draw_(st.integers(1, 4)))
        kernel = Ranked((*[draw_(st.integers(1, 3)) for _ in range(rank)], *last))
        options = {"strides": st.integers(1, 3), "padding": st.sampled_from(["valid", "same"])}
        return (image, kernel), draw.some(draw_, options)

    return call()


shapes = st.lists(st.sampled_from([1, 2, 3, 4, -1]), min_size=1, max_size=3).map(tuple)
x = tensors()
equations = st.sampled_from(["ij,jk->ik", "bij,bjk->bik", "bi,bj->bij", "...i,ij->...j", "ij->ji"])

FUNCTIONS: dict[str, Any] = {
    "reshape": on(x, shapes),
    "ravel": on(x),
    "transpose": on(x, axes=st.one_of(st.none(), st.permutations([0, 1, 2]), st.permutations([0, 1]))),
    "swapaxes": on(x, axes, axes),
    "moveaxis": on(x, st.integers(-3, 2), st.integers(-3, 2)),
    "expand_dims": on(x, axes),
    "squeeze": on(x, axis=st.one_of(st.none(), axes)),
    "tile": on(x, st.one_of(st.integers(1, 3), st.lists(st.integers(1, 3), min_size=1, max_size=4))),
    "repeat": on(x, st.integers(1, 3), axis=st.one_of(st.none(), axes)),
    "concatenate": on(lists(), axis=axes),
    "stack": on(lists(), axis=axes),
    "split": on(x, st.integers(1, 3), axis=axes),
    "unstack": on(x, axis=axes),
    "flip": on(x, axis=st.one_of(st.none(), axes)),
    "softmax": on(x, axis=st.integers(-1, 0)),
    "log_softmax": on(x, axis=st.integers(-1, 0)),
    "moments": on(x, st.integers(-1, 0), keepdims=draw.flags),
    "max": on(x, axis=none_or_axes, keepdims=draw.flags),
    "min": on(x, axis=none_or_axes, keepdims=draw.flags),
    "prod": on(x, axis=none_or_axes, keepdims=draw.flags),
    "count_nonzero": on(x, axis=none_or_axes),
    "average": on(x, axis=st.one_of(st.none(), axes)),
    "matmul": between(matrices()),
    "dot": between(matrices()),
    "max_pool": poolings(),
    "average_pool": poolings(),
    "conv": convolutions(),
    "conv_transpose": convolutions(transposed=True),
    "depthwise_conv": convolutions(depthwise=True),
    "pad": on(tensors(2, 2), st.one_of(st.integers(0, 2), st.just(((0, 1), (2, 0))))),
    "where": on(x).map(lambda call: ((call[0][0], call[0][0], call[0][0]), {})),
    "cast": on(x, st.just("int32")),
    "image.resize": on(tensors(3, 4), st.just((5, 6)), data_format=draw.formats),
}
for _name in ("relu", "exp", "square", "isnan"):
    FUNCTIONS[_name] = on(x)
for _name in (*elementwise.BINARY[:3], *elementwise.BINARY_FLOATING[:2], *elementwise.BINARY_TRUTH[:2]):
    FUNCTIONS[_name] = between(pairs())
for _name in set(reducing.REDUCTIONS) - {"argmax", "argmin", "median"}:
    FUNCTIONS[_name] = on(x, axis=none_or_axes, keepdims=draw.flags)
for _name in ("argmax", "argmin"):
    FUNCTIONS[_name] = on(x, axis=st.one_of(st.none(), axes), keepdims=draw.flags)


# Where the shared operation lets a size of 1 broadcast and Keras does not; and grouped convolutions, which run although
# they are refused on symbolic tensors.
WEAKER = {"dot", "conv"}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_function(name: str) -> None:
    @sampled
    @given(FUNCTIONS[name])
    def check(call: Call) -> None:
        check_function(f"keras.ops.{name}", *call, weaker=name in WEAKER)

    check()


@sampled
@given(equations, st.lists(tensors(1, 3), min_size=2, max_size=2))
def test_einsum(equation: str, operands: list[Ranked]) -> None:
    used = operands[: equation.split("->")[0].count(",") + 1]
    check_function("keras.ops.einsum", (equation, *used), {}, weaker=True)
