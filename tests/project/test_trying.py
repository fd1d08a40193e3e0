"""Fixes are tried before they are offered."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main
from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.fix import Edit, Fix
from shapelint.project.check.fix_trial import Moves, tried
from shapelint.syntax.source import SourceFile

SHARED_CALL = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Conv1d(10, 20, 1), nn.Conv1d(20, 20, 1)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

print(Net()(torch.randn(4, 1, 10)).shape)
"""

MISTAKE_BEFORE = """
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 32, 3), nn.BatchNorm2d(16), nn.Conv2d(16, 8, 3))
net(torch.zeros(1, 3, 9, 9))
"""

KERAS = """
import numpy as np
import keras
from keras import layers

model = keras.Sequential([layers.Input((8,)), layers.Dense(4), layers.Reshape((2, 3)), layers.Dense(2)])
"""


def fixes(text: str) -> list[str | None]:
    return [d.fix and d.fix.applicability for d in shapelint.check_source(text, filename="net.py")]


def test_none_at_a_call_that_layers_share() -> None:
    assert fixes(SHARED_CALL) == [None]


def test_the_fixing_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text(SHARED_CALL)
    assert main(["check", "--fix", "--unsafe-fixes", "--quiet", "--output-format", "concise", "net.py"]) == 1
    assert Path("net.py").read_text() == SHARED_CALL
    assert capsys.readouterr().out.startswith("net.py:8:48: error[SHP101]")


def test_what_shows_only_then_is_mended_too() -> None:
    """The second convolution fits the normalisation: one of both alone would be no help."""
    (found,) = shapelint.check_source(MISTAKE_BEFORE, filename="net.py")
    assert found.fix is not None
    assert [edit.content for edit in found.fix.edits] == ["32", "32"]


def test_of_keras() -> None:
    assert len(fixes(KERAS)) == 1


@pytest.mark.parametrize("path", ["net.py", ".", "main.py"])
def test_the_counts_agree(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is said to be fixable is what would be fixed, and what is fixed."""
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text("from torch import nn\nnet = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Conv2d(4, 8, 3))\n")
    Path("main.py").write_text("import torch\nfrom net import net\nnet(torch.zeros(1, 3, 9, 9))\n")
    main(["check", "--no-cache", path])
    is_named = path != "main.py"
    assert ("1 fixable with --fix" in capsys.readouterr().out) is is_named
    main(["check", "--no-cache", "--diff", path])
    not_named = "No errors would be fixed; 1 error not fixed in net.py, which is not among the paths given.\n"
    assert capsys.readouterr().err == ("Would fix 1 error.\n" if is_named else not_named)
    main(["check", "--no-cache", "--fix", path])
    assert ("(1 fixed, 0 remaining)" in capsys.readouterr().out) is is_named


FILE = SourceFile("net.py", "one two\nthree\n")


def diagnostic(code: str, row: int, column: int, fix: Fix | None = None, severity: str = "error") -> Diagnostic:
    start = Location(row, column)
    return Diagnostic(
        code,
        code,
        severity,
        "",
        None,
        None,
        "",
        "net.py",
        start,
        start,
        file=FILE,
        fix=fix,  # type: ignore[arg-type]
    )


FIX = Fix("safe", "", (Edit("1111\n22", Location(1, 1), Location(1, 4)),))


@pytest.mark.parametrize(
    ("after", "is_kept"),
    [
        ([], True),
        ([diagnostic("B", 2, 4)], True),
        ([diagnostic("B", 3, 1)], False),
        ([diagnostic("A", 1, 1)], False),
        ([diagnostic("C", 3, 1)], False),
        ([diagnostic("C", 3, 1, severity="warning")], True),
    ],
)
def test_what_a_fix_has_to_hold(after: list[Diagnostic], is_kept: bool) -> None:
    before = [diagnostic("A", 1, 1, FIX), diagnostic("B", 1, 5)]
    first, second = tried(before, {}, lambda files: after, 1)
    assert (first.fix is not None) is is_kept
    assert second == before[1]


def test_positions_move_with_the_text() -> None:
    moves = Moves(FILE.text, FIX)
    places = [(1, 1), (1, 5), (2, 1), (2, 3)]
    assert [moves.key_of(diagnostic("A", *p), "net.py")[2:] for p in places] == [(1, 1), (2, 4), (3, 1), (3, 3)]


def test_only_so_many_are_tried() -> None:
    asked: list[object] = []
    before = [diagnostic(f"A{i}", 1, 1, FIX) for i in range(40)]
    found = tried(before, {}, lambda files: asked.append(files) or (), 1)  # type: ignore[func-returns-value]
    assert len(asked) == sum(d.fix is not None for d in found) == 12
    assert sum(d.fix is not None for d in tried(before, {}, lambda files: (), 10**6)) == 1
