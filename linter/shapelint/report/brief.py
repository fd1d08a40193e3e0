"""Findings as JSON that is short enough for the context of a language model: a line each, without trail and edits."""

from __future__ import annotations

import json
from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic


def brief(diagnostic: Diagnostic) -> dict[str, str | None]:
    """What there is to say of a finding, and where."""
    cell = "" if diagnostic.cell is None else f"cell {diagnostic.cell}:"
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help or None,
        "at": f"{diagnostic.filename}:{cell}{diagnostic.location.row}:{diagnostic.location.column}",
        "fix": None if diagnostic.fix is None else diagnostic.fix.applicability,
    }


def render_brief(diagnostics: Iterable[Diagnostic], as_lines: bool) -> str:
    """An array with a finding a line, or the lines alone."""
    rows = [json.dumps(brief(diagnostic)) for diagnostic in diagnostics]
    return "".join(f"{row}\n" for row in rows) if as_lines else "[" + ",\n ".join(rows) + "]\n"
