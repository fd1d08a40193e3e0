"""`shapelint shapes`."""

from __future__ import annotations

import argparse

from shapelint.cli.check import add_python_argument
from shapelint.cli.output import complain, emit

HELP = "list the shape of every tensor-valued name and expression, as JSON"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and directories")
    parser.add_argument(
        "--input", action="append", default=[], metavar="SPEC", help="input size: [NAME=]DIM,DIM,...[:DTYPE]"
    )
    add_python_argument(parser)
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="GLOBS", help="files and directories left out"
    )
    parser.add_argument("--output-format", choices=("json",), default="json")
    parser.add_argument("-o", "--output-file", metavar="FILE", help="write there instead of to standard output")


def run(options: argparse.Namespace) -> int:
    from shapelint.analysis.inputs import Malformed, parse_inputs
    from shapelint.analysis.results import Problem
    from shapelint.cli.check import separated
    from shapelint.project.environments import stated_directories
    from shapelint.project.summarizing import inferred_shapes
    from shapelint.report.json import render_json

    inputs = parse_inputs(tuple(options.input))
    if isinstance(inputs, Malformed):
        complain(f"--{inputs.text}")
        return 2
    packages = stated_directories(options.python)
    if isinstance(packages, Problem):
        complain(f"--python {packages.text}")
        return 2
    found = inferred_shapes(options.paths, inputs, separated(options.exclude), packages)
    problem = emit(render_json(found.facts), options.output_file)
    for text in (*found.problems, *([problem] if problem else [])):
        complain(text)
    return 2 if found.problems or problem else 0
