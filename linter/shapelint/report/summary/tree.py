"""A summary's rows with what stands before their names, so that they read as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.analysis.module_row import ModuleRow
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """What a tree is drawn with: of a row that others follow, of the last one, beside rows further in, and beside
    nothing."""

    middle: str
    last: str
    beside: str
    nothing: str


DRAWN = Lines("├─ ", "└─ ", "│  ", "   ")
PLAIN = Lines("|- ", "`- ", "|  ", "   ")


def down_to(rows: Sequence[ModuleRow], depth: int | None) -> list[ModuleRow]:
    """The rows of so many levels."""
    return [row for row in rows if depth is None or row.depth < depth]


def branches(rows: Sequence[ModuleRow], lines: Lines) -> Iterator[str]:
    """What stands before each name; nothing before the outermost."""
    open_levels: list[bool] = []
    for position, row in enumerate(rows):
        del open_levels[row.depth :]
        open_levels += [False] * (row.depth - len(open_levels))
        has_more = next((later.depth == row.depth for later in rows[position + 1 :] if later.depth <= row.depth), False)
        before = "".join(lines.beside if more else lines.nothing for more in open_levels[1:])
        yield (before + (lines.middle if has_more else lines.last)) if row.depth else ""
        open_levels.append(has_more)
