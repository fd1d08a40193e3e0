"""An editor, as far as tests need one: it types into documents and looks at what the server makes of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient

PATIENCE = 30.0
NET = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.fc1 = nn.Linear(32 * 5 * 5, 10)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        return self.fc1(x.flatten(1))


net = Net()
net(torch.randn(1, 3, 32, 32))
"""


class Editor:
    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.refreshed: list[str] = client.refreshed  # type: ignore[attr-defined]

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str) -> str:
        return self.open_document(self.uri(name), text)

    def open_document(self, uri: str, text: str) -> str:
        self.texts[uri], self.versions[uri] = text, 1
        document = types.TextDocumentItem(uri, types.LanguageKind.Python, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return uri

    def type(self, uri: str, old: str, new: str) -> None:
        """Replace the only `old` in the document by `new`, telling the server only that part of it."""
        text = self.texts[uri]
        assert text.count(old) == 1
        start = text.index(old)
        place = types.Range(position(text, start), position(text, start + len(old)))
        self.texts[uri] = text.replace(old, new)
        self.send(uri, [types.TextDocumentContentChangePartial(range=place, text=new)])

    def send(self, uri: str, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    def close(self, uri: str) -> None:
        """Closing what is closed does no harm."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def save(self, uri: str) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def open_notebook(self, name: str, sources: Sequence[str]) -> list[str]:
        """The URIs of its cells, of which the first is Markdown."""
        uris = [f"vscode-notebook-cell:{self.root / name}#{number}" for number in range(len(sources))]
        self.texts.update(zip(uris, sources, strict=True))
        cells, documents = [], []
        for uri, source in zip(uris, sources, strict=True):
            kind = types.NotebookCellKind.Markup if uri == uris[0] else types.NotebookCellKind.Code
            language = types.LanguageKind.Markdown if uri == uris[0] else types.LanguageKind.Python
            cells.append(types.NotebookCell(kind, uri))
            documents.append(types.TextDocumentItem(uri, language, 1, source))
        notebook = types.NotebookDocument(self.uri(name), "jupyter-notebook", 1, cells)
        self.client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(notebook, documents))
        return uris

    def type_in_cell(self, name: str, uri: str, change: types.TextDocumentContentChangeEvent) -> None:
        content = types.NotebookDocumentCellContentChanges(types.VersionedTextDocumentIdentifier(2, uri), [change])
        self._change(name, types.NotebookDocumentCellChanges(text_content=[content]))

    def remove_cell(self, name: str, uri: str, at: int) -> None:
        array = types.NotebookCellArrayChange(at, 1)
        closed = [types.TextDocumentIdentifier(uri)]
        structure = types.NotebookDocumentCellChangeStructure(array, did_close=closed)
        self._change(name, types.NotebookDocumentCellChanges(structure=structure))

    def _change(self, name: str, cells: types.NotebookDocumentCellChanges) -> None:
        notebook = types.VersionedNotebookDocumentIdentifier(2, self.uri(name))
        change = types.NotebookDocumentChangeEvent(cells=cells)
        self.client.notebook_document_did_change(types.DidChangeNotebookDocumentParams(notebook, change))

    async def shows(self, uri: str, codes: list[str]) -> list[types.Diagnostic]:
        """Wait until just these codes are shown in a document."""
        await self.until(lambda: uri in self.client.diagnostics and self.codes(uri) == codes)
        return list(self.client.diagnostics[uri])

    def codes(self, uri: str) -> list[str]:
        return [str(diagnostic.code) for diagnostic in self.client.diagnostics.get(uri, [])]

    async def until(self, holds: Callable[[], bool]) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not holds():
            assert asyncio.get_running_loop().time() < deadline, (self.client.diagnostics, self.client.log_messages)
            await asyncio.sleep(0.02)

    async def hints(self, uri: str) -> dict[int, list[str]]:
        """The labels of the hints by their lines, from 1."""
        everything = types.Range(types.Position(0, 0), types.Position(10_000, 0))
        params = types.InlayHintParams(types.TextDocumentIdentifier(uri), everything)
        shown: dict[int, list[str]] = {}
        for hint in await self.client.text_document_inlay_hint_async(params) or []:
            shown.setdefault(hint.position.line + 1, []).append(str(hint.label))
        return shown

    async def hover(self, uri: str, text: str, within: int = 0) -> str | None:
        """What is shown for the first place where the text stands, or for a character of it."""
        at = position(self.texts[uri], self.texts[uri].index(text) + within)
        found = await self.client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), at))
        if found is None:
            return None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions(self, uri: str, at: types.Range, only: Sequence[str] | None = None) -> list[types.CodeAction]:
        context = types.CodeActionContext(diagnostics=[], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, context)
        found = await self.client.text_document_code_action_async(params) or []
        return [action for action in found if isinstance(action, types.CodeAction)]

    async def lenses(self, uri: str) -> dict[int, str]:
        params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        found = await self.client.text_document_code_lens_async(params) or []
        return {lens.range.start.line + 1: lens.command.title for lens in found if lens.command is not None}

    async def execute(self, command: str, *arguments: str) -> str:
        params = types.ExecuteCommandParams(command, list(arguments))
        return str(await self.client.workspace_execute_command_async(params))

    async def definition(self, uri: str, text: str) -> list[types.Location]:
        at = position(self.texts[uri], self.texts[uri].index(text))
        params = types.DefinitionParams(types.TextDocumentIdentifier(uri), at)
        found = await self.client.text_document_definition_async(params)
        assert isinstance(found, list)
        return [place for place in found if isinstance(place, types.Location)]

    def apply(self, action: types.CodeAction) -> None:
        """What an editor does with an action: put its edits in, the last first, and tell the server."""
        assert action.edit is not None
        assert action.edit.changes is not None
        for uri, edits in action.edit.changes.items():
            text = self.texts[uri]
            for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
                text = text[: offset(text, edit.range.start)] + edit.new_text + text[offset(text, edit.range.end) :]
            self.texts[uri] = text
            self.send(uri, [types.TextDocumentContentChangeWholeDocument(text=text)])


def position(text: str, index: int) -> types.Position:
    """In UTF-16, as editors count."""
    before = text[:index].split("\n")
    return types.Position(len(before) - 1, len(before[-1].encode("utf-16-le")) // 2)


def offset(text: str, at: types.Position) -> int:
    lines = text.split("\n")
    column = len(lines[at.line].encode("utf-16-le")[: at.character * 2].decode("utf-16-le"))
    return sum(len(line) + 1 for line in lines[: at.line]) + column
