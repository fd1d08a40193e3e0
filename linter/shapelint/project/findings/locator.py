"""Places as lines and columns, worked out once for each place that something is said about."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.syntax.cells import cell_at
from shapelint.syntax.rows import split_lines
from shapelint.syntax.source import Place, SourceFile, Span

START = Span(1, 1, 1, 1)


class Locator:
    """Remembers spans, and the lines of the files that they are in.

    Finding one span of a file costs as much as finding all, so places are announced by `need` before the first is asked
    for."""

    def __init__(self) -> None:
        self._spans: dict[Place, Span] = {}
        self._needed: dict[SourceFile, set[int]] = {}
        self._lines: dict[str, list[str]] = {}

    def need(self, places: Iterable[Place]) -> None:
        for place in places:
            if place not in self._spans:
                self._needed.setdefault(place.file, set()).add(place.at)

    def span(self, place: Place) -> Span:
        """Where the place is. What is in no file of the project is at the first character."""
        if place not in self._spans:
            self.need([place])
            self._locate(place.file)
        return self._spans[place]

    def _locate(self, file: SourceFile) -> None:
        from shapelint.syntax.locate import locate

        numbers = sorted(self._needed.pop(file))
        found = locate(file, numbers) if file.text else {}
        self._spans.update({Place(file, at): found.get(at, START) for at in numbers})

    def lines(self, file: SourceFile) -> list[str]:
        if file.path not in self._lines:
            self._lines[file.path] = split_lines(file.text)
        return self._lines[file.path]

    def text(self, place: Place) -> str:
        """The source text at the place; "" when it takes up several lines."""
        span = self.span(place)
        lines = self.lines(place.file)
        if span.row != span.end_row or span.row > len(lines):
            return ""
        return lines[span.row - 1][span.column - 1 : span.end_column - 1]

    def is_literal(self, place: Place) -> bool:
        """Whether nothing but numbers and arithmetic stands at the place."""
        text = self.text(place)
        return any(c.isdigit() for c in text) and all(c in "0123456789_ +-*/()" for c in text)


def line_of(place: Place, locator: Locator) -> str:
    """The file, the cell if it is a notebook, and the line."""
    row = locator.span(place).row
    cell = cell_at(place.file.cells, row)
    return f"{place.file.path}:{row}" if cell is None else f"{place.file.path}:cell {cell.number}:{row - cell.row + 1}"
