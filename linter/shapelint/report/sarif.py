"""SARIF 2.1.0, as code scanning services take it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.fix import Fix
from shapelint.diagnostics.rule import Rule
from shapelint.report.format_common import RenderContext, display_lines, display_message, display_path, fingerprints
from shapelint.report.printable import valid
from shapelint.report.style import PLAIN, Style
from shapelint.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "shapelint/v1"


def render(diagnostics: Sequence[Diagnostic], context: RenderContext, style: Style = PLAIN) -> str:
    """One run: the rules, and a result for each diagnostic with its trail and its fix."""
    from pathlib import Path

    root = context.root
    rules = list(context.rules())
    positions = {rule.code: position for position, rule in enumerate(rules)}
    marks = fingerprints(diagnostics, root)
    run = {
        "tool": {
            "driver": {
                "name": "shapelint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "originalUriBaseIds": {ROOT: {"uri": f"{Path(root).as_uri().rstrip('/')}/"}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, mark, positions, root) for d, mark in zip(diagnostics, marks, strict=True)],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return valid(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    documentation = rule.documentation.strip()
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _section(documentation, "What it does") or rule.summary},
        "help": {"text": documentation, "markdown": documentation},
        "defaultConfiguration": {"level": rule.severity, "enabled": rule.is_on_by_default},
        "properties": {
            "precision": "very-high" if rule.severity == "error" else "high",
            "problem.severity": rule.severity,
            "tags": ["correctness", "tensor-shapes"],
        },
    }


def _section(documentation: str, heading: str) -> str:
    """The text under one of a rule's headings, on one line."""
    _, found, behind = documentation.partition(f"## {heading}\n")
    return " ".join(behind.partition("\n## ")[0].split()) if found else ""


def _result(diagnostic: Diagnostic, fingerprint: str, rules: Mapping[str, int], root: str) -> dict[str, Any]:
    start, end = display_lines(diagnostic)
    text = display_message(diagnostic) + (f". {_sentence(diagnostic.help)}" if diagnostic.help else "")
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "level": diagnostic.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": _physical(diagnostic.filename, _region(start, end), root)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if diagnostic.evidence is not None:
        result["properties"] = {"evidence": diagnostic.evidence}
    if diagnostic.code in rules:
        result["ruleIndex"] = rules[diagnostic.code]
    if diagnostic.trail:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(
                    step.filename, _region(step.location) if step.cell is None else {"startLine": 1}, root
                ),
                "message": {"text": step.message},
            }
            for number, step in enumerate(diagnostic.trail, 1)
        ]
    if diagnostic.fix is not None and diagnostic.cell is None:
        result["fixes"] = [_fix(diagnostic.fix, diagnostic.filename, root)]
    return result


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fix(fix: Fix, filename: str, root: str) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(edit.location, edit.end_location),
            "insertedContent": {"text": edit.content},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(filename, root), "replacements": replacements}
    return {"description": {"text": fix.message}, "artifactChanges": [change]}


def _physical(filename: str, region: dict[str, int], root: str) -> dict[str, Any]:
    return {"artifactLocation": _artifact(filename, root), "region": region}


def _artifact(filename: str, root: str) -> dict[str, Any]:
    """A file below the root by its path from there, any other by its whole address."""
    from pathlib import Path
    from urllib.parse import quote

    path = display_path(filename, root)
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": ROOT}


def _region(start: Location, end: Location | None = None) -> dict[str, int]:
    region = {"startLine": start.row, "startColumn": start.column}
    return region if end is None else {**region, "endLine": end.row, "endColumn": end.column}
