"""`shapelint check` under configuration files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shapelint.cli import main
from shapelint.project.filesystem.asked_once import forget

WRONG = """\
import torch
from torch import nn

net = nn.Sequential(nn.Linear(8, 16), nn.Linear(12, 4))
net(torch.randn(2, 8))
"""


class Console:
    """What a run of the command leaves behind."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        forget()
        forget()
        try:
            code = main(list(arguments))
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        out, err = self._capture.readouterr()
        return code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Console]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    yield Console(capsys)
    forget()


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 1),
        ('ignore = ["SHP102"]', 0),
        ('select = ["SHP101"]', 0),
        ('select = ["SHP101"]\nextend-select = ["linear-in-features"]', 1),
        ('per-file-ignores = {"pkg/*" = ["SHP102"]}', 0),
        ('per-file-ignores = {"net.py" = ["SHP1"]}', 0),
        ('per-file-ignores = {"!pkg/*" = ["SHP102"]}', 1),
        ('per-file-ignores = {"other.py" = ["ALL"]}', 1),
        ('exclude = ["pkg"]', 0),
        ('include = ["model_*.py"]', 0),
    ],
)
def test_files_say_what_is_checked(run: Console, text: str, code: int) -> None:
    write("pkg/net.py", WRONG)
    write("shapelint.toml", text)
    assert run("check")[0] == code


def test_each_file_has_its_own_configuration(run: Console) -> None:
    write("a/net.py", WRONG)
    write("b/net.py", WRONG)
    write("b/shapelint.toml", 'ignore = ["SHP102"]')
    code, out, _ = run("check", "--output-format", "concise", "-q")
    assert code == 1
    assert [line.partition(":")[0] for line in out.splitlines()] == ["a/net.py"]
    assert run("check", "--isolated", "-q", "--output-format", "concise")[1].count("\n") == 2


def test_severities(run: Console) -> None:
    write("net.py", WRONG)
    write("shapelint.toml", '[severity]\nSHP1 = "error"\nlinear-in-features = "warning"\n')
    code, out, _ = run("check", "--output-format", "concise")
    assert code == 1
    assert "warning[SHP102]" in out
    assert out.endswith("Found 1 warning in 1 file; 1 fixable with --fix.\n")


def test_output_format_comes_from_the_current_directory(run: Console) -> None:
    write("net.py", WRONG)
    write("shapelint.toml", 'output-format = "json-lines"')
    assert run("check")[1].startswith('{"code": "SHP102"')
    assert run("check", "--output-format", "concise")[1].startswith("net.py:4:49")


def test_source_roots(run: Console) -> None:
    write("lib/parts.py", "from torch import nn\nlayer = nn.Linear(12, 4)\n")
    write("app/net.py", "import torch\nfrom parts import layer\nlayer(torch.randn(2, 8))\n")
    write("shapelint.toml", "")
    assert run("check", "app")[0] == 0
    write("shapelint.toml", 'src = ["lib"]')
    assert run("check", "app")[0] == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--config", "other.toml"], 0),
        (["--config", "ignore = ['SHP102']"], 0),
        (["--config", "severity.SHP102 = 'warning'"], 1),
        (["--per-file-ignores", "net.py:SHP102"], 0),
        (["--per-file-ignores", "net.py:SHP101,*.py:SHP1"], 0),
        (["--extend-per-file-ignores", "other.py:SHP102"], 1),
        (["--no-respect-gitignore"], 1),
        (["--exclude", "net.py"], 0),
        (["--exclude", "net.py", "net.py"], 1),
        (["--exclude", "net.py", "--force-exclude", "net.py"], 0),
    ],
)
def test_options(run: Console, options: list[str], code: int) -> None:
    write("net.py", WRONG)
    write("other.toml", "ignore = ['SHP102']")
    assert run("check", *options)[0] == code


def test_git_ignores(run: Console) -> None:
    write("net.py", WRONG)
    write(".gitignore", "net.py\n")
    assert run("check")[0] == 0
    assert run("check", "--no-respect-gitignore")[0] == 1
    assert run("check", "net.py")[0] == 1
    assert run("check", "net.py", "--force-exclude")[0] == 0


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("slect = 1", [], "shapelint.toml: unknown key 'slect' (did you mean 'select'?)"),
        ("select = ['SHP1002']", [], "shapelint.toml: no rule 'SHP1002' (did you mean SHP102?)"),
        ("severity = {SHP1022 = 'error'}", [], "severity: no rule 'SHP1022' (did you mean SHP122?)"),
        ("per-file-ignores = {'a.py' = ['SHP9x']}", [], "per-file-ignores: a.py: no rule 'SHP9x'"),
        ("", ["--config", "none.toml"], "--config none.toml: no such file"),
        ("", ["--config", "slect = 1"], "--config: unknown key 'slect' (did you mean 'select'?)"),
        ("", ["--config", "x = ["], "--config 'x = [': it is not valid TOML: "),
        ("", ["--config", "shapelint.toml", "--isolated"], "--config shapelint.toml: --isolated reads no"),
        ("", ["--per-file-ignores", "net.py"], "--per-file-ignores 'net.py': expected GLOB:RULE, such as"),
        ("python = 'none'", [], "shapelint.toml: python: none: no Python environment"),
    ],
)
def test_what_is_wrong_is_one_line_and_exit_2(run: Console, text: str, options: list[str], said: str) -> None:
    write("net.py", WRONG)
    write("shapelint.toml", text)
    code, out, err = run("check", *options)
    assert (code, out) == (2, "")
    assert err.startswith(f"shapelint: error: {said}")
    assert err.count("\n") == 1


def test_a_wrong_file_deeper_down_is_told_too(run: Console) -> None:
    write("net.py", WRONG)
    write("pkg/net.py", WRONG)
    write("pkg/shapelint.toml", "slect = 1")
    code, _, err = run("check")
    assert code == 2
    assert err.startswith("shapelint: error: pkg/shapelint.toml: unknown key 'slect'")


def test_shown_files(run: Console) -> None:
    write("net.py", WRONG)
    write("pkg/other.py", "")
    write("build/gone.py", "")
    code, out, _ = run("check", "--show-files")
    assert code == 0
    assert out.splitlines() == [str(Path("net.py").absolute()), str(Path("pkg/other.py").absolute())]


def test_shown_settings(run: Console) -> None:
    write("net.py", WRONG)
    write("shapelint.toml", 'select = ["SHP101"]\nforce-exclude = true')
    code, out, _ = run("check", "--show-settings", "net.py", "--output-format", "json")
    assert code == 0
    lines = out.splitlines()
    assert lines[:3] == ["# settings for net.py", "# configuration file: shapelint.toml", "# rules in force: SHP101"]
    assert "force-exclude = true  # shapelint.toml" in lines
    assert 'output-format = "json"  # the command line' in lines
    assert "respect-gitignore = true" in lines
