"""JUnit's XML: a test suite for each file that has findings, a failed test case for each finding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.format_common import RenderContext, display_lines, display_message, display_path
from shapelint.report.style import PLAIN, Style

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(diagnostics: Iterable[Diagnostic], context: RenderContext, style: Style = PLAIN) -> str:
    """Where nothing was found there is one case that passes, since consumers take an empty report for a mistake."""
    root = context.root
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    report = Element("testsuites", name="shapelint")
    total = 0
    for filename, group in groupby(diagnostics, lambda d: d.filename):
        found = list(group)
        total += len(found)
        path = _clean(display_path(filename, root))
        suite = SubElement(report, "testsuite", {"name": path, "errors": "0", **_counts(len(found), len(found))})
        for diagnostic in found:
            _add_case(suite, diagnostic, path)
    if total == 0:
        suite = SubElement(report, "testsuite", {"name": "shapelint", "errors": "0", **_counts(1, 0)})
        SubElement(suite, "testcase", name="nothing found", classname="shapelint")
    for name, count in _counts(max(total, 1), total).items():
        report.set(name, count)
    indent(report)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(report, encoding="unicode")}\n'


def _add_case(suite: Element, diagnostic: Diagnostic, path: str) -> None:
    from xml.etree.ElementTree import SubElement

    start, _ = display_lines(diagnostic)
    case = SubElement(
        suite,
        "testcase",
        name=f"{diagnostic.code} {diagnostic.name}",
        classname=path.removesuffix(".py"),
        file=path,
        line=str(start.row),
    )
    message = _clean(display_message(diagnostic))
    failure = SubElement(case, "failure", message=message, type=diagnostic.severity)
    help_text = f"\n{_clean(diagnostic.help)}" if diagnostic.help else ""
    failure.text = f"{path}:{start.row}:{start.column}: {diagnostic.code} {message}{help_text}"


def _counts(tests: int, failures: int) -> dict[str, str]:
    return {"tests": str(tests), "failures": str(failures)}


def _clean(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
