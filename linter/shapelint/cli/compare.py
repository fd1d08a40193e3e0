"""`shapelint compare`."""

from __future__ import annotations

import argparse
import os
import sys

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.config.resolution import Resolver

OPTIONS = (
    Option(("first",), "path/to/file.py::EXPR, package.module::EXPR, or REV:path/to/file.py::EXPR", "Model", "A",
           completes="files"),
    Option(("second",), "the same for the other model; without it, the file of A as it is now", "Model", "B", count="?",
           completes="files"),
    common.INPUT,
    common.PYTHON,
    Option(("--port-script",), "write the Python that carries the weights of A over to B", "Output"),
    Option(("--ignore",), "kind of difference to leave out", "Rules", "KIND", repeats=True),
    Option(("--output-format",), "output format", "Output", choices=("text", "json", "markdown"), default="text"),
    common.OUTPUT_FILE,
    common.COLOUR,
    *common.LIMITS,
    *common.CONFIGURATION,
)  # fmt: skip


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.settings_from_options import resolver_of
    from shapelint.compare.kinds import unknown_kind
    from shapelint.project.execution.isolation import GivenUp, once

    wanted, options.output_format = options.output_format, None
    ignored = frozenset(kind.strip() for text in options.ignore or () for kind in text.split(","))
    options.ignore = None
    wrong = unknown_kind(ignored)
    resolver = resolver_of(options)
    if wrong or isinstance(resolver, str):
        print_error(wrong or str(resolver))
        return 2
    settings = resolver.of_directory(os.getcwd())
    if resolver.problems:
        print_error(resolver.problems[0])
        return 2
    text = once(lambda: told(options, resolver, ignored, wanted), settings.limits)
    if isinstance(text, GivenUp):
        print_error(f"{options.first}: not compared: {text.reason}")
        return 2
    problem = emit(text[1:], options.output_file)
    if problem is not None:
        print_error(problem)
        return 2
    return int(text[0])


def told(options: argparse.Namespace, resolver: Resolver, ignored: frozenset[str], wanted: str) -> str:
    """The exit code, and what is told in the format that is wanted. Raises WrongUseError where that is nothing."""
    from shapelint.problems import Problem, WrongUseError
    from shapelint.project.compare import compare_targets, port_script

    if options.port_script:
        script = port_script(options.first, options.second, resolver)
        if isinstance(script, Problem):
            raise WrongUseError(script.text)
        return "0" + script
    found = compare_targets(options.first, options.second, resolver, ignored)
    if isinstance(found, Problem):
        raise WrongUseError(found.text)
    code = "0" if all(one.equal for one in found) else "1"
    if wanted == "json":
        from shapelint.report.json import render_json, render_json_object

        return code + (render_json_object(found[0]) if len(found) == 1 else render_json(found))
    from shapelint.report.comparison_text import render_comparisons, render_markdown

    if wanted == "markdown":
        return code + render_markdown(found)
    from shapelint.report.style import choose_style

    return code + render_comparisons(found, choose_style(options.color, sys.stdout))
