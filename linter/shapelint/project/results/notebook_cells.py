"""What is said of a notebook, at its cells: rows are counted from the beginning of each."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.fix import Edit, Fix
from shapelint.records import replace
from shapelint.syntax.cells import cell_at
from shapelint.syntax.notebook import NotebookCell, notebook_module
from shapelint.syntax.source import Cell, SourceFile


def in_cell(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic of a module that is a notebook's, at the place in its cell; any other as it is. Its trail is at
    cells already."""
    file = diagnostic.file
    cell = None if file is None else cell_at(file.cells, diagnostic.location.row)
    if file is None or cell is None:
        return diagnostic
    return replace(
        diagnostic,
        cell=cell.number,
        location=_within(cell, diagnostic.location),
        end_location=_within(cell, diagnostic.end_location),
        file=SourceFile(file.path, cell.text, "", file.cells),
        fix=_fix_in_cell(diagnostic.fix, file.cells, cell),
    )


def _fix_in_cell(fix: Fix | None, cells: tuple[Cell, ...], cell: Cell) -> Fix | None:
    """The fix at places in the diagnostic's cell; None if it reaches into another."""
    if fix is None or any(cell_at(cells, edit.location.row) != cell for edit in fix.edits):
        return None
    edits = (Edit(e.content, _within(cell, e.location), _within(cell, e.end_location)) for e in fix.edits)
    return replace(fix, edits=tuple(edits))


def edited_cells(file: SourceFile, change: Callable[[Cell], str]) -> SourceFile:
    """The notebook of a file's cells, each with the text that `change` gives."""
    return notebook_module(file.path, [NotebookCell(cell.number, change(cell)) for cell in file.cells])


def _within(cell: Cell, location: Location) -> Location:
    return Location(location.row - cell.row + 1, location.column)
