"""What git ignores: the `.gitignore` files of a directory and those above it, and `.git/info/exclude`.

https://git-scm.com/docs/gitignore"""

from __future__ import annotations

import os
import re

from shapelint.files import read_regular
from shapelint.project.filesystem.asked_once import asked_once
from shapelint.project.filesystem.glob_automata import LONGEST, Automaton, compiled
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One pattern of a `.gitignore`: what it matches from the file's own directory, whether it takes back an earlier
    one, and whether it is about directories only."""

    pattern: Automaton
    takes_back: bool
    directories_only: bool


def is_ignored(path: str, is_directory: bool) -> bool:
    """Whether git ignores an absolute path whose directory it does not ignore: the last line that matches decides, the
    nearest file first."""
    directory = os.path.dirname(path)
    for root, lines in _files_for(directory):
        relative = path[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
        for line in reversed(lines):
            if (is_directory or not line.directories_only) and line.pattern.fullmatch(relative):
                return not line.takes_back
    return False


def is_within_ignored(path: str, is_directory: bool) -> bool:
    """Whether git ignores an absolute path or a directory that it lies in."""
    top = repository(os.path.dirname(path))
    while path != top and os.path.dirname(path) != path:
        if is_ignored(path, is_directory):
            return True
        path, is_directory = os.path.dirname(path), True
    return False


@asked_once
def repository(directory: str) -> str | None:
    """The top directory of the repository that a directory belongs to."""
    if os.path.exists(os.path.join(directory, ".git")):
        return directory
    above = os.path.dirname(directory)
    return None if above == directory else repository(above)


@asked_once
def _files_for(directory: str) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The files that count for what is in a directory, the strongest first. Outside of a repository, only the
    directory's own counts, and those above it up to the current directory."""
    own = lines_of(_read(os.path.join(directory, ".gitignore")))
    found = ((directory, own),) if own else ()
    if os.path.exists(os.path.join(directory, ".git")):
        excluded = lines_of(_read(os.path.join(directory, ".git", "info", "exclude")))
        return (*found, (directory, excluded)) if excluded else found
    above = os.path.dirname(directory)
    if above == directory or (repository(directory) is None and directory == os.getcwd()):
        return found
    return (*found, *_files_for(above))


def _read(path: str) -> str:
    found = read_regular(path)
    return "" if isinstance(found, str) else found.decode("utf-8", "replace")


def lines_of(text: str) -> tuple[Line, ...]:
    """The patterns of a `.gitignore`."""
    return tuple(line for written in text.splitlines() if (line := _line(written)) is not None)


def _line(written: str) -> Line | None:
    pattern = re.sub(r"(?<!\\) +$", "", written)
    if not pattern or pattern.startswith("#") or len(pattern) > LONGEST:
        return None
    takes_back = pattern.startswith("!")
    pattern = pattern.removeprefix("!")
    directories_only = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    anchored = "/" in pattern
    pattern = pattern.removeprefix("/") if anchored else f"**/{pattern}"
    if not pattern:
        return None
    return Line(compiled(pattern, crosses=False), takes_back, directories_only)
