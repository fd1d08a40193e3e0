"""The command line. Each subcommand is one thin module with `OPTIONS` and `run`, imported when it is used; what it
needs is imported when it runs, so that `--help` and `version` answer at once."""

from __future__ import annotations

import sys

from shapelint.cli.commands import COMMANDS
from shapelint.cli.error_boundary import Boundary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapelint.cli.help import CommandParser


def parser_of(name: str) -> CommandParser:
    """The parser of one command: those of the others are not made."""
    from shapelint.cli.help import CommandParser
    from shapelint.cli.options import add_options

    options = COMMANDS[name].module().OPTIONS
    parser = CommandParser(name, options)
    add_options(parser, options)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 when clean, 1 with findings, 2 for wrong use or an internal error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in COMMANDS:
        from shapelint.cli.without_command import as_command

        meant = as_command(given)
        if isinstance(meant, int):
            return meant
        given = meant
    boundary = Boundary(sys.stderr)
    with boundary:
        refuse_dashes(given)
        options = parser_of(given[0]).parse_args(given[1:])
        return COMMANDS[given[0]].module().run(options)
    return boundary.exit_code


def refuse_dashes(given: Sequence[str]) -> None:
    """argparse takes the value in `--input=--` for the end of the options, and so for none."""
    wrong = next((text for text in given if text.startswith("--") and text.endswith("=--")), None)
    if wrong is not None:
        from shapelint.problems import WrongUseError

        raise WrongUseError(f"{wrong.removesuffix('=--')}: '--' is no value")
