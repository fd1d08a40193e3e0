"""`shapelint check`: exit codes, options, and what bad input gets."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from shapelint.cli import main

WRONG = """\
import torch
from torch import nn

net = nn.Sequential(nn.Linear(8, 16), nn.Linear(12, 4))
net(torch.randn(2, 8))
"""
RIGHT = WRONG.replace("12", "16")
BROKEN = "import torch\nnet = torch.nn.Linear(8,\n"


class Console:
    """What a run of the command leaves behind."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        out, err = self._capture.readouterr()
        return code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Console:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return Console(capsys)


def write(path: str, text: str | bytes) -> Path:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return Path(path)


def test_findings_exit_with_1(run: Console) -> None:
    write("net.py", WRONG)
    code, out, err = run("check", "net.py")
    assert (code, err) == (1, "")
    assert out.startswith("net.py:4:49: error[SHP102]: Linear expects 12 features (in_features), but receives 16\n")
    assert "^^ should be 16" in out
    assert out.endswith("Found 1 error in 1 file; 1 fixable with --fix.\n")


def test_clean_exits_with_0(run: Console) -> None:
    write("net.py", RIGHT)
    code, out, _ = run("check")
    assert code == 0
    assert out.startswith("Nothing found in 1 file")


def test_concise(run: Console) -> None:
    write("net.py", WRONG)
    _, out, _ = run("check", "--output-format", "concise", "--quiet")
    assert out == "net.py:4:49: error[SHP102]: Linear expects 12 features (in_features), but receives 16\n"


def test_json(run: Console) -> None:
    write("net.py", WRONG)
    code, out, _ = run("check", "--output-format", "json", "net.py")
    (found,) = json.loads(out)
    assert code == 1
    fields = (
        "code name severity message expected actual help filename cell location end_location fix evidence noqa_row url "
        "trail"
    )
    assert list(found) == fields.split()
    assert (found["code"], found["expected"], found["actual"], found["filename"]) == ("SHP102", 12, 16, "net.py")
    assert (found["location"], found["end_location"]) == ({"row": 4, "column": 49}, {"row": 4, "column": 51})
    assert [step["message"] for step in found["trail"]][-1].endswith("(2, 16)")


def test_json_of_nothing_is_an_empty_array(run: Console) -> None:
    write("net.py", RIGHT)
    assert run("check", "--output-format", "json") == (0, "[]\n", "")


def test_exit_zero_and_statistics(run: Console) -> None:
    write("net.py", WRONG)
    code, out, err = run("check", "--exit-zero", "--statistics")
    counts, _, _ = out.partition("\nslowest files")  # which a busy machine may add
    assert (code, counts, err) == (0, "1\tSHP102\tlinear-in-features\n", "")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--select", "SHP101"], 0),
        (["--select", "SHP1"], 1),
        (["--ignore", "SHP101,linear-in-features"], 0),
        (["--select", "SHP101", "--extend-select", "SHP102"], 1),
        (["--exclude", "net.py"], 0),
        (["--exclude", "other,*.txt"], 1),
    ],
)
def test_selection(run: Console, options: list[str], code: int) -> None:
    write("net.py", WRONG)
    assert run("check", *options)[0] == code


def test_output_file_is_written_whole(run: Console) -> None:
    write("net.py", WRONG)
    code, out, _ = run("check", "--output-format", "json", "-o", "report.json")
    assert (code, out) == (1, "")
    assert len(json.loads(Path("report.json").read_text(encoding="utf-8"))) == 1
    assert sorted(p.name for p in Path().glob("[!.]*")) == ["net.py", "report.json"]


def test_output_file_that_cannot_be_written(run: Console) -> None:
    write("net.py", WRONG)
    code, _, err = run("check", "-o", "nowhere/report.txt")
    assert code == 2
    assert err == "shapelint: error: cannot write nowhere/report.txt: No such file or directory\n"


