"""Places as file, line and column."""

from __future__ import annotations

from shapelint.analysis.results import SourceLocation
from shapelint.syntax.cells import cell_at
from shapelint.syntax.locate import locate
from shapelint.syntax.source import Place


def locate_place(place: Place) -> SourceLocation:
    """The start of a node; line 1, column 1 where the node is not found."""
    span = locate(place.file, [place.at]).get(place.at)
    if span is None:
        return SourceLocation(place.file.path, 1, 1)
    cell = cell_at(place.file.cells, span.row)
    if cell is None:
        return SourceLocation(place.file.path, span.row, span.column)
    return SourceLocation(place.file.path, span.row - cell.row + 1, span.column, cell.number)
