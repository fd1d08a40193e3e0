"""`shapelint graph`."""

from __future__ import annotations

import argparse
import os

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.config.resolution import Resolver

FORMATS = ("svg", "html", "mmd", "dot", "json")

OPTIONS = (
    Option(("target",), "path/to/file.py::EXPR or package.module::EXPR", "Model", "TARGET", completes="files"),
    common.INPUT,
    common.PYTHON,
    Option(("-o", "--output-file"), "write to FILE.svg, .html, .mmd, .dot or .json; -: standard output", "Output",
           "FILE", completes="files"),
    Option(("--format",), "format, if the file's name does not say it", "Output", choices=FORMATS),
    Option(("--depth",), "levels of nested modules to draw (default: as many as can be read)", "Output", "N",
           number=True),
    Option(("--unfold",), "draw each of several equal blocks"),
    Option(("--parameters",), "show parameter counts"),
    Option(("--costs",), "show multiply-adds"),
    *common.LIMITS,
    *common.CONFIGURATION,
)  # fmt: skip


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.targets import answer_on_target

    target, chosen = wanted(options)
    text = answer_on_target(options, lambda resolver: rendered(options, resolver, chosen), options.target, "not drawn")
    if text is None:
        return 2
    problem = emit(laid_out(text) if chosen == "svg" else text, target)
    if problem is not None:
        print_error(problem)
        return 2
    return 0


def wanted(options: argparse.Namespace) -> tuple[str | None, str]:
    """The file to write, None for standard output, and the format. Raises WrongUseError if neither says one."""
    from shapelint.problems import WrongUseError

    name = options.output_file
    if name is None or name == "-":
        return None, options.format or "dot"
    suffix = os.path.splitext(name)[1].lower().lstrip(".")
    chosen = options.format or {"mermaid": "mmd", "gv": "dot", "htm": "html"}.get(suffix, suffix)
    if chosen not in FORMATS:
        said = f"{name}: the name must end in {', '.join('.' + one for one in FORMATS[:-1])} or .{FORMATS[-1]}"
        raise WrongUseError(f"{said}, or --format must say what to write")
    return name, chosen


def rendered(options: argparse.Namespace, resolver: Resolver, chosen: str) -> str:
    """The text of the file; for an SVG that which it is drawn from. Raises WrongUseError for a target that names no
    single model."""
    from shapelint.problems import Problem, WrongUseError
    from shapelint.project.graph import GraphOptions, diagrams
    from shapelint.report.diagram.formats import render
    from shapelint.report.diagram.wording import Shown

    found = diagrams(options.target, resolver, GraphOptions(options.depth, options.unfold))
    if isinstance(found, Problem):
        raise WrongUseError(found.text)
    if len(found) > 1:
        names = ", ".join(one.model for one in found)
        raise WrongUseError(f"{options.target} has several models: {names}; name one, as in {options.target}::NAME")
    return render(found[0], chosen, Shown(options.parameters, options.costs))


def laid_out(text: str) -> str:
    """The SVG. Raises WrongUseError where nothing can draw it."""
    from shapelint.problems import Problem, WrongUseError
    from shapelint.project.layout import drawn_svg
    from shapelint.report.diagram.svg import finished_svg

    drawn = drawn_svg(text)
    if isinstance(drawn, Problem):
        raise WrongUseError(drawn.text)
    return finished_svg(drawn)
