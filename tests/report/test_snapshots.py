"""Every format on the same samples, compared letter by letter with the files in `snapshots`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from report_samples import DIAGNOSTICS, KERAS_SUMMARY, SUMMARY
from shapelint.report import concise, full
from shapelint.report.format_common import RenderContext
from shapelint.report.json import render_json, render_json_object
from shapelint.report.statistics import render_statistics
from shapelint.report.style import Style
from shapelint.report.summary.columns import COLUMNS
from shapelint.report.summary.documents import render_csv, render_latex, render_markdown
from shapelint.report.summary.table import Choice, render_summary_tables

CONTEXT = RenderContext(root=".", rules=tuple)
CHOICE = Choice(tuple(COLUMNS), 1)
SNAPSHOTS = Path(__file__).with_name("snapshots")
FORMATS: dict[str, Callable[[], str]] = {
    "full.txt": lambda: full.render(DIAGNOSTICS, CONTEXT),
    "full_colour.txt": lambda: full.render(DIAGNOSTICS[:1], CONTEXT, Style(True)),
    "concise.txt": lambda: concise.render(DIAGNOSTICS, CONTEXT),
    "statistics.txt": lambda: render_statistics((*DIAGNOSTICS, DIAGNOSTICS[1]), "full"),
    "check.json": lambda: render_json(DIAGNOSTICS[:1]),
    "summary.txt": lambda: render_summary_tables((SUMMARY, KERAS_SUMMARY)),
    "summary.md": lambda: render_markdown((SUMMARY,), CHOICE),
    "summary.tex": lambda: render_latex((SUMMARY,), CHOICE),
    "summary.csv": lambda: render_csv((SUMMARY, KERAS_SUMMARY), None),
    "summary_columns.txt": lambda: render_summary_tables((SUMMARY,), Style(width=120), CHOICE),
    "summary.json": lambda: render_json_object(SUMMARY),
}


@pytest.mark.parametrize("name", FORMATS)
def test_snapshot(name: str) -> None:
    if os.environ.get("SHAPELINT_UPDATE"):
        (SNAPSHOTS / name).write_text(FORMATS[name](), encoding="utf-8")
    assert FORMATS[name]() == (SNAPSHOTS / name).read_text(encoding="utf-8")


def test_every_snapshot_is_compared() -> None:
    assert {path.name for path in SNAPSHOTS.iterdir()} == set(FORMATS)
