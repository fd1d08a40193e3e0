"""Adopting the linter on an old project: what is known is not reported, what is new is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from shapelint.cli import main
from shapelint.project.filesystem.asked_once import forget

WRONG = "import torch\nfrom torch import nn\n\nnn.Linear(8, 4)(torch.randn(2, 9))\n"
MORE = "nn.Linear(8, 5)(torch.randn(2, 9))\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    write("pkg/net.py", WRONG)
    forget()
    yield
    forget()


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def rows(capsys: pytest.CaptureFixture[str], *options: str) -> list[int]:
    capsys.readouterr()
    forget()
    main(["check", "--output-format", "json", *options])
    return [found["location"]["row"] for found in json.loads(capsys.readouterr().out)]


def test_only_what_is_new_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--write-baseline"]) == 0
    said = capsys.readouterr().out
    assert said == "shapelint-baseline.json: 1 finding written; check with --baseline shapelint-baseline.json\n"
    known = ("--baseline", "shapelint-baseline.json")
    assert main(["check", *known]) == 0
    assert "1 known from the baseline" in capsys.readouterr().out
    write("pkg/net.py", WRONG + MORE)
    assert main(["check", *known]) == 1
    assert rows(capsys, *known) == [5]


def test_moved_lines_are_known_and_changed_ones_are_new(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--write-baseline", "--baseline", "known.json"])
    write("pkg/net.py", "# a comment\n\n" + WRONG)
    assert rows(capsys, "--baseline", "known.json") == []
    write("pkg/net.py", WRONG.replace("8, 4", "7, 4"))
    assert rows(capsys, "--baseline", "known.json") == [4]


def test_the_same_line_twice_is_one_more(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--write-baseline", "--baseline", "known.json"])
    write("pkg/net.py", WRONG + WRONG.splitlines()[-1] + "\n")
    assert rows(capsys, "--baseline", "known.json") == [5]


def test_configured_and_from_another_directory(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("shapelint.toml", 'baseline = "kept/known.json"')
    Path("kept").mkdir()
    assert main(["check", "--write-baseline"]) == 0
    assert capsys.readouterr().out == "kept/known.json: 1 finding written\n"
    monkeypatch.chdir("pkg")
    assert rows(capsys) == []


def test_a_baseline_is_the_same_however_often_it_is_written() -> None:
    write("a.py", WRONG + MORE)
    texts = []
    for _ in range(2):
        main(["check", "--write-baseline"])
        texts.append(Path("shapelint-baseline.json").read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    assert [f["filename"] for f in json.loads(texts[0])["findings"]] == ["a.py", "a.py", "pkg/net.py"]


def test_what_is_known_is_not_fixed() -> None:
    main(["check", "--write-baseline"])
    assert main(["check", "--fix", "--baseline", "shapelint-baseline.json"]) == 0
    assert Path("pkg/net.py").read_text(encoding="utf-8") == WRONG
    assert main(["check", "--fix"]) == 0
    assert Path("pkg/net.py").read_text(encoding="utf-8") != WRONG


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "it cannot be opened (No such file or directory) (--write-baseline makes one)"),
        ("{", "it is not valid JSON"),
        ("[]", "not a baseline file of this version"),
        ('{"version": 2, "findings": []}', "not a baseline file of this version"),
        ('{"version": 1, "findings": [1]}', "not a baseline file of this version"),
    ],
)
def test_what_is_no_baseline(text: str | None, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    if text is not None:
        write("known.json", text)
    assert main(["check", "--baseline", "known.json"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"shapelint: error: baseline known.json: {said}")
    assert error.count("\n") == 1
