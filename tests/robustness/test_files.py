"""Whatever a file is, it costs one line or one finding, and the run goes on."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import threading
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from robustness.commands import RIGHT, WRONG, complaints, run

from shapelint.files import read_regular

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the kinds of files are POSIX's")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "net.py").write_text(WRONG, encoding="utf-8")
    return tmp_path


def found(directory: Path, *arguments: str) -> dict[str, str]:
    """The message about each file; the run must have come to its end, within a few seconds and a little memory."""
    done = run(directory, "check", *(arguments or (".",)), "--no-cache", "--output-format", "json")
    assert complaints(done) == []
    assert done.returncode == 1
    return {one["filename"]: one["message"] for one in json.loads(done.stdout)}


def unreadable(reason: str) -> str:
    return f"the file cannot be read: {reason}"


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the whole path may be too long for a socket
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


KINDS = {
    "pipe": (os.mkfifo, "it is a pipe"),
    "socket": (make_socket, "it is a socket"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "it is a device"),
    "random": (lambda path: path.symlink_to("/dev/urandom"), "it is a device"),
    "loop": (lambda path: path.symlink_to(path.name), "it cannot be opened (Too many levels of symbolic links)"),
    "dangling": (lambda path: path.symlink_to("nothing"), "it cannot be opened (No such file or directory)"),
    "nulls": (lambda path: path.write_bytes(b"import torch\0\n"), "it holds null characters"),
    "bytes": (lambda path: path.write_bytes(b"import torch # \xff\n"), "line 1 is not UTF-8 text"),
    "comments": (
        lambda path: path.write_bytes(b"# a comment\n" * 900_000),
        "it is larger than 5,000,000 bytes (--max-file-size)",
    ),
    "sparse": (
        lambda path: (path.touch(), os.truncate(path, 1 << 40)),
        "it is larger than 5,000,000 bytes (--max-file-size)",
    ),
}


@pytest.fixture
def odd(project: Path) -> Path:
    """A project with each of them."""
    for kind, (make, _) in KINDS.items():
        make(project / f"{kind}.py")
    return project


def test_kinds_of_files(odd: Path) -> None:
    messages = found(odd)
    assert messages.pop("net.py").startswith("Linear expects")
    assert messages == {f"{kind}.py": unreadable(reason) for kind, (_, reason) in KINDS.items()}


def test_they_are_named(odd: Path) -> None:
    messages = found(odd, *(f"{kind}.py" for kind in KINDS))
    assert messages == {f"{kind}.py": unreadable(reason) for kind, (_, reason) in KINDS.items()}


def test_they_are_imported(odd: Path) -> None:
    """Also by the name of a package's own file."""
    lines = ""
    for kind, (make, _) in KINDS.items():
        (odd / f"in_{kind}").mkdir()
        make(odd / f"in_{kind}" / "__init__.py")
        lines += f"import {kind}, in_{kind}.part\nfrom {kind} import *\nfrom in_{kind} import width\n"
    (odd / "net.py").write_text(f"{lines}{WRONG}", encoding="utf-8")
    assert "Linear expects 8 features" in found(odd, "net.py")["net.py"]


@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "sparse"])
def test_files_that_are_looked_at(project: Path, kind: str) -> None:
    (project / ".git" / "info").mkdir(parents=True)
    for name in (".gitignore", ".git/info/exclude", "pyproject.toml"):
        KINDS[kind][0](project / name)
    done = run(project, "check", ".", "--no-cache")
    assert len(complaints(done)) <= 1
    assert done.returncode in (1, 2)
    done = run(
        project, "check", ".", "--no-cache", "--config", "pyproject.toml", "--baseline", ".gitignore", timeout=60
    )
    assert len(complaints(done)) == 1
    assert done.returncode == 2


