"""The full format: each diagnostic with its source line, the trail that led there, and help."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.diagnostics.evidence import IN_WORDS, Evidence
from shapelint.report.format_common import RenderContext
from shapelint.report.printable import printable, quoted
from shapelint.report.style import PLAIN, Style
from shapelint.report.trail import trail_lines

TAB = "    "


def render(diagnostics: Iterable[Diagnostic], context: RenderContext, style: Style = PLAIN) -> str:
    """All diagnostics, each followed by an empty line."""
    return "".join(f"{render_diagnostic(d, style)}\n\n" for d in diagnostics)


def render_diagnostic(diagnostic: Diagnostic, style: Style = PLAIN) -> str:
    margin = " " * max(len(str(diagnostic.location.row)), 2)
    lines = [headline(diagnostic, style)]
    lines += quotation(diagnostic, margin, style)
    for text in trail_lines(diagnostic, style, len(margin) + 3):
        first, *rest = text.split("\n")
        lines += [f"{margin} {style.frame('=')} {first}", *(f"{margin}   {more}" for more in rest)]
    if style.with_evidence and diagnostic.evidence is not None:
        lines.append(f"{margin} {style.frame('=')} {rests_on(diagnostic.evidence)}")
    if diagnostic.help:
        lines.append(f"{margin} {style.help('help')}: {printable(diagnostic.help)}{fixable(diagnostic)}")
    return "\n".join(lines)


def rests_on(evidence: Evidence) -> str:
    return f"evidence: {evidence} ({IN_WORDS[evidence]})"


def fixable(diagnostic: Diagnostic) -> str:
    """Whether `--fix` would do what the help says."""
    if diagnostic.fix is None:
        return ""
    return " (fixable)" if diagnostic.fix.is_safe else " (fixable with --unsafe-fixes)"


def headline(diagnostic: Diagnostic, style: Style = PLAIN) -> str:
    cell = "" if diagnostic.cell is None else f"cell {diagnostic.cell}:"
    where = f"{printable(diagnostic.filename)}:{cell}{diagnostic.location.row}:{diagnostic.location.column}"
    kind = style.severity(f"{diagnostic.severity}[{diagnostic.code}]", diagnostic.severity)
    return f"{style.file_link(style.bold(where), diagnostic.filename)}: {kind}: {printable(diagnostic.message)}"


def quotation(diagnostic: Diagnostic, margin: str, style: Style) -> list[str]:
    """The source line with the flagged part marked; nothing where there is no such line."""
    lines = _source_lines(diagnostic)
    row = diagnostic.location.row
    if row > len(lines):
        return []
    line = quoted(lines[row - 1])
    start = diagnostic.location.column - 1
    end = diagnostic.end_location.column - 1 if diagnostic.end_location.row == row else len(line)
    marks = "^" * max(width(line[start:end]), 1)
    bar = style.frame("|")
    label = f" {printable(diagnostic.label)}" if diagnostic.label else ""
    number = style.frame(str(row).rjust(len(margin)))
    return [
        f"{margin} {bar}",
        f"{number} {bar} {line.replace(chr(9), TAB)}".rstrip(),
        f"{margin} {bar} {' ' * width(line[:start])}{style.severity(marks + label, diagnostic.severity)}",
        f"{margin} {bar}",
    ]


def _source_lines(diagnostic: Diagnostic) -> list[str]:
    text = diagnostic.file.text if diagnostic.file is not None else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if text else []


def width(text: str) -> int:
    """How many columns of a terminal the text takes up, a tab being four."""
    if text.isascii():
        return len(text) + text.count("\t") * (len(TAB) - 1)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 4 if c == "\t" else 2 if east_asian_width(c) in "WF" else 1 for c in text)
