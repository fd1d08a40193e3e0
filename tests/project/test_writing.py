"""Source files are written back whole, in their own encoding, with their own mode, through their links."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

import pytest

from shapelint.project.fixes.write import write_source
from shapelint.syntax import read
from shapelint.syntax.source import SourceFile

UMLAUT = "# -*- coding: latin-1 -*-\nname = 'Gr\u00f6\u00dfe'\n"


def text_of(path: Path) -> str:
    text = read.decode(path.read_bytes())
    assert isinstance(text, str)
    return text


def replaced(path: Path, old: str, new: str) -> str | None:
    before = text_of(path)
    return write_source(str(path), SourceFile("", before), SourceFile("", before.replace(old, new)))


@pytest.mark.parametrize(
    ("data", "old", "new", "expected"),
    [
        (b"x = 1\r\ny = 1\r\n", "x = 1", "x = 2", b"x = 2\r\ny = 1\r\n"),
        (b"x = 1\ry = 1", "x = 1", "x = 2", b"x = 2\ry = 1"),
        (codecs.BOM_UTF8 + b"x = 1\n", "1", "2", codecs.BOM_UTF8 + b"x = 2\n"),
        (UMLAUT.encode("latin-1"), "name", "named", UMLAUT.replace("name", "named").encode("latin-1")),
        ("s = '\u6a21\u578b'\n".encode(), "s", "t", "t = '\u6a21\u578b'\n".encode()),
    ],
    ids=["crlf", "cr", "mark", "latin-1", "utf-8"],
)
def test_bytes_stay_as_they_are(data: bytes, old: str, new: str, expected: bytes, tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_bytes(data)
    assert replaced(path, old, new) is None
    assert path.read_bytes() == expected


def test_the_mode_stays(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_text("x = 1\n")
    path.chmod(0o754)
    assert replaced(path, "1", "2") is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o754


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = tmp_path / "real" / "net.py"
    path.write_text("x = 1\n")
    link = tmp_path / "link.py"
    link.symlink_to(path)
    assert replaced(link, "1", "2") is None
    assert link.is_symlink()
    assert path.read_text() == "x = 2\n"


def test_what_has_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_text("x = 3\n")
    assert (
        write_source(str(path), SourceFile("", "x = 1\n"), SourceFile("", "x = 2\n"))
        == "it has changed since it was read"
    )
    assert path.read_text() == "x = 3\n"


def test_what_cannot_be_encoded_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_bytes(UMLAUT.encode("latin-1"))
    assert replaced(path, "name", "\u6a21") == "the new text cannot be written as iso8859-1"
    assert path.read_bytes() == UMLAUT.encode("latin-1")


def test_nothing_is_left_behind_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "net.py"
    path.write_text("x = 1\n")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert replaced(path, "1", "2") == "No space left on device"
    assert path.read_text() == "x = 1\n"
    assert [p.name for p in tmp_path.iterdir()] == ["net.py"]


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert write_source(str(tmp_path / "gone.py"), SourceFile("", "x = 1\n"), SourceFile("", "x = 2\n")) is not None
