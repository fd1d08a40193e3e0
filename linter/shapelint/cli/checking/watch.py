"""`shapelint check --watch`: checks again what has changed and what depends on it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec

from shapelint.cli.checking.check_options import CheckOptions
from shapelint.problems import WrongUseError
from shapelint.project.filesystem.asked_once import forget
from shapelint.records import replace

QUIET = 100
"""Milliseconds in which nothing may change any more before files are taken to be written."""
NEWS = 500
"""Milliseconds after which it is asked once more whether something changed while the last check was running."""
SOURCES = (".py", ".ipynb", ".toml")
MISSING = "--watch needs watchfiles, which is not installed: pip install 'shapelint[watch]'"


def watch(options: CheckOptions, run_once: Callable[[CheckOptions], int]) -> int:
    """Check, which `run_once` does, wait for a change, and so on until interrupted. Results that still hold are kept
    from the check before, as from any other run. Raises WrongUseError when watchfiles is not installed."""
    if find_spec("watchfiles") is None:
        raise WrongUseError(MISSING)
    while True:
        forget()
        seen: set[str] = set()
        began = time.time_ns()
        if sys.stdout.isatty():
            sys.stdout.write("\x1b[2J\x1b[3J\x1b[H")
        code = run_once(replace(options, seen=seen))
        if code == 2 and not seen:
            return code
        sys.stderr.write("shapelint: watching for changes; Ctrl-C ends it\n")
        sys.stderr.flush()
        wait_for_change(options.paths, seen, began)


def wait_for_change(paths: Sequence[str], seen: set[str], began: int) -> None:
    """Return when a file that the last check has read or looked for, or one below the given paths, has changed; soon if
    one has since that check began, in nanoseconds. What is still being written is waited for."""
    from watchfiles import watch as changes_in

    def concerns_us(change: object, path: str) -> bool:
        return path in seen or is_source(path) or os.path.isdir(path)

    asked = False
    for changes in changes_in(
        *directories(paths, seen), watch_filter=concerns_us, step=QUIET, rust_timeout=NEWS, yield_on_timeout=True,
        recursive=False, raise_interrupt=True,
    ):  # fmt: skip
        if changes or (not asked and any(changed_at(path) > began for path in (*seen, *sources(paths)))):
            return
        asked = True


def directories(paths: Sequence[str], seen: set[str]) -> set[str]:
    """Where a change may matter: below the paths, and beside every file that was asked for."""
    found = {os.path.dirname(os.path.abspath(path)) for path in (*seen, *(p for p in paths if os.path.isfile(p)))}
    for path in paths:
        found.update(directory for directory, _ in walked(path))
    return {directory for directory in found if os.path.isdir(directory)}


def sources(paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        for directory, names in walked(path):
            yield from (os.path.join(directory, name) for name in names if is_source(name))


def walked(path: str) -> Iterator[tuple[str, list[str]]]:
    for directory, names, files in os.walk(path):
        names[:] = [name for name in names if not name.startswith((".", "__pycache__"))]
        yield os.path.abspath(directory), files


def is_source(path: str) -> bool:
    return path.endswith(SOURCES) or os.path.basename(path) == ".gitignore"


def changed_at(path: str) -> int:
    """In nanoseconds; 0 for what is not there."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
