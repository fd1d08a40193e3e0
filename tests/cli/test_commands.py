"""The small commands, and what starting costs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main
from shapelint.project.config.rulebook import all_rules


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out == f"shapelint {shapelint.__version__}\n"


def test_rule_by_code_and_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "SHP102"]) == 0
    by_code = capsys.readouterr().out
    assert main(["rule", "linear-in-features"]) == 0
    assert capsys.readouterr().out == by_code
    assert by_code.startswith("linear-in-features (SHP102): error, sometimes fixable\n=====")
    assert "\nWHAT IT DOES\n" in by_code
    assert "```" not in by_code


def test_a_rule_as_markdown_is_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "SHP102", "--output-format", "markdown"]) == 0
    page = Path(__file__).resolve().parents[2] / "docs" / "rules" / "linear-in-features.md"
    assert capsys.readouterr().out == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("output_format", ["text", "markdown"])
def test_all_rules_for_reading(output_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "--all", "--output-format", output_format]) == 0
    said = capsys.readouterr().out
    assert all(f"{rule.name} ({rule.code})" in said for rule in all_rules())


def test_a_rule_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "SHP102", "--output-format", "json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["code"], facts["severity"], facts["on_by_default"], facts["has_fixes"]) == (
        "SHP102",
        "error",
        True,
        True,
    )


def test_all_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "--all", "--output-format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)
    assert [rule["code"] for rule in rules][:3] == ["SHP001", "SHP002", "SHP003"]


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["version"], ["rule", "SHP101"]])
def test_nothing_heavy_is_imported_before_it_is_needed(arguments: list[str]) -> None:
    script = (
        "import sys; from shapelint.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "heavy = {'libcst', 'torch', 'tensorflow', 'keras', 'numpy', 'asyncio', 'importlib.metadata'}\n"
        "sys.stderr.write(','.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_a_check_without_fixes_imports_nothing_for_them(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_text("import torch\nfrom torch import nn\n\nnn.Linear(3, 4)(torch.ones(2, 3))\n")
    script = (
        f"import sys; from shapelint.cli import main\nmain(['check', '--no-cache', '--quiet', {str(path)!r}])\n"
        "unneeded = {'shapelint.syntax.editing.editor', 'shapelint.project.fixes.apply', 'difflib', 'tempfile', "
        "'shapelint.project.suppress.directives'}\n"
        "sys.stderr.write(','.join(sorted(unneeded & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_importing_the_package_imports_nothing_else() -> None:
    script = "import sys, shapelint; sys.stderr.write(','.join(sorted(m for m in sys.modules if 'shapelint' in m)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "shapelint,shapelint.version"


def test_public_names() -> None:
    for name in shapelint.__all__:
        assert getattr(shapelint, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = shapelint.nothing
