"""Jupyter notebooks as source: the code cells of one, put together into one module.

Source of the form: https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from shapelint.problems import Problem
from shapelint.records import dataclass
from shapelint.syntax.magics import is_indented, without_magics
from shapelint.syntax.rows import count_line_ends
from shapelint.syntax.source import Cell, SourceFile

SUFFIX = ".ipynb"
PRELUDE = "from IPython import display, get_ipython\n"
"""What a kernel has besides Python's own names. Nothing is known of it."""
BLOCK = "if True:\n"
"""Stands above a cell that is indented as a whole, so that its lines and columns may stay what they are."""
OLDEST_FORMAT = 4


@dataclass(frozen=True, slots=True)
class NotebookCell:
    """A code cell as it stands in the notebook: its number, from 1 over cells of every kind, and its source."""

    number: int
    text: str


def is_notebook(path: str) -> bool:
    return path.endswith(SUFFIX)


def read_notebook(path: str, text: str) -> SourceFile | Problem:
    """The module that the code cells of a notebook make up, in their order; an empty one for a notebook in another
    language than Python. `text` is the file's, which is JSON."""
    cells = code_cells(text)
    return cells if isinstance(cells, Problem) else notebook_module(path, cells)


def notebook_module(path: str, cells: Iterable[NotebookCell]) -> SourceFile:
    """The module of code cells. Each begins on a line of its own, and keeps its lines and columns."""
    parts, placed = [PRELUDE], []
    row = 1 + count_line_ends(PRELUDE)
    for cell in cells:
        part = without_magics(cell.text) + "\n"
        if is_indented(part):
            parts.append(BLOCK)
            row += count_line_ends(BLOCK)
        placed.append(Cell(cell.number, cell.text, row))
        parts.append(part)
        row += count_line_ends(part)
    return SourceFile(path, "".join(parts) if placed else "", "", tuple(placed))


def code_cells(text: str) -> list[NotebookCell] | Problem:
    """The Python cells of a notebook that hold anything, or what is wrong with it."""
    if not text.strip():
        return []  # so a notebook begins that nothing has been written to
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        reason = error.msg.removesuffix(" at")
        return Problem(f"a notebook is JSON, and this is not ({reason} at line {error.lineno})")
    except ValueError:
        return Problem("a number in the notebook has too many digits")
    except RecursionError:
        return Problem("the notebook is nested too deeply")
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        return Problem(_what_it_is(notebook))
    if not _is_python(notebook.get("metadata")):
        return []
    listed = ((number, _source(cell)) for number, cell in enumerate(notebook["cells"], start=1))
    return [NotebookCell(number, source) for number, source in listed if source is not None and source.strip()]


def has_repeated_keys(text: str) -> bool:
    """Whether an object of a JSON text has a key twice: readers differ in which they take."""
    repeated = False

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        found = dict(pairs)
        repeated = repeated or len(found) < len(pairs)
        return found

    json.loads(text, object_pairs_hook=look)
    return repeated


def _what_it_is(notebook: Any) -> str:
    version = notebook.get("nbformat") if isinstance(notebook, dict) else None
    if isinstance(version, int) and version < OLDEST_FORMAT:
        return f"it is a notebook of format {version}; `jupyter nbconvert --to notebook` brings it to format 4"
    return "it is JSON, but no notebook (there is no list of cells)"


def _is_python(metadata: Any) -> bool:
    """Whether the notebook's kernel runs Python; so it is where nothing is said."""
    if not isinstance(metadata, dict):
        return True
    for section, key in (("language_info", "name"), ("kernelspec", "language")):
        stated = metadata.get(section)
        if isinstance(stated, dict) and isinstance(stated.get(key), str):
            return str(stated[key]).lower() in ("python", "ipython")
    return True


def _source(cell: Any) -> str | None:
    """The source of a code cell; None for any other."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return None
    source = cell.get("source")
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else None
