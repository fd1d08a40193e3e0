"""What machine-readable formats have in common: paths from the top of the repository, lines of notebooks, and
fingerprints that survive when lines move."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.rule import Rule
from shapelint.records import dataclass

START = Location(1, 1)


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a format needs beside the diagnostics: the directory that paths are told from, and the rules."""

    root: str
    rules: Callable[[], Sequence[Rule]]


def display_path(filename: str, root: str) -> str:
    """A file's path from the root, with slashes; an absolute path for a file that is not below it."""
    path = os.path.abspath(filename)
    relative = os.path.relpath(path, root)
    is_outside = relative == os.pardir or relative.startswith(os.pardir + os.sep)
    return (path if is_outside else relative).replace(os.sep, "/")


def display_lines(diagnostic: Diagnostic) -> tuple[Location, Location]:
    """Where a diagnostic begins and ends in its file. Lines of a notebook's cells are no lines of its file, so the
    first character stands for all of it; `display_message` says where it is."""
    return (START, START) if diagnostic.cell is not None else (diagnostic.location, diagnostic.end_location)


def display_message(diagnostic: Diagnostic) -> str:
    """The message, with the cell where the location cannot say it."""
    if diagnostic.cell is None:
        return diagnostic.message
    return f"cell {diagnostic.cell}, line {diagnostic.location.row}: {diagnostic.message}"


def fingerprints(diagnostics: Iterable[Diagnostic], root: str) -> list[str]:
    """One fingerprint for each diagnostic, of its rule, its file and the text of its line, and of how many such there
    were before it: it stays the same when the line moves."""
    from hashlib import blake2b

    seen: dict[tuple[str, str, str], int] = {}
    found: list[str] = []
    for diagnostic in diagnostics:
        key = (diagnostic.code, display_path(diagnostic.filename, root), line_text(diagnostic))
        seen[key] = seen.get(key, 0) + 1
        told = "\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")
        found.append(blake2b(told, digest_size=16).hexdigest())
    return found


def line_text(diagnostic: Diagnostic) -> str:
    """The text of the line that a diagnostic begins on, without the space around it; "" when there is none."""
    text = "" if diagnostic.file is None else diagnostic.file.text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    row = diagnostic.location.row
    return lines[row - 1].strip() if row <= len(lines) else ""
