"""What is meant where the first word is no command: a path to check, help, the version, or a command misspelt."""

from __future__ import annotations

import os
import sys

from shapelint.cli.commands import COMMANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCES = (".py", ".ipynb")


def as_command(given: Sequence[str]) -> list[str] | int:
    """The words with their command in front, or the exit code of what has been answered already."""
    first, *rest = given or ("",)
    if first in ("", "-h", "--help") or (first == "help" and not rest):
        from shapelint.cli.help import overview

        (sys.stdout if first else sys.stderr).write(overview())
        return 0 if first else 2  # nothing was asked for, and nothing checked: a script has lost its arguments
    if first in ("-V", "--version"):
        from shapelint.version import __version__

        sys.stdout.write(f"shapelint {__version__}\n")
        return 0
    if first == "help":
        return wrong(rest[0]) if rest[0] not in COMMANDS else [rest[0], "--help"]
    if first == "--explain" or first.startswith("--explain="):
        return ["rule", *first.split("=", 1)[1:], *rest]
    return ["check", *given] if is_for_check(first) else wrong(first)


def is_for_check(word: str) -> bool:
    """Whether a word can only be meant for `check`: one of its options, or what is, or is written as, a path."""
    if word.startswith("-") and word != "-":
        from shapelint.cli.checking.check_options import OPTIONS

        return any(word.partition("=")[0] in option.flags for option in OPTIONS)
    return word == "-" or os.path.lexists(word) or word.endswith(SOURCES) or os.sep in word


def wrong(word: str) -> int:
    """Say that a word is no command, with what it may have been meant to be; the exit code."""
    sys.stderr.write(f"usage: shapelint COMMAND ...\nshapelint: error: {wrong_command(word)}\n")
    return 2


def wrong_command(word: str) -> str:
    """The word, and the nearest command or option of `check`."""
    from difflib import get_close_matches

    if word.startswith("-"):
        from shapelint.cli.help import nearest_option

        near = nearest_option(word, "check")
        return f"no option {word!r}" + (f" (did you mean {near}?)" if near else "; --help tells which there are")
    close = get_close_matches(word, COMMANDS, 1)
    return f"no command {word!r}" + (f" (did you mean {close[0]}?)" if close else f": {', '.join(COMMANDS)}")
