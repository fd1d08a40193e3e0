"""A source file and places in it."""

from __future__ import annotations

from shapelint.records import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file's decoded text. `path` is as the user wrote it; `name` is the dotted module name, "" when there is
    none."""

    path: str
    text: str = field(repr=False, compare=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a file: the file and the node's number. `shapelint.syntax.locate` turns it into a Span."""

    file: SourceFile
    at: int


@dataclass(frozen=True, slots=True)
class Span:
    """Lines and columns, all 1-based; columns count characters; the end is exclusive, as ruff's is."""

    row: int
    column: int
    end_row: int
    end_column: int