def test_standard_input(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    write("pkg/model.py", WRONG.replace("net(", "# net("))
    text = "import torch\nfrom model import net\nnet(torch.randn(2, 8))\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    code, out, _ = run("check", "-", "--stdin-filename", "pkg/train.py", "--output-format", "concise")
    assert code == 1
    assert out.startswith("pkg/model.py:4:49: error[SHP102]")


def test_standard_input_without_a_name(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    code, out, _ = run("check", "-", "--output-format", "concise")
    assert code == 1
    assert out.startswith("-:4:49: error[SHP102]")


def test_suppression(run: Console) -> None:
    write("net.py", WRONG.replace("4))", "4))  # shapelint: ignore[SHP102]"))
    code, out, _ = run("check")
    assert code == 0
    assert "1 silenced by comments" in out


def test_input_sizes(run: Console) -> None:
    text = (
        "import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n"
        "        super().__init__()\n        self.fc = nn.Linear(8, 4)\n"
        "    def forward(self, x):\n        return self.fc(x.flatten(1))\n"
    )
    write("net.py", text)
    assert run("check", "--input", "1,2,4")[0] == 0
    assert run("check", "--input", "x=1,2,5")[0] == 1


# ------------------------------------------------------------------------------------------------------- bad input


def test_a_missing_path_does_not_stop_the_rest(run: Console) -> None:
    write("net.py", WRONG)
    code, out, err = run("check", "none.py", "net.py")
    assert code == 2
    assert err == "shapelint: error: none.py: no such file or directory\n"
    assert "SHP102" in out


def test_a_syntax_error_is_a_diagnostic(run: Console) -> None:
    write("a.py", BROKEN)
    write("net.py", WRONG)
    code, out, err = run("check", "--output-format", "concise", "-q")
    assert (code, err) == (1, "")
    first, second = out.splitlines()
    assert first.startswith("a.py:")
    assert "error[SHP001]: syntax error" in first
    assert "SHP102" in second


def test_a_file_without_a_framework_is_not_ours(run: Console) -> None:
    write("a.py", "def broken(\n")
    assert run("check")[0] == 0


def test_an_undecodable_file_is_a_diagnostic(run: Console) -> None:
    write("a.py", b"import torch\nname = '\xe9'\n")
    write("net.py", WRONG)
    _, out, _ = run("check", "--output-format", "concise", "-q")
    assert out.splitlines()[0] == "a.py:1:1: error[SHP004]: the file cannot be read: line 2 is not UTF-8 text"
    assert "SHP102" in out.splitlines()[1]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["check", "--input", "1,x!"], "--input '1,x!': 'x!' is neither a positive whole number nor a name"),
        (["check", "--select", "SHP1002"], "no rule 'SHP1002' (did you mean SHP102?)"),
        (
            ["summary", "net.py::Net", "--input", "1,2:f"],
            "--input '1,2:f': 'f' is not a dtype, such as float32 or int64",
        ),
        (["summary", "none.py::Net"], "none.py: no such file"),
        (["summary", "."], ".: a directory is no target; name a file in it"),
        (["summary", "no.module::Net"], "no.module: no module no.module in the project or its environment"),
        (["summary", "net.py::"], "target 'net.py::': an expression is missing after '::'"),
        (["summary", "::Net"], "target '::Net': a file or a module is missing before '::'"),
        (["shapes", "none.py"], "none.py: no such file or directory"),
        (["rule", "SHP102x"], "no rule 'SHP102x' (did you mean SHP102?)"),
        (["rule"], "rule: expected a rule's code or name, or --all for all of them"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(run: Console, arguments: list[str], line: str) -> None:
    write("net.py", RIGHT)
    code, _, err = run(*arguments)
    assert code == 2
    assert err == f"shapelint: error: {line}\n"


@pytest.mark.parametrize(
    "arguments", [[], ["chek"], ["check", "--output-format", "xml"], ["summary"], ["check", "--frob"]]
)
def test_wrong_use_exits_with_2(run: Console, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: shapelint")


def test_an_internal_error_is_two_lines_and_exit_2(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    from shapelint.project.check import pipeline

    def fail(*_: object) -> None:
        raise ZeroDivisionError("not this\nway")

    monkeypatch.setattr(pipeline, "check", fail)
    code, out, err = run("check")
    assert (code, out) == (2, "")
    assert err.startswith("shapelint: internal error: ZeroDivisionError: not this way\n")
    assert "Traceback" not in err


def test_a_file_that_breaks_the_check_costs_only_itself(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    from shapelint.project.check.file_check import FileChecker

    own = FileChecker.check

    def fail(checker: FileChecker, path: Path) -> object:
        if path.name == "odd.py":
            raise ZeroDivisionError("not this\nway")
        return own(checker, path)

    monkeypatch.setattr(FileChecker, "check", fail)
    write("odd.py", WRONG)
    write("net.py", WRONG)
    for _ in range(2):  # such a result is not kept
        code, out, err = run("check", "--exit-zero")
        assert code == 2
        assert "net.py:4:49: error[SHP102]" in out
        assert "odd.py: internal error; file skipped: ZeroDivisionError: not this way\n" in err
        assert "Traceback" not in err


HAZARD = """\
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.used = nn.Linear(8, 4)
        self.unused = nn.Linear(4, 4)
        self.other = nn.Linear(4, 4)

    def forward(self, x):
        return self.used(x)

net = Net()
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "error"], 0),
        (["--max-warnings", "1"], 1),
        (["--max-warnings", "2"], 0),
        (["--max-warnings", "0", "--exit-zero"], 0),
    ],
)
def test_what_warnings_do_to_the_exit_code(run: Console, arguments: list[str], code: int) -> None:
    write("net.py", HAZARD)
    found = run("check", *arguments)
    assert found[0] == code
    assert "Found 2 warnings in 1 file" in found[1]
    allowed = "shapelint: error: 2 warnings; --max-warnings allows 1\n"
    assert found[2] == (allowed if arguments == ["--max-warnings", "1"] else "")
    write("net.py", WRONG)
    assert run("check", *arguments)[0] == int("--exit-zero" not in arguments)


def test_files_without_a_model_are_no_success_that_is_silent(run: Console) -> None:
    for name in ("one.py", "two.py"):
        write(name, "print(1)\n")
    assert run("check")[:2] == (0, "No models found in 2 files.\n")
    write("two.py", RIGHT)
    assert run("check")[1] == "Nothing found in 2 files.\n"
    assert run("check")[1] == "Nothing found in 2 files.\n"  # what is kept says so too
    assert run("check", "--exclude", "*.py")[:2] == (0, "No Python files found.\n")
    code, out, err = run("check", "tow.py")
    assert (code, out) == (2, "")
    assert err == "shapelint: error: tow.py: no such file or directory\n"


def test_the_slowest_files(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shapelint.report.statistics.WORTH_TELLING", 0.0)
    write("net.py", WRONG)
    _, out, _ = run("check", "--statistics")
    assert re.fullmatch(r"1\tSHP102\tlinear-in-features\n\nslowest files, in processor time:\n\d\.\d s\tnet\.py\n", out)
    assert run("check", "--statistics")[1] == "1\tSHP102\tlinear-in-features\n"  # kept, so that no time was spent


def test_colours_of_a_difference_and_of_a_rule(run: Console) -> None:
    write("net.py", WRONG)
    _, out, _ = run("check", "--diff", "--color", "always")
    assert "\x1b[1m--- net.py\x1b[0m\n" in out
    assert "\x1b[31m-net = " in out
    assert "\x1b[32m+net = " in out
    assert "\x1b[" not in run("check", "--diff")[1]
    assert run("rule", "SHP102", "--color", "always")[1].startswith("\x1b[1;31mlinear-in-features (SHP102)")
    assert "\x1b[" not in run("rule", "SHP102")[1]


def test_brief(run: Console) -> None:
    write("net.py", WRONG)
    _, out, _ = run("check", "--output-format", "json", "--brief")
    message = "Linear expects 12 features (in_features), but receives 16"
    brief = {"code": "SHP102", "severity": "error", "message": message}
    assert json.loads(out) == [{**brief, "help": "replace 12 with 16", "at": "net.py:4:49", "fix": "safe"}]
    assert json.loads(run("check", "--output-format", "json-lines", "--brief")[1])["at"] == "net.py:4:49"
    code, out, err = run("check", "--brief")
    assert (code, out) == (2, "")
    assert "--brief goes with --output-format json or json-lines, not full" in err
    write("net.py", RIGHT)
    assert run("check", "--output-format", "json", "--brief")[1] == "[]\n"
