"""The concise format: one line for each diagnostic."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.format_common import RenderContext
from shapelint.report.full import headline
from shapelint.report.style import PLAIN, Style


def render(diagnostics: Iterable[Diagnostic], context: RenderContext, style: Style = PLAIN) -> str:
    return "".join(f"{headline(d, style)}\n" for d in diagnostics)