def test_a_directory_that_is_named_like_a_file(project: Path) -> None:
    (project / "x.py").mkdir()
    (project / "x.py" / "part.py").write_text(WRONG, encoding="utf-8")
    assert found(project).keys() == {"net.py", "x.py/part.py"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_must_not_be_read(project: Path) -> None:
    (project / "odd.py").write_text(WRONG, encoding="utf-8")
    (project / "odd.py").chmod(0)
    (project / "closed").mkdir(mode=0)
    messages = found(project)
    assert messages["odd.py"] == unreadable("it cannot be opened (Permission denied)")
    assert messages["closed"] == unreadable("it is a directory that cannot be opened (Permission denied)")


def test_paths_that_are_too_long(project: Path) -> None:
    here = Path.cwd()
    os.chdir(project)
    try:
        for _ in range(20):
            Path("d" * 250).mkdir()
            os.chdir("d" * 250)
        Path("net.py").write_text(WRONG, encoding="utf-8")
    finally:
        os.chdir(here)
    messages = found(project)
    assert len(messages) == 2
    assert unreadable("it cannot be opened (File name too long)") in messages.values()


NAMES = (
    "na\udcffme.py", "new\nline.py", "esc\x1b[31m.py", "a:b%20&c.py", "a..py", "quote'\".py", "\u202eyp.py", "-.py",
)  # fmt: skip


@pytest.mark.parametrize("style", ["full", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit"])
def test_names(project: Path, style: str) -> None:
    for name in NAMES:
        (project / name).write_text(WRONG, encoding="utf-8")
    written = project / "report"
    done = run(project, "check", ".", "--no-cache", "--output-format", style, "--output-file", str(written))
    assert complaints(done) == []
    assert done.returncode == 1
    text = written.read_bytes().decode()  # as UTF-8, whatever the names are
    if style in ("json", "sarif", "gitlab"):
        json.loads(text)
    if style in ("concise", "full"):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    if style == "concise":
        assert len(text.splitlines()) == len(NAMES) + 2
    if style == "sarif":
        results = json.loads(text)["runs"][0]["results"]
        uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
        assert len(set(uris)) == len(NAMES) + 1
        assert all(re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) for uri in uris)
    if style == "junit":
        ElementTree.fromstring(text)


def test_names_that_are_kept(project: Path) -> None:
    """Names that are no text go through the cache and to other processes."""
    for number in range(14):
        name = os.fsencode(project) + b"/na\xffme%d.py" % number
        Path(os.fsdecode(name)).write_text(WRONG, encoding="utf-8")
    first = run(project, "check", ".", "--jobs", "2")
    second = run(project, "check", ".", "--jobs", "2")
    assert (first.returncode, first.stdout) == (1, second.stdout)
    assert first.stdout.count("SHP102") == 15


def test_the_limit_can_be_lifted(project: Path) -> None:
    (project / "odd.py").write_bytes((b"# " + b"x" * 1000 + b"\n") * 5_100 + WRONG.encode())
    assert "Linear expects" in found(project, ".", "--max-file-size", "0")["odd.py"]
    assert "1,000 bytes" in found(project, ".", "--max-file-size", "1000")["odd.py"]


@pytest.mark.parametrize("key", ["max-file-size", "max-seconds", "max-memory"])
def test_configuration_lowers_limits_only(project: Path, key: str) -> None:
    from shapelint.project.config.configuration_files import Layer
    from shapelint.project.config.resolution import settings_of
    from shapelint.project.config.selection import COMMAND_LINE
    from shapelint.project.config.settings import Settings

    def limit(*layers: tuple[int, str]) -> int:
        found = settings_of(tuple(Layer({key: value}, origin, "/") for value, origin in layers), (), "/", [])
        return {"max-file-size": found.max_file_size, "max-seconds": found.limits.seconds}.get(key, found.limits.memory)

    usual = Settings()
    default = {"max-file-size": usual.max_file_size, "max-seconds": 10, "max-memory": 1024}[key]
    assert limit((default * 2, "a.toml")) == default
    assert limit((0, "a.toml")) == default
    assert limit((5, "a.toml"), (7, "b.toml")) == 5
    assert limit((5, "a.toml"), (default * 2, COMMAND_LINE)) == default * 2
    assert limit((5, "a.toml"), (0, COMMAND_LINE)) == 0


def test_a_notebook_is_mostly_what_its_cells_have_put_out(project: Path) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": ["x" * 6_000_000]}
    cell = {"cell_type": "code", "metadata": {}, "source": WRONG, "outputs": [output]}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project / "net.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert "Linear expects" in found(project)["net.ipynb"]


def test_files_that_come_and_go(project: Path) -> None:
    """Some vanish, some grow, some become pipes while they are checked."""
    stop = threading.Event()

    def change() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            path = project / f"odd{number % 7}.py"
            path.unlink(missing_ok=True)
            if number % 3 == 0:
                os.mkfifo(path)
            elif number % 3 == 1:
                with path.open("a", encoding="utf-8") as stream:
                    stream.write(WRONG * (number % 50))
            time.sleep(0.001)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(5):
            done = run(project, "check", ".")
            complaints(done)
            assert done.returncode == 1
    finally:
        stop.set()
        thread.join()


def test_a_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    """More than the size that it had when it was opened is not read for ever."""
    if sys.platform != "linux":
        pytest.skip("it needs a file whose size is not told")
    assert read_regular("/proc/self/maps", 100) == "it is larger than 100 bytes (--max-file-size)"


def test_output_goes_through(project: Path) -> None:
    """To devices, pipes and links; only regular files are replaced."""
    (project / "net.py").write_text(WRONG, encoding="utf-8")
    target, link, new = project / "report", project / "link", project / "new"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    (project / "dangling").symlink_to(new)
    for path in (link, project / "dangling", Path("/dev/null")):
        done = run(project, "check", "net.py", "-n", "-o", str(path))
        assert (done.returncode, complaints(done)) == (1, [])
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == new.read_text(encoding="utf-8") != "old"
    assert target.stat().st_mode & 0o777 == 0o640
    assert Path("/dev/null").is_char_device()


def test_output_to_a_pipe(project: Path) -> None:
    pipe = project / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    thread = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    thread.start()
    done = run(project, "check", "net.py", "-n", "-o", "pipe")
    thread.join(30)
    assert done.returncode == 1
    assert "SHP102" in read[0]
    assert pipe.is_fifo()


def test_output_to_standard_output(project: Path) -> None:
    done = run(project, "check", "net.py", "-n", "-o", "/dev/stdout")
    assert (done.returncode, complaints(done)) == (1, [])
    assert "SHP102" in done.stdout


def test_output_to_a_directory(project: Path) -> None:
    (project / "place").mkdir()
    done = run(project, "check", "net.py", "-n", "-o", "place")
    assert complaints(done) == ["shapelint: error: cannot write place: Is a directory"]
    assert done.returncode == 2


def test_output_to_a_file_with_two_names(project: Path) -> None:
    one, other = project / "one", project / "other"
    one.write_text("old", encoding="utf-8")
    os.link(one, other)
    run(project, "check", "net.py", "-n", "-o", "one")
    assert other.read_text(encoding="utf-8") == one.read_text(encoding="utf-8") != "old"


def test_right_files_stay_silent(project: Path) -> None:
    (project / "net.py").write_text(RIGHT, encoding="utf-8")
    assert run(project, "check", ".", "-n").returncode == 0
