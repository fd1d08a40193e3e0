"""numpy's functions and methods give numpy's shapes and element types, and are refused when numpy refuses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from differential.harness import Given
from frontends.numpy.oracle import check
from hypothesis import given, note
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Call = tuple[tuple[Any, ...], dict[str, Any]]
DTYPES = (
    "bool",
    "uint8",
    "int8",
    "int16",
    "int32",
    "int64",
    "float16",
    "float32",
    "float64",
    "complex64",
    "complex128",
)
NUMERIC = ("int32", "int64", "uint8", "float32", "float64")


def sizes(draw: Draw, least: int = 1, most: int = 3) -> tuple[int, ...]:
    return tuple(draw(st.lists(st.integers(1, 4), min_size=least, max_size=most)))


def array(draw: Draw, least: int = 1, most: int = 3, dtypes: tuple[str, ...] = NUMERIC) -> Given:
    return Given(sizes(draw, least, most), draw(st.sampled_from(dtypes)))


def axis(draw: Draw, rank: int) -> int:
    """An axis, now and then one that does not exist."""
    return draw(st.integers(-rank, rank - 1) if draw(st.integers(1, 8)) < 8 else st.integers(-rank - 2, rank + 1))


def partner(draw: Draw, shape: tuple[int, ...]) -> tuple[int, ...]:
    kept = shape[draw(st.integers(0, len(shape))) :]
    return tuple(draw(st.sampled_from((size, size, size, 1, 3))) for size in kept)


def unary(draw: Draw) -> Call:
    return (array(draw, 0),), {}


def binary(draw: Draw) -> Call:
    first = array(draw, 0, dtypes=DTYPES[1:9])
    second = Given(partner(draw, first.shape), draw(st.sampled_from(DTYPES[1:9])))
    return draw(st.sampled_from(((first, second), (first, 2), (first, 2.5), (first, [1.5])))), {}


def along(draw: Draw) -> Call:
    given_ = array(draw)
    return (given_,), draw(st.sampled_from(({}, {"axis": axis(draw, len(given_.shape))})))


def reduced(draw: Draw) -> Call:
    given_ = array(draw)
    keywords = draw(st.sampled_from(({}, {"axis": None}, {"axis": axis(draw, len(given_.shape))}, {"axis": (0, -1)})))
    return (given_,), {**keywords, **draw(st.sampled_from(({}, {"keepdims": True})))}


def positioned(draw: Draw) -> Call:
    return along(draw)[0], {"axis": draw(st.integers(-2, 2))}


def joined(draw: Draw) -> Call:
    first = array(draw, dtypes=DTYPES[:9])
    other = tuple(draw(st.sampled_from((size, size, size, 2))) for size in first.shape)
    return ([first, Given(other, draw(st.sampled_from(DTYPES[:9])))],), {}


def joined_along(draw: Draw) -> Call:
    arguments, _ = joined(draw)
    return arguments, {"axis": axis(draw, len(arguments[0][0].shape))}


def reshaped(draw: Draw) -> Call:
    given_ = array(draw)
    return (given_, tuple(draw(st.sampled_from((given_.shape[::-1], (-1,), (2, -1), (*given_.shape, 1), (3, 2)))))), {}


def reordered(draw: Draw) -> Call:
    given_ = array(draw)
    order = tuple(draw(st.permutations(range(len(given_.shape)))))
    return (given_, draw(st.sampled_from((order, order[::-1], (0, 0), (1, 0))))), {}


def two_axes(draw: Draw) -> Call:
    given_ = array(draw)
    return (given_, axis(draw, len(given_.shape)), axis(draw, len(given_.shape))), {}


def one_axis(draw: Draw) -> Call:
    given_ = array(draw)
    return (given_, axis(draw, len(given_.shape))), {}


def counted(draw: Draw) -> Call:
    given_ = array(draw)
    keywords = draw(st.sampled_from(({}, {"axis": axis(draw, len(given_.shape))})))
    return (given_, draw(st.integers(0, 3))), keywords


def tiled(draw: Draw) -> Call:
    return (array(draw), draw(st.sampled_from((2, (2,), (1, 3), (2, 1, 2, 1))))), {}


def parted(draw: Draw) -> Call:
    given_ = array(draw)
    cut = draw(st.sampled_from((1, 2, 3, [1], (1, 1))))
    return (given_, cut), {"axis": axis(draw, len(given_.shape))}


def padded(draw: Draw) -> Call:
    given_ = array(draw)
    each = tuple((1, a) for a in range(len(given_.shape)))
    return (given_, draw(st.sampled_from((1, (1, 2), ((0, 1),), each)))), {}


def multiplied(draw: Draw) -> Call:
    first = array(draw)
    other = draw(st.sampled_from((first.shape[-1:], (first.shape[-1], 2), (2, first.shape[-1], 3), (3, 2))))
    return (first, Given(other, draw(st.sampled_from(NUMERIC)))), {}


def sized(draw: Draw) -> Call:
    shape = draw(st.sampled_from((3, (2,), [2, 3], (), (2, -1))))
    return (shape,), draw(st.sampled_from(({}, {"dtype": "float32"}, {"dtype": "int"})))


def ranged(draw: Draw) -> Call:
    number = st.one_of(st.integers(-9, 9), st.sampled_from((0.5, 2.0, -1.5)))
    bounds = tuple(draw(st.lists(number, min_size=1, max_size=2)))
    return bounds if len(bounds) < 2 else (*bounds, draw(st.sampled_from((1, 2, -1, 0.5)))), {}


def values(draw: Draw) -> Call:
    rows = draw(
        st.sampled_from(([1, 2], [[1, 2.0], [3, 4]], 5, 2.5, [True, False], [], [[1], [2]], ((1, 2),), range(4)))
    )
    return (rows,), draw(st.sampled_from(({}, {"dtype": "float32"})))


def chosen(draw: Draw) -> Call:
    first = array(draw)
    return (Given(partner(draw, first.shape), "bool"), first, draw(st.sampled_from((0, 1.5, first)))), {}


def taken(draw: Draw) -> Call:
    given_ = array(draw)
    return (given_, draw(st.sampled_from((0, [0, 0], [[0]])))), draw(st.sampled_from(({}, {"axis": 0}, {"axis": -1})))


CASES: dict[str, Callable[[Draw], Call]] = {
    **{
        f"numpy.{n}": unary for n in ("abs", "sqrt", "exp", "sin", "square", "isnan", "zeros_like", "ones_like", "copy")
    },
    **{
        f"numpy.{n}": binary
        for n in ("add", "multiply", "maximum", "divide", "arctan2", "less", "equal", "floor_divide")
    },
    **{
        f"numpy.{n}": reduced
        for n in ("sum", "prod", "mean", "max", "min", "std", "var", "median", "all", "any", "amax")
    },
    **{f".{n}": reduced for n in ("sum", "mean", "max", "std")},
    **{f"{prefix}{n}": along for n in ("argmax", "argmin", "cumsum") for prefix in ("numpy.", ".")},
    **{f"numpy.{n}": along for n in ("flip", "sort", "argsort", "diff", "squeeze")},
    **{f"numpy.{n}": joined for n in ("vstack", "hstack", "dstack", "column_stack", "stack", "concatenate")},
    "numpy.concatenate ": joined_along,
    "numpy.stack ": joined_along,
    **dict.fromkeys(("numpy.reshape", ".reshape"), reshaped),
    **dict.fromkeys(("numpy.transpose", ".transpose"), reordered),
    **dict.fromkeys(("numpy.swapaxes", ".swapaxes", "numpy.moveaxis"), two_axes),
    "numpy.expand_dims": one_axis,
    **dict.fromkeys(("numpy.repeat", ".repeat"), counted),
    "numpy.tile": tiled,
    **dict.fromkeys(("numpy.split", "numpy.array_split"), parted),
    "numpy.pad": padded,
    **dict.fromkeys(("numpy.dot", "numpy.matmul", "numpy.inner", "numpy.outer"), multiplied),
    **{f"numpy.{n}": sized for n in ("zeros", "ones", "empty")},
    "numpy.arange": ranged,
    **dict.fromkeys(("numpy.array", "numpy.asarray"), values),
    "numpy.where": chosen,
    **dict.fromkeys(("numpy.take", ".take"), taken),
    **dict.fromkeys((".flatten", ".ravel", ".copy", "numpy.ravel", "numpy.atleast_1d", "numpy.atleast_2d"), unary),
}


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
def test_arrays(name: str, data: Any) -> None:
    arguments, keywords = CASES[name](data.draw)
    note(f"{name} of {arguments} {keywords}")
    check(name.strip(), arguments, keywords)


@pytest.mark.parametrize(
    ("name", "arguments", "keywords"),
    [
        ("numpy.random.rand", (2, 3), {}),
        ("numpy.random.randn", (4,), {}),
        ("numpy.random.random", ((2, 3),), {}),
        ("numpy.random.uniform", (0, 1, (2, 2)), {}),
        ("numpy.random.normal", (), {"size": 5}),
        ("numpy.random.randint", (0, 10), {"size": (3, 4)}),
        ("numpy.random.choice", (5, 3), {}),
        ("numpy.random.permutation", (6,), {}),
        ("numpy.linspace", (0, 1), {}),
        ("numpy.linspace", (0, 1, 7), {}),
        ("numpy.eye", (3,), {}),
        ("numpy.full", ((2, 2), 7), {}),
        ("numpy.einsum", ("ij,jk->ik", Given((2, 3)), Given((3, 4))), {}),
        ("numpy.meshgrid", ([1, 2, 3], [4, 5]), {}),
        ("numpy.linalg.norm", (Given((2, 3)),), {"axis": 1}),
        (".astype", (Given((2, 3)), "int64"), {}),
        (".clip", (Given((2, 3)), 0, 1), {}),
    ],
)
def test_single_calls(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> None:
    check(name, arguments, keywords)
