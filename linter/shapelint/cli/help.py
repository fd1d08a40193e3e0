"""`--help`: the options of a command by groups."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from shapelint.cli.commands import COMMANDS
from shapelint.cli.options import Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

WIDTH = 100
ORDER = ("Model", "Rules", "Files", "Fixes", "Baseline", "Output", "Run", "Configuration", "Options")
GENERAL = (
    ("--explain RULE", "explain a rule, by its code or name"),
    ("-V, --version", "print the version"),
    ("-h, --help", "show this help"),
)
DESCRIPTION = "Find the layers that do not fit together in PyTorch and Keras models, without running anything."


class Formatter(argparse.HelpFormatter):
    """argparse's own, which asks for the terminal's width (and imports much for that) unless it is told."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH)


class CommandParser(argparse.ArgumentParser):
    """The parser of one command, with the help that its options make."""

    def __init__(self, name: str, options: Sequence[Option]) -> None:
        super().__init__(prog=f"shapelint {name}", formatter_class=Formatter)
        self._name = name
        self._options = options

    def error(self, message: str) -> NoReturn:
        """argparse's own, with the nearest option for one that there is not."""
        unknown = message.partition(": ")[2].partition(" ")[0]
        if message.startswith("unrecognized arguments: -"):
            near = nearest_option(unknown, self._name)
            message = f"no option {unknown.partition('=')[0]!r}" + (f" (did you mean {near}?)" if near else "")
        super().error(message)

    def format_usage(self) -> str:
        return f"{usage(self._name, self._options)}\n"

    def format_help(self) -> str:
        return command_help(self._name, self._options)


def nearest_option(word: str, command: str) -> str:
    """The option of a command that is spelled most like a word; "" if there is none."""
    from difflib import get_close_matches

    flags = [flag for option in COMMANDS[command].module().OPTIONS for flag in option.flags if flag.startswith("--")]
    near = get_close_matches(word.partition("=")[0], flags, 1, 0.7)
    return near[0] if near else ""


def usage(name: str, options: Sequence[Option]) -> str:
    arguments = "".join(f" {option.spelled}" for option in options if not option.flags[0].startswith("-"))
    return f"usage: shapelint {name} [OPTIONS]{arguments}"


def command_help(name: str, options: Sequence[Option]) -> str:
    """The whole page."""
    groups: dict[str, list[tuple[str, str]]] = {group: [] for group in ORDER}
    for option in (*options, Option(("-h", "--help"), "show this help")):
        if not option.is_opposite:
            groups[option.group].append((spelled(option, options), option.help))
    widest = max(len(text) for rows in groups.values() for text, _ in rows)
    lines = [usage(name, options), "", f"{COMMANDS[name].help.capitalize()}."]
    for group, rows in groups.items():
        if rows:
            lines += ["", f"{group}:"]
            for text, told in rows:
                lines += [f"  {start.ljust(widest)}  {part}" for start, part in pieces(text, told, WIDTH - widest)]
    return "\n".join(lines) + "\n"


def pieces(text: str, told: str, width: int) -> list[tuple[str, str]]:
    """The lines of a row: the option and the first of what is said of it, and the rest below."""
    parts: list[str] = []
    for word in told.split():
        if parts and len(parts[-1]) + len(word) + 1 < width:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return [(text if position == 0 else "", part) for position, part in enumerate(parts)]


def spelled(option: Option, options: Sequence[Option]) -> str:
    """The option as its row shows it: long names below each other, opposites in one."""
    if not option.flags[0].startswith("--"):
        return option.spelled
    opposite = any(other.is_opposite and other.destination == option.destination for other in options)
    return f"    --[no-]{option.spelled[2:]}" if opposite else f"    {option.spelled}"


def overview() -> str:
    """What `shapelint --help` says."""
    widest = max(map(len, COMMANDS))
    commands = (f"  {command.name.ljust(widest)}  {command.help}" for command in COMMANDS.values())
    lines = ["usage: shapelint COMMAND ...", "       shapelint PATH ...          (the same as check)", ""]
    lines += [DESCRIPTION, "", "Commands:", *commands, "", "Options:"]
    widest = max(len(text) for text, _ in GENERAL)
    lines += [f"  {text.ljust(widest)}  {told}" for text, told in GENERAL]
    return "\n".join([*lines, "", "shapelint help COMMAND tells more about each."]) + "\n"
