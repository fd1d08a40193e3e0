"""The summary of a model for documents: Markdown, LaTeX and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from shapelint.analysis.module_row import ModuleRow
from shapelint.analysis.results import PlainShape, Summary
from shapelint.report.summary.columns import COLUMNS, shape
from shapelint.report.summary.table import Choice, cells, gaps, totals
from shapelint.report.summary.tree import down_to

INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "\N{MULTIPLICATION SIGN}": r"$\times$", "├": "", "└": "", "│": r"\quad", "─": r"\quad",
}  # fmt: skip
FIELDS = (
    "model", "path", "type", "depth", "call", "inputs", "outputs", "kernel", "params", "trainable", "macs",
    "activation_bytes", "weight_bytes", "receptive_field", "filename", "row",
)  # fmt: skip


def render_markdown(summaries: Iterable[Summary], choice: Choice) -> str:
    """A heading, a table and the totals of each model."""
    return "\n".join("\n".join(markdown_lines(summary, choice)) + "\n" for summary in summaries)


def markdown_lines(summary: Summary, choice: Choice) -> list[str]:
    headings, *rows = cells(summary, choice)
    numbers = [False, *(COLUMNS[name].is_number for name in choice.columns)]
    depths = [row.depth for row in down_to(summary.modules, choice.depth)]
    plain = [[INDENT * depth + row[0].lstrip("├└│─ "), *row[1:]] for depth, row in zip(depths, rows, strict=True)]
    return [
        f"### {markdown(summary.model)}",
        "",
        markdown_row(headings),
        markdown_row(["--:" if number else ":--" for number in numbers]),
        *(markdown_row([markdown(cell) for cell in row]) for row in plain),
        "",
        *(f"- {markdown(' '.join(line.split()))}" for line in totals(summary)),
        *(markdown(line) for line in gaps(summary.unknown, summary.complete)),
    ]


def markdown_row(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"


def markdown(text: str) -> str:
    """Text whose signs mean only themselves."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else " " if c in "\r\n" else c for c in text)


def render_latex(summaries: Iterable[Summary], choice: Choice) -> str:
    """A table of each model, with the rules of the package booktabs."""
    return "\n".join("\n".join(latex_lines(summary, choice)) + "\n" for summary in summaries)


def latex_lines(summary: Summary, choice: Choice) -> list[str]:
    headings, *rows = cells(summary, choice)
    layout = "l" + "".join("r" if COLUMNS[name].is_number else "l" for name in choice.columns)
    return [
        rf"% {' '.join(summary.model.split())}: \usepackage{{booktabs}}",
        rf"\begin{{tabular}}{{{layout}}}",
        r"\toprule",
        latex_row(headings),
        r"\midrule",
        *map(latex_row, rows),
        r"\bottomrule",
        r"\end{tabular}",
        *(f"% {line}" for line in totals(summary)),
        *(f"% {line}" for line in gaps(summary.unknown, summary.complete) if line),
    ]


def latex_row(row: Sequence[str]) -> str:
    return " & ".join("".join(SPECIAL.get(c, c) for c in cell) for cell in row) + r" \\"


def render_csv(summaries: Iterable[Summary], depth: int | None) -> str:
    """A line for each row of each model, numbers as they are; what is not known is empty."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(FIELDS)
    for summary in summaries:
        lines.writerows(fields(summary.model, row) for row in down_to(summary.modules, depth))
    return written.getvalue()


def fields(model: str, row: ModuleRow) -> list[object]:
    where = row.location
    return [
        model, row.path, row.type, row.depth, row.call, joined(row.inputs), joined(row.outputs), axes(row.kernel),
        row.params, row.trainable, row.macs, row.activation_bytes, row.weight_bytes, axes(row.receptive_field),
        None if where is None else where.filename, None if where is None else where.row,
    ]  # fmt: skip


def joined(several: Sequence[PlainShape]) -> str:
    return "; ".join(map(shape, several))


def axes(sizes: Sequence[object] | None) -> str:
    return "" if sizes is None else "x".join(map(str, sizes))
