"""Findings that are known already: an old project adopts the linter, and only what is new counts."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.files import read_regular
from shapelint.problems import WrongUseError
from shapelint.project.config.configuration_files import shown
from shapelint.project.results.report import Report
from shapelint.records import replace
from shapelint.report.format_common import display_message, display_path, fingerprints

DEFAULT = "shapelint-baseline.json"
VERSION = 1


def baseline_text(diagnostics: Sequence[Diagnostic], directory: str) -> str:
    """The contents of a baseline in a directory: a fingerprint of each finding, and what it is for those who read the
    file. A finding is known again when its line moves, not when the line's own text changes."""
    marks = fingerprints(diagnostics, directory)
    findings = [
        {
            "fingerprint": mark,
            "code": diagnostic.code,
            "filename": display_path(diagnostic.filename, directory),
            "message": display_message(diagnostic),
        }
        for diagnostic, mark in zip(diagnostics, marks, strict=True)
    ]
    ordered = sorted(findings, key=lambda one: (one["filename"], one["code"], one["fingerprint"]))
    return json.dumps({"version": VERSION, "findings": ordered}, indent=2, ensure_ascii=False) + "\n"


def read_baseline(path: str) -> frozenset[str]:
    """The fingerprints of a baseline. Raises WrongUseError for a file that is none."""
    data = read_regular(path)
    if isinstance(data, str):
        raise WrongUseError(f"baseline {shown(path)}: {data} (--write-baseline makes one)")
    try:
        found = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise WrongUseError(f"baseline {shown(path)}: it is not valid JSON: {error}") from error
    findings = found.get("findings") if isinstance(found, dict) and found.get("version") == VERSION else None
    if not isinstance(findings, list) or not all(isinstance(f, dict) and "fingerprint" in f for f in findings):
        raise WrongUseError(
            f"baseline {shown(path)}: not a baseline file of this version (--write-baseline writes one)"
        )
    return frozenset(str(finding["fingerprint"]) for finding in findings)


def without_known(report: Report, path: str) -> Report:
    """The report without what its baseline knows. Raises as `read_baseline`."""
    known = read_baseline(path)
    marks = fingerprints(report.diagnostics, os.path.dirname(path))
    new = tuple(d for d, mark in zip(report.diagnostics, marks, strict=True) if mark not in known)
    return replace(report, diagnostics=new, known=len(report.diagnostics) - len(new))
