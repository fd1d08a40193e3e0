"""Ports from torch to Keras: what is said to be equal computes the same when the written script has carried the weights
over, and what is said to differ does not."""

from __future__ import annotations

import pytest
from compare.ported import PORTS, TRAINING, Pair, agreement, comparison, names, pairs, scramble, script

CLOSE = 1e-4
PAIRS = list(pairs())
FILES = sorted(PORTS.glob("*.py"))


def shared(index: int, name: str, value: object) -> object:
    """A case of which every run has a share: each third, and the others with the slow ones."""
    return pytest.param(value, id=name, marks=() if index % 3 == 0 else pytest.mark.slow)


def test_there_are_enough() -> None:
    found = list(pairs())
    for path in PORTS.glob("*.py"):
        own = [pair for pair in found if pair.path == path]
        assert sum(not pair.kinds for pair in own) == 1
        assert sum(bool(pair.kinds) for pair in own) == 2
    assert len({pair.path for pair in found}) >= 25


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_what_is_said(pair: Pair) -> None:
    found = comparison(f"{pair.path}::original", f"{pair.path}::{pair.name}")
    assert {one.kind for one in found.differences if not one.note} == pair.kinds
    assert found.unknown == ()
    assert found.equal is not bool(pair.kinds)


@pytest.mark.parametrize("pair", [shared(index, str(pair), pair) for index, pair in enumerate(PAIRS)])
def test_what_is_computed(pair: Pair) -> None:
    made = names(pair.path)
    carried = script(f"{pair.path}::original", f"{pair.path}::{pair.name}")
    a, b = made["original"](), made[pair.name]()
    scramble(a)
    carried["carry"](a, b)
    apart = agreement(a, b, carried["SHAPES_A"], carried["SHAPES_B"], made.get("TOKENS"))
    assert (apart < CLOSE) is not bool(pair.kinds - TRAINING), apart


@pytest.mark.parametrize("path", [shared(index, path.stem, path) for index, path in enumerate(FILES)])
def test_the_way_back(path: object) -> None:
    """From Keras to torch."""
    made = names(path)  # type: ignore[arg-type]
    carried = script(f"{path}::faithful", f"{path}::original")
    a, b = made["faithful"](), made["original"]()
    scramble(a)
    carried["carry"](a, b)
    apart = agreement(b, a, carried["SHAPES_B"], carried["SHAPES_A"], made.get("TOKENS"))
    assert apart < CLOSE
