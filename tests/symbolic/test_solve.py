"""The solver against brute force, and on the questions that models ask."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shapelint.symbolic import Fit, Size, Symbol, ceil_div, describe_ranges, evaluate, fresh, solve

N, H, W, D, L = (Symbol(name) for name in "NHWDL")
SIDE = 64


@dataclass(frozen=True)
class Chain:
    """Layers as (kernel, stride, padding, ceiling)."""

    layers: tuple[tuple[int, int, int, bool], ...]

    def sizes(self, size: Size) -> list[Size]:
        """The size after every layer."""
        result = []
        for kernel, stride, padding, ceiling in self.layers:
            span = size + 2 * padding - kernel
            size = (ceil_div(span, stride) if ceiling else span // stride) + 1
            result.append(size)
        return result


chains = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(0, 2), st.booleans()), min_size=1, max_size=4
).map(lambda layers: Chain(tuple(layers)))


def accepted(chain: Chain, size: int) -> int | None:
    """The chain's output, None if a window does not fit somewhere."""
    sizes = chain.sizes(size)
    return int(sizes[-1]) if min(sizes) >= 1 else None


@given(chains, chains, st.sampled_from([1, 3, 4, 64]), st.integers(1, 40), st.integers(0, 8).map(lambda n: n == 0))
@settings(max_examples=120, deadline=None)
def test_images_against_brute_force(rows: Chain, columns: Chain, channels: int, area: int, off: bool) -> None:
    wanted = channels * area + off
    heights = {size: out for size in range(1, SIDE + 1) if (out := accepted(rows, size)) is not None}
    widths = {size: out for size in range(1, SIDE + 1) if (out := accepted(columns, size)) is not None}
    fitting = {(a, b) for a, x in heights.items() for b, y in widths.items() if channels * x * y == wanted}
    high, wide = rows.sizes(H), columns.sizes(W)
    solution = solve([(channels * high[-1] * wide[-1], wanted)], high + wide, (H, W))
    squares = {size for low, top in solution.squares for size in range(low, top + 1) if size <= SIDE}
    assert squares == {a for a, b in fitting if a == b}
    if fitting:
        assert solution.verdict is Fit.SOME
    else:
        # Something may be found beyond what was tried, but it is never left open.
        assert solution.verdict is not Fit.UNDECIDED
    for example in solution.examples:
        assert channels * (accepted(rows, example[H]) or 0) * (accepted(columns, example[W]) or 0) == wanted


