"""The magics, and the check before each cell, as IPython wants them.

    %load_ext shapelint     checks each cell before it is run, and says what would fail
    %%shapes                shows the shapes beside the lines of the cell, then runs it
    %shapelint off          no checks any more; `on` checks again

https://ipython.readthedocs.io/en/stable/config/extensions/
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.notebook.session import beside, findings, new_findings, shapes_in_last
from shapelint.report.full import render_diagnostic

LOADED = "_shapelint"


class Extension:
    """What a session has of shapelint: the cells that were run, whether cells are checked, and what was found in them.
    A cell that is run again counts where it is run last."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._is_on = True
        self._cells: list[str] = list(shell.history_manager.input_hist_raw)[1:]
        self._ids: list[object] = [None] * len(self._cells)
        self._known: tuple[list[str], Sequence[Diagnostic]] = ([], ())

    def load(self) -> None:
        self._shell.events.register("pre_run_cell", self.before_cell)
        self._shell.register_magic_function(self.shapes, "cell", "shapes")
        self._shell.register_magic_function(self.switch, "line", "shapelint")

    def unload(self) -> None:
        self._shell.events.unregister("pre_run_cell", self.before_cell)

    def before_cell(self, info: Any) -> None:
        """Check the cell that is to be run. What goes wrong here is no business of the cell's."""
        cell = info.raw_cell or ""
        if not getattr(info, "store_history", True) or not cell.strip():
            return
        self._remember(cell, getattr(info, "cell_id", None))
        if self._is_on:
            self._guarded(self._tell)

    def shapes(self, line: str, cell: str) -> None:
        """Show the shapes beside the lines of the cell, then run it."""
        self._guarded(lambda: sys.stdout.write(f"{beside(cell, shapes_in_last([*self._cells[:-1], cell]))}\n\n"))
        self._shell.run_cell(cell)

    def switch(self, line: str) -> None:
        """`%shapelint on` and `%shapelint off`."""
        if line.strip() not in ("on", "off"):
            sys.stderr.write("%shapelint: expected on or off\n")
            return
        self._is_on = line.strip() == "on"

    def _remember(self, cell: str, identity: object) -> None:
        """Add a cell; an earlier one with the same identity or text gives way to it, and leaves an empty one behind."""
        for index, (text, known) in enumerate(zip(self._cells, self._ids, strict=True)):
            if text == cell or (identity is not None and known == identity):
                self._cells[index] = ""
        self._cells.append(cell)
        self._ids.append(identity)

    def _tell(self) -> None:
        earlier = self._cells[:-1]
        known = self._known[1] if self._known[0] == earlier else findings(earlier)
        found = new_findings(self._cells, known)
        self._known = (list(self._cells), [*known, *found])
        for diagnostic in found:
            sys.stderr.write(f"{render_diagnostic(diagnostic)}\n\n")

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 (a cell runs whatever happens to its check)
            sys.stderr.write(f"shapelint: not checked: {type(error).__name__}: {error}\n")


def load(shell: Any) -> None:
    """Begin; a second time is none."""
    if LOADED not in shell.meta:
        shell.meta[LOADED] = Extension(shell)
        shell.meta[LOADED].load()


def unload(shell: Any) -> None:
    extension = shell.meta.pop(LOADED, None)
    if extension is not None:
        extension.unload()
