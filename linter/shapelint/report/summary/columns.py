"""The columns of a summary's table: what each is called, and what it tells of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shapelint.analysis.module_row import ModuleRow
from shapelint.analysis.results import Dim, PlainShape, Summary
from shapelint.records import dataclass
from shapelint.report.units import short_bytes

UNKNOWN = "?"
TIMES = "\N{MULTIPLICATION SIGN}"


@dataclass(frozen=True, slots=True)
class Column:
    """`of` gives the cell of a row; numbers stand to the right, what is longer than a cell is cut."""

    heading: str
    of: Callable[[ModuleRow, Summary], str]
    is_number: bool = False


def parameters(row: ModuleRow, summary: Summary) -> str:
    return "(shared)" if row.call > 1 and row.params != 0 else number(row.params)


def share(row: ModuleRow, summary: Summary) -> str:
    """The part of all parameters in percent."""
    total = summary.params.total
    if not isinstance(total, int) or not isinstance(row.params, int):
        return UNKNOWN
    return "" if row.call > 1 or total == 0 else f"{100 * row.params / total:.1f}%"


def trainable(row: ModuleRow, summary: Summary) -> str:
    if row.params == 0:
        return ""
    return {True: "yes", False: "no", None: "partly" if isinstance(row.params, int) else UNKNOWN}[row.trainable]


def by_axis(sizes: tuple[Dim, ...] | None) -> str:
    return "" if sizes is None else TIMES.join(number(size) for size in sizes)


def not_called(row: ModuleRow, shapes_told: str) -> str:
    return shapes_told if row.call else "not called"


COLUMNS = {
    "input": Column("input", lambda row, _: shapes(row.inputs)),
    "output": Column("output", lambda row, _: not_called(row, shapes(row.outputs))),
    "kernel": Column("kernel", lambda row, _: by_axis(row.kernel)),
    "params": Column("parameters", parameters, True),
    "share": Column("share", share, True),
    "trainable": Column("trainable", trainable),
    "macs": Column("multiply-adds", lambda row, _: number(row.macs), True),
    "activations": Column("activations", lambda row, _: short_bytes(row.activation_bytes) if row.call else "", True),
    "weights": Column("weights", lambda row, _: short_bytes(row.weight_bytes), True),
    "receptive-field": Column("receptive field", lambda row, _: by_axis(row.receptive_field)),
}
DEFAULT = ("output", "params", "macs")


def number(value: Dim) -> str:
    """A count in full; "?" for one that is not known, or not wholly."""
    if isinstance(value, int):
        return f"{value:,}"
    return UNKNOWN if value is None or "unknown" in value else value


def shapes(several: Iterable[PlainShape]) -> str:
    return ", ".join(shape(one) for one in several)


def shape(sizes: PlainShape) -> str:
    """As Python writes a tuple: "(None, 28, 28, 75)"; "(...)" for a shape of unknown rank, "?" for an unknown size."""
    if sizes is None:
        return "(...)"
    inner = ", ".join(UNKNOWN if "unknown" in str(size) else str(size) for size in sizes)
    return f"({inner},)" if len(sizes) == 1 else f"({inner})"
