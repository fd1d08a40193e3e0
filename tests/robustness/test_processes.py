"""What happens in or to a process that checks files costs one file, and no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from robustness.commands import WRONG, changed, complaints, environment, place_for_scripts, run_changed, script

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")

FOUND = "error[SHP102]"
CHANGE = """
import os, signal, time
from shapelint.project.check import workers
from shapelint.project.execution import file_limits
from shapelint.project.check.file_check import FileChecker
from shapelint.project.results.file_result import FileResult
check = FileChecker.check

def changed(self, path):
    return globals()[path.stem](self, path) if path.stem.startswith("bad") else check(self, path)

FileChecker.check = changed
"""
TOO_SLOW = "it takes more than 1 seconds of processor time (--max-seconds)"
BAD = {
    "bad_in_python": ("while True: pass", TOO_SLOW),
    "bad_in_c": ("return pow(3, 10**9)", TOO_SLOW),
    "bad_that_holds_on": ("exec('while 1:\\n try:\\n  while 1: pass\\n except BaseException: pass')", TOO_SLOW),
    "bad_and_large": ("return bytes(1 << 30) + bytes(1 << 30)", "it takes more than 300 MiB of memory (--max-memory)"),
    "bad_and_killed": ("os.kill(os.getpid(), signal.SIGKILL)", "the process that checked it was ended by SIGKILL"),
    "bad_and_broken": ("os.kill(os.getpid(), signal.SIGSEGV)", "the process that checked it was ended by SIGSEGV"),
    "bad_and_gone": ("os._exit(0)", "the process that checked it has ended"),
}
CONCISE = ("--no-cache", "--max-seconds", "1", "--max-memory", "300", "--output-format", "concise", "--jobs")


@pytest.fixture(autouse=True)
def no_ignored_signals() -> Iterator[None]:
    """What is started in the background of a shell ignores SIGINT, what `nohup` starts SIGHUP, and so would the
    processes under test."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGINT, signal.SIGHUP)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for number in range(14):
        (tmp_path / f"net{number}.py").write_text(WRONG, encoding="utf-8")
    (tmp_path / "bad.py").write_text(WRONG, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_costs_one_file(project: Path, jobs: str) -> None:
    (project / "bad.py").unlink()
    change = CHANGE
    for name, (body, _) in BAD.items():
        (project / f"{name}.py").write_text(WRONG, encoding="utf-8")
        change += f"\ndef {name}(self, path):\n    {body}\n"
    done = run_changed(project, change, "check", ".", *CONCISE, jobs)
    told = {f"shapelint: error: {name}.py: file skipped: {reason}" for name, (_, reason) in BAD.items()}
    assert set(complaints(done)) == told
    assert done.returncode == 2
    assert done.stdout.count(FOUND) == 14


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_never_answers(project: Path, jobs: str) -> None:
    change = f"{CHANGE}\nfile_limits.PATIENCE = 4\ndef bad(self, path):\n    time.sleep(1000)\n"
    done = run_changed(project, change, "check", "bad.py", "net1.py", *CONCISE, jobs)
    assert complaints(done) == [
        "shapelint: error: bad.py: file skipped: it has not ended after 4 seconds (--max-seconds)"
    ]
    assert done.stdout.count(FOUND) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_result_that_is_no_plain_data(project: Path, jobs: str) -> None:
    change = f"{CHANGE}\ndef bad(self, path):\n    return FileResult(str(path), stops=(lambda: 1,))\n"
    done = run_changed(project, change, "check", ".", "--no-cache", "--output-format", "concise", "--jobs", jobs)
    assert "bad.py: internal error; file skipped: NotPlainError: function" in done.stderr
    assert done.returncode == 2
    assert done.stdout.count(FOUND) == 14


@pytest.mark.parametrize("in_one_process", [False, True])
def test_without_other_processes(project: Path, in_one_process: bool) -> None:
    """Where no process can be copied, one job works in the process itself, which can be interrupted in Python."""
    change = f"{CHANGE}\nworkers.can_fork = lambda: False\ndef bad(self, path):\n    while True: pass\n"
    if not in_one_process:
        change += (
            "def refuse(): raise OSError(11, 'no more processes')\nos.fork = refuse\nworkers.can_fork = lambda: True\n"
        )
    options = ("--no-cache", "--max-seconds", "1", "--output-format", "concise", "--jobs", "1")
    done = run_changed(project, change, "check", ".", *options)
    assert complaints(done) == [
        "shapelint: error: bad.py: file skipped: it takes more than 1 seconds of processor time (--max-seconds)"
    ]
    assert done.stdout.count(FOUND) == 14


@pytest.mark.parametrize("command", ["summary", "shapes"])
def test_summaries_and_shapes(project: Path, command: str) -> None:
    module = {"summary": "summaries", "shapes": "ShapeFinder.of"}[command]
    name, _, attribute = module.rpartition(".")
    owner = f"summary.{name}" if name else "summary"
    change = (
        "from shapelint.project import summary\n"
        f"def bad(*arguments):\n    return pow(3, 10**9)\n{owner}.{attribute} = bad\n"
    )
    done = run_changed(project, change, command, "bad.py", "--max-seconds", "1")
    assert len(complaints(done)) == 1
    assert "it takes more than 1 seconds of processor time" in done.stderr
    assert done.returncode == 2


def children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def started(project: Path, change: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A check by two processes that goes on while the test does something."""
    return subprocess.Popen(
        [sys.executable, str(changed(change)), "check", ".", "--no-cache", "--jobs", "2", *arguments],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


LONG = f"{CHANGE}\ndef long(self, path):\n    while True: pass\nFileChecker.check = long\n"


def wait_for(condition: object, seconds: float = 30.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP, signal.SIGINT], ids=lambda n: n.name)
def test_the_parent_is_ended(project: Path, number: signal.Signals) -> None:
    process = started(project, LONG, "--max-seconds", "0")
    assert wait_for(lambda: len(children(process.pid)) == 2)
    workers = children(process.pid)
    process.send_signal(number)
    out, _ = process.communicate(timeout=30)  # no reader hangs
    assert out == b""
    assert process.returncode != 0
    assert wait_for(lambda: not any(map(is_alive, workers)), 15)


def test_a_worker_is_killed(project: Path) -> None:
    change = f"{CHANGE}\ndef bad(self, path):\n    time.sleep(4)\n    return check(self, path)\n"
    process = started(project, change, "--output-format", "concise")
    assert wait_for(lambda: len(children(process.pid)) == 2)
    time.sleep(1)
    for worker in children(process.pid):
        os.kill(worker, signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert 1 <= err.decode().count("was ended by SIGKILL") <= 2
    assert out.decode().count(FOUND) >= 13


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_nobody_reads_the_output(project: Path, jobs: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    path = script(place_for_scripts())
    try:
        process = subprocess.Popen(
            [sys.executable, str(path), "check", ".", "--no-cache", "--jobs", jobs],
            cwd=project,
            env=environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
        )
    finally:
        os.close(writing)
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert process.returncode == 2
    assert not children(process.pid)
