"""An error of shapelint's own costs the file in which it happens, whoever asks for the check: the others are checked,
and it is told."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main
from shapelint.project.check.file_check import FileChecker
from shapelint.project.config.resolution import Resolver
from shapelint.project.editor.inspection import Inspected, inspect
from shapelint.syntax.source import SourceFile

WRONG = """\
import torch
from torch import nn

net = nn.Sequential(nn.Linear(8, 16), nn.Linear(12, 4))
net(torch.randn(2, 8))
"""
USER = "import odd\nimport torch\n\nodd.net(torch.randn(2, 9))\n"
TOLD = "odd.py: internal error; file skipped: ZeroDivisionError: not this way"


@pytest.fixture(autouse=True)
def odd_file_breaks_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    own = FileChecker.check_with_runs

    def check_with_runs(checker: FileChecker, path: Path) -> object:
        if path.name == "odd.py":
            raise ZeroDivisionError("not this\nway")
        return own(checker, path)

    monkeypatch.setattr(FileChecker, "check_with_runs", check_with_runs)
    for name in ("net.py", "odd.py"):
        Path(name).write_text(WRONG)


def run(capture: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments, "--no-cache"])
    out, err = capture.readouterr()
    assert "Traceback" not in err
    return code, out, err


def test_check(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check")
    assert code == 2
    assert "net.py:4:49: error[SHP102]" in out
    assert TOLD in err


def test_fix(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "--fix", "--unsafe-fixes")
    assert code == 2
    assert "Found 1 error (1 fixed, 0 remaining)." in out
    assert TOLD in err
    assert Path("net.py").read_text() == WRONG.replace("12", "16")
    assert Path("odd.py").read_text() == WRONG


def test_diff(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "--diff", "--unsafe-fixes")
    assert code == 2
    assert "+++ net.py" in out
    assert "odd.py" not in out
    assert TOLD in err


def test_fixes_that_break_the_check_are_taken_back(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("odd.py").unlink()
    own = FileChecker.check

    def check(checker: FileChecker, path: Path) -> object:
        if checker._stated:
            raise ZeroDivisionError
        return own(checker, path)

    monkeypatch.setattr(FileChecker, "check", check)
    code, _, _ = run(capsys, "check", "--fix", "--unsafe-fixes")
    assert code == 1
    assert Path("net.py").read_text() == WRONG


@pytest.mark.parametrize(("name", "told"), [("odd.py", True), ("net.py", False)])
def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, told: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    code, out, err = run(capsys, "check", "-", "--stdin-filename", name)
    assert code == (2 if told else 1)
    assert (TOLD in err) is told
    assert ("SHP102" in out) is not told


def test_check_paths() -> None:
    with pytest.warns(RuntimeWarning, match=TOLD) as caught:
        found = shapelint.check_paths(os.curdir)
    assert [(d.filename, d.code) for d in found] == [("net.py", "SHP102")]
    assert [one.filename for one in caught] == [__file__]


def test_check_source() -> None:
    assert [d.code for d in shapelint.check_source(WRONG, filename="net.py")] == ["SHP102"]
    with pytest.warns(RuntimeWarning, match=TOLD):
        assert shapelint.check_source(WRONG, filename="odd.py") == []


def test_an_editor() -> None:
    """A file is looked at with those that use it; what breaks in one of these costs only what it would say."""
    Path("parts.py").write_text(WRONG)
    Path("odd.py").write_text(USER.replace("odd", "parts"))
    found = inspect(SourceFile("parts.py", WRONG, "parts"), {}, Resolver())
    assert isinstance(found, Inspected)
    assert [d.code for d in found.result.diagnostics] == ["SHP102"]
    [(path, text)] = found.crashes
    assert (Path(path).name, text) == ("odd.py", "ZeroDivisionError: not this way")
    with pytest.raises(ZeroDivisionError):
        inspect(SourceFile("odd.py", WRONG, "odd"), {}, Resolver())
