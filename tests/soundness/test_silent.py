"""Programs that run, or may well run, of which nothing must be said.

Each stands in `cases/` and shows one kind of knowledge that the linter must not take for granted. Those that import
`hidden` cannot be run as they are: the module is not there. What its functions do is written in `beside/hidden.py`,
with which a program can be run for real.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from shapelint.project.api import check_paths

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.py"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_nothing_is_said_of_a_program_that_works(path: Path) -> None:
    found = check_paths([path])
    assert not found, "\n".join(f"{one.location.row}: {one.code} {one.message}" for one in found)


@pytest.mark.slow
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_program_works(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE / "beside"))
    monkeypatch.setattr(sys, "argv", [str(path)])
    runpy.run_path(str(path), run_name="__main__")
