"""`--add-noqa`: a comment for each diagnostic that is not to be reported any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.diagnostics.directives import NOQA, directives
from shapelint.project.results.notebook_cells import edited_cells
from shapelint.records import dataclass, replace
from shapelint.syntax.editing.edits import TextEdit, edited
from shapelint.syntax.magics import without_magics
from shapelint.syntax.rows import row_starts
from shapelint.syntax.source import SourceFile

UNSILENCEABLE = ("syntax-error", "unreadable-file")


@dataclass(frozen=True, slots=True)
class Silenced:
    """A file as it was and as it is to be, and how many comments this has more or longer."""

    before: SourceFile
    after: SourceFile
    count: int


def with_noqa(diagnostics: Iterable[Diagnostic]) -> Iterator[Silenced]:
    """The files of diagnostics with a `# noqa: CODE` comment for each of them: at the end of the line on which the
    flagged source begins, or where it ends if no comment can stand there."""
    wanted: dict[SourceFile, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.file is not None and diagnostic.name not in UNSILENCEABLE:
            wanted.setdefault(diagnostic.file, []).append(diagnostic)
    for file, found in wanted.items():
        yield _silenced(file, found)


def _silenced(file: SourceFile, diagnostics: Sequence[Diagnostic]) -> Silenced:
    if not file.cells:
        text, count = _commented(file.text, diagnostics)
        return Silenced(file, replace(file, text=text), count)
    done = {
        cell.number: _commented(cell.text, [d for d in diagnostics if d.cell == cell.number]) for cell in file.cells
    }
    before = edited_cells(file, lambda cell: cell.text)
    after = edited_cells(file, lambda cell: done[cell.number][0])
    return Silenced(before, after, sum(count for _, count in done.values()))


def _commented(text: str, diagnostics: Iterable[Diagnostic]) -> tuple[str, int]:
    """The text with the comments, and how many they are."""
    starts, ends = row_starts(text), line_ends(without_magics(text))
    codes: dict[int, set[str]] = {}
    for diagnostic in diagnostics:
        rows = (diagnostic.location.row, diagnostic.end_location.row)
        row = next((row for row in rows if row in ends), None)
        if row is not None:
            codes.setdefault(row, set()).add(diagnostic.code)
    edits = [_edit(starts[row - 1], ends[row], sorted(codes[row])) for row in codes]
    return edited(text, edits), len(edits)


def _edit(start: int, end: LineEnd, codes: list[str]) -> TextEdit:
    """The comment, or more codes in the one that is there."""
    for directive in directives(end.comment):
        if directive.kind == NOQA and directive.selectors:
            position = start + end.column - len(end.comment) + directive.selectors[-1].end
            return TextEdit(position, position, "".join(f", {code}" for code in codes))
    position = start + end.column
    return TextEdit(position, position, f"  # noqa: {', '.join(codes)}")


@dataclass(frozen=True, slots=True)
class LineEnd:
    """Where a line ends, counted in characters from its beginning, and the comment that it ends with."""

    column: int
    comment: str


def line_ends(text: str) -> dict[int, LineEnd]:
    """The rows at whose end a comment can stand: not those that end within a string, or with a backslash."""
    import io
    import tokenize

    found: dict[int, LineEnd] = {}
    comment = ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
            if token.type == tokenize.COMMENT:
                comment = token.string
            elif token.type in (tokenize.NEWLINE, tokenize.NL):
                found[token.start[0]] = LineEnd(token.start[1], comment)
                comment = ""
    except (tokenize.TokenError, SyntaxError):
        return {}
    return found
