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
        return without_command(given)
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


def without_command(given: list[str]) -> int:
    """The overview, the version, or what is wrong with the command's name."""
    from shapelint.cli.help import overview
    from shapelint.version import __version__

    if given and given[0] in ("-h", "--help"):
        sys.stdout.write(overview())
        return 0
    if given and given[0] == "--version":
        sys.stdout.write(f"shapelint {__version__}\n")
        return 0
    sys.stderr.write(f"usage: shapelint COMMAND ...\nshapelint: error: {wrong_command(given)}\n")
    return 2


def wrong_command(given: list[str]) -> str:
    if not given:
        return f"a command is missing: {', '.join(COMMANDS)}"
    from difflib import get_close_matches

    near = get_close_matches(given[0], COMMANDS, 1)
    return f"no command {given[0]!r}" + (f" (did you mean {near[0]}?)" if near else f": {', '.join(COMMANDS)}")
