"""`shapelint check --write-baseline`."""

from __future__ import annotations

import os

from shapelint.cli.checking.reporting import tell_what_is_missing
from shapelint.cli.output import emit, print_error
from shapelint.project.config.configuration_files import shown
from shapelint.project.config.settings import Settings
from shapelint.project.filesystem.replace_file import write_file
from shapelint.project.results.report import Report
from shapelint.project.suppress.baseline import DEFAULT, baseline_text


def write_baseline(report: Report, settings: Settings) -> int:
    """Write everything that was found as known."""
    if tell_what_is_missing(report):
        return 2  # what was not checked would count as new from then on, or as gone
    path = settings.baseline or os.path.join(os.getcwd(), DEFAULT)
    problem = write_file(path, baseline_text(report.diagnostics, os.path.dirname(path)))
    if problem is not None:
        print_error(problem)
        return 2
    count = len(report.diagnostics)
    option = "" if settings.baseline else f"; check with --baseline {DEFAULT}"
    emit(f"{shown(path)}: {count} finding{'s' * (count != 1)} written{option}\n")
    return 0
