"""Rows and columns of a text, as indices of its characters and back."""

from __future__ import annotations

import ast
from bisect import bisect_right

from shapelint.syntax.rows import row_starts


class PositionIndex:
    """The lines of one text. `ast` counts rows from 1, and columns from 0 in bytes of UTF-8; all others count
    characters."""

    __slots__ = ("_is_ascii", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = row_starts(text)
        self._is_ascii = text.isascii()

    def index(self, row: int, offset: int) -> int:
        """The index of the character at a row and a column as `ast` has them."""
        start = self.starts[row - 1]
        if self._is_ascii:
            return start + offset
        line = self.text[start : start + offset]  # no character is less than a byte
        return start + (offset if line.isascii() else len(line.encode("utf-8", "surrogatepass")[:offset].decode()))

    def offset(self, index: int) -> tuple[int, int]:
        """The row and the column in bytes of an index."""
        row = bisect_right(self.starts, index)
        return row, len(self.text[self.starts[row - 1] : index].encode("utf-8", "surrogatepass"))

    def position(self, index: int) -> tuple[int, int]:
        """Row and column of an index, both from 1."""
        row = bisect_right(self.starts, index)
        return row, index - self.starts[row - 1] + 1

    def extent(self, node: ast.AST) -> tuple[int, int]:
        """Where a node that `ast` has a position of begins and ends."""
        found = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]
        row, offset, end_row, end_offset = found
        return self.index(row, offset), self.index(end_row, end_offset)
