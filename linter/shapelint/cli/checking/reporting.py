"""Writing what a check has found."""

from __future__ import annotations

import os
import sys

from shapelint.cli.checking.check_options import CheckOptions
from shapelint.cli.output import emit, print_error
from shapelint.problems import MENDING
from shapelint.records import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from shapelint.diagnostics.rule import Rule
    from shapelint.project.results.file_result import StopFact
    from shapelint.project.results.report import Report
    from shapelint.report.format_common import RenderContext


FOR_PEOPLE = ("full", "concise")


def tell(report: Report, options: CheckOptions, ended: str = "", stream: TextIO | None = None) -> int:
    """Write what was found, and what was not there; the exit code. `ended` is another closing line than usual; findings
    that belong on another stream than standard output are written there."""
    is_missing = tell_what_is_missing(report)
    if options.verbose:
        show_stops(report.stops, "inference stopped")
    if report.revealed:
        show_stops(report.revealed, "revealed")
    text = "" if report.missing and not report.files else rendered(report, options, ended)
    problem = emit(text, options.output_file, stream)
    if problem is not None:
        print_error(problem)
    if is_missing or problem is not None:
        return 2
    return 1 if fails(report, options) else 0


def fails(report: Report, options: CheckOptions) -> bool:
    """Whether what was found makes the run fail: an error does, a warning unless the options say otherwise."""
    if options.exit_zero:
        return False
    warnings = sum(diagnostic.severity == "warning" for diagnostic in report.diagnostics)
    if len(report.diagnostics) > warnings:
        return True
    if options.max_warnings is None:
        return warnings > 0 and options.fail_on == "warning"
    if warnings > options.max_warnings:
        print_error(f"{warnings} warnings; --max-warnings allows {options.max_warnings}")
    return warnings > options.max_warnings


def tell_what_is_missing(report: Report) -> bool:
    """One line for each path that is not there, and each file whose check did not come to its end; whether there was
    any."""
    for path in report.missing:
        print_error(f"{path}: no such file or directory")
    for path, text in report.crashes:
        print_error(f"{path}: internal error; file skipped: {text}")
    if report.crashes:
        print_error(MENDING)
    for path, text in report.stopped:
        print_error(f"{path}: file skipped: {text}")
    return bool(report.missing or report.crashes or report.stopped)


def rendered(report: Report, options: CheckOptions, ended: str = "") -> str:
    """The diagnostics in the format asked for, and the closing line where there is room for one."""
    if options.statistics:
        from shapelint.report.statistics import render_statistics

        return render_statistics(report.diagnostics, options.output_format, options.took or {})
    if options.brief:
        from shapelint.report.brief import render_brief

        return render_brief(report.diagnostics, options.output_format == "json-lines")
    is_for_people = options.output_format in FOR_PEOPLE
    text = "" if is_for_people and not report.diagnostics else formatted(report, options)
    return text if options.quiet or not is_for_people else text + (ended or closing(report, options))


def formatted(report: Report, options: CheckOptions) -> str:
    from shapelint.report.formats import render
    from shapelint.report.style import PLAIN, choose_style

    style = PLAIN if options.output_file else choose_style(options.color, sys.stdout)
    if options.verbose:
        style = replace(style, with_evidence=True)
    return render(report.diagnostics, options.output_format, surroundings(), style)


def surroundings() -> RenderContext:
    """What formats for machines tell paths from: the top of the repository, else the current directory."""
    from shapelint.project.filesystem.gitignore import repository
    from shapelint.report.format_common import RenderContext

    def rules() -> tuple[Rule, ...]:
        from shapelint.project.config.rulebook import all_rules

        return all_rules()

    here = os.getcwd()
    return RenderContext(repository(here) or here, rules)


def closing(report: Report, options: CheckOptions) -> str:
    """The closing line; what it counts as fixable is in the files that `--fix` would change."""
    from shapelint.report.summary_line import closing_line

    fixable = [d for d in report.diagnostics if d.fix is not None]
    if fixable:
        from shapelint.cli.checking.named_files import named_by

        is_named = named_by(options)
        fixable = [d for d in fixable if is_named(os.path.realpath(d.filename))]
    line = closing_line(
        report.diagnostics,
        report.files,
        len(report.stops),
        report.silenced,
        report.known,
        fixable,
        report.with_models,
        options.verbose,
    )
    return f"{line}\n"


def show_stops(stops: Sequence[StopFact], said: str) -> None:
    """A line for each on standard error."""
    from shapelint.project.findings.incompleteness import stop_lines
    from shapelint.report.printable import printable

    sys.stderr.writelines(f"{printable(line)}\n" for line in stop_lines(stops, said))
