"""`shapelint check`."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from shapelint.cli.check_options import OPTIONS
from shapelint.cli.output import complain, emit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from shapelint.diagnostics.rule import Rule
    from shapelint.project.checking import Report
    from shapelint.project.resolution import Resolver
    from shapelint.project.rulebook import UnknownSelector
    from shapelint.report.reporting import Surroundings
    from shapelint.syntax.source import SourceFile

HELP = "report what would fail when the models are built and run"

__all__ = ["HELP", "OPTIONS", "run"]


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.stating import resolver_of
    from shapelint.project.rulebook import UnknownSelector

    options.paths = options.paths or ["."]
    resolver = resolver_of(options)
    if isinstance(resolver, str):
        return failed(resolver)
    settings = resolver.of_directory(os.getcwd())
    if resolver.problems:
        return failed(*resolver.problems)
    options.output_format = settings.output_format
    if options.show_settings or options.show_files:
        from shapelint.cli.showing import show

        return show(options, resolver)
    data = sys.stdin.buffer.read() if options.paths == ["-"] else b""
    report = checked(options, resolver, data)
    if resolver.problems:
        return failed(*resolver.problems)
    if isinstance(report, UnknownSelector):
        return failed(report.text)
    if options.fix or options.diff or options.add_noqa:
        return changed(report, options, resolver, data)
    return tell(report, options)


def changed(report: Report, options: argparse.Namespace, resolver: Resolver, data: bytes) -> int:
    """Change the files as asked for, and say what remains."""
    from shapelint.cli import fixing

    if options.add_noqa:
        return fixing.add_noqa(report, options)
    fixed = fixing.fix(report, options, lambda stated: checked(options, resolver, data, stated))
    if options.diff:
        return fixing.show_differences(fixed, options)
    is_stream = options.paths == ["-"]
    problems = fixing.pass_on(fixed, data) if is_stream else fixing.write(fixed)
    code = tell(fixed.report, options, fixing.closing(fixed), sys.stderr if is_stream else None)
    return failed(*problems) if problems else code


def failed(*texts: str) -> int:
    """Say what is wrong with how the command is used."""
    for text in texts:
        complain(text)
    return 2


def checked(
    options: argparse.Namespace, resolver: Resolver, data: bytes, stated: Mapping[str, SourceFile] | None = None
) -> Report | UnknownSelector:
    """Check what is asked for: paths, or the bytes from standard input; `stated` are texts to take instead."""
    if options.paths != ["-"] and not stated:
        from shapelint.cli.planning import plan_of
        from shapelint.project.runner import check_planned

        return check_planned(options.paths, resolver, plan_of(options, resolver))
    from shapelint.project.checking import check, check_bytes, check_file

    if options.paths != ["-"]:
        return check(options.paths, resolver, stated)
    name = options.stdin_filename or "-"
    for file in (stated or {}).values():
        return check_file(file, name, resolver)
    return check_bytes(data, name, resolver)


def tell(report: Report, options: argparse.Namespace, ended: str = "", stream: TextIO | None = None) -> int:
    """Write what was found, and what was not there; the exit code. `ended` is another closing line than usual; findings
    that belong on another stream than standard output are written there."""
    for path in report.missing:
        complain(f"{path}: no such file or directory")
    if options.verbose:
        show_stops(report)
    text = rendered(report, options, ended)
    problem = emit(text, options.output_file, stream)
    if problem is not None:
        complain(problem)
    if report.missing or problem is not None:
        return 2
    return 1 if report.diagnostics and not options.exit_zero else 0


def rendered(report: Report, options: argparse.Namespace, ended: str = "") -> str:
    """The diagnostics in the format asked for, and the closing line where there is room for one."""
    from shapelint.report.style import PLAIN, choose_style

    if options.statistics:
        from shapelint.report.statistics import render_statistics

        return render_statistics(report.diagnostics, options.output_format)
    from shapelint.report.formats import FOR_PEOPLE, render

    style = PLAIN if options.output_file else choose_style(options.color, sys.stdout)
    text = render(report.diagnostics, options.output_format, surroundings(), style)
    return text if options.quiet or options.output_format not in FOR_PEOPLE else text + (ended or closing(report))


def surroundings() -> Surroundings:
    """What formats for machines tell paths from: the top of the repository, else the current directory."""
    from shapelint.project.gitignore import repository
    from shapelint.report.reporting import Surroundings

    def rules() -> tuple[Rule, ...]:
        from shapelint.project.rulebook import all_rules

        return all_rules()

    here = os.getcwd()
    return Surroundings(repository(here) or here, rules)


def closing(report: Report) -> str:
    from shapelint.report.full import closing_line

    return closing_line(report.diagnostics, report.files, len(report.stops), report.silenced) + "\n"


def show_stops(report: Report) -> None:
    from shapelint.project.stops import stop_lines

    sys.stderr.writelines(f"{line}\n" for line in stop_lines(report.stops))
