"""A source file and places in it."""

from __future__ import annotations

from shapelint.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell of a notebook. `number` counts all cells from 1, those that hold no code included; `text` is as the
    notebook has it; `row` is where it begins in the module that its notebook is read as."""

    number: int
    text: str
    row: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file's decoded text. `path` is as the user wrote it; `name` is the dotted module name, "" when there is
    none. Of a notebook, `text` is the module that its `cells` make up."""

    path: str
    text: str = field(repr=False, compare=False)
    name: str = ""
    cells: tuple[Cell, ...] = field(default=(), repr=False, compare=False)


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
