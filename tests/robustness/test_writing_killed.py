"""Whatever is written stays whole: when the process is killed, when the disk is full, when two write at once."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from robustness.commands import changed, complaints, environment, place_for_scripts, run, run_changed, script

from shapelint.project.cache.cache_directory import is_own_name
from shapelint.project.suppress.baseline import read_baseline

pytestmark = pytest.mark.skipif(os.name != "posix", reason="it sends signals")
NET = """\
import torch
from torch import nn

net = nn.Sequential(nn.Flatten(), nn.Linear(10, 4))
net(torch.randn(2, 3, {size}))
"""
COMMANDS = {
    "fix": ("check", ".", "--fix", "--no-cache"),
    "noqa": ("check", ".", "--add-noqa", "--no-cache"),
    "cache": ("check", "."),
    "baseline": ("check", ".", "--write-baseline", "--no-cache"),
}


def make(directory: Path) -> dict[str, str]:
    """A project whose files are all wrong; their texts."""
    directory.mkdir(exist_ok=True)
    texts = {f"net{number}.py": NET.format(size=number + 4) for number in range(5)}
    for name, text in texts.items():
        (directory / name).write_text(text, encoding="utf-8")
    return texts


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What each command makes of the files when nothing disturbs it."""
    found = {}
    for command, arguments in COMMANDS.items():
        place = tmp_path_factory.mktemp(command)
        texts = make(place)
        run(place, *arguments)
        found[command] = {name: (place / name).read_text(encoding="utf-8") for name in texts}
        assert (found[command] != texts) == (command in ("fix", "noqa"))
    return found


def assert_whole(directory: Path, command: str, after: dict[str, str]) -> None:
    """Each file is what it was or what it is to be; what is kept can be read; nothing else is there but what was being
    written."""
    for name, text in make_texts().items():
        assert (directory / name).read_text(encoding="utf-8") in (text, after[name])
    baseline = directory / "shapelint-baseline.json"
    if baseline.exists():
        assert len(read_baseline(str(baseline))) == 5
    for path in directory.iterdir():
        if path.is_file() and path.name not in after and path != baseline:
            assert path.name.endswith(".shapelint.tmp"), path
    kept = directory / ".shapelint_cache"
    for path in kept.iterdir() if kept.exists() else ():
        assert is_own_name(path.name)


def make_texts() -> dict[str, str]:
    return {f"net{number}.py": NET.format(size=number + 4) for number in range(5)}


