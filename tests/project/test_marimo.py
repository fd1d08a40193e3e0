"""Marimo's notebooks are one module: each cell sees what others define, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main

NOTEBOOK = """\
import marimo

__generated_with = "0.14.0"
app = marimo.App(width="medium")

with app.setup:
    import torch


@app.cell
def _(net):
    y = net(torch.randn(2, 8))
    mo.md(f"{y.shape}")
    return (y,)


@app.cell
def _(block):
    net = nn.Sequential(block(8, 16), nn.Linear(WIDTH, 4))
    return (net,)


@app.cell(hide_code=True)
def _():
    import marimo as mo
    from torch import nn

    def helper(a):
        return a

    return mo, nn


@app.function
def block(a, b):
    return torch.nn.Linear(a, b)


if __name__ == "__main__":
    app.run()
"""


def written(width: str) -> str:
    return NOTEBOOK.replace("WIDTH", width).replace("def _(block)", "def _(nn)").replace("def _(net)", "def _(mo, net)")


def test_cells_see_each_other() -> None:
    (found,) = shapelint.check_source(written("12"), filename="notebook.py")
    assert (found.code, found.location.row, found.location.column) == ("SHP102", 19, 49)
    assert found.trail[0].location.row == 12
    assert shapelint.check_source(written("16"), filename="notebook.py") == []


def test_a_fix_changes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "notebook.py"
    path.write_text(written("12"), encoding="utf-8")
    assert main(["check", "--fix", "--quiet", "--no-cache", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == written("16")


@pytest.mark.parametrize(
    "text",
    [
        written("12").replace("    return (y,)", "    if y is None:\n        return\n    return (y,)"),
        written("12").replace("def _(nn)", "def _(nn, y)"),
    ],
    ids=["a cell that returns early", "cells in a circle"],
)
def test_what_cannot_be_one_module_is_read_as_it_stands(text: str) -> None:
    """What the others hold is seen all the same, and nothing is reported that is not there."""
    assert {found.code for found in shapelint.check_source(text, filename="n.py")} <= {"SHP102"}
