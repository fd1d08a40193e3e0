"""The summary of a model as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shapelint.analysis.module_row import ModuleRow
from shapelint.analysis.results import Summary, UnknownFact
from shapelint.records import dataclass
from shapelint.report.printable import printable
from shapelint.report.style import PLAIN, Style
from shapelint.report.summary.columns import COLUMNS, DEFAULT, number, shapes
from shapelint.report.summary.tree import DRAWN, Lines, branches, down_to
from shapelint.report.units import short_bytes, short_number

UNKNOWNS_SHOWN = 10
NARROWEST = 16  # of a cell that is cut
BETWEEN = 2
CUT = "..."


@dataclass(frozen=True, slots=True)
class Choice:
    """Which columns, how many levels of modules (None: all), and what the tree is drawn with."""

    columns: tuple[str, ...] = DEFAULT
    depth: int | None = None
    lines: Lines = DRAWN


USUAL = Choice()


def render_summary_tables(summaries: Iterable[Summary], style: Style = PLAIN, choice: Choice = USUAL) -> str:
    return "\n".join(render_summary_table(summary, style, choice) for summary in summaries)


def render_summary_table(summary: Summary, style: Style = PLAIN, choice: Choice = USUAL) -> str:
    """Title, one row for each layer, totals, and what is not known."""
    given = f", input {shapes(summary.inputs)}" if summary.inputs else ""
    lines = [style.bold(f"{summary.model} ({summary.framework}{given})"), "", *table(summary, style, choice), ""]
    lines += totals(summary)
    lines += gaps(summary.unknown, summary.complete)
    return "\n".join(lines) + "\n"


def cells(summary: Summary, choice: Choice) -> list[list[str]]:
    """The table as text, headings first."""
    rows = down_to(summary.modules, choice.depth)
    columns = [COLUMNS[name] for name in choice.columns]
    named = [before + label(row) for before, row in zip(branches(rows, choice.lines), rows, strict=True)]
    headings = ["layer", *(column.heading for column in columns)]
    return [headings, *([name, *(c.of(row, summary) for c in columns)] for name, row in zip(named, rows, strict=True))]


def label(row: ModuleRow) -> str:
    return printable(row.name if row.name == row.type else f"{row.name} ({row.type})")


def table(summary: Summary, style: Style, choice: Choice) -> list[str]:
    """Columns as wide as their widest cell, numbers to the right; texts are cut where there is no room for them."""
    is_number = [False, *(COLUMNS[name].is_number for name in choice.columns)]
    text = cells(summary, choice)
    widths = fitted([max(map(len, column)) for column in zip(*text, strict=True)], is_number, style.width)

    def line(row: Sequence[str]) -> str:
        aligned = (
            cell.rjust(width) if number else cut(cell, width).ljust(width)
            for cell, width, number in zip(row, widths, is_number, strict=True)
        )
        return (" " * BETWEEN).join(aligned).rstrip()

    return [style.bold(line(text[0])), line(["-" * width for width in widths]), *map(line, text[1:])]


def fitted(widths: list[int], is_number: Sequence[bool], room: int) -> list[int]:
    """The widths of columns that fit into the room: the widest text gives way first, numbers never."""
    found = list(widths)
    while sum(found) + BETWEEN * (len(found) - 1) > room:
        widest = max((i for i in range(len(found)) if not is_number[i]), key=lambda i: found[i])
        if found[widest] <= NARROWEST:
            break
        found[widest] -= 1
    return found


def cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - len(CUT)] + CUT


def totals(summary: Summary) -> list[str]:
    counts, memory = summary.params, summary.memory
    weights = "" if memory is None or not isinstance(memory.weights, int) else f" ({short_bytes(memory.weights)})"
    facts = [
        ("total parameters", number(counts.total) + weights),
        ("trainable", number(counts.trainable)),
        ("non-trainable", number(counts.non_trainable)),
        ("multiply-adds", with_short(summary.macs)),
    ]
    if memory is not None:
        parts = (("input", memory.inputs), ("forward/backward", memory.activations), ("weights", memory.weights))
        facts.append(("memory", ", ".join(f"{name} {short_bytes(size)}" for name, size in parts)))
    if summary.outputs:
        facts.append(("output", shapes(summary.outputs)))
    if summary.accepts:
        facts.append(("accepts", summary.accepts))
    widest = max(len(name) for name, _ in facts)
    return [f"{name.ljust(widest)}  {value}" for name, value in facts]


def with_short(value: int | str | None) -> str:
    """A large count in full, and as people say it."""
    if isinstance(value, int) and value >= 10_000:
        return f"{number(value)} ({short_number(value)})"
    return number(value)


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
