"""`shapelint check --watch`: checks again what has changed and what depends on it."""

from __future__ import annotations

import argparse
import copy
import os
import sys
import time

from shapelint.cli.check import run_once
from shapelint.project.check.reset_caches import forget

INTERVAL = 0.3
"""Seconds between two looks at the files."""
SETTLING = 0.1
"""Seconds in which nothing may change any more before files are taken to be written."""

State = dict[str, tuple[int, int]]


def watch(options: argparse.Namespace) -> int:
    """Check, wait for a change, and so on until interrupted. Results that still hold are kept from the check before, as
    from any other run."""
    while True:
        forget()
        seen: set[str] = set()
        began = time.time_ns()
        current = copy.copy(options)
        current.seen = seen
        if sys.stdout.isatty():
            sys.stdout.write("\x1b[2J\x1b[3J\x1b[H")
        code = run_once(current)
        if code == 2 and not seen:
            return code
        sys.stderr.write("shapelint: watching for changes; Ctrl-C ends it\n")
        sys.stderr.flush()
        wait_for_change(options.paths, seen, began)


def wait_for_change(paths: list[str], seen: set[str], began: int) -> None:
    """Return when a file that the last check has read or looked for, or one below the given paths, is not what it was;
    at once if one has changed since that check began. What is still being written is waited for."""
    before = state(paths, seen)
    if not any(changed > began for changed, _ in before.values()):
        while state(paths, seen) == before:
            time.sleep(INTERVAL)
    written = state(paths, seen)
    time.sleep(SETTLING)
    while state(paths, seen) != written:
        written = state(paths, seen)
        time.sleep(SETTLING)


def state(paths: list[str], seen: set[str]) -> State:
    """When each file was changed last, and its size; what is not there has neither."""
    found = {path: stamp(path) for path in seen}
    for path in paths:
        for directory, names, files in os.walk(path):
            names[:] = [name for name in names if not name.startswith((".", "__pycache__"))]
            for name in files:
                if name.endswith((".py", ".ipynb", ".toml")) or name == ".gitignore":
                    full = os.path.join(directory, name)
                    found[full] = stamp(full)
    return found


def stamp(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
