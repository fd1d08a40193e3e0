"""Whatever a client sends, the server goes on, and its log has no traceback."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from robustness.commands import WRONG, environment, script

TEXTS = (
    WRONG, "", "import torch\nclass A(torch.nn.Module):\n  pass\n", "def f(:\n", "\0", "\ud83d = 1\n",
    "x\r\ny\rz\n",
)  # fmt: skip
METHODS = [
    "textDocument/hover", "textDocument/codeAction", "textDocument/inlayHint", "textDocument/codeLens",
    "textDocument/definition", "textDocument/rename", "workspace/executeCommand", "shapelint/nothing",
]  # fmt: skip
NASTY: tuple[Any, ...] = (
    None, True, -1, 0, 2**31, 2**70, 1.5, "", "x", "file:///", "\ud800", [], [1], {}, {"uri": 3}, {"line": -5},
)  # fmt: skip


class Client:
    """Sends bytes, and reads what comes back so that nothing is held up."""

    def __init__(self, directory: Path, program: Path, log: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(program), "server"],
            cwd=directory,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log.open("wb"),
        )
        self.answers: list[dict[str, Any]] = []
        self._answered = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            if header.lower().startswith(b"content-length:"):
                size = int(header.split(b":")[1])
                while stream.readline().strip():
                    pass
                with self._answered:
                    self.answers.append(json.loads(stream.read(size)))
                    self._answered.notify_all()

    def send(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def message(self, method: Any, params: Any, identity: Any = None) -> None:
        what = {"jsonrpc": "2.0", "method": method, "params": params}
        self.send(json.dumps(what if identity is None else {**what, "id": identity}).encode())

    def answer_to(self, identity: int) -> dict[str, Any]:
        with self._answered:
            found = lambda: next((a for a in self.answers if a.get("id") == identity and "method" not in a), None)
            assert self._answered.wait_for(lambda: found() is not None, 120), "the server does not answer"
            answer = found()
            assert answer is not None
            return answer


def spoiled(r: random.Random, value: Any) -> Any:
    """A value with something in it replaced, left out, or doubled."""
    if isinstance(value, dict) and value and r.random() < 0.8:
        key = r.choice(list(value))
        if r.random() < 0.2:
            return {name: item for name, item in value.items() if name != key}
        return {**value, key: spoiled(r, value[key])}
    if isinstance(value, list) and value and r.random() < 0.8:
        return [*value[:-1], spoiled(r, value[-1])]
    return r.choice(NASTY)


def a_message(r: random.Random, root: Path) -> tuple[str, Any, bool]:
    """The method, the parameters, and whether an answer is asked for."""
    uri = r.choice([(root / f"net{r.randrange(3)}.py").as_uri(), "untitled:Untitled-1", "file:///nowhere/x.py", "x"])
    position = {"line": r.randrange(6), "character": r.randrange(30)}
    other = {"line": r.choice([0, 1, 2, 10**6]), "character": r.choice([0, 1, 5, 10**6])}
    place = {"start": position, "end": other}
    kind = r.randrange(9)
    document = {"uri": uri, "languageId": "python", "version": 1, "text": r.choice(TEXTS)}
    if kind == 0:
        return "textDocument/didOpen", {"textDocument": document}, False
    if kind in (1, 2):
        part, whole = {"range": place, "text": r.choice(["", "x", "\n", "9", "\ud83d"])}, {"text": r.choice(TEXTS)}
        changes = [part if kind == 1 else whole]
        return "textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": changes}, False
    if kind == 3:
        return r.choice(["textDocument/didClose", "textDocument/didSave"]), {"textDocument": {"uri": uri}}, False
    if kind == 4:
        cells = [{"kind": r.choice([1, 2]), "document": f"vscode-notebook-cell:{n}"} for n in range(3)]
        notebook = {
            "uri": (root / "n.ipynb").as_uri(),
            "notebookType": "jupyter-notebook",
            "version": 1,
            "cells": cells,
        }
        texts = [{**document, "uri": cell["document"]} for cell in cells]
        return "notebookDocument/didOpen", {"notebookDocument": notebook, "cellTextDocuments": texts}, False
    if kind == 5:
        array = {"start": r.randrange(9), "deleteCount": r.randrange(9)}
        change = {"cells": {"structure": {"array": array, "didClose": [{"uri": "vscode-notebook-cell:1"}]}}}
        notebook = {"uri": (root / "n.ipynb").as_uri(), "version": 2}
        return "notebookDocument/didChange", {"notebookDocument": notebook, "change": change}, False
    params = {"textDocument": {"uri": uri}, "position": position, "range": place, "context": {"diagnostics": []}}
    return r.choice(METHODS), params, True


def talk(directory: Path, count: int, seed: int) -> None:
    r = random.Random(seed)
    client = Client(directory, script(directory), directory / "log")
    root = {"processId": None, "rootUri": directory.as_uri(), "capabilities": {}, "initializationOptions": {"delay": 1}}
    client.message("textDocument/hover", {}, 1)  # too early
    client.message("initialize", root, 2)
    client.answer_to(2)
    client.message("initialized", {})
    for number in range(count):
        method, params, is_request = a_message(r, directory)
        luck = r.random()
        if luck < 0.3:
            params = spoiled(r, params)
        if luck < 0.02:
            client.send(r.choice([b"{", b"[]", b"null", b"3", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"jsonrpc": "2.0"}']))
            continue
        if luck < 0.04:
            client.send(json.dumps({"jsonrpc": "2.0", "id": r.choice(NASTY), "result": r.choice(NASTY)}).encode())
            continue
        client.message(method, params, 10 + number if is_request else None)
    client.message("shutdown", None, 5)
    assert "error" not in client.answer_to(5)
    client.message("exit", None)
    assert client.process.wait(60) == 0
    log = (directory / "log").read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in log
    assert 'File "' not in log
    assert not [line for line in log.splitlines() if not line.startswith("shapelint: ")]
    told = [a["params"]["message"] for a in client.answers if a.get("method") == "window/logMessage"]
    assert not [text for text in told if "internal error" in text]


def test_a_few_messages(tmp_path: Path) -> None:
    talk(tmp_path, 150, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_many_messages(tmp_path: Path, seed: int) -> None:
    talk(tmp_path, 500, seed + 100)
