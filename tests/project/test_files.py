"""Which files are checked, and how their bytes are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.problems import Problem
from shapelint.project.config.settings import Settings
from shapelint.project.files.discovery import discover, is_excluded
from shapelint.project.files.source_text import decode, read_text
from shapelint.project.filesystem.globs import Glob
from shapelint.records import replace


def names(root: Path, *exclude: str, **more: bool) -> list[str]:
    globs = (*Settings().exclude, *(Glob(glob, str(root)) for glob in exclude))
    found = discover([root], Settings(exclude=globs, **more))  # type: ignore[arg-type]
    return [path.relative_to(root).as_posix() for path in found.files]


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
    assert names(tree, "pkg") == ["a.py", "b.py"]
    assert names(tree, "pkg/") == ["a.py", "b.py"]
    assert names(tree, "pkg/*.py", "a*") == ["b.py"]
    assert names(tree, "**/net.py") == ["a.py", "b.py"]


def test_what_is_named_is_checked_unless_exclusion_is_forced(tree: Path) -> None:
    left_out = Settings(exclude=(Glob("pkg", str(tree)),), root=str(tree))
    assert len(discover([tree / "pkg" / "net.py"], left_out).files) == 1
    assert discover([tree / "pkg" / "net.py"], replace(left_out, force_exclude=True)).files == ()
    assert discover([tree / "pkg"], replace(left_out, force_exclude=True)).files == ()
    assert len(discover([tree / "a.py"], replace(left_out, force_exclude=True)).files) == 1


def test_what_git_ignores(tree: Path) -> None:
    (tree / ".gitignore").write_text("a.py\n", encoding="utf-8")
    (tree / "pkg" / ".gitignore").write_text("*\n", encoding="utf-8")
    assert names(tree) == ["b.py"]
    assert names(tree, respect_gitignore=False) == ["a.py", "b.py", "pkg/net.py"]


@pytest.mark.parametrize(
    ("glob", "expected"),
    [
        ("net.py", True),
        ("*.py", True),
        ("src/pkg/net.py", True),
        ("src/pkg/*", True),
        ("src/*", True),
        ("**/pkg/*.py", True),
        ("src/**/net.py", True),
        ("n[a-e]t.py", True),
        ("n[!a-e]t.py", False),
        ("{net,model}.py", True),
        ("{head,model}.py", False),
        ("ne?.py", True),
        ("!net.py", False),
        ("!test_*", True),
        ("pkg", False),
        ("pkg/net.py", False),
        ("other/*", False),
    ],
)
def test_globs_match_names_and_paths(glob: str, expected: bool) -> None:
    assert is_excluded("/project/src/pkg/net.py", [Glob(glob, "/project")]) is expected


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
    assert decode(data) == Problem(reason)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    answer = read_text(tmp_path)
    assert isinstance(answer, Problem)
    assert answer.text == "it is a directory"
