"""JSON Lines: one object for each diagnostic. https://jsonlines.org"""

from __future__ import annotations

import json
from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.format_common import RenderContext
from shapelint.report.style import PLAIN, Style


def render(diagnostics: Iterable[Diagnostic], context: RenderContext, style: Style = PLAIN) -> str:
    """One object on each line."""
    return "".join(json.dumps(d.to_dict(), ensure_ascii=False) + "\n" for d in diagnostics)
