"""The normal form keeps the value of what was written, and finds equal what should be equal."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import assume, given, settings
from symbolic.size_samples import SYMBOLS, Sample, Values, samples, values

from shapelint.symbolic import (
    Expression,
    Size,
    Symbol,
    ceil_div,
    evaluate,
    fresh,
    maximum,
    minimum,
    product,
    render,
    substitute,
    symbols,
)

N, C, H, W = (Symbol(name) for name in "NCHW")


def meaning(sample: Sample, at: Values) -> int:
    try:
        return sample.meaning(at)
    except ZeroDivisionError:
        assume(False)
        raise


@given(samples, values())
@settings(max_examples=800, deadline=None)
def test_value_is_kept(sample: Sample, at: Values) -> None:
    expected = meaning(sample, at)
    assert evaluate(sample.size, at) == expected


@given(samples, values())
@settings(max_examples=300, deadline=None)
def test_text_is_python(sample: Sample, at: Values) -> None:
    text = render(sample.size)
    assume("(...)" not in text)
    names = {symbol.name: at[symbol] for symbol in SYMBOLS}
    expected = meaning(sample, at)
    assert eval(text, {}, names) == expected


@given(samples, samples, values())
@settings(max_examples=300, deadline=None)
def test_substitution_is_evaluation_in_two_steps(sample: Sample, other: Sample, at: Values) -> None:
    expected = meaning(sample, {**at, H: max(1, meaning(other, at))})
    assert evaluate(substitute(sample.size, {H: maximum(1, other.size)}), at) == expected


@given(samples)
@settings(max_examples=200, deadline=None)
def test_building_again_gives_the_same(sample: Sample) -> None:
    again = substitute(sample.size, {symbol: symbol for symbol in SYMBOLS})
    assert again == sample.size
    assert hash(again) == hash(sample.size)
    assert pickle.loads(pickle.dumps(sample.size)) == sample.size
    assert copy.deepcopy(sample.size) == sample.size


def conv(size: Size, kernel: int, stride: int = 1, padding: int = 0) -> Size:
    return (size + 2 * padding - kernel) // stride + 1


h, w = conv(conv(H, 5), 2, 2), conv(conv(W, 5), 2, 2)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (H + 1 - H, 1),
        (H + 1 - 1, H),
        (H * 0, 0),
        ((2 * H) // 2, H),
        ((2 * H + 1) // 2, H),
        ((H // 2) // 3, H // 6),
        ((H // 2 + 1) // 3, (H + 2) // 6),
        ((H + 6) // 2, H // 2 + 3),
        ((4 * H) // 6, (2 * H) // 3),
        ((N * C * H * W) // (C * H * W), N),
        ((N * 64 * h * w) // (64 * h * w), N),
        ((N * 64 * h * w) // N, 64 * h * w),
        ((N * 64 * h * w) // (N * 16), 4 * h * w),
        ((N * h) // (N * w), h // w),
        ((H * W + H) // H, W + 1),
        ((H - 1) // H, 0),
        (-(-H // 2), (H + 1) // 2),
        (ceil_div(H, 2), (H + 1) // 2),
        (ceil_div(H * W, H), W),
        (ceil_div(N, N), 1),
        ((H * 6) % 3, 0),
        ((4 * H + 7) % 4, 3),
        ((6 * H) % 4, 2 * (H % 2)),
        ((H % 6) % 3, H % 3),
        ((H % 4) // 4, 0),
        (H % 1, 0),
        ((H * W) % W, 0),
        (H // -2, -((H + 1) // 2)),
        (maximum(H, H - 1, 0), H),
        (maximum(H, 1), H),
        (minimum(H, H + W), H),
        (maximum(maximum(H, W), H), maximum(W, H)),
        (product([2, H, 3, W]), 6 * H * W),
        (product([]), 1),
        (H**2, H * H),
        (H**0, 1),
        (7 // maximum(H, 8), 0),
    ],
)
def test_simplification(size: Size, expected: Size) -> None:
    assert size == expected


def test_a_convolution_chain_is_one_division() -> None:
    size: Size = H
    for _ in range(6):
        size = conv(conv(size, 3, 1, 1), 2, 2)
    assert size == H // 64


def test_same_padding_written_out_by_hand() -> None:
    """EfficientNet in PyTorch pads by max((ceil(h/s) - 1)*s + k - h, 0)."""
    size: Size = H
    for kernel in (3, 5, 3, 7):
        padding = maximum((ceil_div(size, 2) - 1) * 2 + kernel - size, 0)
        size = conv(size + padding // 2 + (padding - padding // 2), kernel, 2)
    assert size == (H + 15) // 16


def test_constants_are_ints() -> None:
    assert type(H - H) is int
    assert type(H // H) is int
    assert type(maximum(3, 4)) is int
    assert type(True + H - H) is int


def test_symbols() -> None:
    assert Symbol("H") is H
    assert Symbol("H", known=False) != H
    assert fresh("x") != fresh("x")
    assert symbols(64 * h * w + N) == {H, W, N}
    assert symbols(7) == frozenset()
    unknown = fresh("x")
    assert pickle.loads(pickle.dumps(unknown)) != unknown
    assert copy.deepcopy(unknown) is unknown


def test_division_by_zero_is_unknown() -> None:
    for size in (H // 0, H % 0, H // (W - W)):
        assert isinstance(size, Symbol)
        assert not size.known
        assert size.low is None


def test_other_types_are_refused() -> None:
    for operation in (lambda: H + 0.5, lambda: 0.5 * H, lambda: H // "2", lambda: H**-1, lambda: H ** (0.5)):
        with pytest.raises(TypeError):
            operation()


def test_growth_is_bounded() -> None:
    size: Size = H + 1
    for index in range(60):
        size = maximum(size * (Symbol(f"s{index}") + 1), W) // 3 + size
    assert isinstance(size, Expression)
    assert len(render(size)) < 200_000
    assert render((H + W + N + C) ** 1000) == "unknown"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (conv(H, 5, 2), "(H - 3)//2"),
        (64 * h * w, "64*((H - 4)//2)*((W - 4)//2)"),
        (64 * h * h, "64*((H - 4)//2)*((H - 4)//2)"),
        (2 - H, "2 - H"),
        (-H, "-H"),
        (N * 64 * H * W + 3, "64*H*N*W + 3"),
        (maximum(W, H, 3), "max(H, W, 3)"),
        (H % 2 + 1, "H%2 + 1"),
        (2 * (H % 2), "2*(H%2)"),
        (N // (H * W), "N//(H*W)"),
        (12, "12"),
    ],
)
def test_rendering(size: Size, text: str) -> None:
    assert render(size) == text
