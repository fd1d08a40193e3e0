"""The playground's server on loopback: the page's files, the engine as a zip, and `POST /check`.

Only this machine can reach it, and of what runs here only who knows the token: it stands in the address that is opened.
A page from elsewhere has another Host (a name that was rebound) or another Origin, and is refused before anything is
read.
"""

from __future__ import annotations

import hmac
import secrets
import sys
import tempfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import urlsplit

from shapelint.project.execution.file_limits import Limits
from shapelint.project.execution.isolation import GivenUp, once
from shapelint.web.bundle import GRAPHVIZ, STATIC, engine_zip

MOST_BYTES = 4_000_000
"""Of a request's body."""
SECONDS = 10
"""For a client to send a request, and for an answer."""
AT_ONCE = 2
TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
    ".wasm": "application/wasm", ".zip": "application/zip", ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}  # fmt: skip
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
)


class Playground(ThreadingHTTPServer):
    """Serves the page under `/TOKEN/`. `file` is the text that is opened first, `pyodide` a directory with Pyodide's
    own files, if there is one."""

    daemon_threads = True

    def __init__(self, port: int = 0, file: str = "", pyodide: Path | None = None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.token = secrets.token_urlsafe(24)
        self.file = file
        self.pyodide = pyodide
        self.free = BoundedSemaphore(AT_ONCE)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    def warm_up(self) -> None:
        """Import what answers take, so that the processes that give them find it there."""
        from shapelint.frontends.registry import built_in
        from shapelint.project.chain import chain_of
        from shapelint.project.config.rulebook import all_rules
        from shapelint.web.answers import answer

        all_rules()
        with tempfile.TemporaryDirectory(prefix="shapelint-") as directory:
            for one in built_in():
                stack = one.dialect().stack if one.dialect is not None else None
                if stack is not None:
                    answer({"kind": "check", "text": "\n".join(stack.imports)}, directory)
        chain_of("Flatten", ())

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no matter; anything else is said in one line."""
        error = sys.exc_info()[1]
        if not isinstance(error, (ConnectionError, TimeoutError)):
            sys.stderr.write(f"shapelint: playground: {type(error).__name__}: {error}\n")


class Handler(BaseHTTPRequestHandler):
    server: Playground
    protocol_version = "HTTP/1.1"
    timeout = SECONDS
    server_version = "shapelint"
    sys_version = ""

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is logged."""

    def do_GET(self) -> None:
        name = self._asked()
        if name is None:
            return
        if name == "engine.json":
            self._send(b'{"engine": "native"}', ".json")
        elif name == "file.txt":
            self._send(self.server.file.encode("utf-8", "replace"), ".txt")
        elif name == GRAPHVIZ.name:
            self._send(GRAPHVIZ.read_bytes(), ".js")
        elif name == "shapelint.zip":
            self._send(engine_zip(), ".zip")
        else:
            self._file(name)

    def do_POST(self) -> None:
        name = self._asked()
        if name is None:
            return
        if name != "check":
            self._refuse(404, "there is nothing here")
            return
        if self.headers.get("Origin") not in self._origins() or self.headers.get_content_type() != "application/json":
            self._refuse(403, "only the page itself may ask")
            return
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or len(length) > 12:
            self._refuse(411, "the length of the request is missing")
        elif int(length) > MOST_BYTES:
            self._refuse(413, f"a request has at most {MOST_BYTES} bytes")
        else:
            self._answer(self.rfile.read(int(length)).decode("utf-8", "replace"))

    def _answer(self, request: str) -> None:
        from json import dumps

        from shapelint.web.answers import answer_text

        with self.server.free, tempfile.TemporaryDirectory(prefix="shapelint-") as directory:
            try:
                said = once(lambda: answer_text(request, directory), Limits(seconds=SECONDS))
            except Exception as error:  # noqa: BLE001 - the page is told, and the server goes on
                said = dumps({"problem": f"internal error: {type(error).__name__}: {error}"})
        if isinstance(said, GivenUp):
            said = dumps({"problem": said.reason})
        self._send(said.encode(), ".json")

    def _origins(self) -> tuple[str, ...]:
        return tuple(f"http://{host}" for host in self._hosts())

    def _hosts(self) -> tuple[str, ...]:
        return (f"127.0.0.1:{self.server.port}", f"localhost:{self.server.port}")

    def _asked(self) -> str | None:
        """What is asked for, behind the token; None where that is refused already."""
        if self.headers.get("Host") not in self._hosts():
            self._refuse(421, "this host is not served here")
            return None
        first, _, name = urlsplit(self.path).path.lstrip("/").partition("/")
        if not hmac.compare_digest(first.encode("utf-8", "replace"), self.server.token.encode()):
            self._refuse(403, "the address lacks its token")
            return None
        return name or "index.html"

    def _file(self, name: str) -> None:
        """A file of the page; nothing else of the disk can be named."""
        folder, _, inner = name.partition("/")
        is_pyodide = folder == "pyodide" and self.server.pyodide is not None
        root, wanted = (self.server.pyodide, inner) if is_pyodide else (STATIC, name)
        found = None if root is None else next((path for path in root.iterdir() if path.name == wanted), None)
        if found is None or not found.is_file():
            self._refuse(404, "there is nothing here")
            return
        self._send(found.read_bytes(), found.suffix)

    def _refuse(self, status: int, reason: str) -> None:
        self.close_connection = True
        self._send(f"{reason}\n".encode(), ".txt", status)

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(kind, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)
