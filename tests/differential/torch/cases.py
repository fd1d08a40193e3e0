"""Drawing arguments: mostly such that fit, now and then one that does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from differential.harness import infer_function, infer_layer
from differential.torch.oracle import assert_agree, run_function, run_layer
from hypothesis import strategies as st

from shapelint.frontends.torch.declarations import load

TORCH = load()
Draw = Callable[[st.SearchStrategy[Any]], Any]
T = TypeVar("T")


def mostly(draw: Draw, usual: T, unusual: st.SearchStrategy[T], parts: int = 8) -> T:
    """`usual`, but one time in `parts` something else."""
    return draw(unusual) if draw(st.integers(1, parts)) == parts else usual


def per_axis(draw: Draw, rank: int, strategy: st.SearchStrategy[int]) -> Any:
    """One number for all axes, or a tuple with one for each."""
    if draw(st.booleans()):
        return draw(strategy)
    return tuple(draw(strategy) for _ in range(rank))


def image(draw: Draw, channels: int, rank: int, smallest: int = 1, largest: int = 9) -> tuple[int, ...]:
    """A shape with `rank` spatial axes, batched or not, now and then of another rank."""
    spatial = tuple(draw(st.integers(smallest, largest)) for _ in range(mostly(draw, rank, st.integers(0, 4), 12)))
    batch = (draw(st.integers(1, 3)),) if draw(st.integers(0, 3)) else ()
    return (*batch, channels, *spatial)


def shape(draw: Draw, least: int = 0, most: int = 4, largest: int = 5) -> tuple[int, ...]:
    return tuple(draw(st.lists(st.integers(1, largest), min_size=least, max_size=most)))


def check_layer(
    name: str,
    arguments: Sequence[Any],
    keywords: dict[str, Any],
    inputs: Sequence[Any],
    call_keywords: dict[str, Any] | None = None,
    *,
    empty_is_open: bool = False,
) -> None:
    assert_agree(
        infer_layer(TORCH, name, arguments, keywords, inputs, call_keywords),
        run_layer(name, arguments, keywords, inputs, call_keywords),
        empty_is_open=empty_is_open,
    )


def check_function(
    name: str, arguments: Sequence[Any], keywords: dict[str, Any] | None = None, *, empty_is_open: bool = False
) -> None:
    outcome = infer_function(TORCH, name, arguments, keywords)
    assert_agree(outcome, run_function(name, arguments, keywords or {}), empty_is_open=empty_is_open)
