"""`shapelint shapes`."""

from __future__ import annotations

import argparse

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import complain, emit

OPTIONS = (
    Option(("paths",), "files and directories", "Files", "PATH", count="+", completes="files"),
    common.INPUT,
    common.PYTHON,
    common.EXCLUDE,
    common.EXTEND_EXCLUDE,
    common.GITIGNORE,
    common.NO_GITIGNORE,
    Option(("--output-format",), "how they are written", "Output", choices=("json",), default="json"),
    common.OUTPUT_FILE,
    *common.LIMITS,
    *common.CONFIGURATION,
)


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.stating import resolver_of
    from shapelint.project.summarizing import inferred_shapes
    from shapelint.report.json import render_json

    options.output_format = None
    resolver = resolver_of(options)
    if isinstance(resolver, str):
        complain(resolver)
        return 2
    found = inferred_shapes(options.paths, resolver)
    if resolver.problems:
        for text in resolver.problems:
            complain(text)
        return 2
    problem = emit(render_json(found.facts), options.output_file)
    for text in (*found.problems, *([problem] if problem else [])):
        complain(text)
    return 2 if found.problems or problem else 0
