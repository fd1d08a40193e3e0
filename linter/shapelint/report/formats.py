"""The formats that diagnostics are written in, by name; each renderer is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.style import PLAIN, Style

HAS_CLOSING_LINE = ("full", "concise")


def render(diagnostics: Sequence[Diagnostic], output_format: str, style: Style = PLAIN) -> str:
    """The diagnostics as one text."""
    if output_format == "full":
        from shapelint.report.full import render_full

        return render_full(diagnostics, style)
    if output_format == "concise":
        from shapelint.report.concise import render_concise

        return render_concise(diagnostics, style)
    if output_format == "json-lines":
        from shapelint.report.json import render_json_lines

        return render_json_lines(diagnostics)
    from shapelint.report.json import render_json

    return render_json(diagnostics)
