"""`shapelint weights`."""

from __future__ import annotations

import argparse
import sys

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import emit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.config.resolution import Resolver

OPTIONS = (
    Option(("target",), "path/to/file.py::EXPR or package.module::EXPR", "Model", "TARGET", completes="files"),
    Option(("file",), "file of weights; only its header is read", "Model", "FILE",
           completes="files"),
    common.INPUT,
    common.PYTHON,
    Option(("--output-format",), "output format", "Output", choices=("text", "json"), default="text"),
    common.COLOUR,
    *common.LIMITS,
    *common.CONFIGURATION,
)  # fmt: skip


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.targets import answer_on_target

    wanted = options.output_format
    text = answer_on_target(options, lambda resolver: told(options, resolver, wanted), options.file, "not read")
    if text is None:
        return 2
    emit(text[1:])
    return int(text[0])


def told(options: argparse.Namespace, resolver: Resolver, wanted: str) -> str:
    """The exit code, and the report in the format that is wanted. Raises WrongUseError where there is none."""
    from shapelint.problems import Problem, WrongUseError
    from shapelint.project.weights import compare_weights

    found = compare_weights(options.target, options.file, resolver)
    if isinstance(found, Problem):
        raise WrongUseError(found.text)
    code = "0" if found.fits else "1"
    if wanted == "json":
        from shapelint.report.json import render_json_object

        return code + render_json_object(found)
    from shapelint.report.style import choose_style
    from shapelint.report.weights_text import render_weights

    return code + render_weights(found.to_dict(), choose_style(options.color, sys.stdout))
