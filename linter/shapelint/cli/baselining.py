"""`shapelint check --write-baseline`."""

from __future__ import annotations

import os

from shapelint.cli.output import complain, emit
from shapelint.cli.telling import tell_what_is_missing
from shapelint.project.baseline import DEFAULT, baseline_text
from shapelint.project.configuration import shown
from shapelint.project.replacing import write_file
from shapelint.project.report_made import Report
from shapelint.project.settings import Settings


def write_baseline(report: Report, settings: Settings) -> int:
    """Write everything that was found as known."""
    if tell_what_is_missing(report):
        return 2  # what was not checked would count as new from then on, or as gone
    path = settings.baseline or os.path.join(os.getcwd(), DEFAULT)
    problem = write_file(path, baseline_text(report.diagnostics, os.path.dirname(path)))
    if problem is not None:
        complain(problem)
        return 2
    count = len(report.diagnostics)
    option = "" if settings.baseline else f"; check with --baseline {DEFAULT}"
    emit(f"{shown(path)}: {count} finding{'s' * (count != 1)} written{option}\n")
    return 0
