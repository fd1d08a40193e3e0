"""`shapelint playground`: what it refuses in one line, and what it serves."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from shapelint.cli import main


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nothing.py"], "nothing.py: it cannot be opened"),
        (["--port", "70000"], "a port is a number up to 65535"),
        (["--pyodide", "."], "there is no pyodide.asm.wasm in it"),
        (["--write", "/dev/null/x"], "--write /dev/null/x: "),
        (["bad.py"], "bad.py: line 1 is not UTF-8 text"),
    ],
)
def test_what_is_refused(
    arguments: list[str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.py").write_bytes(b"\xff\xfe")
    assert main(["playground", "--no-browser", *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("shapelint: error: ")
    assert expected in error
    assert error.count("\n") == 1


def test_a_file_is_what_the_page_begins_with(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("import torch  # é\n", encoding="utf-8")
    command = [sys.executable, "-c", "from shapelint.start import main; main()", "playground", "--no-browser", "net.py"]
    running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", running.stdout.readline())
        assert address is not None
        with urlopen(f"{address[0]}file.txt", timeout=30) as answer:
            assert answer.read().decode() == "import torch  # é\n"
    finally:
        running.kill()
        running.communicate()
