"""The formats that diagnostics are written in. A format is a module with a function `render` and a line in this table;
options, settings and their documentation come from it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from shapelint.diagnostics.diagnostic import Diagnostic
    from shapelint.report.format_common import RenderContext
    from shapelint.report.style import Style

    class Renderer(Protocol):
        """What a format's module has."""

        def render(self, diagnostics: Sequence[Diagnostic], context: RenderContext, style: Style, /) -> str: ...


FORMATS = {
    "full": "shapelint.report.full",
    "concise": "shapelint.report.concise",
    "json": "shapelint.report.json",
    "json-lines": "shapelint.report.json_lines",
    "sarif": "shapelint.report.sarif",
    "github": "shapelint.report.github",
    "gitlab": "shapelint.report.gitlab",
    "junit": "shapelint.report.junit",
    "markdown": "shapelint.report.markdown",
}
"""By name: the module that renders it, imported when it is asked for."""


def render(
    diagnostics: Sequence[Diagnostic], output_format: str, context: RenderContext, style: Style | None = None
) -> str:
    """The diagnostics as one text. Raises KeyError for a format that is not in the table."""
    from importlib import import_module

    from shapelint.report.style import PLAIN

    renderer: Renderer = import_module(FORMATS[output_format])
    return renderer.render(diagnostics, context, style or PLAIN)
