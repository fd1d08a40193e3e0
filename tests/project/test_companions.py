"""A file is judged by what the project's other files do with its models, whether or not they are checked as well."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main
from shapelint.project.check.related_files import MOST, companions, imported_words
from shapelint.project.config.settings import SameSettings, Settings
from shapelint.project.editor.inspection import Inspected, inspect
from shapelint.project.files.source_text import source_of

MODEL = """\
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.fc = nn.Linear(8 * 36, 4)

    def forward(self, x):
        return self.fc(self.conv(x).flatten(1))
"""
TRAIN = """\
import torch
from torch import nn
from {} import Net

if __name__ == "__main__":
    net = Net()
    net(torch.randn(2, 3, {}, 8))
    nn.Linear(3, 4)(torch.randn(2, 5))
"""
SOURCE = SameSettings(Settings())
FOUND = [("SHP102", 8)]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("pyproject.toml", '[project]\nname = "p"\n')


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def check(path: str) -> list[tuple[str, int]]:
    found = shapelint.check_paths([path])
    assert {Path(one.filename).resolve() for one in found} <= {Path(path).resolve()}
    return [(one.code, one.location.row) for one in found]


def test_a_call_in_a_file_that_was_not_asked_for() -> None:
    write("model.py", MODEL)
    write("train.py", TRAIN.format("model", 9))
    assert check("model.py") == FOUND
    assert [f.code for f in shapelint.check_source(MODEL, filename="model.py")] == ["SHP102"]
    write("train.py", TRAIN.format("model", 8))
    assert check("model.py") == []
    assert shapelint.check_source(MODEL, filename="model.py") == []


def test_what_is_said_is_what_a_check_of_all_files_says_of_that_file() -> None:
    write("model.py", MODEL)
    write("train.py", TRAIN.format("model", 9))
    everything = shapelint.check_paths(["."])
    assert [f.to_dict() for f in everything if f.filename == "model.py"] == [
        f.to_dict() for f in shapelint.check_paths(["model.py"])
    ]


def test_through_a_package_and_from_another_directory() -> None:
    write("src/nets/__init__.py", "from .convolutional import Net\n")
    write("src/nets/convolutional.py", MODEL)
    write("scripts/train.py", TRAIN.format("nets", 9))
    assert check("src/nets/convolutional.py") == FOUND


def test_what_the_configuration_leaves_out_is_not_run() -> None:
    write("model.py", MODEL)
    write("old/train.py", TRAIN.format("model", 9))
    write("pyproject.toml", '[tool.shapelint]\nextend-exclude = ["old"]\n')
    assert check("model.py") == []


def test_kept_results_hold_only_while_the_other_file_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    write("model.py", MODEL)
    write("train.py", TRAIN.format("model", 9))
    for rows, code in ((9, 1), (9, 1), (8, 0), (9, 1)):
        write("train.py", TRAIN.format("model", rows))
        assert main(["check", "model.py", "--output-format", "concise"]) == code
        assert ("SHP102" in capsys.readouterr().out) == (code == 1)


def test_an_editor_sees_it_too() -> None:
    write("model.py", MODEL)
    write("train.py", TRAIN.format("model", 9))
    file = source_of("model.py", MODEL, "model")
    found = inspect(file, {}, SOURCE)
    assert isinstance(found, Inspected)
    assert [d.code for d in found.result.diagnostics] == ["SHP102"]
    assert str(Path("train.py").resolve()) in found.read


def test_few_files_are_run() -> None:
    write("model.py", MODEL)
    write("other.py", "import torch\nimport numpy\n")
    for number in range(2 * MOST):
        write(f"use{number:02}.py", f"from model import Net\n\nn = {number}\n")
    write("zz.py", TRAIN.format("model", 8))
    found = companions(["model.py"], ["model.py"], SOURCE)
    assert len(found) == MOST
    assert Path(found[0]).name == "zz.py"
    assert companions(["model.py"], ["."], SOURCE) == ()
    assert companions(["other.py"], ["other.py"], SOURCE) == ()
    assert companions([*map(str, Path().glob("*.py"))], (), SOURCE) == ()


def test_outside_of_a_project_only_the_same_directory_is_looked_at() -> None:
    Path("pyproject.toml").unlink()
    write("model.py", MODEL)
    write("deeper/train.py", TRAIN.format("model", 9))
    assert companions(["model.py"], ["model.py"], SOURCE) == ()
    write("train.py", TRAIN.format("model", 9))
    assert check("model.py") == FOUND


def test_words_of_imports() -> None:
    text = "import a.b as c, d\nfrom ..e import (\n    f,\n    g,\n)\n# import h\nx = 'from i'\n    from . import j"
    assert imported_words(text) == {"a", "b", "as", "c", "d", "e", "f", "g", "j"}
    assert imported_words('  "from model import Net\\n",') >= {"model", "Net"}
