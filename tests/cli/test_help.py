"""`--help`, and completion in a shell, made from the same tables."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from shapelint.cli import main, parser_of
from shapelint.cli.commands import COMMANDS
from shapelint.cli.completion import bash_script, fish_script, zsh_script
from shapelint.project.config.rulebook import all_rules


def help_of(name: str) -> str:
    return parser_of(name).format_help()


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_a_screen(name: str) -> None:
    lines = help_of(name).splitlines()
    assert len(lines) <= 64
    assert max(map(len, lines)) <= 110


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_every_option_once(name: str) -> None:
    told = [word.strip(",") for line in help_of(name).splitlines()[1:] for word in line.replace("[no-]", "").split()]
    for option in COMMANDS[name].module().OPTIONS:
        flag = option.flags[-1]
        if flag.startswith("--") and not option.is_opposite:
            assert told.count(flag) == 1 or f"with {flag}" in help_of(name), flag
        assert option.help


def test_options_are_grouped() -> None:
    headings = [line for line in help_of("check").splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == [
        "Model:", "Rules:", "Files:", "Fixes:", "Baseline:", "Output:", "Run:", "Configuration:", "Options:",
    ]  # fmt: skip


def exit_code(arguments: list[str]) -> object:
    """How the command ends; argparse leaves by an exception after its help."""
    try:
        return main(arguments)
    except SystemExit as leaving:
        return leaving.code


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["help"], ["check", "--help"], ["rule", "-h"], ["help", "rule"]]
)
def test_help_is_no_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(arguments) == 0
    out, err = capsys.readouterr()
    assert out.startswith("usage: shapelint")
    assert err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "no command 'chekc' (did you mean check?)"),
        (["--frob"], "no option '--frob'; --help tells which there are"),
        (["--slect", "SHP1"], "no option '--slect' (did you mean --select?)"),
        (["help", "sumary"], "no command 'sumary' (did you mean summary?)"),
    ],
)
def test_wrong_commands(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[1].startswith(f"shapelint: error: {said}")


def test_no_argument_at_all_shows_the_help_and_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert main(["--help"]) == 0
    assert (out, err) == ("", capsys.readouterr().out)


def test_an_option_misspelt(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["summary", "net.py", "--inptu=1,3"]) == 2
    assert capsys.readouterr().err.endswith("error: no option '--inptu' (did you mean --input?)\n")


@pytest.mark.parametrize("arguments", [["net.py"], ["--quiet", "net.py"], ["."], ["./net.py", "--quiet"], ["-q", "."]])
def test_a_path_is_checked(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text("import torch\ntorch.nn.Linear(8, 4)(torch.randn(2, 9))\n", encoding="utf-8")
    assert main(arguments) == 1
    assert capsys.readouterr().out.startswith("net.py:2:17: error[SHP102]")


@pytest.mark.parametrize("arguments", [["--explain", "SHP102"], ["--explain=linear-in-features"]])
def test_explain(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    explained = capsys.readouterr().out
    assert main(["rule", "SHP102"]) == 0
    assert capsys.readouterr().out == explained


# ------------------------------------------------------------------------------------------------------- completion


def completed(directory: Path, *words: str) -> list[str]:
    """What bash offers for the last of the words."""
    quoted = " ".join(f"'{word}'" for word in words)
    asking = f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _shapelint"
    program = f'{bash_script()}\n{asking}; printf "%s\\n" "${{COMPREPLY[@]}}"'
    answer = subprocess.run(
        ["bash", "--norc", "-c", program], cwd=directory, capture_output=True, text=True, check=True
    )
    assert answer.stderr == ""
    return answer.stdout.split()


def test_bash(tmp_path: Path) -> None:
    (tmp_path / "net.py").touch()
    (tmp_path / "nets").mkdir()
    assert completed(tmp_path, "shapelint", "c") == ["check", "compare", "clean", "completion"]
    assert completed(tmp_path, "shapelint", "check", "--output-f") == ["--output-format", "--output-file"]
    assert completed(tmp_path, "shapelint", "check", "--output-format", "js") == ["json", "json-lines"]
    assert completed(tmp_path, "shapelint", "check", "--select", "SHP10") == [
        rule.code for rule in all_rules() if rule.code.startswith("SHP10")
    ]
    assert completed(tmp_path, "shapelint", "rule", "linear-in") == ["linear-in-features"]
    assert sorted(completed(tmp_path, "shapelint", "check", "ne")) == ["net.py", "nets"]
    assert completed(tmp_path, "shapelint", "check", "--cache-dir", "ne") == ["nets"]
    assert completed(tmp_path, "shapelint", "completion", "") == ["bash", "zsh", "fish"]


@pytest.mark.parametrize("script", [bash_script(), zsh_script(), fish_script()], ids=["bash", "zsh", "fish"])
def test_scripts_know_every_option(script: str) -> None:
    for command in COMMANDS.values():
        assert command.name in script
        for option in command.module().OPTIONS:
            for flag in option.flags:
                if flag.startswith("--"):
                    assert flag in script or f"-l {flag[2:]} " in script


def test_the_command_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "fish"]) == 0
    assert capsys.readouterr().out == fish_script()
