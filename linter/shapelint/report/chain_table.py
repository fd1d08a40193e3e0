"""A chain of layers as text: each step's shape, how it comes about, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.analysis.chains.results import ChainFact, StepFact
from shapelint.report.style import PLAIN, Style
from shapelint.report.summary.columns import number, shape

HEADINGS = ("layer", "output", "formula", "parameters", "multiply-adds", "sees")
NUMBERS = (3, 4)  # the columns that stand to the right


def render_chain(chain: ChainFact, style: Style = PLAIN) -> str:
    """A row for each layer, a line below it for what is filled in, left out or wrong, and the totals."""
    rows = [("input", shape(chain.input), "", "", "", ""), *map(_row, chain.steps)]
    widths = [max(len(row[i]) for row in [HEADINGS, *rows]) for i in range(len(HEADINGS))]
    lines = [style.bold(_line(HEADINGS, widths)), _line(["-" * width for width in widths], widths)]
    lines.append(_line(rows[0], widths))
    for step, row in zip(chain.steps, rows[1:], strict=True):
        lines.append(_line(row, widths))
        lines += [f"  {text}" for text in _notes(step, style)]
    lines += ["", f"parameters     {number(chain.params)}", f"multiply-adds  {number(chain.macs)}"]
    return "\n".join(lines) + "\n"


def _row(step: StepFact) -> tuple[str, ...]:
    sees = "" if step.receptive_field is None else "x".join(map(str, step.receptive_field))
    return (step.code, shape(step.output), _formula(step), number(step.params), number(step.macs), sees)


def _formula(step: StepFact) -> str:
    return "; ".join(step.formula)


def _notes(step: StepFact, style: Style) -> list[str]:
    notes = [f"= {name} is {value}" for name, value in step.filled]
    if step.discarded is not None:
        amounts = " and ".join(str(amount) for amount in step.discarded)
        notes.append(f"= {amounts} at the end of the axes are left out")
    if step.problem is not None:
        notes.append(f"{style.severity('error', 'error')}: {step.problem}")
    return notes


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [
        cell.rjust(width) if position in NUMBERS else cell.ljust(width)
        for position, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip()
