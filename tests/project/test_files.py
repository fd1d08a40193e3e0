"""Which files are checked, and how their bytes are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.project.discovery import discover, is_excluded
from shapelint.project.reading import decode, read_text
from shapelint.syntax.read import Unreadable


def names(root: Path, **more: tuple[str, ...]) -> list[str]:
    return [path.relative_to(root).as_posix() for path in discover([root], **more).files]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for path in (
        "b.py",
        "a.py",
        "notes.txt",
        "pkg/net.py",
        ".hidden/x.py",
        ".venv/x.py",
        "env/pyvenv.cfg",
        "env/lib/x.py",
        "node_modules/x.py",
        "__pycache__/x.py",
        "build/x.py",
        "dist/x.py",
        "lib/site-packages/x.py",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", encoding="utf-8")
    return tmp_path


def test_directories_are_walked_in_order(tree: Path) -> None:
    assert names(tree) == ["a.py", "b.py", "pkg/net.py"]


def test_a_file_is_taken_once_and_whatever_its_name(tree: Path) -> None:
    found = discover([tree / "notes.txt", tree, tree / "a.py", tree / "pkg" / ".." / "a.py"])
    assert [p.name for p in found.files] == ["notes.txt", "a.py", "b.py", "net.py"]


def test_missing_paths_are_told(tree: Path) -> None:
    assert discover([tree / "a.py", tree / "none.py"]).missing == (str(tree / "none.py"),)


def test_excluded(tree: Path) -> None:
    assert names(tree, exclude=("pkg",)) == ["a.py", "b.py"]
    assert names(tree, exclude=("pkg/*.py", "a*")) == ["b.py"]


@pytest.mark.parametrize(
    ("glob", "expected"),
    [("net.py", True), ("*.py", True), ("pkg/net.py", True), ("src/pkg/*", True), ("pkg", False), ("other/*", False)],
)
def test_globs_match_names_and_paths(glob: str, expected: bool) -> None:
    assert is_excluded(Path("src/pkg/net.py"), (glob,)) is expected


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x = 1\n", "x = 1\n"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        ("# größe\n".encode(), "# größe\n"),
        ("# -*- coding: latin-1 -*-\n# größe\n".encode("latin-1"), "# -*- coding: latin-1 -*-\n# größe\n"),
        (b"x = 1\r\n", "x = 1\r\n"),
    ],
)
def test_bytes_are_read_as_python_does(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x = 1\ny = '\xe9'\n", "line 2 is not UTF-8 text"),
        (b"# coding: no-such\n", "it declares an unknown encoding, no-such"),
        (b"x = '\0'\n", "it holds null characters"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, reason: str) -> None:
    assert decode(data) == Unreadable(reason)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    answer = read_text(tmp_path)
    assert isinstance(answer, Unreadable)
    assert answer.reason.startswith("it cannot be opened")
