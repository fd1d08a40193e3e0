"""What a file's comments silence, and which of them silence nothing. See shapelint.diagnostics.directives.

A comment belongs to the line on which the flagged source begins or ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.diagnostics.directives import IGNORE, IGNORE_FILE, NOQA, Directive, directives
from shapelint.records import dataclass, field

if TYPE_CHECKING:
    from shapelint.diagnostics.rule import Rule

ALL = "*"


@dataclass(frozen=True, slots=True)
class Comment:
    """A directive with where its comment is: row and column (from 1), the row of code that it is about, and the whole
    comment."""

    directive: Directive
    row: int
    column: int
    about: int
    text: str

    @property
    def start(self) -> int:
        """The column that the directive begins at."""
        return self.column + self.directive.start

    @property
    def end(self) -> int:
        return self.column + self.directive.end


@dataclass(slots=True)
class Suppressions:
    """The directives of a file. What has silenced something is remembered."""

    comments: list[Comment] = field(default_factory=list)
    _used: set[tuple[int, str]] = field(default_factory=set)

    def silences(self, diagnostic: Diagnostic) -> bool:
        """Whether a comment silences the diagnostic."""
        rows = (diagnostic.location.row, diagnostic.end_location.row)
        silenced = False
        for number, comment in enumerate(self.comments):
            if _concerns(comment, rows):
                for text in _texts(comment.directive):
                    if text in (ALL, diagnostic.code, diagnostic.name):
                        self._used.add((number, text))
                        silenced = True
        return silenced

    def name(self, rule: Rule, row: int) -> bool:
        """Whether the rule is silenced by its code or name in that row, or in the whole file."""
        return any(
            text in (rule.code, rule.name)
            for comment in self.comments
            if _concerns(comment, (row, row))
            for text in _texts(comment.directive)
        )

    def unused(self) -> Iterator[tuple[Comment, tuple[str, ...]]]:
        """The directives of which something has silenced nothing so far, with the codes and names concerned; none for
        a directive without any."""
        for number, comment in enumerate(self.comments):
            if comment.directive.kind in (IGNORE, IGNORE_FILE, NOQA) and not comment.directive.problem:
                idle = tuple(text for text in _texts(comment.directive) if (number, text) not in self._used)
                if idle:
                    yield comment, tuple(text for text in idle if text != ALL)


def _concerns(comment: Comment, rows: tuple[int, int]) -> bool:
    directive = comment.directive
    if directive.problem:
        return False
    if directive.kind == IGNORE_FILE:
        return True
    return directive.kind in (IGNORE, NOQA) and (comment.row in rows or comment.about in rows)


def _texts(directive: Directive) -> tuple[str, ...]:
    return (ALL,) if directive.selectors is None else tuple(selector.text for selector in directive.selectors)


def find_suppressions(text: str) -> Suppressions:
    """The directives in a file's source text; none where the text cannot be split into tokens."""
    found = Suppressions()
    if "shapelint" not in text and "noqa" not in text.lower():
        return found
    for row, column, about, comment in _comments(text):
        for directive in directives(comment):
            row_about = row if directive.kind == NOQA else about
            found.comments.append(Comment(directive, row, column, row_about, comment))
    return found


def _comments(text: str) -> list[tuple[int, int, int, str]]:
    """Each comment with its row and column, and the row of code that it is about: its own, or the next one if it stands
    alone."""
    import io
    import tokenize

    comments: list[tuple[int, int, bool, str]] = []
    code_rows: list[int] = []
    ignored = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.ENCODING}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            row, column = token.start
            if token.type == tokenize.COMMENT:
                comments.append((row, column + 1, not code_rows or code_rows[-1] != row, token.string))
            elif token.type not in ignored:
                code_rows.extend(range(row, token.end[0] + 1))
    except (tokenize.TokenError, SyntaxError):
        return []
    return [(row, col, _next_row(code_rows, row) if alone else row, text) for row, col, alone, text in comments]


def _next_row(code_rows: list[int], row: int) -> int:
    position = bisect_right(code_rows, row)
    return code_rows[position] if position < len(code_rows) else row
