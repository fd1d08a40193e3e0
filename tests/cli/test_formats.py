"""Each format as the command writes it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from shapelint.cli import main
from shapelint.cli.help import command_help
from shapelint.report.format_common import RenderContext
from shapelint.report.formats import FORMATS, render
from shapelint.report.style import PLAIN

BEGINNINGS = {
    "full": "net.py:2:17: error[SHP102]: Linear expects",
    "concise": "net.py:2:17: error[SHP102]: Linear expects",
    "json": '[\n  {\n    "code": "SHP102"',
    "json-lines": '{"code": "SHP102"',
    "sarif": '{\n  "$schema": "https://docs.oasis-open.org/sarif',
    "github": "::error title=shapelint (SHP102),file=net.py,line=2,col=17,",
    "gitlab": '[\n  {\n    "description": "SHP102: Linear expects',
    "markdown": "| where | what | help |\n|---|---|---|\n| `net.py` line 2 | **error** SHP102 Linear expects",
    "junit": '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="shapelint" tests="1" failures="1">',
}


@pytest.mark.parametrize("output_format", FORMATS)
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


def test_a_format_takes_a_module_and_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is in the table is an option, a setting, and in the help, which stays within a screen."""
    module = ModuleType("counting")
    vars(module)["render"] = lambda diagnostics, context, style: f"{len(diagnostics)} found\n"
    monkeypatch.setitem(sys.modules, "counting", module)
    monkeypatch.setitem(FORMATS, "counting", "counting")
    for name in ("shapelint.cli.checking.check_options", "shapelint.project.config.setting_table"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    options = importlib.import_module("shapelint.cli.checking.check_options").OPTIONS
    assert "counting" in next(option for option in options if "--output-format" in option.flags).choices
    table = importlib.import_module("shapelint.project.config.setting_table")
    assert "counting" in table.BY_KEY["output-format"].kind.text
    assert render([], "counting", RenderContext(str(tmp_path), tuple), PLAIN) == "0 found\n"
    lines = command_help("check", options).splitlines()
    assert any("counting" in line for line in lines)
    assert len(lines) <= 64
    assert max(map(len, lines)) <= 110
