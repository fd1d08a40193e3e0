"""How often each rule was broken."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic


def render_statistics(diagnostics: Iterable[Diagnostic], output_format: str) -> str:
    """The most frequent first: count, code and name separated by tabs, or as an array for the formats that are JSON."""
    counts: dict[tuple[str, str], int] = {}
    for diagnostic in diagnostics:
        rule = (diagnostic.code, diagnostic.name)
        counts[rule] = counts.get(rule, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not output_format.startswith("json"):
        return "".join(f"{count}\t{code}\t{name}\n" for (code, name), count in ordered)
    import json

    facts = [{"code": code, "name": name, "count": count} for (code, name), count in ordered]
    if output_format == "json-lines":
        return "".join(f"{json.dumps(fact)}\n" for fact in facts)
    return json.dumps(facts, indent=2) + "\n"
