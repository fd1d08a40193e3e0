"""A server over standard input and output, and an editor that talks to it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_lsp
from lsp.editor import Editor
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SERVER = ClientServerConfig([sys.executable, "-m", "shapelint", "server"])


@pytest_lsp.fixture(config=SERVER, scope="module")
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """One server for all tests of a module, since starting it takes longer than a test."""
    refreshed: list[str] = []
    lsp_client.refreshed = refreshed  # type: ignore[attr-defined]
    lsp_client.feature(types.WORKSPACE_CODE_LENS_REFRESH)(lambda params: refreshed.append("lens"))
    lsp_client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)(lambda params: refreshed.append("hint"))
    capabilities = client_capabilities("visual-studio-code")
    assert capabilities.workspace is not None
    capabilities.workspace.inlay_hint = types.InlayHintWorkspaceClientCapabilities(refresh_support=True)
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, initialization_options={"delay": 50})
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client: LanguageClient, tmp_path: Path) -> Iterator[Editor]:
    used = Editor(client, tmp_path)
    yield used
    for uri in used.texts:
        used.close(uri)
