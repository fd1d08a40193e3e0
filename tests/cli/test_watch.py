"""`shapelint check --watch`, as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import shapelint
import shapelint_rules

SOURCES = [str(Path(package.__file__).parents[1]) for package in (shapelint, shapelint_rules)]
USE = "import torch\nfrom parts import layer\nlayer(torch.randn(2, 9))\n"
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    processes: list[subprocess.Popen[str]] = []

    def begin(*options: str) -> subprocess.Popen[str]:
        processes.append(
            subprocess.Popen(
                [sys.executable, "-m", "shapelint", "check", "--watch", "--output-format", "concise", *options],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(SOURCES)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
        )
        watchdog = threading.Timer(60, processes[-1].kill)
        watchdog.daemon = True
        watchdog.start()
        return processes[-1]

    yield begin
    for process in processes:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def answer(process: subprocess.Popen[str]) -> str:
    """What is said up to the next pause."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        if line.startswith("shapelint: watching"):
            break
        lines.append(line)
    return "".join(lines)


def test_changes_are_checked_again(start: Start, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(USE, encoding="utf-8")
    (tmp_path / "parts.py").write_text("from torch import nn\nlayer = nn.Linear(9, 4)\n", encoding="utf-8")
    process = start()
    assert answer(process).startswith("Nothing found in 2 files")
    (tmp_path / "parts.py").write_text("from torch import nn\nlayer = nn.Linear(88, 4)\n", encoding="utf-8")
    assert answer(process).startswith("parts.py:2:19: error[SHP102]")
    (tmp_path / "shapelint.toml").write_text('ignore = ["SHP102"]', encoding="utf-8")
    assert answer(process).startswith("Nothing found in 2 files")
    (tmp_path / "more.py").write_text("import torch\n", encoding="utf-8")
    assert answer(process).startswith("Nothing found in 3 files")
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130


def test_wrong_use_ends_at_once(start: Start) -> None:
    assert start("--select", "SHP1x").wait(20) == 2