@given(chains, st.integers(1, 40))
@settings(max_examples=80, deadline=None)
def test_sequences_against_brute_force(chain: Chain, length: int) -> None:
    sizes = chain.sizes(L)
    solution = solve([(8 * sizes[-1], 8 * length)], sizes, (L,))
    fitting = {size for size in range(1, 500) if accepted(chain, size) == length}
    assert {size for low, top in solution.squares for size in range(low, min(top, 499) + 1)} == fitting
    assert solution.verdict is not Fit.UNDECIDED
    if fitting:
        assert solution.verdict is Fit.SOME


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(1, 4), st.integers(-9, 9)), max_size=3))
@settings(max_examples=150, deadline=None)
def test_none_is_never_wrong(parts: list[tuple[int, int, int, int]]) -> None:
    constraints = [((a * H * W + b * H) // d + W, c + H) for a, b, d, c in parts]
    solution = solve(constraints, [H + W - 3], (H, W), limit=128)
    for x in range(1, 25):
        for y in range(1, 25):
            at = {H: x, W: y}
            if x + y > 3 and all(evaluate(left, at) == evaluate(right, at) for left, right in constraints):
                assert solution.verdict is not Fit.NONE
    for example in solution.examples:
        at = {H: 1, W: 1, **example}
        assert all(evaluate(left, at) == evaluate(right, at) for left, right in constraints)


def classifier(size: Size) -> list[Size]:
    """conv 3, pool 2, conv 3, pool 2."""
    return Chain(((3, 1, 0, False), (2, 2, 0, False), (3, 1, 0, False), (2, 2, 0, False))).sizes(size)


high, wide, deep = classifier(H), classifier(W), classifier(D)
windows = high + wide
h, w, d = high[-1], wide[-1], deep[-1]


def test_the_seed_net() -> None:
    solution = solve([(64 * h * w, 64 * 6 * 6)], windows, (H, W))
    assert solution.verdict is Fit.SOME
    assert solution.squares == ((30, 33),)
    assert not solution.unbounded
    assert describe_ranges(solution.squares) == "30 to 33"
    assert solution.examples[0] == {H: 30, W: 30}
    assert any(example[H] != example[W] for example in solution.examples)
    assert solve([(50 * h * w, 64 * 6 * 6)], windows, (H, W)).verdict is Fit.NONE


def test_only_rectangles() -> None:
    solution = solve([(64 * h * w, 64 * 7)], windows, (H, W))
    assert solution.verdict is Fit.SOME
    assert solution.squares == ()
    assert {H: 10, W: 34} in solution.examples
    assert solve([(64 * h * w, 64 * 7)], [*windows, 6 - h, 6 - w], (H, W)).verdict is Fit.NONE


def test_two_heads_that_disagree() -> None:
    assert solve([(64 * h * w, 2304), (10 * h * w, 360)], windows, (H, W)).verdict is Fit.SOME
    assert solve([(64 * h * w, 2304), (10 * h * w, 350)], windows, (H, W)).verdict is Fit.NONE


def test_volumes() -> None:
    solution = solve([(64 * d * h * w, 64 * 8)], [*windows, *deep], (D, H, W))
    assert solution.squares == ((14, 17),)
    assert solution.verdict is Fit.SOME


def test_long_sequences_beyond_the_limit() -> None:
    size = (L - 80) // 16 + 1
    assert solve([(size, 1000)], [size], (L,)).verdict is Fit.SOME
    assert solve([(size, 1000), (L // 16, 1000)], [size], (L,)).verdict is Fit.NONE


def test_encoder_and_decoder() -> None:
    solution = solve([(H // 16 * 16, H), (W // 16 * 16, W)], [H // 16, W // 16], (H, W))
    assert solution.verdict is Fit.SOME
    assert describe_ranges(solution.squares) == "multiples of 16"


def test_a_batch_that_has_to_come_back() -> None:
    elements = N * 64 * h * w
    solution = solve([(elements % 1600, 0), (elements // 1600, N)], windows, (H, W))
    assert solution.verdict is Fit.SOME
    assert solution.squares == ((26, 29),)
    elements = N * 50 * h * w
    assert solve([(elements % 1601, 0), (elements // 1601, N)], windows, (H, W)).verdict is Fit.NONE


def test_a_flattened_batch() -> None:
    solution = solve([(N * 64 * h * w, 64 * 36)], windows, (H, W))
    assert solution.verdict is Fit.SOME
    assert solution.examples[0] == {N: 1, H: 30, W: 30}
    assert solve([(N * 64 * h * w, 64 * 36), (N, 5)], windows, (H, W)).verdict is Fit.NONE


def test_a_batch_of_no_customary_size() -> None:
    solution = solve([(N, 100), (N * h * w, 3600)], windows, (H, W))
    assert solution.verdict is Fit.SOME
    assert solution.squares == ((30, 33),)
    assert solution.examples[0] == {N: 100, H: 30, W: 30}


def test_unknown_symbols_prove_nothing() -> None:
    unknown = fresh("u")
    assert solve([(64 * h * w, unknown)], windows, (H, W)).verdict is Fit.UNDECIDED
    assert solve([(64 * h * w, unknown), (50 * h * w, 2304)], windows, (H, W)).verdict is Fit.NONE
    assert solve([(64 * h * w, 64 * h * w + 0 * unknown)], windows, (H, W)).verdict is Fit.SOME


def test_no_constraints() -> None:
    assert solve([]).verdict is Fit.SOME
    solution = solve([], windows, (H, W))
    assert solution.verdict is Fit.SOME
    assert solution.squares == ((10, 4096),)
    assert solution.unbounded
    assert describe_ranges(solution.squares, solution.unbounded) == "10 or more"
    assert solve([(3, 4)]).verdict is Fit.NONE
    assert solve([], [0]).verdict is Fit.NONE


@pytest.mark.parametrize(
    ("ranges", "unbounded", "text"),
    [
        ((), False, "nothing"),
        (((8, 8),), False, "8"),
        (((8, 8), (16, 19), (32, 32)), False, "8, 16 to 19 or 32"),
        (((8, 8), (16, 4096)), True, "8 or 16 or more"),
        (((1, 1), (3, 3), (5, 5), (7, 7), (9, 9)), False, "1, 3, 5, 7, ..."),
        (tuple((16 * n, 16 * n) for n in range(1, 6)), False, "multiples of 16"),
    ],
)
def test_describe_ranges(ranges: tuple[tuple[int, int], ...], unbounded: bool, text: str) -> None:
    assert describe_ranges(ranges, unbounded) == text
