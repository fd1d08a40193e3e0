"""The playground's server: whom it answers, and with what."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from shapelint.web.bundle import STATIC, engine_zip, write_page
from shapelint.web.server import MOST_BYTES, Playground

CHECK = json.dumps({"kind": "check", "text": "import torch\ntorch.nn.Linear(3, 4)(torch.ones(2, 5))\n"})


@pytest.fixture(scope="module")
def server() -> Iterator[Playground]:
    made = Playground(0, "first text")
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def ask(
    server: Playground, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    found = answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    connection.close()
    return found


def post(server: Playground, body: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    own = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{server.port}"}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(server, "POST", f"/{server.token}/check", body, {**own, **given})


def test_the_page_and_its_files(server: Playground) -> None:
    status, body, headers = ask(server, "GET", f"/{server.token}/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"app.js" in body
    assert "default-src 'self'" in headers["content-security-policy"]
    for path in STATIC.iterdir():
        status, body, _ = ask(server, "GET", f"/{server.token}/{path.name}?v=1")
        assert (status, body) == (200, path.read_bytes())
    assert ask(server, "GET", f"/{server.token}/file.txt")[1] == b"first text"


def test_a_check(server: Playground) -> None:
    status, body, _ = post(server, CHECK)
    assert status == 200
    assert [one["code"] for one in json.loads(body)["diagnostics"]] == ["SHP102"]


@pytest.mark.parametrize("path", ["/", "/wrong/", "/wrong/check", "/../etc/passwd", "//check"])
def test_who_does_not_know_the_token_is_refused(server: Playground, path: str) -> None:
    assert ask(server, "GET", path)[0] == 403
    assert ask(server, "POST", path, CHECK, {"Content-Type": "application/json"})[0] == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", ""])
def test_another_host_is_refused(server: Playground, host: str) -> None:
    """A name that was bound to this address anew is not this one."""
    assert ask(server, "GET", f"/{server.token}/", None, {"Host": host})[0] == 421
    assert post(server, CHECK, Host=host)[0] == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_another_origin_is_refused(server: Playground, origin: str) -> None:
    assert post(server, CHECK, Origin=origin)[0] == 403


def test_what_else_is_refused(server: Playground) -> None:
    assert post(server, CHECK, Content_Type="text/plain")[0] == 403
    assert post(server, CHECK, Content_Length=str(MOST_BYTES + 1))[0] == 413
    assert post(server, "", Content_Length="-1")[0] == 411
    assert ask(server, "GET", f"/{server.token}/../server.py")[0] == 404
    assert ask(server, "GET", f"/{server.token}/pyodide/pyodide.mjs")[0] == 404
    assert ask(server, "PUT", f"/{server.token}/check", CHECK)[0] == 501


def test_nonsense_is_answered_in_one_line(server: Playground) -> None:
    for body in ("", "{", "[]", "\x00"):
        status, answer, _ = post(server, body)
        assert status == 200
        assert json.loads(answer)["problem"]


def test_the_engine_for_the_browser_is_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(engine_zip())) as archive:
        names = set(archive.namelist())
    assert {
        "shapelint/web/answers.py",
        "shapelint_rules/__init__.py",
        "shapelint/frontends/torch/mentions.txt",
    } <= names
    assert not [name for name in names if "static/" in name or "__pycache__" in name]


def test_the_page_for_a_static_host(tmp_path: Path) -> None:
    write_page(tmp_path / "page")
    assert {path.name for path in (tmp_path / "page").iterdir()} == {
        "shapelint.zip",
        "viz-global.js",
        *(p.name for p in STATIC.iterdir()),
    }
