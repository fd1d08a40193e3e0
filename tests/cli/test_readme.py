"""What the README shows is what the command prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.cli import main

ROOT = Path(__file__).resolve().parents[2]


def test_the_sample(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    sample = text.split("## What it says\n\n```\n", 1)[1].split("```", 1)[0]
    main(["check", "--quiet", "--color", "never", sample.partition(":")[0]])
    assert capsys.readouterr().out == f"{sample}\n"
