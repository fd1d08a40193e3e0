"""`shapelint check --fix`, `--unsafe-fixes`, `--diff` and `--add-noqa`."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from shapelint.cli import main

WRONG = """\
import torch
from torch import nn

net = nn.Sequential(
    nn.Conv2d(3, 32, 3),
    nn.BatchNorm2d(16),  # one
    nn.Conv2d(32, 64, 3),
    nn.Flatten(),
    nn.Linear(64*5*5, 10),
)
net(torch.randn(1, 3, 10, 10))
"""
RIGHT = WRONG.replace("BatchNorm2d(16)", "BatchNorm2d(32)").replace("*5*5", "*6*6")
TWO_SIZES = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(16, 10)

    def forward(self, x):
        return self.fc(x)


Net()(torch.randn(2, 8))
Net()(torch.randn(2, {}))
"""
NAMED = """\
import torch
from torch import nn

WIDTH = 16
layer = nn.Linear(WIDTH, 10)
layer(torch.randn(2, 8))
"""


@pytest.fixture
def net(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "net.py"
    path.write_text(WRONG)
    return path


def test_all_is_fixed(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fix", "net.py"]) == 0
    assert net.read_text() == RIGHT
    assert capsys.readouterr().out == "Found 2 errors (2 fixed, 0 remaining).\n"


def test_what_remains_is_shown(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    net.write_text(WRONG + "torch.cat([torch.randn(2, 3), torch.randn(3, 4)], dim=1)\n")
    assert main(["check", "--fix", "--output-format", "concise", "net.py"]) == 1
    assert net.read_text().startswith(RIGHT)
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[2][:13] for line in said[:-1]] == ["error[SHP108]"]
    assert said[-1] == "Found 3 errors (2 fixed, 1 remaining)."


def test_nothing_to_fix(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    net.write_text(RIGHT)
    assert main(["check", "--fix", "net.py"]) == 0
    assert capsys.readouterr().out == "Nothing found in 1 file.\n"


def test_the_difference_is_shown_and_nothing_changed(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--diff", "net.py"]) == 1
    shown = capsys.readouterr()
    assert net.read_text() == WRONG
    assert "\n-    nn.BatchNorm2d(16),  # one\n" in shown.out
    assert "\n+    nn.BatchNorm2d(32),  # one\n" in shown.out
    assert shown.out.startswith("--- net.py\n+++ net.py\n")
    assert shown.err == "Would fix 2 errors.\n"
    net.write_text(RIGHT)
    assert main(["check", "--diff", "net.py"]) == 0
    assert capsys.readouterr().out == ""


def test_a_number_that_is_right_elsewhere_stays(net: Path) -> None:
    net.write_text(TWO_SIZES.format(16))
    assert main(["check", "--fix", "--unsafe-fixes", "--quiet", "net.py"]) == 1
    assert net.read_text() == TWO_SIZES.format(16)


def test_a_number_that_is_wrong_everywhere_is_changed(net: Path) -> None:
    net.write_text(TWO_SIZES.format(8))
    assert main(["check", "--fix", "--quiet", "net.py"]) == 0
    assert net.read_text() == TWO_SIZES.format(8).replace("Linear(16", "Linear(8")


def test_a_name_that_others_may_import_is_changed_only_when_asked_for(
    net: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    net.write_text(NAMED)
    assert main(["check", "--fix", "net.py"]) == 1
    assert net.read_text() == NAMED
    assert "(fixable with --unsafe-fixes)" in capsys.readouterr().out
    assert main(["check", "--fix", "--unsafe-fixes", "--quiet", "net.py"]) == 0
    assert net.read_text() == NAMED.replace("16", "8")


def test_files_that_were_not_asked_for_are_left_alone(net: Path) -> None:
    net.write_text("import torch\nfrom blocks import layer\n\nlayer(torch.randn(2, 8))\n")
    blocks = net.with_name("blocks.py")
    blocks.write_text("from torch import nn\n\nlayer = nn.Linear(16, 10)\n")
    assert main(["check", "--fix", "--quiet", "net.py"]) == 1
    assert "16" in blocks.read_text()
    assert main(["check", "--fix", "--quiet", "."]) == 0
    assert "nn.Linear(8, 10)" in blocks.read_text()


def test_a_fix_that_would_break_another_file_is_not_made(net: Path) -> None:
    """Each file alone wants one number, and together they want two."""
    net.with_name("blocks.py").write_text("from torch import nn\n\n\ndef head():\n    return nn.Linear(16, 10)\n")
    net.write_text("import torch\nfrom blocks import head\n\nhead()(torch.randn(2, 8))\n")
    net.with_name("other.py").write_text("import torch\nfrom blocks import head\n\nhead()(torch.randn(2, 16))\n")
    assert main(["check", "--fix", "--unsafe-fixes", "--quiet", "."]) == 1
    assert "nn.Linear(16, 10)" in net.with_name("blocks.py").read_text()


def test_crlf_and_what_stands_around_stay(net: Path) -> None:
    net.write_bytes(WRONG.replace("\n", "\r\n").encode())
    assert main(["check", "--fix", "--quiet", "net.py"]) == 0
    assert net.read_bytes() == RIGHT.replace("\n", "\r\n").encode()


def test_silenced_findings_are_not_fixed(net: Path) -> None:
    text = WRONG.replace("# one", "# shapelint: ignore[SHP103]")
    net.write_text(text)
    assert main(["check", "--fix", "--quiet", "net.py"]) == 0
    assert "nn.BatchNorm2d(16),  # shapelint: ignore[SHP103]" in net.read_text()


def test_a_file_that_cannot_be_written(
    net: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shapelint.project.fixes.write.replace_file", refuse)
    assert main(["check", "--fix", "net.py"]) == 2
    assert "cannot write net.py: Permission denied" in capsys.readouterr().err


def refuse(target: str, data: bytes, found: os.stat_result) -> None:
    raise PermissionError(13, "Permission denied")


def test_standard_input(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(WRONG.encode())))
    assert main(["check", "--fix", "--stdin-filename", "net.py", "-"]) == 0
    written = capsysbinary.readouterr()
    assert written.out.decode() == RIGHT
    assert written.err.decode() == "Found 2 errors (2 fixed, 0 remaining).\n"


def test_the_fix_in_json(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--output-format", "json", "net.py"])
    first = json.loads(capsys.readouterr().out)[0]
    assert first["fix"] == {
        "applicability": "safe",
        "message": "replace 16 with 32",
        "edits": [
            {"content": "32", "location": {"row": 6, "column": 20}, "end_location": {"row": 6, "column": 22}},
        ],
    }


def test_how_many_can_be_fixed_is_said(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "net.py"])
    assert capsys.readouterr().out.endswith("Found 2 errors in 1 file; 2 fixable with --fix.\n")


def test_add_noqa(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    net.write_text(WRONG.replace("10),\n)", "10),  # noqa: E501\n)"))
    assert main(["check", "--add-noqa", "net.py"]) == 0
    assert capsys.readouterr().err == "Added 2 noqa comments.\n"
    text = net.read_text()
    assert "    nn.BatchNorm2d(16),  # one  # noqa: SHP103\n" in text
    assert "    nn.Linear(64*5*5, 10),  # noqa: E501, SHP102\n" in text
    assert main(["check", "net.py"]) == 0
    assert main(["check", "--add-noqa", "net.py"]) == 0
    assert net.read_text() == text


def test_add_noqa_where_no_comment_can_stand(net: Path) -> None:
    net.write_text("import torch\nfrom torch import nn\n\ny = nn.Linear(2, 3)( \\\n    torch.randn(2, 5))\n")
    assert main(["check", "--add-noqa", "--quiet", "net.py"]) == 0
    compile(net.read_text(), "net.py", "exec")
