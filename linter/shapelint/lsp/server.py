"""The server: the protocol's messages, handed to the session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from shapelint.lsp.actions import FIX_ALL
from shapelint.lsp.analyses import Analyses, Stated
from shapelint.lsp.documents import Opened
from shapelint.lsp.options import Options, options_of
from shapelint.lsp.session import Session
from shapelint.problems import Problem
from shapelint.project.config.resolution import Resolver
from shapelint.project.editor.graph_page import graph_page
from shapelint.project.editor.inspection import Inspected, ModelFact, inspect, models
from shapelint.project.execution.file_limits import Limits
from shapelint.project.execution.resource_limits import OutOfTime
from shapelint.project.results.file_result import FileResult
from shapelint.version import __version__

NOTEBOOKS = types.NotebookDocumentFilterWithNotebook(notebook="jupyter-notebook")
"""All of their cells, so that those of other kinds are counted."""
LANGUAGE = "python"


class Server(LanguageServer):
    """A language server with its session, which begins when the editor has said what it can do."""

    session: Session
    loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        sync = types.NotebookDocumentSyncOptions(notebook_selector=[NOTEBOOKS])
        super().__init__("shapelint", __version__, notebook_document_sync=sync)
        self.options = Options()
        self.resolver = Resolver()
        self._told: set[str] = set()

    def begin(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.session = Session(self._analyses, self._publish)
        self.session.shows_graphs = self.options.shows_graphs
        self.resolver = self.options.resolver()
        self.session.encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16

    def _analyses(self, report: Callable[[list[str]], None]) -> Analyses:
        def reported(uris: list[str]) -> None:
            report(uris)
            if len(uris) > 1:
                self.refresh()

        return Analyses(self._inspect, self._models, reported, self._complain, self.options.quiet)

    def look_again(self) -> None:
        """Read the configuration and the files of the project anew: something outside of the editor has changed."""
        self.resolver = self.options.resolver()
        self.session.touch_all()

    def _inspect(self, opened: Opened, stated: Stated) -> Inspected:
        found = inspect(opened.file, stated, self.resolver)
        problems = [*self.resolver.problems, *([found.text] if isinstance(found, Problem) else [])]
        self.loop.call_soon_threadsafe(self.tell, problems)
        for path, text in () if isinstance(found, Problem) else found.crashes:
            self.loop.call_soon_threadsafe(self._log, f"{path}: internal error; file skipped: {text}")
        return Inspected(opened.file, FileResult(opened.file.path)) if isinstance(found, Problem) else found

    def _models(self, opened: Opened, stated: Stated) -> list[ModelFact]:
        return models(opened.file, stated, self.resolver)

    def page(self, name: str, opened: Opened, stated: Stated) -> str:
        """The page with the picture of a model class of an open file."""
        return graph_page(opened.file, name, stated, self.resolver)

    def tell(self, problems: Sequence[str]) -> None:
        """Show what is wrong with the settings, each once."""
        for problem in problems:
            if problem not in self._told:
                self._told.add(problem)
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"shapelint: {problem}"))

    def _publish(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))

    def _complain(self, error: BaseException) -> None:
        self._log(self._said(error))

    def _log(self, text: str) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"shapelint: {text}"))

    def _said(self, error: BaseException) -> str:
        if isinstance(error, OutOfTime):
            return f"file skipped: {Limits().too_slow}"
        if isinstance(error, MemoryError):
            return f"file skipped: {Limits().too_large}"
        return f"internal error: {type(error).__name__}: {' '.join(str(error).split())}"

    def refresh(self) -> None:
        """Have the editor ask again for what it shows in files that were not edited themselves."""
        workspace = self.client_capabilities.workspace
        if workspace is not None and workspace.inlay_hint is not None and workspace.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)
        if workspace is not None and workspace.code_lens is not None and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)


def make_server() -> Server:
    server = Server()
    add_life(server)
    add_files(server)
    add_notebooks(server)
    add_answers(server)
    add_commands(server)
    return server


def add_life(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.options = options_of(params.initialization_options, server.workspace.root_path or "")
        server.begin()
        server.tell(server.options.problems)

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        server.session.end()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.look_again()


def add_files(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.session.open(params.text_document.uri, params.text_document.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.session.change(params.text_document.uri, params.content_changes)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.look_again()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.session.close(params.text_document.uri)


def add_notebooks(server: Server) -> None:
    def show(uri: str, opened: Sequence[types.TextDocumentItem] = ()) -> None:
        server.session.put_cells({cell.uri: cell.text for cell in opened if cell.language_id == LANGUAGE})
        notebook = server.workspace.get_notebook_document(notebook_uri=uri)
        if notebook is not None:
            server.session.show_notebook(uri, notebook.cells)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenNotebookDocumentParams) -> None:
        show(params.notebook_document.uri, params.cell_text_documents)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeNotebookDocumentParams) -> None:
        cells = params.change.cells
        structure = None if cells is None else cells.structure
        for closed in structure.did_close or () if structure is not None else ():
            server.session.forget(closed.uri)
        for text in cells.text_content or () if cells is not None else ():
            server.session.edit(text.document.uri, text.changes)
        show(params.notebook_document.uri, structure.did_open or () if structure is not None else ())

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseNotebookDocumentParams) -> None:
        server.session.close(params.notebook_document.uri)
        for cell in params.cell_text_documents:
            server.session.forget(cell.uri)


def add_commands(server: Server) -> None:
    @server.command("shapelint.graph")
    async def graph(uri: str, name: str) -> str:
        """The page with the picture of a model class."""
        return await server.session.graph(uri, partial(server.page, name))


def add_answers(server: Server) -> None:
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await server.session.actions(params.text_document.uri, params.range, params.context.only)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return await server.session.hover(params.text_document.uri, params.position)

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        return await server.session.hints(params.text_document.uri, params.range)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        return await server.session.lenses(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        return await server.session.construction(params.text_document.uri, params.position)
