"""The table of a summary: its width, its tree, its columns, and what is not known."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from report_samples import SUMMARY
from shapelint.analysis.module_row import ModuleRow
from shapelint.cli import main
from shapelint.report.style import Style
from shapelint.report.summary.columns import COLUMNS, number, shape
from shapelint.report.summary.table import Choice, render_summary_table
from shapelint.report.summary.tree import DRAWN, PLAIN, branches
from shapelint.report.units import short_bytes, short_number

NETS = """
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.convolution_of_a_long_name = nn.Conv2d(width, width, 3, padding=1)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.act(self.act(self.convolution_of_a_long_name(x)))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, stride=2)
        self.block = Block(8)
        self.head = nn.Linear(8, 2)
        for p in self.stem.parameters():
            p.requires_grad = False

    def forward(self, x):
        x = self.block(self.block(self.stem(x)))
        return self.head(x.mean((2, 3)))


class Open(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear = nn.Linear(8, width)

    def forward(self, x):
        return self.linear(x)
"""


@pytest.fixture
def nets(tmp_path: Path) -> str:
    path = tmp_path / "nets.py"
    path.write_text(NETS, encoding="utf-8")
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["summary", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [60, 80, 100])
def test_it_fits_the_terminal(
    nets: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = said(capsys, f"{nets}::Net", "--input", "1,3,32,32")
    table = text.split("\n\n")[1].splitlines()
    assert all(len(line) <= width for line in table)
    assert "584" in text


def test_modules_nest_and_each_call_has_a_row(nets: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, f"{nets}::Net", "--input", "1,3,32,32", "--columns", "params,trainable,macs")
    assert [line.split("  ")[0] for line in text.split("\n\n")[1].splitlines()[2:]] == [
        "stem (Conv2d)",
        "block (Block)",
        "├─ convolution_of_a_long_name (Conv2d)",
        "├─ act (ReLU)",
        "└─ act (ReLU)",
        "block (Block)",
        "├─ convolution_of_a_long_name (Conv2d)",
        "├─ act (ReLU)",
        "└─ act (ReLU)",
        "head (Linear)",
    ]
    assert text.count("(shared)") == 2
    assert "total parameters  826 (3.30 kB)" in text
    assert "trainable         602" in text
    assert "stem (Conv2d)" in text
    assert [line.split()[3] for line in text.splitlines() if line.startswith("stem")] == ["no"]


def test_depth_hides_what_is_further_in(nets: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, f"{nets}::Net", "--input", "1,3,32,32", "--depth", "1")
    assert "convolution" not in text
    assert text.count("block (Block)") == 2


def test_receptive_fields_grow(nets: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, f"{nets}::Net", "--input", "1,3,32,32", "--output-format", "csv", "--depth", "1")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["receptive_field"] for row in rows] == ["3x3", "7x7", "11x11", ""]
    assert [row["weight_bytes"] for row in rows] == ["896", "2336", "2336", "72"]


def test_an_unknown_is_a_question_mark_with_its_reason(nets: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, f"{nets}::Open(load())")
    assert "unknown*" not in text.partition("not everything")[0]
    assert "?" in text
    assert "not everything is known:" in text


def test_costs_of_an_open_batch_are_not_nothing(nets: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, f"{nets}::Net", "--input", "N,3,32,32")
    assert [line.split()[-1] for line in text.splitlines() if line.startswith("stem")] == ["48600*N"]


def test_a_column_that_there_is_not(nets: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", f"{nets}::Net", "--columns", "params,colour"]) == 2
    assert "there is no column 'colour'" in capsys.readouterr().err


def test_it_goes_into_a_file(nets: str, tmp_path: Path) -> None:
    written = tmp_path / "summary.tex"
    assert main(["summary", f"{nets}::Net", "--output-format", "latex", "-o", str(written)]) == 0
    assert r"\begin{tabular}" in written.read_text(encoding="utf-8")


def row(depth: int) -> ModuleRow:
    return ModuleRow("a", "a", "A", depth, 1, (), (), 0, True, 0, 0, 0)


@pytest.mark.parametrize(
    ("depths", "drawn"),
    [
        ((0, 1, 2, 1, 0), ["", "├─ ", "│  └─ ", "└─ ", ""]),
        ((0, 1, 2, 2), ["", "└─ ", "   ├─ ", "   └─ "]),
        ((0, 0), ["", ""]),
    ],
)
def test_lines_of_the_tree(depths: tuple[int, ...], drawn: list[str]) -> None:
    rows = [row(depth) for depth in depths]
    assert list(branches(rows, DRAWN)) == drawn
    assert all(text.isascii() for text in branches(rows, PLAIN))


def test_every_column_has_room() -> None:
    text = render_summary_table(SUMMARY, Style(width=40), Choice(tuple(COLUMNS)))
    assert all(column.heading in text or column.heading[:13] in text for column in COLUMNS.values())


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (999, "999"), (1000, "1.00 k"), (1_820_000_000, "1.82 G"), (999_960, "1.00 M"), (99_960, "100 k"),
     (None, "?"), ("4*N", "4*N"), ("unknown*4", "?")],
)  # fmt: skip
def test_numbers_with_units(value: int | str | None, text: str) -> None:
    assert short_number(value) == text


def test_bytes_sizes_and_counts() -> None:
    assert short_bytes(4_608_000) == "4.61 MB"
    assert short_bytes("4*N") == "4*N B"
    assert number("unknown*unknown") == "?"
    assert shape((1, "unknown", None)) == "(1, ?, None)"
