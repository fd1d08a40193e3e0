"""The concise format: one line for each diagnostic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.full import headline
from shapelint.report.style import PLAIN, Style


def render_concise(diagnostics: Iterable[Diagnostic], style: Style = PLAIN) -> str:
    return "".join(f"{headline(d, style)}\n" for d in diagnostics)


def render_statistics(diagnostics: Iterable[Diagnostic]) -> str:
    """How often each rule was broken, the most frequent first: count, code and name, separated by tabs."""
    counts = Counter((d.code, d.name) for d in diagnostics)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count}\t{code}\t{name}\n" for (code, name), count in ordered)
