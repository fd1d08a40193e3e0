"""Positions: rows and columns from 1 in characters here, lines from 0 in code units in the protocol.

Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocuments
"""

from __future__ import annotations

import re

from lsprotocol import types

from shapelint.diagnostics.diagnostic import Location

LINE_END = re.compile(r"\r\n?|\n")


class Lines:
    """A text by lines, as the protocol counts them; `encoding` is the one that columns were agreed on to be in."""

    def __init__(
        self, text: str, encoding: types.PositionEncodingKind | str = types.PositionEncodingKind.Utf16
    ) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]
        self._encoding = encoding

    def position(self, location: Location) -> types.Position:
        """What is beyond the end of its line or of the text is at that end."""
        row = min(max(location.row, 1), len(self._starts))
        before = self._line(row)[: max(location.column - 1, 0)]
        return types.Position(row - 1, self._units(before))

    def range(self, start: Location, end: Location) -> types.Range:
        return types.Range(self.position(start), self.position(end))

    def location(self, position: types.Position) -> Location:
        row = min(position.line + 1, len(self._starts))
        return Location(row, self._characters(self._line(row), position.character) + 1)

    def offset(self, position: types.Position) -> int:
        """The index in the text."""
        if position.line >= len(self._starts):
            return len(self._text)
        location = self.location(position)
        return self._starts[location.row - 1] + location.column - 1

    def line_end(self, row: int) -> Location:
        """Where a row ends, its line end not counted."""
        return Location(row, len(self._line(row)) + 1)

    def line(self, row: int) -> str:
        """The text of a row; "" where there is none."""
        return self._line(row) if 1 <= row <= len(self._starts) else ""

    def _line(self, row: int) -> str:
        start = self._starts[row - 1]
        end = self._starts[row] if row < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")

    def _units(self, text: str) -> int:
        if text.isascii() or self._encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        return sum(map(self._width, text))

    def _characters(self, line: str, units: int) -> int:
        """How many characters the first code units of a line are; in the middle of a character, it is not counted."""
        if line.isascii() or self._encoding == types.PositionEncodingKind.Utf32:
            return min(units, len(line))
        taken = 0
        for count, character in enumerate(line):
            taken += self._width(character)
            if taken > units:
                return count
        return len(line)

    def _width(self, character: str) -> int:
        if self._encoding == types.PositionEncodingKind.Utf8:
            return len(character.encode("utf-8", "surrogatepass"))
        return 2 if character > "\uffff" else 1


def changed(text: str, change: types.TextDocumentContentChangeEvent, encoding: types.PositionEncodingKind | str) -> str:
    """The text after a change: of a part of it, or of the whole."""
    if not isinstance(change, types.TextDocumentContentChangePartial):
        return change.text
    lines = Lines(text, encoding)
    return text[: lines.offset(change.range.start)] + change.text + text[lines.offset(change.range.end) :]
