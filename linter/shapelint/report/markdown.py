"""Findings as a table in Markdown: for the summary of a job, a comment, a page."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.format_common import RenderContext, display_path
from shapelint.report.printable import printable
from shapelint.report.style import PLAIN, Style

HEAD = "| where | what | help |\n|---|---|---|\n"


def render(diagnostics: Iterable[Diagnostic], context: RenderContext, style: Style = PLAIN) -> str:
    """A row for each diagnostic; one sentence where there is none."""
    rows = "".join(_row(diagnostic, context.root) for diagnostic in diagnostics)
    return f"{HEAD}{rows}" if rows else "Nothing found.\n"


def _row(diagnostic: Diagnostic, root: str) -> str:
    cell = "" if diagnostic.cell is None else f"cell {diagnostic.cell}, "
    where = f"{_code(display_path(diagnostic.filename, root))} {cell}line {diagnostic.location.row}"
    what = f"**{diagnostic.severity}** {diagnostic.code} {_text(diagnostic.message)}"
    return f"| {where} | {what} | {_text(diagnostic.help)} |\n"


def _text(text: str) -> str:
    """Words of a finding, none of which Markdown takes for its own."""
    plain = printable(" ".join(text.split()))
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in plain)


def _code(text: str) -> str:
    return f"`{printable(text).replace('`', '').replace('|', chr(92) + '|')}`"
