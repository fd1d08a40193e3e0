"""Results rest on the code of the files that are imported: not on comments that mean nothing, and on where the code
stands only as far as they speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shapelint.project.cache.code_digest import code_digests
from shapelint.project.cache.store import ResultCache
from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.pipeline import check as check_request
from shapelint.project.check.request import CheckRequest
from shapelint.project.config.resolution import Resolver
from shapelint.project.filesystem.asked_once import forget
from shapelint.project.results.report import Report

NET = """\
import torch
from parts import Part
from torch import nn

net = nn.Sequential(Part(16), nn.Linear(12, 4))
net(torch.randn(2, 8))
"""
PARTS = '''\
from torch import nn


class Part(nn.Module):
    """Made of one layer."""

    def __init__(self, width):
        super().__init__()
        self.layer = nn.Linear(8, width)

    def forward(self, x):
        return self.layer(x)
'''


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    Path("net.py").write_text(NET, encoding="utf-8")
    Path("parts.py").write_text(PARTS, encoding="utf-8")
    forget()
    yield tmp_path
    forget()


def check(kept: bool = True) -> Report:
    forget()
    report = check_request(CheckRequest(("net.py",), Resolver(), cache=ResultCache("kept") if kept else None))
    assert isinstance(report, Report)
    return report


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are really checked from here on."""
    names: list[str] = []
    original = FileChecker.check

    def remember(self: FileChecker, path: Path) -> object:
        names.append(path.name)
        return original(self, path)

    monkeypatch.setattr(FileChecker, "check", remember)
    return names


@pytest.mark.parametrize(
    ("before", "after", "checks"),
    [
        ("(x)\n", "(x)\n# a comment\n", 1),
        ("(x)\n", "(x)  # a comment\n", 1),
        ("\n\nclass", "\n\n# a comment\n\n\nclass", 2),  # the finding's trail speaks of lines below it
        ("self.layer(x)", "self.layer( x)", 2),
        ("self.layer(x)", "self.layer(x + 1)", 2),
        ("of one layer", "of two layers", 2),
        ("(x)\n", "(x)  # shapelint: ignore[SHP102]\n", 2),
        ("(x)\n", "(x)  # as other.layer does\n", 2),
        ("(x)\n", "(x)  # noqa\n", 2),
        ("class Part", "# class Other(Part)\nclass Part", 2),
        ("(x)\n", "(x)\n'''\n# no comment\n'''\n", 2),
    ],
)
def test_what_a_change_of_an_imported_file_costs(checked: list[str], before: str, after: str, checks: int) -> None:
    assert [d.code for d in check().diagnostics] == ["SHP102"]
    Path("parts.py").write_text(PARTS.replace(before, after), encoding="utf-8")
    found = check()
    assert len(checked) == checks
    assert found == check(kept=False)
    assert check() == found


def test_a_finding_moves_with_its_line(checked: list[str]) -> None:
    Path("net.py").write_text(NET.replace("2, 8", "2, 9").replace("12", "16"), encoding="utf-8")
    row = check().diagnostics[0].location.row
    assert [d.filename for d in check().diagnostics] == ["parts.py"]
    Path("parts.py").write_text(f"# a comment\n{PARTS}", encoding="utf-8")
    assert [d.location.row for d in check().diagnostics] == [row + 1]
    assert checked == ["net.py", "net.py"]


def test_lines_that_nothing_speaks_of(checked: list[str]) -> None:
    Path("net.py").write_text(f"import sizes\n{NET}", encoding="utf-8")
    Path("sizes.py").write_text("def none():\n    pass\n", encoding="utf-8")
    first = check()
    Path("sizes.py").write_text("# a comment\n\ndef none():\n    pass\n", encoding="utf-8")
    assert check() == first
    assert checked == ["net.py"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("x = 1\ny = 2\n", "x = 1\n\n# so\ny = 2  # and so\n", True),
        ("x = '# a'\n", "x = '# b'\n", False),
        ('x = """\n\n# a\n"""\n', 'x = """\n# a\n"""\n', False),
        ("x = r'\\'  # a\n", "x = r'\\'\n", False),  # not told apart
        ("x = b'\\''  # a\n", "x = b'\\''\n", True),
        ("if x:\n    y\n", "if x:\n  y\n", False),
        ("x\n    # a\ny\n", "x\ny\n", True),
        ("x = 1 \\\n\n", "x = 1 \\\n", False),
        ("", "# nothing\n", True),
    ],
)
def test_code_without_comments(one: str, other: str, is_same: bool) -> None:
    first, second = code_digests(one.encode()), code_digests(other.encode())
    assert (first is not None and second is not None and first.code == second.code) is is_same


def test_what_cannot_be_told() -> None:
    for text in (b"\xff", b"x = 1\r\n", b"x = 'open\n", b"x = 1\x0c\n"):
        assert code_digests(text) is None
