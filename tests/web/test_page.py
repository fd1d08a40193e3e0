"""The page itself in a real browser, in both engines: what tests/web/page.mjs does there, step by step.

Takes Chromium and the packages of tools/playground (`npm ci --prefix tools/playground`); without them nothing is tried.
The engine in the browser is slow to start: it is tried with `-m "slow or not slow"`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from shapelint.web.bundle import STATIC, write_page
from shapelint.web.server import Playground

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "tools" / "playground"
PYODIDE = MODULES / "node_modules" / "pyodide"
PATIENCE = 900

pytestmark = pytest.mark.skipif(
    not (Path("/usr/bin/chromium").exists() and shutil.which("node") and PYODIDE.is_dir()),
    reason="takes node, chromium, and `npm ci --prefix tools/playground`",
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is logged."""


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def problems(address: str, engine: str, directory: Path) -> dict[str, str | None]:
    """What went wrong in each step; None where nothing did."""
    script = Path(__file__).with_name("page.mjs")
    done = subprocess.run(
        ["node", script, MODULES, address, engine, directory], capture_output=True, text=True, timeout=PATIENCE
    )  # fmt: skip
    steps = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(steps) >= 23
    return {step["name"]: step["problem"] for step in steps}


def test_the_bundle_is_made_of_these_sources(tmp_path: Path) -> None:
    subprocess.run(["node", MODULES / "build.mjs", tmp_path], check=True, capture_output=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in STATIC.iterdir()
    }


def test_with_the_engine_of_this_machine(tmp_path: Path) -> None:
    server = Playground()
    server.warm_up()
    with serving(server):
        found = problems(server.address, "native", tmp_path)
    assert {name: problem for name, problem in found.items() if problem} == {}


@pytest.mark.slow
def test_with_the_engine_of_the_browser_on_a_static_host(tmp_path: Path) -> None:
    write_page(tmp_path / "page", PYODIDE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "page"))
    with serving(server):
        found = problems(f"http://127.0.0.1:{server.server_address[1]}/", "static", tmp_path)
    assert {name: problem for name, problem in found.items() if problem} == {}
