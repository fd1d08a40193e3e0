"""Every format on the same samples, compared letter by letter with the files in `snapshots`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from report_samples import DIAGNOSTICS, KERAS_SUMMARY, SUMMARY
from shapelint.report import concise, full
from shapelint.report.format_common import RenderContext
from shapelint.report.json import render_json, render_json_object
from shapelint.report.statistics import render_statistics
from shapelint.report.style import Style
from shapelint.report.summary_table import render_summary_tables

CONTEXT = RenderContext(root=".", rules=tuple)
SNAPSHOTS = Path(__file__).with_name("snapshots")
FORMATS: dict[str, Callable[[], str]] = {
    "full.txt": lambda: full.render(DIAGNOSTICS, CONTEXT),
    "full_colour.txt": lambda: full.render(DIAGNOSTICS[:1], CONTEXT, Style(True)),
    "concise.txt": lambda: concise.render(DIAGNOSTICS, CONTEXT),
    "statistics.txt": lambda: render_statistics((*DIAGNOSTICS, DIAGNOSTICS[1]), "full"),
    "check.json": lambda: render_json(DIAGNOSTICS[:1]),
    "summary.txt": lambda: render_summary_tables((SUMMARY, KERAS_SUMMARY)),
    "summary.json": lambda: render_json_object(SUMMARY),
}


@pytest.mark.parametrize("name", FORMATS)
def test_snapshot(name: str) -> None:
    assert FORMATS[name]() == (SNAPSHOTS / name).read_text(encoding="utf-8")


def test_every_snapshot_is_compared() -> None:
    assert {path.name for path in SNAPSHOTS.iterdir()} == set(FORMATS)
