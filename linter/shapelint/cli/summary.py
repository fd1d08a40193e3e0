"""`shapelint summary`."""

from __future__ import annotations

import argparse
import sys

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import complain, emit

OPTIONS = (
    Option(("target",), "path/to/file.py::EXPR or package.module::EXPR", "Model", "TARGET", completes="files"),
    common.INPUT,
    common.PYTHON,
    Option(("--output-format",), "how it is written", "Output", choices=("table", "json"), default="table"),
    common.COLOUR,
    *common.LIMITS,
    *common.CONFIGURATION,
)


def run(options: argparse.Namespace) -> int:
    from shapelint.analysis.results import Problem
    from shapelint.cli.stating import resolver_of
    from shapelint.project.api import names_expression
    from shapelint.project.summarizing import summaries

    wanted, options.output_format = options.output_format, None
    resolver = resolver_of(options)
    if isinstance(resolver, str):
        complain(resolver)
        return 2
    found = summaries(options.target, resolver)
    if resolver.problems:
        complain(resolver.problems[0])
        return 2
    if isinstance(found, Problem):
        complain(found.text)
        return 2
    if wanted == "table":
        from shapelint.report.style import choose_style
        from shapelint.report.summary_table import render_summary_tables

        if not found:
            complain(f"{options.target}: there is no model in the file")
            return 2
        emit(render_summary_tables(found, choose_style(options.color, sys.stdout)))
        return 0
    from shapelint.report.json import render_json, render_json_object

    emit(render_json_object(found[0]) if names_expression(options.target) and found else render_json(found))
    return 0
