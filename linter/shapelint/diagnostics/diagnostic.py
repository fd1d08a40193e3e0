"""A diagnostic: a finding at lines and columns, with the trail of shapes that led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapelint.diagnostics.evidence import Evidence
from shapelint.diagnostics.rule import Severity
from shapelint.records import dataclass

if TYPE_CHECKING:
    from shapelint.diagnostics.fix import Fix
    from shapelint.syntax.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Location:
    """A position in a file, 1-based; columns count characters."""

    row: int
    column: int

    def to_dict(self) -> dict[str, int]:
        return {"row": self.row, "column": self.column}


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One station of a value's way: `name` is the layer or function, `shape` what came out of it, `note` where a
    model's input comes from, `cell` the cell if it is in a notebook."""

    name: str
    shape: str
    note: str
    filename: str
    location: Location
    cell: int | None = None

    @property
    def message(self) -> str:
        return " ".join(part for part in (self.name, self.shape, self.note) if part)

    def to_dict(self) -> dict[str, object]:
        where = {} if self.cell is None else {"cell": self.cell}
        return {"message": self.message, "filename": self.filename, **where, "location": self.location.to_dict()}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What `shapelint check` reports. `label` is what may stand beside the flagged source, `file` the file that it is
    in, for formats that quote it. In a notebook, `cell` is the number of the cell, rows count from its beginning, and
    `file` has the cell's text, but all of the cells. `evidence` is None where a file is only read."""

    code: str
    name: str
    severity: Severity
    message: str
    expected: int | str | None
    actual: int | str | None
    help: str
    filename: str
    location: Location
    end_location: Location
    trail: tuple[TrailStep, ...] = ()
    label: str = ""
    file: SourceFile | None = None
    cell: int | None = None
    fix: Fix | None = None
    evidence: Evidence | None = None

    def to_dict(self) -> dict[str, object]:
        """The object that `--output-format json` writes."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "message": self.message,
            "expected": self.expected,
            "actual": self.actual,
            "help": self.help or None,
            "filename": self.filename,
            "cell": self.cell,
            "location": self.location.to_dict(),
            "end_location": self.end_location.to_dict(),
            "fix": None if self.fix is None else self.fix.to_dict(),
            "evidence": self.evidence,
            "noqa_row": self.location.row,
            "url": None,
            "trail": [step.to_dict() for step in self.trail],
        }


def start_of(span: Span) -> Location:
    return Location(span.row, span.column)


def end_of(span: Span) -> Location:
    return Location(span.end_row, span.end_column)
