"""The comments that silence diagnostics.

    x = layer(x)  # shapelint: ignore[SHP102]        by code or by name; several are separated by commas
    x = layer(x)  # shapelint: ignore                all of them
    # shapelint: ignore[linear-in-features]          alone on its line: the next line of code
    # shapelint: ignore-file[SHP105]                 anywhere: the whole file; without brackets, all of it
    x = layer(x)  # noqa: SHP102                     as flake8 and ruff have it; `# noqa` silences every code

A comment belongs to the line on which the flagged source begins or ends.
"""

from __future__ import annotations

import re

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.records import dataclass, field

ALL = "*"
DIRECTIVE = re.compile(r"#\s*shapelint:\s*(ignore-file|ignore)(?![\w-])\s*(?:\[([^\]]*)\])?")
NOQA = re.compile(r"#\s*noqa(?:\s*:\s*(?P<codes>[A-Za-z]+[0-9]+(?:[\s,]+[A-Za-z]+[0-9]+)*))?(?![\w:])", re.IGNORECASE)


@dataclass(slots=True)
class Suppressions:
    """What a file's comments silence: codes (upper case) and names for each row and for the whole file."""

    rows: dict[int, set[str]] = field(default_factory=dict)
    everywhere: set[str] = field(default_factory=set)

    def silences(self, diagnostic: Diagnostic) -> bool:
        silenced = set(self.everywhere)
        for row in (diagnostic.location.row, diagnostic.end_location.row):
            silenced |= self.rows.get(row, set())
        return bool(silenced & {ALL, diagnostic.code, diagnostic.name})


def find_suppressions(text: str) -> Suppressions:
    """The suppressions in a file's source text; none where the text cannot be split into tokens."""
    found = Suppressions()
    if "shapelint:" not in text and "noqa" not in text.lower():
        return found
    for row, alone_until, comment in _comments(text):
        for scope, codes in _directives(comment):
            if scope == "ignore-file":
                found.everywhere |= codes
            else:
                rows = {row} if scope == "noqa" else {row, alone_until}
                for silenced_row in rows:
                    found.rows.setdefault(silenced_row, set()).update(codes)
    return found


def _directives(comment: str) -> list[tuple[str, set[str]]]:
    found = [(match[1], _selectors(match[2])) for match in DIRECTIVE.finditer(comment)]
    match = NOQA.search(comment)
    if match:
        found.append(("noqa", _selectors(match["codes"])))
    return found


def _selectors(listed: str | None) -> set[str]:
    if listed is None:
        return {ALL}
    words = [word for word in re.split(r"[\s,]+", listed) if word]
    return {word.upper() if word[-1].isdigit() else word.lower() for word in words}


def _comments(text: str) -> list[tuple[int, int, str]]:
    """Each comment with its row, and the row of code that it is about: its own, or the next one if it stands alone."""
    import io
    import tokenize

    comments: list[tuple[int, bool, str]] = []
    code_rows: list[int] = []
    ignored = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.ENCODING}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            row = token.start[0]
            if token.type == tokenize.COMMENT:
                comments.append((row, not code_rows or code_rows[-1] != row, token.string))
            elif token.type not in ignored:
                code_rows.extend(range(row, token.end[0] + 1))
    except (tokenize.TokenError, SyntaxError):
        return []
    return [(row, _next_row(code_rows, row) if alone else row, comment) for row, alone, comment in comments]


def _next_row(code_rows: list[int], row: int) -> int:
    from bisect import bisect_right

    position = bisect_right(code_rows, row)
    return code_rows[position] if position < len(code_rows) else row
