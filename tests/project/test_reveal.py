"""`shapelint.reveal(x)` in a checked file: what is known of x there."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main

PROGRAM = """
import torch
import shapelint
from hidden import flag, size

x = shapelint.reveal(torch.zeros(8, 3))
parts = [x]
if flag():
    parts.append(x)
    shapelint.reveal(parts)
shapelint.reveal(parts)
y = torch.zeros(8, 4) if flag() else x
shapelint.reveal(y)
shapelint.reveal({"a": (1, size())})
torch.nn.Linear(3, 2)(shapelint.reveal(x))
"""
REVEALED = """\
net.py:6: revealed: Tensor (8, 3) float32
net.py:10: revealed: list [Tensor (8, 3) float32, Tensor (8, 3) float32] [1 undecided branch]
net.py:11: revealed: list [Tensor (8, 3) float32; more: a branch that is not decided]
net.py:13: revealed: Tensor (8, unknown) float32, or one of 2
net.py:14: revealed: dict {str 'a': tuple (int 1, unknown: MISSING)}
net.py:15: revealed: Tensor (8, 3) float32
""".replace("MISSING", "no module hidden in the project (if it is a package, install it or pass --python)")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "net.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return path


@pytest.mark.parametrize("again", [False, True])
def test_it_is_told(file: Path, again: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """From a check, and from what a check before it has kept."""
    if again:
        main(["check", "net.py"])
        capsys.readouterr()
    assert main(["check", "net.py"]) == 0
    assert capsys.readouterr().err == REVEALED


def test_a_machine_reads_findings_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "net.py", "--output-format", "json"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_the_program_runs_as_before() -> None:
    value = object()
    assert shapelint.reveal(value) is value
