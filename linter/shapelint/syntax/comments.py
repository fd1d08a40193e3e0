"""The comments that speak to shapelint, or to every linter."""

from __future__ import annotations

import re
from functools import cache

from shapelint.syntax.scan import COMMENT, STRING


def comments(text: str) -> list[tuple[int, int, str]]:
    """Row and column (1-based, in characters) and text, from its `#` to the end of the line, of every comment that
    holds `shapelint:` or `noqa`. Strings that look like comments are none. The text need not be valid Python."""
    addressed = _addressed()
    if addressed.search(text) is None:
        return []
    found = []
    row, line_start = 1, 0
    for match in _tokens().finditer(text):
        comment = match["comment"]
        if comment is None:
            for newline in _newlines().finditer(text, match.start(), match.end()):
                row += 1
                line_start = newline.end()
        elif addressed.search(comment):
            found.append((row, match.start() - line_start + 1, comment))
    return found


# Compiled on first use: compiling takes longer than importing everything else here.


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(r"shapelint:|noqa", re.IGNORECASE)


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(rf"{STRING}|(?P<comment>{COMMENT})|\r\n?|\n")


@cache
def _newlines() -> re.Pattern[str]:
    return re.compile(r"\r\n?|\n")
