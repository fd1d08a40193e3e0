"""`shapelint shapes`."""

from __future__ import annotations

import argparse
import json

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error

OPTIONS = (
    Option(("paths",), "files and directories", "Files", "PATH", count="+", completes="files"),
    common.INPUT,
    common.PYTHON,
    common.EXCLUDE,
    common.EXTEND_EXCLUDE,
    common.GITIGNORE,
    common.NO_GITIGNORE,
    Option(("--output-format",), "output format", "Output", choices=("json",), default="json"),
    common.OUTPUT_FILE,
    *common.LIMITS,
    *common.CONFIGURATION,
)


def run(options: argparse.Namespace) -> int:
    import os

    from shapelint.cli.settings_from_options import resolver_of
    from shapelint.project.execution.isolation import GivenUp, each
    from shapelint.project.summary import ShapeFinder
    from shapelint.report.json import render_dicts

    options.output_format = None
    resolver = resolver_of(options)
    if isinstance(resolver, str):
        print_error(resolver)
        return 2
    finder = ShapeFinder(options.paths, resolver)
    limits = resolver.of_directory(os.getcwd()).limits
    if resolver.problems:
        for text in resolver.problems:
            print_error(text)
        return 2
    facts: list[object] = []
    problems = list(finder.problems)
    paths = [os.fspath(path) for path in finder.files]
    for path, answer in zip(paths, each(paths, finder.as_json, limits), strict=True):
        if isinstance(answer, GivenUp):
            problems.append(f"{path}: not looked at: {answer.reason}")
            continue
        found = json.loads(answer)
        facts += found["facts"]
        problems += found["problems"]
    problem = emit(render_dicts(facts), options.output_file)
    for text in (*problems, *([problem] if problem else [])):
        print_error(text)
    return 2 if problems or problem else 0
