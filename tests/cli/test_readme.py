"""What the README shows is what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shapelint.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = re.findall(r"^```\n(fixtures/.*?)\n```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)


def test_there_are_two() -> None:
    assert len(SAMPLES) == 2
    assert {re.search(r"SHP\d", sample)[0] for sample in SAMPLES if "SHP" in sample} == {"SHP1", "SHP2"}  # type: ignore[index]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.partition(":")[0])
def test_a_sample(sample: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    main(["check", "--quiet", "--color", "never", sample.partition(":")[0]])
    assert sample in capsys.readouterr().out.split("\n\n")
