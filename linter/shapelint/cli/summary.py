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

OPTIONS = (
    Option(("target",), "path/to/file.py::EXPR or package.module::EXPR", "Model", "TARGET", completes="files"),
    common.INPUT,
    common.PYTHON,
    Option(("--output-format",), "output format", "Output", choices=("table", "json"), default="table"),
    common.COLOUR,
    *common.LIMITS,
    *common.CONFIGURATION,
)


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.settings_from_options import resolver_of
    from shapelint.project.execution.isolation import GivenUp, once
    from shapelint.project.target_models import settings_for

    wanted, options.output_format = options.output_format, None
    resolver = resolver_of(options)
    if isinstance(resolver, str):
        print_error(resolver)
        return 2
    settings = settings_for(options.target, resolver)
    if resolver.problems:
        print_error(resolver.problems[0])
        return 2
    text = once(lambda: rendered(options, resolver, wanted), settings.limits)
    if isinstance(text, GivenUp):
        print_error(f"{options.target}: not summarized: {text.reason}")
        return 2
    told = json.loads(text)
    emit(told["text"])
    for line in told["errors"]:
        print_error(line)
    return 1 if told["errors"] else 0


def rendered(options: argparse.Namespace, resolver: Resolver, wanted: str) -> str:
    """The summary in the format that is wanted, and what fails in it, a line each, as JSON for another process to read.
    Raises WrongUseError for a target that gives none."""
    from shapelint.analysis.results import Problem
    from shapelint.problems import WrongUseError
    from shapelint.project.summary import summaries

    found = summaries(options.target, resolver)
    if isinstance(found, Problem):
        raise WrongUseError(found.text)
    if wanted == "table":
        from shapelint.report.style import choose_style
        from shapelint.report.summary_table import render_summary_tables

        if not found:
            raise WrongUseError(f"{options.target}: there is no model in the file")
        return told(found, render_summary_tables(found, choose_style(options.color, sys.stdout)))
    from shapelint.project.target_models import names_expression
    from shapelint.report.json import render_json, render_json_object

    is_one = names_expression(options.target) and bool(found)
    return told(found, render_json_object(found[0]) if is_one else render_json(found))


def told(found: Sequence[Summary], text: str) -> str:
    from shapelint.project.summary_errors import errors_in
    from shapelint.report.full import headline

    return json.dumps({"text": text, "errors": [headline(diagnostic) for diagnostic in errors_in(found)]})
