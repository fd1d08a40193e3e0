"""The formats that diagnostics are written in, by name; each renderer is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.format_common import RenderContext
from shapelint.report.style import PLAIN, Style


def render(diagnostics: Sequence[Diagnostic], output_format: str, around: RenderContext, style: Style = PLAIN) -> str:
    """The diagnostics as one text."""
    if output_format in ("full", "concise"):
        return _for_people(diagnostics, output_format, style)
    if output_format == "sarif":
        from shapelint.report.sarif import render_sarif

        return render_sarif(diagnostics, around)
    if output_format == "github":
        from shapelint.report.github import render_github

        return render_github(diagnostics, around.root)
    if output_format == "gitlab":
        from shapelint.report.gitlab import render_gitlab

        return render_gitlab(diagnostics, around.root)
    if output_format == "junit":
        from shapelint.report.junit import render_junit

        return render_junit(diagnostics, around.root)
    from shapelint.report.json import render_json, render_json_lines

    return render_json_lines(diagnostics) if output_format == "json-lines" else render_json(diagnostics)


def _for_people(diagnostics: Sequence[Diagnostic], output_format: str, style: Style) -> str:
    if output_format == "full":
        from shapelint.report.full import render_full

        return render_full(diagnostics, style)
    from shapelint.report.concise import render_concise

    return render_concise(diagnostics, style)
