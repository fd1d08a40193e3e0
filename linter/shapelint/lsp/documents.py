"""What is open in the editor: files, and notebooks with a document for each of their cells."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types
from pygls import uris

from shapelint.diagnostics.diagnostic import Location
from shapelint.lsp.positions import Lines
from shapelint.problems import Problem
from shapelint.project.files.imports import module_name
from shapelint.project.files.source_text import read_text, source_of
from shapelint.records import dataclass, field
from shapelint.syntax.notebook import NotebookCell, notebook_module
from shapelint.syntax.source import SourceFile

Encoding = types.PositionEncodingKind | str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file or notebook that is open. `texts` are its documents' by their URIs; `cells` the URIs of a notebook's
    documents by the cells' numbers, none for a file."""

    uri: str
    file: SourceFile
    texts: Mapping[str, str] = field(repr=False, compare=False)
    cells: Mapping[int, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def real_path(self) -> str:
        return os.path.realpath(self.file.path)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document of the editor: `location` in the document's rows, `row` in those of the file's module."""

    opened: Opened
    location: Location
    row: int


def path_of(uri: str) -> str:
    """The path that a document's URI names; that of a document that is no file yet is what comes after its scheme."""
    return uris.to_fs_path(uri) or uri.partition(":")[2].lstrip("/") or uri


def open_file(uri: str, text: str) -> Opened:
    """A file as the editor shows it. The JSON of a notebook that cannot be read as one is an empty file."""
    path = path_of(uri)
    file = source_of(path, text, module_name(Path(path)))
    return Opened(uri, SourceFile(path, "") if isinstance(file, Problem) else file, {uri: text})


def open_notebook(uri: str, cells: Mapping[int, str], texts: Mapping[str, str]) -> Opened:
    """A notebook of which the editor shows each cell. `cells` are the URIs of its code cells by their numbers."""
    sources = [NotebookCell(number, texts[cell]) for number, cell in cells.items()]
    return Opened(uri, notebook_module(path_of(uri), sources), {cell: texts[cell] for cell in cells.values()}, cells)


class Documents:
    """All that is open, and positions in it."""

    def __init__(self, opened: Mapping[str, Opened], encoding: Encoding) -> None:
        self._opened = opened
        self._encoding = encoding
        self._by_path = {one.real_path: one for one in opened.values()}
        self._of_document = {uri: one for one in opened.values() for uri in one.texts}

    def stated(self) -> dict[str, SourceFile]:
        """The files that are open, by their real paths, for the engine to read instead of those on the disk."""
        return {path: one.file for path, one in self._by_path.items()}

    def of(self, uri: str) -> Opened | None:
        """The file or notebook that a document belongs to."""
        return self._of_document.get(uri)

    def texts_of(self, uri: str) -> tuple[str, ...]:
        """The documents of a file or notebook that is open."""
        return tuple(self._opened[uri].texts) if uri in self._opened else ()

    def lines(self, uri: str) -> Lines:
        """The text of a document, or of a file that is not open."""
        one = self._of_document.get(uri)
        if one is not None:
            return Lines(one.texts[uri], self._encoding)
        text = read_text(Path(path_of(uri)))
        return Lines("" if isinstance(text, Problem) else text, self._encoding)

    def spot(self, uri: str, position: types.Position) -> Spot | None:
        """The place in a document that is open."""
        one = self._of_document.get(uri)
        if one is None:
            return None
        location = self.lines(uri).location(position)
        return Spot(one, location, location.row + rows_above(one, uri))

    def document(self, filename: str, cell: int | None) -> str:
        """The URI of the document that shows a file, or a cell of a notebook."""
        one = self._by_path.get(os.path.realpath(filename))
        if one is None:
            return uris.from_fs_path(os.path.abspath(filename)) or filename
        return one.cells.get(cell, one.uri) if cell is not None else one.uri


def rows_above(opened: Opened, uri: str) -> int:
    """How many rows of the module stand above a document."""
    number = next((number for number, cell in opened.cells.items() if cell == uri), None)
    return next((cell.row - 1 for cell in opened.file.cells if cell.number == number), 0)
