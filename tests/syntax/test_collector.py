"""The garbage collector is as it was after each check."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from shapelint.project.config.resolution import Resolver
from shapelint.project.editor.inspection import Inspected, inspect
from shapelint.syntax.collector import THRESHOLDS, collecting_rarely, collector_paused
from shapelint.syntax.source import SourceFile


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_collections_are_rare_for_a_while() -> None:
    with collecting_rarely():
        assert gc.get_threshold() == THRESHOLDS
        with collecting_rarely(), collector_paused():
            assert gc.get_threshold() == THRESHOLDS
            assert not gc.isenabled()
        assert gc.get_threshold() == THRESHOLDS
        assert gc.isenabled()
    assert gc.get_threshold() == (700, 10, 10)


def test_an_exception_changes_nothing() -> None:
    with pytest.raises(KeyError), collecting_rarely():
        raise KeyError
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("thresholds", [(0, 10, 10), (90_000, 5, 5)])
def test_who_collects_more_rarely_goes_on(thresholds: tuple[int, int, int]) -> None:
    gc.set_threshold(*thresholds)
    with collecting_rarely():
        assert gc.get_threshold() == thresholds
    assert gc.get_threshold() == thresholds


def test_an_edit(tmp_path: Path) -> None:
    file = SourceFile(str(tmp_path / "net.py"), "import torch\n\nnet = torch.nn.Linear(8, 4)\nnet(torch.zeros(2, 8))\n")
    assert isinstance(inspect(file, {}, Resolver()), Inspected)
    assert gc.get_threshold() == (700, 10, 10)
