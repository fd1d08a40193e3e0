"""The summary of a model as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shapelint.analysis.results import Dim, PlainShape, Summary, UnknownFact
from shapelint.report.style import PLAIN, Style

HEADINGS = ("layer", "type", "output", "parameters", "multiply-adds")
UNKNOWN = "?"
UNKNOWNS_SHOWN = 10


def render_summary_tables(summaries: Iterable[Summary], style: Style = PLAIN) -> str:
    return "\n".join(render_summary_table(summary, style) for summary in summaries)


def render_summary_table(summary: Summary, style: Style = PLAIN) -> str:
    """Title, one row for each layer, totals, and what is not known."""
    rows = [
        (row.path, row.type, shapes(row.outputs) or "not called", number(row.params), number(row.macs))
        for row in summary.layers
    ]
    given = f", input {shapes(summary.inputs)}" if summary.inputs else ""
    lines = [style.bold(f"{summary.model} ({summary.framework}{given})"), "", *table(rows, style), ""]
    lines += totals(summary)
    lines += gaps(summary.unknown, summary.complete)
    return "\n".join(lines) + "\n"


def table(rows: Sequence[tuple[str, ...]], style: Style) -> list[str]:
    """Columns as wide as their widest cell, numbers to the right."""
    widths = [max(len(row[i]) for row in [HEADINGS, *rows]) for i in range(len(HEADINGS))]

    def line(cells: Sequence[str]) -> str:
        aligned = [c.ljust(w) if i < 3 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))]
        return "  ".join(aligned).rstrip()

    return [style.bold(line(HEADINGS)), line(["-" * w for w in widths]), *map(line, rows)]


def totals(summary: Summary) -> list[str]:
    counts = summary.params
    facts = [
        ("total parameters", number(counts.total)),
        ("trainable", number(counts.trainable)),
        ("non-trainable", number(counts.non_trainable)),
        ("multiply-adds", number(summary.macs)),
    ]
    if summary.outputs:
        facts.append(("output", shapes(summary.outputs)))
    if summary.accepts:
        facts.append(("accepts", summary.accepts))
    widest = max(len(name) for name, _ in facts)
    return [f"{name.ljust(widest)}  {value}" for name, value in facts]


def gaps(unknown: Sequence[UnknownFact], complete: bool) -> list[str]:
    """Where inference stopped, so that silence is not taken for success."""
    if complete and not unknown:
        return []
    lines = ["", "not everything is known:"]
    for fact in unknown[:UNKNOWNS_SHOWN]:
        where = "" if fact.location is None else f"{fact.location.filename}:{fact.location.row}: "
        lines.append(f"  {where}{fact.reason}")
    if len(unknown) > UNKNOWNS_SHOWN:
        lines.append(f"  ... {len(unknown) - UNKNOWNS_SHOWN} more")
    return lines


def number(value: Dim) -> str:
    return UNKNOWN if value is None else f"{value:,}" if isinstance(value, int) else value


def shapes(several: Iterable[PlainShape]) -> str:
    return ", ".join(shape(one) for one in several)


def shape(sizes: PlainShape) -> str:
    """As Python writes a tuple: "(None, 28, 28, 75)"; "(...)" for a shape of unknown rank."""
    if sizes is None:
        return "(...)"
    inner = ", ".join(str(size) for size in sizes)
    return f"({inner},)" if len(sizes) == 1 else f"({inner})"
