"""Programs on tables and samples: each mistake is found where it is marked, and really is one."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

import shapelint

pytest.importorskip("pandas")
pytest.importorskip("sklearn")
PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))


def expected(path: Path) -> list[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    marks = ((row, re.search(r"# expect: (SHP\d+)", line)) for row, line in enumerate(lines, 1))
    return [(row, mark[1]) for row, mark in marks if mark is not None]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_findings(path: Path) -> None:
    assert [(one.location.row, one.code) for one in shapelint.check_paths([path])] == expected(path)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_truth(path: Path) -> None:
    if expected(path):
        with pytest.raises(RuntimeError):
            runpy.run_path(str(path), run_name="__main__")
    else:
        runpy.run_path(str(path), run_name="__main__")
