"""Writing source files back: whole or not at all, in their own encoding, with their own mode, through their links."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from shapelint.syntax import read
from shapelint.syntax.read import Unreadable


def write_source(path: str, before: str, after: str) -> str | None:
    """Put the text `after` in place of `before` in the file at the path; what keeps that from being done, if anything
    does.

    The file keeps its encoding, byte order mark and line ends (these are part of the text), its permissions, and its
    name: a link stays a link. It is replaced as a whole, so that nobody ever sees half of it."""
    target = Path(os.path.realpath(path))
    data = read.read_bytes(target)
    if isinstance(data, Unreadable):
        return data.reason
    new = encoded(data, before, after)
    if isinstance(new, str):
        return new
    try:
        _replace(target, new)
    except OSError as error:
        return error.strerror or type(error).__name__
    return None


def encoded(data: bytes, before: str, after: str) -> bytes | str:
    """The text `after` as bytes, as `data` holds the text `before`; or what keeps that from being done, as a text."""
    codec = read.encoding(data)
    if isinstance(codec, Unreadable):
        return codec.reason
    if read.decode(data) != before:
        return "it has changed since it was read"
    try:
        return after.encode(codec)
    except UnicodeEncodeError:
        return f"the new text cannot be written as {codec}"


def _replace(target: Path, data: bytes) -> None:
    mode = stat.S_IMODE(target.stat().st_mode)
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
