"""`shapelint summary`."""

from __future__ import annotations

import argparse
import sys

from shapelint.cli.check import add_python_argument
from shapelint.cli.output import complain, emit

HELP = "show a model's layers with their output shapes and parameters"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="path/to/file.py::EXPR or package.module::EXPR")
    parser.add_argument(
        "--input", action="append", default=[], metavar="SPEC", help="input size: [NAME=]DIM,DIM,...[:DTYPE]"
    )
    add_python_argument(parser)
    parser.add_argument("--output-format", choices=("table", "json"), default="table")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")


def run(options: argparse.Namespace) -> int:
    from shapelint.analysis.results import Problem
    from shapelint.project.api import names_expression
    from shapelint.project.environments import stated_directories
    from shapelint.project.summarizing import summaries

    packages = stated_directories(options.python)
    if isinstance(packages, Problem):
        complain(f"--python {packages.text}")
        return 2
    found = summaries(options.target, options.input, packages)
    if isinstance(found, Problem):
        complain(found.text)
        return 2
    if options.output_format == "table":
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
