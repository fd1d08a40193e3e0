"""`shapelint check`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from shapelint.cli.output import complain, emit

if TYPE_CHECKING:
    from shapelint.diagnostics.diagnostic import Diagnostic
    from shapelint.project.checking import Report, Settings
    from shapelint.project.rulebook import UnknownSelector

HELP = "report what would fail when the models are built and run"
FORMATS = ("full", "concise", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="files and directories; - is standard input"
    )
    parser.add_argument(
        "--input", action="append", default=[], metavar="SPEC", help="input size: [NAME=]DIM,DIM,...[:DTYPE]"
    )
    add_python_argument(parser)
    parser.add_argument("--stdin-filename", metavar="FILE", help="the name of what comes from standard input")
    parser.add_argument(
        "--select", action="append", metavar="RULES", help="the only rules in force (codes, names, ALL)"
    )
    parser.add_argument("--extend-select", action="append", default=[], metavar="RULES", help="rules in force besides")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES", help="rules not in force")
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="GLOBS", help="files and directories left out"
    )
    parser.add_argument("--output-format", choices=FORMATS, default="full")
    parser.add_argument("-o", "--output-file", metavar="FILE", help="write there instead of to standard output")
    parser.add_argument("--statistics", action="store_true", help="show how often each rule is broken instead")
    parser.add_argument("-e", "--exit-zero", action="store_true", help="exit with 0 even when there are findings")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="print diagnostics and nothing else")
    loudness.add_argument("-v", "--verbose", action="store_true", help="say where inference stopped, and why")


def add_python_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--python",
        metavar="ENV",
        help="environment whose packages may be read: a virtual environment, a prefix or a Python executable; default: "
        "the active virtual environment, else the project's .venv",
    )


def run(options: argparse.Namespace) -> int:
    from shapelint.project.rulebook import UnknownSelector

    settings = settings_of(options)
    if isinstance(settings, str):
        complain(settings)
        return 2
    report = checked(options, settings)
    if isinstance(report, UnknownSelector):
        complain(report.text)
        return 2
    for path in report.missing:
        complain(f"{path}: no such file or directory")
    if options.verbose:
        show_stops(report)
    problem = emit(rendered(report, options), options.output_file)
    if problem is not None:
        complain(problem)
    if report.missing or problem is not None:
        return 2
    return 1 if report.diagnostics and not options.exit_zero else 0


def settings_of(options: argparse.Namespace) -> Settings | str:
    """The settings, or what is wrong with the options."""
    from shapelint.analysis.inputs import Malformed, parse_inputs
    from shapelint.analysis.results import Problem
    from shapelint.project.checking import Settings
    from shapelint.project.environments import stated_directories
    from shapelint.project.rulebook import Selection

    inputs = parse_inputs(tuple(options.input))
    if isinstance(inputs, Malformed):
        return f"--{inputs.text}"
    packages = stated_directories(options.python)
    if isinstance(packages, Problem):
        return f"--python {packages.text}"
    selection = Selection(
        None if options.select is None else separated(options.select),
        separated(options.extend_select),
        separated(options.ignore),
    )
    return Settings(selection, inputs, separated(options.exclude), packages)


def separated(values: list[str]) -> tuple[str, ...]:
    """Options that are repeated or hold commas, as one list."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def checked(options: argparse.Namespace, settings: Settings) -> Report | UnknownSelector:
    from shapelint.project.checking import check, check_bytes

    if options.paths == ["-"]:
        return check_bytes(sys.stdin.buffer.read(), options.stdin_filename or "-", settings)
    return check(options.paths, settings)


def rendered(report: Report, options: argparse.Namespace) -> str:
    """The diagnostics in the format asked for, and the closing line where there is room for one."""
    if options.statistics:
        from shapelint.report.concise import render_statistics

        return render_statistics(report.diagnostics)
    if options.output_format == "json":
        from shapelint.report.json import render_json

        return render_json(report.diagnostics)
    return text_of(report.diagnostics, options) + ("" if options.quiet else closing(report))


def text_of(diagnostics: tuple[Diagnostic, ...], options: argparse.Namespace) -> str:
    from shapelint.report.concise import render_concise
    from shapelint.report.full import render_full
    from shapelint.report.style import PLAIN, choose_style

    style = PLAIN if options.output_file else choose_style(options.color, sys.stdout)
    return (render_concise if options.output_format == "concise" else render_full)(diagnostics, style)


def closing(report: Report) -> str:
    from shapelint.report.full import closing_line

    return closing_line(report.diagnostics, report.files, len(report.stops), report.silenced) + "\n"


def show_stops(report: Report) -> None:
    from shapelint.project.locations import Locator, line_of

    locator = Locator()
    locator.need(stop.place for stop in report.stops if stop.place is not None)
    for stop in report.stops:
        where = "" if stop.place is None else f"{line_of(stop.place, locator)}: "
        sys.stderr.write(f"{where}inference stopped: {stop.reason}\n")
