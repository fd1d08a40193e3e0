"""Which cell of a notebook a row of its module is in."""

from __future__ import annotations

from shapelint.syntax.source import Cell


def cell_at(cells: tuple[Cell, ...], row: int) -> Cell | None:
    """The cell that a row of the module belongs to; None before the first, and in a file that has no cells."""
    return next((cell for cell in reversed(cells) if cell.row <= row), None)