def kill(directory: Path, arguments: tuple[str, ...], after: float, number: int) -> None:
    process = subprocess.Popen(
        [sys.executable, str(script(place_for_scripts())), *arguments, "-q"],
        cwd=directory,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
    process.wait(60)


def killed(directory: Path, command: str, after: dict[str, str], rounds: int, seed: int) -> None:
    r = random.Random(seed)
    began = time.monotonic()
    make(directory)
    run(directory, *COMMANDS[command])
    whole = time.monotonic() - began
    for _ in range(rounds):
        shutil.rmtree(directory)
        make(directory)
        kill(directory, COMMANDS[command], r.uniform(0.3, 1.1) * whole, r.choice([signal.SIGKILL, signal.SIGTERM]))
        assert_whole(directory, command, after)
    run(directory, *COMMANDS[command])  # what was left keeps nobody from going on
    assert {name: (directory / name).read_text(encoding="utf-8") for name in after} == after


@pytest.mark.parametrize("command", COMMANDS)
def test_killed(tmp_path: Path, command: str, done: dict[str, dict[str, str]]) -> None:
    killed(tmp_path / "project", command, done[command], 3, 1)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_killed_often(tmp_path: Path, command: str, done: dict[str, dict[str, str]]) -> None:
    killed(tmp_path / "project", command, done[command], 50, 2)


KILLED_WHILE = """
import os, signal
import shapelint.project.{module}
calls = 0

def counted(name):
    function = getattr(os, name)
    def instead(*arguments, **options):
        global calls
        calls += 1
        if calls == {at}:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return instead

for name in ("open", "replace", "link", "unlink", "fsync", "chmod", "mkdir"):
    setattr(os, name, counted(name))
"""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("at", [1, 3, 6, 10])
def test_killed_between_two_steps(tmp_path: Path, command: str, at: int, done: dict[str, dict[str, str]]) -> None:
    """At the very steps of writing, which a random moment seldom meets."""
    place = tmp_path / "project"
    make(place)
    module = "cache.cache_directory" if command == "cache" else "filesystem.replace_file"
    guarded = KILLED_WHILE.format(module=module, at=10**9 if at == 1 else at * 7)
    complaints(run_changed(place, guarded, *COMMANDS[command]))
    assert_whole(place, command, done[command])
    run(place, *COMMANDS[command])
    assert {name: (place / name).read_text(encoding="utf-8") for name in done[command]} == done[command]


FULL = """
import errno, os
from shapelint.project.cache import cache_directory
from shapelint.project.filesystem import replace_file

def full(stream, data):
    stream.write(bytes(data)[:len(data) // 2])
    raise OSError(errno.ENOSPC, "No space left on device")

replace_file.write_through = full

def no_room(path, data):
    raise OSError(errno.ENOSPC, "No space left on device")

cache_directory.write_new = no_room
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_disk_is_full(tmp_path: Path, command: str) -> None:
    place = tmp_path / "project"
    texts = make(place)
    done = run_changed(place, FULL, *COMMANDS[command])
    told = complaints(done)
    assert {path.name for path in place.iterdir() if path.is_file()} == set(texts)  # nothing is left half written
    assert {name: (place / name).read_text(encoding="utf-8") for name in texts} == texts
    if command == "cache":
        assert (done.returncode, told) == (1, [])
    else:
        assert done.returncode == 2
        assert all("No space left on device" in line or line.startswith("Added 0") for line in told if "cannot" in line)


def read_only(place: Path) -> None:
    for path in (*place.iterdir(), place):
        path.chmod(0o555 if path.is_dir() else 0o444)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_may_be_written(tmp_path: Path, command: str) -> None:
    place = tmp_path / "project"
    texts = make(place)
    read_only(place)
    try:
        done = run(place, *COMMANDS[command])
        assert done.returncode == (1 if command == "cache" else 2)
        complaints(done)
        assert {name: (place / name).read_text(encoding="utf-8") for name in texts} == texts
    finally:
        place.chmod(0o755)


def two_at_once(directory: Path, rounds: int, after: dict[str, dict[str, str]]) -> None:
    """Two processes do the same in one directory, whose cache is sometimes deleted beside them."""
    for number in range(rounds):
        command = list(COMMANDS)[number % len(COMMANDS)]
        shutil.rmtree(directory, ignore_errors=True)
        make(directory)
        arguments = tuple(one for one in COMMANDS[command] if one != "--no-cache")
        commands = [arguments, arguments, ("clean",)] if number % 3 == 0 else [arguments, arguments]
        running = [
            subprocess.Popen(
                [sys.executable, str(script(place_for_scripts())), *one],
                cwd=directory,
                env=environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for one in commands
        ]
        for process in running:
            _, err = process.communicate(timeout=120)
            assert "Traceback" not in err
            assert "internal error" not in err
        assert_whole(directory, command, after[command])


def test_two_at_once(tmp_path: Path, done: dict[str, dict[str, str]]) -> None:
    two_at_once(tmp_path / "project", 3, done)


@pytest.mark.slow
def test_two_at_once_often(tmp_path: Path, done: dict[str, dict[str, str]]) -> None:
    two_at_once(tmp_path / "project", 50, done)


@pytest.mark.parametrize(
    ("data", "is_refused"),
    [
        (b"# coding: utf-8-sig\n", True),
        (b"# coding: unicode_escape\n", True),
        (b"# coding: raw_unicode_escape\n", False),
        (b"# coding: utf-7\nname = '+AGE-'\n", True),
        (b"# coding: latin-1\nname = '\xe4'\n", False),
        (b"# coding: utf-16\n", True),
        (b"# coding: rot13\n", True),
        (b"\xef\xbb\xbf", False),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, is_refused: bool) -> None:
    """A file is changed only if writing it as it was read gives the same bytes."""
    before = data + NET.format(size=5).encode()
    (tmp_path / "net.py").write_bytes(before)
    done = run(tmp_path, "check", "net.py", "--fix", "-n", "--output-format", "concise")
    after = (tmp_path / "net.py").read_bytes()
    assert "internal error" not in done.stderr
    if is_refused:
        assert after == before
    else:
        assert after == before.replace(b"Linear(10", b"Linear(15")


def test_what_belongs_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_text(NET.format(size=5), encoding="utf-8")
    path.chmod(0o751)
    has_attributes = hasattr(os, "setxattr")
    if has_attributes:
        try:
            os.setxattr(path, "user.note", b"mine")
        except OSError:
            has_attributes = False
    if os.geteuid() == 0:
        os.chown(path, 12345, 54321)
    assert run(tmp_path, "check", "net.py", "--fix", "-n").returncode == 0
    assert path.stat().st_mode & 0o7777 == 0o751
    if os.geteuid() == 0:
        assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)
    if has_attributes:
        assert os.getxattr(path, "user.note") == b"mine"


def test_a_file_with_two_names(tmp_path: Path) -> None:
    path, other = tmp_path / "net.py", tmp_path / "other.txt"
    path.write_text(NET.format(size=5), encoding="utf-8")
    os.link(path, other)
    done = run(tmp_path, "check", "net.py", "--fix", "-n")
    assert "cannot write net.py: it has other names (hard links), which would keep the old text" in done.stderr
    assert done.returncode == 2
    assert path.samefile(other)


def test_a_notebook_with_a_key_twice(tmp_path: Path) -> None:
    cell = json.dumps({"cell_type": "code", "source": NET.format(size=5), "metadata": {}, "outputs": []})
    text = f'{{"cells": [], "metadata": {{}}, "cells": [{cell}], "nbformat": 4, "nbformat_minor": 5}}'
    (tmp_path / "net.ipynb").write_text(text, encoding="utf-8")
    done = run(tmp_path, "check", "net.ipynb", "--fix", "-n")
    assert "a key stands in it twice" in done.stderr
    assert (tmp_path / "net.ipynb").read_text(encoding="utf-8") == text


def test_the_script_of_a_change() -> None:
    assert changed("pass").exists()
