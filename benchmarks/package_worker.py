"""Checks files of one package, a process of its own: `python package_worker.py ROOT SECONDS GIBIBYTES < FILES`.

All rules are asked, those that are off by default too. For every line of its input, a path below ROOT, it writes one
line of JSON: what was found, the processor time, and why the check was given up, if it was. A file that takes more than
its share of time is given up, and so is one that needs more memory than there is; a file that hangs where no signal is
heard is for the parent to end."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.worker import checked_or_crashed
from shapelint.project.config.rulebook import all_rules
from shapelint.project.config.selection import Selection
from shapelint.project.config.settings import SameSettings, Settings
from shapelint.project.results.file_result import FileResult


class TimeUpError(BaseException):
    """The file has had its processor time."""


def time_is_up(number: int, frame: FrameType | None) -> None:
    raise TimeUpError


def plain(result: FileResult, root: Path) -> list[dict[str, object]]:
    """The findings in the package's own files, with the text of their lines."""
    found = []
    for diagnostic in result.diagnostics:
        path = Path(os.path.abspath(diagnostic.filename))
        if path.is_relative_to(root):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            row = diagnostic.location.row
            found.append(
                {
                    "path": path.relative_to(root).as_posix(),
                    "row": row,
                    "column": diagnostic.location.column,
                    "code": diagnostic.code,
                    "severity": diagnostic.severity,
                    "message": diagnostic.message,
                    "line": lines[row - 1].strip() if 0 < row <= len(lines) else "",
                    "trail": [f"{step.message}  {step.location.row}" for step in diagnostic.trail],
                }
            )
    return found


def check(checker: FileChecker, root: Path, file: str, seconds: float) -> dict[str, object]:
    """What one file gives."""
    start = time.process_time()
    found: list[dict[str, object]] = []
    gave_up = ""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        result = checked_or_crashed(checker, str(root / file))
        if isinstance(result, FileResult):
            found = plain(result, root)
            gave_up = result.crash
    except TimeUpError:
        gave_up = f"more than {seconds:g} s"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"file": file, "seconds": round(time.process_time() - start, 3), "found": found, "gave_up": gave_up}


def main() -> None:
    root, seconds, gibibytes = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    limit = int(gibibytes * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.signal(signal.SIGPROF, time_is_up)
    files = sys.stdin.read().splitlines()
    every = Selection(select=tuple(rule.code for rule in all_rules()))
    checker = FileChecker(SameSettings(Settings(packages=(), selection=every)), [root / file for file in files])
    for file in files:
        print(json.dumps(check(checker, root, file, seconds)), flush=True)


if __name__ == "__main__":
    main()
