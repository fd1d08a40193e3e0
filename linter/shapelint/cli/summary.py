"""`shapelint summary`."""

from __future__ import annotations

import argparse
import json
import sys

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapelint.analysis.results import Summary
    from shapelint.project.config.resolution import Resolver
    from shapelint.report.summary.table import Choice

FORMATS = ("table", "json", "markdown", "latex", "csv")

OPTIONS = (
    Option(("target",), "path/to/file.py::EXPR or package.module::EXPR", "Model", "TARGET", completes="files"),
    common.INPUT,
    common.PYTHON,
    Option(("--output-format",), "output format", "Output", choices=FORMATS, default="table"),
    common.OUTPUT_FILE,
    Option(("--depth",), "levels of nested modules to list (default: all)", "Output", "N", number=True),
    Option(("--columns",), "columns, by commas: input, output, kernel, params, share, trainable, macs, activations, "
           "weights, receptive-field", "Output", "LIST"),
    common.COLOUR,
    *common.LIMITS,
    *common.CONFIGURATION,
)  # fmt: skip


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.targets import answer_on_target

    wanted = options.output_format
    text = answer_on_target(
        options, lambda resolver: rendered(options, resolver, wanted), options.target, "not summarized"
    )
    if text is None:
        return 2
    told = json.loads(text)
    problem = emit(told["text"], options.output_file)
    if problem is not None:
        print_error(problem)
        return 2
    for line in told["errors"]:
        print_error(line)
    return 1 if told["errors"] else 0


def rendered(options: argparse.Namespace, resolver: Resolver, wanted: str) -> str:
    """The summary in the format that is wanted, and what fails in it, a line each, as JSON for another process to read.
    Raises WrongUseError for a target that gives none."""
    from shapelint.problems import Problem, WrongUseError
    from shapelint.project.summary import summaries

    found = summaries(options.target, resolver)
    if isinstance(found, Problem):
        raise WrongUseError(found.text)
    if not found:
        raise WrongUseError(f"{options.target}: there is no model in the file")
    if wanted == "json":
        from shapelint.project.target_models import names_expression
        from shapelint.report.json import render_json, render_json_object

        is_one = names_expression(options.target)
        return told(found, render_json_object(found[0]) if is_one else render_json(found))
    choice = chosen(options)
    if wanted == "table":
        from shapelint.report.style import choose_style
        from shapelint.report.summary.table import render_summary_tables

        return told(found, render_summary_tables(found, choose_style(options.color, sys.stdout), choice))
    from shapelint.report.summary.documents import render_csv, render_latex, render_markdown

    if wanted == "csv":
        return told(found, render_csv(found, choice.depth))
    return told(found, (render_markdown if wanted == "markdown" else render_latex)(found, choice))


def told(found: Sequence[Summary], text: str) -> str:
    from shapelint.project.findings.summary_errors import errors_in
    from shapelint.report.full import headline

    return json.dumps({"text": text, "errors": [headline(diagnostic) for diagnostic in errors_in(found)]})


def chosen(options: argparse.Namespace) -> Choice:
    """Which columns and rows are wanted. Raises WrongUseError for a column that there is not."""
    from shapelint.problems import WrongUseError
    from shapelint.report.summary.columns import COLUMNS, DEFAULT
    from shapelint.report.summary.table import Choice
    from shapelint.report.summary.tree import DRAWN, PLAIN

    given = () if options.columns is None else tuple(name.strip() for name in options.columns.split(","))
    names = tuple(name for name in given if name) or DEFAULT
    wrong = next((name for name in names if name not in COLUMNS), None)
    if wrong is not None:
        raise WrongUseError(f"--columns: there is no column {wrong!r}; there are {', '.join(COLUMNS)}")
    return Choice(tuple(dict.fromkeys(names)), options.depth, DRAWN if draws_lines() or options.output_file else PLAIN)


def draws_lines() -> bool:
    """Whether standard output can show the lines of a tree."""
    try:
        "├".encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
