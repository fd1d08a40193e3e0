"""How often each rule was broken, and which files took longest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.report.printable import printable

SLOWEST = 5
WORTH_TELLING = 0.1
"""Seconds below which nobody wonders where the time has gone."""


def render_statistics(
    diagnostics: Iterable[Diagnostic], output_format: str, took: Mapping[str, float] = MappingProxyType({})
) -> str:
    """The most frequent first: count, code and name separated by tabs, then the files that took longest by `took`, in
    seconds; or as an array of the counts for the formats that are JSON."""
    counts: dict[tuple[str, str], int] = {}
    for diagnostic in diagnostics:
        rule = (diagnostic.code, diagnostic.name)
        counts[rule] = counts.get(rule, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not output_format.startswith("json"):
        return "".join(f"{count}\t{code}\t{name}\n" for (code, name), count in ordered) + slowest(took)
    import json

    facts = [{"code": code, "name": name, "count": count} for (code, name), count in ordered]
    if output_format == "json-lines":
        return "".join(f"{json.dumps(fact)}\n" for fact in facts)
    return json.dumps(facts, indent=2) + "\n"


def slowest(took: Mapping[str, float]) -> str:
    """The files that took longest, in seconds of processor time."""
    files = sorted(((seconds, path) for path, seconds in took.items() if seconds >= WORTH_TELLING), reverse=True)
    if not files:
        return ""
    rows = (f"{seconds:.1f} s\t{printable(path)}\n" for seconds, path in files[:SLOWEST])
    return "\nslowest files, in processor time:\n" + "".join(rows)
