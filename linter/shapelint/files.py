"""Reading files that may be anything: a pipe that nobody writes to, a device without an end, something that grows."""

from __future__ import annotations

import os
import stat

MAX_FILE_SIZE = 5_000_000
"""So many bytes of source are read unless it is said otherwise."""
NOTEBOOK_SHARE = 10
"""Most of a notebook is what its cells have put out: so many times the size of its source it may have."""
LONGEST = 100_000_000
"""So many bytes are read of a file that is no source."""
KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_regular(path: str | os.PathLike[str], most: int = LONGEST) -> bytes | str:
    """What a regular file holds, or in words why that is not known. Nothing else is ever opened; 0 is no limit."""
    try:
        what = kind_of(os.stat(path).st_mode)
        if what is not None:
            return opened_directory(path) if what == "a directory" else f"it is {what}"
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            return _read(descriptor, most)
        finally:
            os.close(descriptor)
    except OSError as error:
        return f"it cannot be opened ({error.strerror or type(error).__name__})"
    except ValueError as error:
        return f"it cannot be opened ({error})"


def kind_of(mode: int) -> str | None:
    """What it is that is no regular file."""
    return next((name for test, name in KINDS if test(mode)), None)


def opened_directory(path: str | os.PathLike[str]) -> str:
    """Why a directory is no file, or why it could not be looked into."""
    try:
        with os.scandir(path):
            return "it is a directory"
    except OSError as error:
        return f"it is a directory that cannot be opened ({error.strerror or type(error).__name__})"


def _read(descriptor: int, most: int) -> bytes | str:
    """The file may have become another since it was looked at, and may grow while it is read."""
    found = os.fstat(descriptor)
    what = kind_of(found.st_mode)
    if what is not None:
        return f"it is {what}"
    too_large = f"it is larger than {most:,} bytes (--max-file-size)"
    if most and found.st_size > most:
        return too_large
    parts: list[bytes] = []
    size = 0
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
        size += len(part)
        if most and size > most:
            return too_large
    return b"".join(parts)
