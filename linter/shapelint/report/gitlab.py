"""GitLab's Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import json
from collections.abc import Sequence

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.format_common import RenderContext, display_lines, display_message, display_path, fingerprints
from shapelint.report.printable import valid
from shapelint.report.style import PLAIN, Style

SEVERITIES = {"error": "major", "warning": "minor"}


def render(diagnostics: Sequence[Diagnostic], context: RenderContext, style: Style = PLAIN) -> str:
    root = context.root
    marks = fingerprints(diagnostics, root)
    issues = [_issue(d, mark, root) for d, mark in zip(diagnostics, marks, strict=True)]
    return valid(json.dumps(issues, indent=2, ensure_ascii=False)) + "\n"


def _issue(diagnostic: Diagnostic, fingerprint: str, root: str) -> dict[str, object]:
    start, end = display_lines(diagnostic)
    return {
        "description": f"{diagnostic.code}: {display_message(diagnostic)}",
        "check_name": diagnostic.name,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[diagnostic.severity],
        "location": {
            "path": display_path(diagnostic.filename, root),
            "lines": {"begin": start.row, "end": end.row},
        },
    }
