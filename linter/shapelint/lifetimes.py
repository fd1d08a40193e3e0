"""How long what is remembered lives: for the check of a file, or for one interpreter's run.

What depends on a program must not outlive it, or else what is found in a file depends on the files before it. A module
that remembers something between calls keeps it in a table of a lifetime: the table is empty whenever that begins, and
what it held before is back when that ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any, TypeVar

Table = TypeVar("Table", bound=MutableMapping[Any, Any])


class Lifetime:
    """The tables that begin and end together."""

    def __init__(self) -> None:
        self._tables: list[tuple[MutableMapping[Any, Any], Mapping[Any, Any]]] = []

    def table(self, table: Table, standing: Mapping[Any, Any] | None = None) -> Table:
        """A table that lives so long; `standing` is what it always holds."""
        self._tables.append((table, {} if standing is None else standing))
        return table

    @contextmanager
    def begin(self) -> Iterator[None]:
        """Start with empty tables. One that begins within another, or within what was remembered outside of all,
        leaves the tables as they were."""
        before = [dict(table) for table, _ in self._tables]
        self._empty()
        try:
            yield
        finally:
            self._empty()
            for (table, _), held in zip(self._tables, before, strict=False):  # one may have been added since
                table.update(held)

    def _empty(self) -> None:
        for table, standing in self._tables:
            table.clear()
            table.update(standing)


CHECK = Lifetime()
"""The check of one file, whatever is run for it: sizes are the same over all of its runs."""
RUN = Lifetime()
"""What one interpreter runs."""
