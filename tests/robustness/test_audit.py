"""Nothing that is checked is executed, and nothing else is opened than what belongs to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from robustness.commands import SOURCES, changed, environment, run_changed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are copied there")

MARK = "open({place!r} + '/EXECUTED-{what}', 'w')"
EVERYWHERE = """
import torch
from torch import nn
from helper import *
import helper, conftest, plugin, enum, argparse

_ = {module}
text = f"{{{fstring}}}"

def decorator(function):
    {decorated}
    return function

class Meta(type):
    def __new__(meta, *arguments):
        {metaclass}
        return super().__new__(meta, *arguments)
    def __getattr__(cls, name):
        {metaattribute}

class Descriptor:
    def __set_name__(self, owner, name): {setname}
    def __get__(self, owner, kind): {get}

class Net(nn.Module, metaclass=Meta):
    size: {annotation} = 3
    descriptor = Descriptor()

    def __init_subclass__(cls): {subclass}
    def __init__(self, width={default}, *, more: {parameter} = 3) -> {result}:
        super().__init__()
        self.fc = nn.Linear(8, 4)
        {init}
    @decorator
    @property
    def prop(self): {prop}
    def __getattr__(self, name):
        {attribute}
    @torch.jit.script
    def forward(self, x: {annotation2}):
        {forward}
        return self.fc(x)

def __getattr__(name): {moduleattribute}
def __dir__(): {moduledir}

class Net2(Net): pass

exec({text!r})
eval({text!r})
compile({text!r}, "x", "exec")
__import__("helper")
[{listed} for _ in range(2)]
(lambda: {lambdas})()
assert {asserted} or True
with open("written-by-the-program", "w") as stream:
    stream.write("x")
import os, subprocess, socket
os.system("touch EXECUTED-system")
subprocess.run(["touch", "EXECUTED-subprocess"])
socket.create_connection(("127.0.0.1", 9))
torch.load("weights.pt"); torch.hub.load("a/b", "c")

net = Net2()
net(torch.randn(2, 9))
if __name__ == "__main__":
    {main}
"""
ALSO = (
    "enum", "argparse", "torch", "sitecustomize", "usercustomize", "conftest", "plugin", "json", "threading", "pygls",
    "libcst", "setup", "tomllib", "__main__", "shapelint_rules", "noxfile",
)  # fmt: skip


class Marks(dict[str, str]):
    def __init__(self, place: Path) -> None:
        self.place = str(place)

    def __missing__(self, what: str) -> str:
        return MARK.format(place=self.place, what=what)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    place = tmp_path / "project"
    (place / "package").mkdir(parents=True)
    marks = Marks(place)
    marks["text"] = MARK.format(place=str(place), what="text")
    for number in range(13):
        (place / f"net{number}.py").write_text(EVERYWHERE.format_map(marks), encoding="utf-8")
    for name in (*ALSO, "helper", "package/__init__", "package/helper"):
        (place / f"{name}.py").write_text(f"import torch\n{marks[name.replace('/', '-')]}\n", encoding="utf-8")
    cell = {"cell_type": "code", "source": f"!touch EXECUTED-shell\n%run helper.py\n{marks['cell']}", "metadata": {}}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (place / "notebook.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (place / "evil.pth").write_text(f"import plugin; {marks['pth']}\n", encoding="utf-8")
    information = place / "evil-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n", encoding="utf-8")
    points = "[shapelint.rules]\nevil = plugin:rules\n[shapelint.frontends]\nevil = plugin:layers\n"
    (information / "entry_points.txt").write_text(points, encoding="utf-8")
    site = place / ".venv" / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
    site.mkdir(parents=True)
    for name in ("sitecustomize", "evil"):
        (site / f"{name}.py").write_text(f"import torch\n{marks[f'environment-{name}']}\n", encoding="utf-8")
    (site / "evil.pth").write_text(f"import evil; {marks['environment-pth']}\n", encoding="utf-8")
    (place / "pyproject.toml").write_text(
        "[build-system]\nrequires = ['evil']\nbuild-backend = 'plugin'\n[tool.shapelint]\nsrc = ['.', 'package']\n",
        encoding="utf-8",
    )
    return place


HOOK = """
import os, sys
LOG = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
WATCHED = {{
    "open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.truncate", "os.chmod", "os.chown", "shutil.rmtree", "subprocess.Popen", "os.exec", "os.posix_spawn",
    "os.system", "os.forkpty", "pty.spawn", "ctypes.dlopen",
}}

