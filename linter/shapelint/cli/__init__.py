"""The command line. Each subcommand is one thin module with `OPTIONS` and `run`; what it needs is imported when
it runs, so that `--help` and `version` answer at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from shapelint.cli import check, clean, rule, server, shapes, summary, version
from shapelint.cli.boundary import Boundary
from shapelint.cli.options import add_options
from shapelint.version import __version__

COMMANDS = {
    "check": check,
    "summary": summary,
    "shapes": shapes,
    "rule": rule,
    "server": server,
    "clean": clean,
    "version": version,
}


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shapelint",
        description="Find the layers that do not fit together in PyTorch and Keras models, without running anything.",
    )
    parser.add_argument("--version", action="version", version=f"shapelint {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        commands.add_parser(name, help=module.HELP, add_help=False)
    return parser


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of one command: those of the others are not made."""
    module = COMMANDS[name]
    parser = argparse.ArgumentParser(prog=f"shapelint {name}", description=module.HELP)
    add_options(parser, module.OPTIONS)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 when clean, 1 with findings, 2 for wrong use or an internal error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given[0] if given else ""
    if name not in COMMANDS:
        make_parser().parse_args(given)
    options = parser_of(name).parse_args(given[1:])
    boundary = Boundary(sys.stderr)
    with boundary:
        code: int = COMMANDS[name].run(options)
        return code
    return boundary.exit_code
