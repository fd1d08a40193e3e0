"""GitHub's workflow commands: an annotation for each diagnostic.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.format_common import RenderContext, display_lines, display_message, display_path
from shapelint.report.printable import valid
from shapelint.report.style import PLAIN, Style


def render(diagnostics: Iterable[Diagnostic], context: RenderContext, style: Style = PLAIN) -> str:
    root = context.root
    return "".join(f"{_command(d, root)}\n" for d in diagnostics)


def _command(diagnostic: Diagnostic, root: str) -> str:
    start, end = display_lines(diagnostic)
    path = valid(display_path(diagnostic.filename, root))
    properties: dict[str, object] = {"title": f"shapelint ({diagnostic.code})", "file": path, "line": start.row}
    if start.row == end.row:  # columns count for a single line only
        properties |= {"col": start.column, "endLine": end.row, "endColumn": end.column}
    else:
        properties |= {"endLine": end.row}
    stated = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{path}:{start.row}:{start.column}: {diagnostic.code} {display_message(diagnostic)}"
    help_text = f"\n{diagnostic.help}" if diagnostic.help else ""
    return f"::{diagnostic.severity} {stated}::{_data(message + help_text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