def watch(event, arguments):
    if event in WATCHED or event.startswith(("socket.", "urllib", "http", "ftplib")):
        first = arguments[0] if arguments else ""
        what = os.fsdecode(first) if isinstance(first, (str, bytes)) else repr(first)
        flags = arguments[2] if event == "open" and len(arguments) > 2 else 0
        writes = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)) and not what.isdigit()
        what = what if event.startswith("socket.") or what.isdigit() else os.path.abspath(what)
        os.write(LOG, ascii([os.getpid(), event, what, writes]).encode() + b"\\n")

sys.addaudithook(watch)
"""


def events(log: Path) -> list[tuple[int, str, str, bool]]:
    import ast

    return [tuple(ast.literal_eval(line)) for line in log.read_text(encoding="ascii").splitlines()]


def allowed(project: Path) -> tuple[str, ...]:
    """Where files may be opened: the project and what configures it, the interpreter, shapelint, and nothing else."""
    places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    places |= {os.path.realpath(place) for place in places} | set(SOURCES) | {sys.prefix, sys.base_prefix}
    places |= {entry for entry in sys.path if entry.endswith("site-packages")}
    return (*places, str(project), "/proc/self/", "/dev/null", str(Path(changed("pass")).parent))


LOOKED_FOR = ("pyproject.toml", "shapelint.toml", ".shapelint.toml", ".gitignore", "exclude")
"""Configuration is looked for in the directories above."""


def assert_clean(project: Path, log: Path, processes: int) -> None:
    assert sorted(path.name for path in project.rglob("EXECUTED*")) == []
    assert not (project / "written-by-the-program").exists()
    found = events(log)
    assert len({pid for pid, *_ in found}) >= processes
    places = allowed(project)
    strange = [
        (event, what)
        for _, event, what, _ in found
        if not what.startswith(places) and not what.isdigit() and Path(what).name not in LOOKED_FOR
    ]
    assert strange == []
    kept = str(project / ".shapelint_cache")
    writes = {(event, what) for _, event, what, writing in found if writing or event in WRITES}
    assert {one for one in writes if not one[1].startswith((kept, "/dev/null", str(log)))} == set()
    assert not [event for _, event, *_ in found if event.startswith(("socket", "urllib", "http", "ftplib"))]
    assert not [event for _, event, *_ in found if event in PROGRAMS]


WRITES = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
)  # fmt: skip
PROGRAMS = ("subprocess.Popen", "os.exec", "os.system", "os.posix_spawn")


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_check(project: Path, tmp_path: Path, jobs: str) -> None:
    log = tmp_path / "log"
    done = run_changed(project, HOOK.format(log=str(log)), "check", ".", "--jobs", jobs, "--output-format", "concise")
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert_clean(project, log, 1 + int(jobs))


@pytest.mark.parametrize(
    "command", [("summary", "net1.py"), ("summary", "net1.py::Net()"), ("shapes", "net1.py", "notebook.ipynb")]
)
def test_other_commands(project: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    log = tmp_path / "log"
    done = run_changed(project, HOOK.format(log=str(log)), *command)
    assert "Traceback" not in done.stderr
    assert_clean(project, log, 2)


def test_the_server(project: Path, tmp_path: Path) -> None:
    from robustness.test_messages import Client

    log = tmp_path / "log"
    process = changed(HOOK.format(log=str(log)))
    client = Client(project, process, tmp_path / "errors")
    root = {"processId": None, "rootUri": project.as_uri(), "capabilities": {}, "initializationOptions": {"delay": 1}}
    client.message("initialize", root, 1)
    client.answer_to(1)
    client.message("initialized", {})
    for number in range(3):
        path = project / f"net{number}.py"
        text = path.read_text(encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": text}
        client.message("textDocument/didOpen", {"textDocument": document})
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": 30, "character": 10}}
        client.message("textDocument/hover", place, 10 + number)
        client.message("textDocument/codeLens", {"textDocument": {"uri": path.as_uri()}}, 20 + number)
    for number in range(3):
        client.answer_to(10 + number)
        client.answer_to(20 + number)
    client.message("shutdown", None, 5)
    client.answer_to(5)
    client.message("exit", None)
    assert client.process.wait(60) == 0
    assert sorted(path.name for path in project.rglob("EXECUTED*")) == []
    found = events(log)
    places = allowed(project)
    assert not [
        (event, what)
        for _, event, what, _ in found
        if event == "open" and not what.startswith(places) and not what.isdigit() and Path(what).name not in LOOKED_FOR
    ]
    assert not [event for _, event, *_ in found if event in (*PROGRAMS, "socket.connect")]


def test_the_marks_would_be_seen(project: Path) -> None:
    """Python itself leaves them."""
    subprocess.run(
        [sys.executable, "net1.py"], cwd=project, env=environment(), capture_output=True, check=False, timeout=60
    )
    assert list(project.rglob("EXECUTED*"))
