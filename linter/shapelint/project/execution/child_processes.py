"""Processes that answer lines with lines. None of them has the current directory on its import path, and none outlives
the process that has started it: it reads its requests from a pipe, and ends with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from shapelint.project.execution.pipes import Answer, close, write_all

START = "import sys; sys.path[:] = {path!r}; from shapelint.project.execution.answering import begin; begin()"


class Child:
    """A process: where its requests are written, and where its answers are read."""

    def __init__(self, pid: int, requests: int, answers: int) -> None:
        self.requests = requests
        self.answers = answers
        self._pid = pid
        self._begun: list[bytes] = []
        self._status: int | None = None

    def ask(self, request: str) -> bool:
        """Send a line; False if nobody is there to read it."""
        try:
            write_all(self.requests, request.encode("ascii") + b"\n")
        except OSError:
            return False
        return True

    def read(self) -> bytes | None:
        """The answer once it is whole, b"" before; None when the process has ended. To be called when there is
        something to read."""
        try:
            found = os.read(self.answers, 1 << 20)
        except OSError:
            found = b""
        if not found:
            return None
        self._begun.append(found)
        if not found.endswith(b"\n"):
            return b""
        whole = b"".join(self._begun)
        self._begun.clear()
        return whole

    def is_running(self) -> bool:
        """Whether the process would go on if it had a processor, and waits for nothing else. Where the system does not
        tell, it is taken to wait."""
        try:
            with open(f"/proc/{self._pid}/stat", "rb") as stream:
                return stream.read().rpartition(b")")[2].split()[0] == b"R"
        except OSError:
            return False

    def end(self, patience: float = 0.0) -> int:
        """End the process, whatever it is doing, unless it ends within `patience` seconds; its exit status, as
        os.waitstatus_to_exitcode has it."""
        if self._status is None:
            for descriptor in (self.requests, self.answers):
                close(descriptor)
            self._status = reaped(self._pid, patience)
        return self._status


def reaped(pid: int, patience: float) -> int:
    """The exit status of a process, which is killed unless it ends by itself."""
    import signal
    import time

    until = time.monotonic() + patience
    try:
        done, status = os.waitpid(pid, os.WNOHANG)
        while not done and time.monotonic() < until:
            time.sleep(0.005)
            done, status = os.waitpid(pid, os.WNOHANG)
        if not done:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
    except (ChildProcessError, ProcessLookupError):
        return 0
    return os.waitstatus_to_exitcode(status)


def can_fork() -> bool:
    """Whether a copy of this process would be sound: on Linux, while it has a single thread."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def forked(make: Callable[[], Answer], others: Sequence[Child]) -> Child:
    """A copy of this process, which has all that has been imported already, and closes what belongs to `others`."""
    flush()
    theirs, requests = os.pipe()
    answers, its = os.pipe()
    pid = os.fork()
    if pid:
        close(theirs)
        close(its)
        return Child(pid, requests, answers)
    code = 1
    try:
        for descriptor in (requests, answers, *(d for one in others for d in (one.requests, one.answers))):
            close(descriptor)
        from shapelint.project.execution.answering import serve

        serve(make, theirs, its)
        code = 0
    finally:
        os._exit(code)


def isolated(beginning: bytes) -> Child:
    """A new Python that reads no variable of the environment and has no directory of its own on its import path, but
    the one of this process. `beginning` is what `answering.begin` unpickles."""
    import subprocess

    path = [entry for entry in sys.path if os.path.isabs(entry)]
    theirs, requests = os.pipe()
    answers, its = os.pipe()
    program = [sys.executable, "-I", "-c", START.format(path=path)]
    process = subprocess.Popen(program, stdin=theirs, stdout=its)
    process.returncode = 0  # it is waited for by `reaped`
    close(theirs)
    close(its)
    child = Child(process.pid, requests, answers)
    with suppress(OSError):  # it has ended already, which shows when it is asked
        write_all(requests, len(beginning).to_bytes(8, "little") + beginning)
    return child


def flush() -> None:
    """Nothing that is waiting to be written may be written twice."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
