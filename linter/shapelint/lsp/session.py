"""One editor's session: what is open in it, and the answers to what it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lsprotocol import types

from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.lsp.actions import EVERY_FIX, fix_all, fixes, in_document, is_wanted, overlapping, suppressions
from shapelint.lsp.analyses import Analyses, Known, State, Stated
from shapelint.lsp.diagnostics import published
from shapelint.lsp.documents import Documents, Encoding, Opened, open_file, open_notebook, rows_above
from shapelint.lsp.drift import Drift, drift
from shapelint.lsp.hints import hints_of, inlay_hints, within
from shapelint.lsp.hover import hover_text
from shapelint.lsp.lenses import lenses
from shapelint.lsp.positions import changed
from shapelint.project.check.merge import merge
from shapelint.project.editor.hover_info import Description, describe
from shapelint.records import replace

Publish = Callable[[str, list[types.Diagnostic]], None]


class Session:
    """`publish` sends the diagnostics of a document."""

    def __init__(self, analyses: Callable[[Callable[[list[str]], None]], Analyses], publish: Publish) -> None:
        self._analyses = analyses(self._report)
        self._publish = publish
        self._texts: dict[str, str] = {}  # of documents, cells of notebooks included
        self._shown: dict[str, list[types.Diagnostic]] = {}  # what was published last
        self.shows_graphs = False  # whether the editor has a command that shows pictures
        self.encoding: Encoding = types.PositionEncodingKind.Utf16

    # ------------------------------------------------------------------------------------------- what is open

    def open(self, uri: str, text: str) -> None:
        self._texts[uri] = text
        self._analyses.put(open_file(uri, text))

    def change(self, uri: str, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        self.edit(uri, changes)
        self._analyses.put(open_file(uri, self._texts[uri]))

    def edit(self, uri: str, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        """A document's new text, before anything is made of it."""
        for change in changes:
            self._texts[uri] = changed(self._texts.get(uri, ""), change, self.encoding)

    def close(self, uri: str) -> None:
        self._texts.pop(uri, None)
        self._analyses.remove(uri)
        self._report([uri])

    def end(self) -> None:
        self._analyses.close()

    def forget(self, uri: str) -> None:
        """A cell is gone."""
        self._texts.pop(uri, None)

    def put_cells(self, texts: Mapping[str, str]) -> None:
        self._texts.update(texts)

    def show_notebook(self, uri: str, cells: Sequence[types.NotebookCell]) -> None:
        """A notebook was opened, or any of its cells has changed."""
        code = {
            number: cell.document
            for number, cell in enumerate(cells, start=1)
            if cell.kind == types.NotebookCellKind.Code and cell.document in self._texts
        }
        self._analyses.put(open_notebook(uri, code, self._texts))

    def touch_all(self) -> None:
        self._analyses.touch_all()

    # ----------------------------------------------------------------------------------------- what is published

    def _documents(self) -> Documents:
        return Documents(self._analyses.opened(), self.encoding)

    def _report(self, uris: list[str]) -> None:
        """Publish what has changed, but for documents that are being edited: their turn comes. `uris` are the files
        that are known anew: of these it is said, too, that there is nothing."""
        documents = self._documents()
        found = published(self._diagnostics(), documents)
        known = (document for uri in uris for document in documents.texts_of(uri))
        for uri in dict.fromkeys([*self._shown, *found, *known]):
            owner = documents.of(uri)
            if owner is not None and self._analyses.is_stale(owner.uri):
                continue
            if found.get(uri, []) != self._shown.get(uri):
                self._publish(uri, found.get(uri, []))
                self._shown[uri] = found.get(uri, [])

    def _diagnostics(self) -> list[Diagnostic]:
        return list(merge([known.inspected.result for known in self._analyses.known()]).diagnostics)

    # ------------------------------------------------------------------------------------------ what is asked for

    async def _state(self, uri: str) -> State | None:
        """What is known of the file or notebook of a document, once it is known as it is now."""
        owner = self._documents().of(uri)
        return None if owner is None else await self._analyses.fresh(owner.uri)

    async def actions(
        self, uri: str, wanted: types.Range, only: Sequence[types.CodeActionKind | str] | None
    ) -> list[types.CodeAction]:
        if await self._state(uri) is None:
            return []
        documents = self._documents()
        ours = in_document(self._diagnostics(), uri, documents)
        if overlapping(ours, wanted, documents.lines(uri)) or (only is not None and is_wanted(EVERY_FIX, only)):
            await self._try_fixes(uri)
            documents = self._documents()
            ours = in_document(self._diagnostics(), uri, documents)
        there = overlapping(ours, wanted, documents.lines(uri))
        offered = [*fixes(there, uri, documents), *suppressions(there, uri, documents), *fix_all(ours, uri, documents)]
        return [action for action in offered if is_wanted(action, only)]

    async def _try_fixes(self, uri: str) -> None:
        """Try the fixes of all files that find something in a document."""
        for other, known in self._analyses.known_by_uri().items():
            if in_document(known.inspected.result.diagnostics, uri, self._documents()):
                await self._analyses.try_fixes(other)

    async def hints(self, uri: str, wanted: types.Range) -> list[types.InlayHint]:
        state = await self._state(uri)
        if state is None or state.readable is None:
            return []
        moved = self._drift(uri, state.readable)
        cell = next((number for number, document in state.opened.cells.items() if document == uri), None)
        facts = (fact for fact in state.readable.inspected.shapes if fact.cell == cell)
        shown = []
        for hint in hints_of(facts):
            row, end_row = moved.row(hint.extent[0]), moved.row(hint.extent[2])
            if row is not None and end_row is not None:
                shown.append(replace(hint, extent=(row, hint.extent[1], end_row, hint.extent[3])))
        return inlay_hints(within(shown, wanted.start.line + 1, wanted.end.line + 1), self._documents().lines(uri))

    async def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        found = await self._describe(uri, position)
        if found is None:
            return None
        text = hover_text(found)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    async def construction(self, uri: str, position: types.Position) -> list[types.Location]:
        """Where the layers that are called, or built, at a place are built."""
        found = await self._describe(uri, position)
        documents = self._documents()
        places = []
        for layer in found.layers if found is not None else ():
            target = documents.document(layer.filename, layer.cell)
            lines = documents.lines(target)
            places.append(types.Location(target, lines.range(layer.location, layer.end_location)))
        return places

    async def lenses(self, uri: str) -> list[types.CodeLens]:
        owner = self._documents().of(uri)
        known = None if owner is None else await self._analyses.models(owner.uri)
        if known is None or owner is None:
            return []
        opened, models = known
        moved = drift(opened.texts.get(uri, ""), self._texts.get(uri, ""))
        cell = next((number for number, document in opened.cells.items() if document == uri), None)
        shown = []
        for model in models:
            row = moved.row(model.location.row)
            if model.cell == cell and row is not None:
                shown.append(replace(model, location=Location(row, model.location.column)))
        return lenses(shown, self._documents().lines(uri), uri if self.shows_graphs else "")

    async def graph(self, uri: str, work: Callable[[Opened, Stated], str]) -> str:
        """The page with the picture of a model in a document's file."""
        owner = self._documents().of(uri)
        return "" if owner is None else await self._analyses.graph(owner.uri, work)

    async def _describe(self, uri: str, position: types.Position) -> Description | None:
        """What is known at a place, from the last text that could be read."""
        state = await self._state(uri)
        spot = self._documents().spot(uri, position)
        if state is None or state.readable is None or spot is None:
            return None
        known = state.readable
        row = self._drift(uri, known).old_row(spot.location.row)
        if row is None:
            return None
        return describe(known.inspected, row + rows_above(known.opened, uri), spot.location.column)

    def _drift(self, uri: str, known: Known) -> Drift:
        return drift(known.opened.texts.get(uri, ""), self._texts.get(uri, ""))
