"""Globs, as configuration and `.gitignore` files have them."""

from __future__ import annotations

import os
import re
from functools import lru_cache

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


@lru_cache(maxsize=1024)
def compiled(pattern: str, *, crosses: bool = True) -> re.Pattern[str]:
    """A glob as a regular expression for a whole path. `crosses` tells whether `*` goes beyond a `/`, as it does in
    configuration, not in `.gitignore`."""
    return re.compile(translated(pattern, crosses), re.DOTALL)


def translated(pattern: str, crosses: bool) -> str:
    """`**/` is any number of directories, `*` any characters, `?` one, `[a-z]` and `[!a-z]` one of some, `{a,b}`
    alternatives (in configuration), a backslash takes the next character as it is."""
    star, one = (".*", ".") if crosses else ("[^/]*", "[^/]")
    parts: list[str] = []
    depth = at = 0
    while at < len(pattern):
        character = pattern[at]
        bracket = _bracket(pattern, at) if character == "[" else None
        if pattern.startswith("**/", at) and (at == 0 or pattern[at - 1] == "/"):
            parts.append("(?:.*/)?")
            at += 2
        elif pattern.startswith("**", at) and at + 2 == len(pattern) and pattern[at - 1 : at] in ("", "/"):
            parts.append(".*")
            at += 1
        elif character == "*":
            parts.append(star)
        elif character == "?":
            parts.append(one)
        elif bracket is not None:
            parts.append(bracket[0] if crosses else f"(?!/){bracket[0]}")
            at = bracket[1]
        elif crosses and character == "{" and "}" in pattern[at:]:
            parts.append("(?:")
            depth += 1
        elif depth and character == "}":
            parts.append(")")
            depth -= 1
        elif depth and character == ",":
            parts.append("|")
        else:
            at += character == "\\" and at + 1 < len(pattern)
            parts.append(re.escape(pattern[at]))
        at += 1
    return "".join(parts)


def _bracket(pattern: str, start: int) -> tuple[str, int] | None:
    """The set of characters that begins there, as an expression, and where it ends; None when it never does."""
    first = start + 1 + (pattern[start + 1 : start + 2] in ("!", "^"))
    end = pattern.find("]", first + 1)
    if end < 0:
        return None
    inside = re.sub(r"([\\\[\]&~|^])", r"\\\1", pattern[first:end])
    return f"[{'^' if first > start + 1 else ''}{inside}]", end
