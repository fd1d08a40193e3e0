"""Each format as the command writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.cli import main
from shapelint.project.config.setting_table import OUTPUT_FORMATS

BEGINNINGS = {
    "full": "net.py:2:17: error[SHP102]: Linear expects",
    "concise": "net.py:2:17: error[SHP102]: Linear expects",
    "json": '[\n  {\n    "code": "SHP102"',
    "json-lines": '{"code": "SHP102"',
    "sarif": '{\n  "$schema": "https://docs.oasis-open.org/sarif',
    "github": "::error title=shapelint (SHP102),file=net.py,line=2,col=17,",
    "gitlab": '[\n  {\n    "description": "SHP102: Linear expects',
    "junit": '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="shapelint" tests="1" failures="1">',
}


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_formats(
    output_format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    Path("net.py").write_text("import torch\ntorch.nn.Linear(8, 4)(torch.randn(2, 9))\n", encoding="utf-8")
    assert main(["check", "--output-format", output_format]) == 1
    out = capsys.readouterr().out
    assert out.startswith(BEGINNINGS[output_format])
    assert main(["check", "--output-format", output_format, "-o", "report.txt"]) == 1
    assert capsys.readouterr().out == ""
    assert Path("report.txt").read_text(encoding="utf-8") == out
