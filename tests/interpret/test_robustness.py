"""Any file at all is analysed within its budget, without an exception."""

from __future__ import annotations

import random
import sysconfig
from pathlib import Path

import pytest

from shapelint.analysis.entries import Options, analyze
from shapelint.problems import Problem
from shapelint.project.files.imports import ProjectFiles
from shapelint.syntax.source import SourceFile

SAMPLE = 40
TRUNCATIONS = 40
FIXTURES = Path(__file__).parents[2] / "fixtures"
PACKAGES = ("keras", "torch/nn", "libcst")
LEFT_OUT = {"test", "tests", "site-packages", "idlelib", "lib2to3", "__pycache__"}


def files() -> list[Path]:
    """The standard library without its tests, and what is installed of some large packages."""
    standard = Path(sysconfig.get_path("stdlib"))
    found = [p for p in standard.rglob("*.py") if not LEFT_OUT & set(p.relative_to(standard).parts)]
    for package in PACKAGES:
        found += (Path(sysconfig.get_path("purelib")) / package).rglob("*.py")
    return sorted(found)


def check(path: Path) -> None:
    resolver = ProjectFiles()
    file = resolver.open(path)
    if not isinstance(file, Problem):
        analyze(file, resolver, Options())


EVERY = files()
FIXED = random.Random(7).sample(EVERY, min(SAMPLE, len(EVERY)))


@pytest.mark.parametrize("path", FIXED, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_sample_of_real_files(path: Path) -> None:
    check(path)


@pytest.mark.slow
@pytest.mark.parametrize("path", EVERY, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_real_file(path: Path) -> None:
    check(path)


def truncations() -> list[tuple[str, int]]:
    chosen = random.Random(11)
    paths = sorted(p for p in FIXTURES.rglob("*.py"))
    picked = [chosen.choice(paths) for _ in range(TRUNCATIONS)]
    return [
        (str(p.relative_to(FIXTURES)), chosen.randrange(p.read_text(encoding="utf-8").count("\n") + 1)) for p in picked
    ]


@pytest.mark.parametrize(("name", "lines"), truncations())
def test_a_truncated_fixture(name: str, lines: int) -> None:
    """The first lines of a model's file, as an editor has them while it is being written."""
    text = "".join((FIXTURES / name).read_text(encoding="utf-8").splitlines(keepends=True)[:lines])
    analyze(SourceFile(str(FIXTURES / name), text), ProjectFiles(), Options())
