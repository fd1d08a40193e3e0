"""`shapelint compare`: formats, exit codes, revisions of a repository, and what is wrong use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from shapelint.cli import main

SOURCE = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.norm = nn.BatchNorm2d(8)
        self.head = nn.Linear(8, classes)

    def forward(self, x):
        return self.head(torch.relu(self.norm(self.conv(x))).mean((2, 3)))


class Other(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x)
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text(SOURCE)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["compare", *arguments])
    said = capsys.readouterr()
    return code, said.out + said.err


def change(before: str, after: str) -> None:
    text = Path("net.py").read_text()
    assert before in text
    Path("net.py").write_text(text.replace(before, after))


def git(*arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(("git", *who, *arguments), check=True, capture_output=True)


def commit() -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")


def test_equal(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "net.py::Net", "net.py::Net()")
    assert (code, said) == (0, "A = Net, B = Net()\nequal: 6 operations\n")


def test_different(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "net.py::Net", "net.py::Net(7)")
    assert code == 1
    assert "argument: head (Linear) and head (Linear): the number of output features is 10 in A, 7 in B" in said
    assert "    A net.py:11:21   B net.py:11:21" in said
    assert told(capsys, "net.py::Net", "net.py::Net(7)", "--ignore", "argument,output")[0] == 0


def test_json_and_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "net.py::Net", "net.py::Net(7)", "--output-format", "json")
    found = json.loads(said)
    assert code == 1
    assert not found["equal"]
    assert {one["kind"] for one in found["differences"]} == {"argument", "output"}
    said = told(capsys, "net.py::Net", "net.py::Net(7)", "--output-format", "markdown")[1]
    assert said.startswith("### Net → Net(7)\n\n| | difference | A | B |\n|---|---|---|---|\n")
    assert "**2 differences; " in said


def test_a_revision_against_now(capsys: pytest.CaptureFixture[str]) -> None:
    commit()
    assert told(capsys, "HEAD:net.py")[0] == 0
    change("nn.BatchNorm2d(8)", "nn.BatchNorm2d(8, eps=1e-3)")
    code, said = told(capsys, "HEAD:net.py")
    assert code == 1
    assert "epsilon is 1e-05 in A, 0.001 in B" in said
    assert "A HEAD:net.py:10:21   B net.py:10:21" in said
    assert "A = Other, B = Other\nequal: 2 operations" in said
    git("commit", "-qam", "y")
    assert told(capsys, "HEAD~1:net.py::Net", "HEAD:net.py::Net")[0] == 1
    assert told(capsys, "HEAD:net.py::Net", "net.py::Net")[0] == 0


def test_a_revision_has_its_own_imports(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").touch()
    (tmp_path / "package" / "width.py").write_text("WIDTH = 4\n")
    model = "from torch import nn\nfrom package.width import WIDTH\nnet = nn.Sequential(nn.Linear(3, WIDTH))\n"
    (tmp_path / "package" / "model.py").write_text(model)
    commit()
    (tmp_path / "package" / "width.py").write_text("WIDTH = 5\n")
    code, said = told(capsys, "HEAD:package/model.py::net", "package/model.py::net")
    assert code == 1
    assert "the number of output features is 4 in A, 5 in B" in said


def test_what_is_not_known_is_not_equal(capsys: pytest.CaptureFixture[str]) -> None:
    change("nn.BatchNorm2d(8)", "mystery(8)")
    change("import torch\n", "import torch\nfrom elsewhere import mystery\n")
    code, said = told(capsys, "net.py::Net", "net.py::Net")
    assert code == 1
    assert "not known: A: net.py:" in said
    assert "no difference was found, but not all is known: they may differ" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("net.py::Net",), "net.py::Net: name a second model, or a revision, as in HEAD:net.py::Net"),
        (("net.py::Net", "none.py::Net"), "none.py: no such file"),
        (("net.py::Net", "net.py::Missing"), "net.py has no name 'Missing'"),
        (("HEAD:net.py",), "HEAD: this directory is in no git repository"),
        (("net.py::Net", "net.py::Net", "--ignore", "layers"), "--ignore: 'layers' is no kind of difference"),
    ],
)
def test_wrong_use(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    code, text = told(capsys, *arguments)
    assert code == 2
    assert said in text
    assert text.count("\n") == 1


def test_a_revision_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    commit()
    assert told(capsys, "none:net.py") == (2, "shapelint: error: none: there is no such revision\n")
    code, said = told(capsys, "HEAD:gone.py")
    assert (code, said) == (2, "shapelint: error: HEAD:gone.py: no such file\n")


def test_the_script_is_written_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = told(capsys, "net.py::Net", "net.py::Net", "--port-script", "-o", "port.py")
    assert code == 0
    done = subprocess.run([sys.executable, "port.py"], capture_output=True, text=True, check=True)
    assert done.stdout == "8 arrays carried over\n"
