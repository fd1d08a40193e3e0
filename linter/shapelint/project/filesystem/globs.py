"""Globs, as configuration has them."""

from __future__ import annotations

import os

from shapelint.project.filesystem.glob_automata import compiled
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Glob:
    """A pattern as written, and the absolute directory that it is relative to. A leading `!` turns it around."""

    pattern: str
    root: str

    def matches(self, path: str) -> bool:
        """Whether an absolute path fits, by its last part or as a whole, as in ruff's `exclude`."""
        pattern = self.pattern.removeprefix("!").rstrip("/")
        name = os.path.basename(path)
        whole = os.path.join(self.root, pattern).replace(os.sep, "/")
        fits = bool(compiled(pattern).fullmatch(name) or compiled(whole).fullmatch(path.replace(os.sep, "/")))
        return fits is not self.pattern.startswith("!")
