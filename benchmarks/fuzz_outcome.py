"""What shapelint makes of one input: whether it fails itself, and what it costs."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from shapelint.interpret.record.faults import PREFIX
from shapelint.problems import Problem
from shapelint.project.check.file_check import FileChecker
from shapelint.project.config.resolution import Layer, Resolver, Stated
from shapelint.project.config.selection import COMMAND_LINE
from shapelint.syntax.source import SourceFile

SECONDS = 10.0
BYTES = 1 << 30


class OverTime(BaseException):
    """The processor time of one input is used up."""


@dataclass(frozen=True)
class Outcome:
    """What came of one input: its processor time, and what went wrong, one line each."""

    seconds: float
    faults: tuple[str, ...] = ()
    over: str = ""
    findings: int = 0

    @property
    def is_bad(self) -> bool:
        return bool(self.faults or self.over)


STACK = 600 << 20
"""What the stack of deep recursion reserves, most of which never becomes memory."""


def limit_memory() -> None:
    """Give this process as much memory as it has now, and one GiB more."""
    with Path("/proc/self/statm").open() as file:
        pages = int(file.read().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + BYTES + STACK,) * 2)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OverTime where what is inside takes longer than that."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise OverTime

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def outcome_of(file: SourceFile | Problem, path: Path, seconds: float = SECONDS) -> Outcome:
    """Check a file whose source is at hand under the default settings."""
    source = Resolver(Stated(Layer({}, COMMAND_LINE, str(Path.cwd())), ()))
    stated = {} if isinstance(file, Problem) else {os.path.realpath(path): file}
    checker = FileChecker(source, [path], stated)
    began = time.process_time()
    try:
        with limited(seconds):
            if isinstance(file, Problem):
                checker.unreadable(file, path)
                return Outcome(time.process_time() - began)
            found = checker.check_with_runs(path)
    except OverTime:
        return Outcome(time.process_time() - began, over=f"more than {seconds:g} s")
    except MemoryError:
        return Outcome(time.process_time() - began, over="more than 1 GiB")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return Outcome(time.process_time() - began, (where(error),))
    assert isinstance(found, tuple)
    result, runs = found
    reasons = dict.fromkeys(stop.reason for run in runs for stop in run.stops)
    faults = tuple(reason.removeprefix(PREFIX) for reason in reasons if reason.startswith(PREFIX))
    over = "more than 1 GiB" if any("more memory" in reason for reason in reasons) else ""
    return Outcome(time.process_time() - began, faults, over, len(result.diagnostics))


def where(error: BaseException) -> str:
    """An exception and the last lines of shapelint that led to it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "shapelint" in f.filename][-2:]
    places = " < ".join(f"{f.name}:{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__}: {str(error)[:80]} at {places}"


def prepare() -> None:
    """What every process that fuzzes does first."""
    sys.setrecursionlimit(12_000)
