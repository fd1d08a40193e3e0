"""Verdicts are proofs: no values contradict them. And those that networks need are found."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from symbolic.size_samples import Sample, Values, samples, values

from shapelint.symbolic import (
    Size,
    Symbol,
    Verdict,
    bounds,
    ceil_div,
    divides,
    equal,
    evaluate,
    fresh,
    less,
    less_equal,
    maximum,
)

N, H, W = Symbol("N"), Symbol("H"), Symbol("W")
h, w = (H - 5) // 2 + 1, (W - 5) // 2 + 1


def both(left: Sample, right: Sample, at: Values) -> tuple[int, int]:
    try:
        return left.meaning(at), right.meaning(at)
    except ZeroDivisionError:
        assume(False)
        raise


@given(samples, samples, values())
@settings(max_examples=800, deadline=None)
def test_no_verdict_is_contradicted(left: Sample, right: Sample, at: Values) -> None:
    a, b = both(left, right, at)
    assert equal(left.size, right.size) is not (Verdict.FAILS if a == b else Verdict.HOLDS)
    assert less_equal(left.size, right.size) is not (Verdict.FAILS if a <= b else Verdict.HOLDS)
    assert less(left.size, right.size) is not (Verdict.FAILS if a < b else Verdict.HOLDS)
    if a != 0:
        assert divides(left.size, right.size) is not (Verdict.FAILS if b % a == 0 else Verdict.HOLDS)


@given(samples, values())
@settings(max_examples=800, deadline=None)
def test_values_are_within_bounds(sample: Sample, at: Values) -> None:
    value, _ = both(sample, sample, at)
    low, high = bounds(sample.size)
    assert low is None or low <= value
    assert high is None or value <= high


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (50 * h * w, 2304, Verdict.FAILS),
        (64 * h * w, 2304, Verdict.UNDECIDED),
        (64 * h * w, 64 * w * h, Verdict.HOLDS),
        (H, H + 1, Verdict.FAILS),
        (H, W, Verdict.UNDECIDED),
        (H + W, 1, Verdict.FAILS),
        (H * W + H + W, 2, Verdict.FAILS),
        (2 * H, 2 * W + 1, Verdict.FAILS),
        (H * H, 3, Verdict.FAILS),
        (64 * H * H, 2304, Verdict.UNDECIDED),
        (64 * H * H, 64 * 35, Verdict.FAILS),
        (H * H + 1, 4 * W, Verdict.FAILS),
        (H - H // 2, (H + 1) // 2, Verdict.HOLDS),
        (2 * (H // 2) + H % 2, H, Verdict.HOLDS),
        (W * (H // 3) * 3 + W * (H % 3), W * H, Verdict.HOLDS),
        (H // 2 * 2, H, Verdict.UNDECIDED),
        (H // 2 * 2, H + 1, Verdict.FAILS),
        (16 * ceil_div(H, 16), H - 1, Verdict.FAILS),
        (ceil_div(ceil_div(H, 2), 2), ceil_div(H, 4), Verdict.HOLDS),
        (fresh("u"), fresh("u"), Verdict.UNDECIDED),
        (fresh("u"), 0, Verdict.FAILS),
        (fresh("u", low=None), 0, Verdict.UNDECIDED),
        (maximum(H, W), 0, Verdict.FAILS),
        (3, 3, Verdict.HOLDS),
        (3, 4, Verdict.FAILS),
    ],
)
def test_equal(left: Size, right: Size, verdict: Verdict) -> None:
    assert equal(left, right) is verdict
    assert equal(right, left) is verdict


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (1, H, Verdict.HOLDS),
        (2, H, Verdict.UNDECIDED),
        (H, H, Verdict.HOLDS),
        (H + 1, H, Verdict.FAILS),
        (H, H * W, Verdict.HOLDS),
        (H // 2, H, Verdict.HOLDS),
        (h, H, Verdict.HOLDS),
        (1, h, Verdict.UNDECIDED),
        (H, 16 * ceil_div(H, 16), Verdict.HOLDS),
        (16 * (H // 16), H, Verdict.HOLDS),
        (H % 7, 6, Verdict.HOLDS),
        (0, (H - 1) * (W - 1), Verdict.HOLDS),
        (H - maximum(H, W), 0, Verdict.UNDECIDED),
    ],
)
def test_less_equal(left: Size, right: Size, verdict: Verdict) -> None:
    assert less_equal(left, right) is verdict


@pytest.mark.parametrize(
    ("divisor", "size", "verdict"),
    [
        (8, 64 * H, Verdict.HOLDS),
        (8, 4 * H, Verdict.UNDECIDED),
        (8, 4 * H + 1, Verdict.FAILS),
        (H, H * W, Verdict.HOLDS),
        (H, N, Verdict.UNDECIDED),
        (3, 64, Verdict.FAILS),
        (-4, 64, Verdict.HOLDS),
        (4, 0, Verdict.HOLDS),
        (0, H, Verdict.UNDECIDED),
        (2 * H, 4 * H * W, Verdict.HOLDS),
    ],
)
def test_divides(divisor: Size, size: Size, verdict: Verdict) -> None:
    assert divides(divisor, size) is verdict


def test_bounds() -> None:
    assert bounds(H) == (1, None)
    assert bounds(7) == (7, 7)
    assert bounds(h) == (-1, None)
    assert bounds(3 - H) == (None, 2)
    assert bounds(H % 8) == (0, 7)
    assert bounds(2 * ceil_div(H, 2) - H) == (0, 1)
    assert bounds((H // 2 + 1) * (W // 2 + 1)) == (1, None)
    assert evaluate(h * w, {H: 1, W: 9}) < 0


def test_a_verdict_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        assert equal(H, W)
