"""Writing source files back: whole or not at all, in their own encoding, with their own mode, through their links."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from shapelint.syntax import read
from shapelint.syntax.notebook import code_cells
from shapelint.syntax.notebook_rewrite import rewrite_cells
from shapelint.syntax.read import Unreadable
from shapelint.syntax.source import SourceFile


def write_source(path: str, before: SourceFile, after: SourceFile) -> str | None:
    """Put the text of `after` in place of that of `before` in the file at the path, or the cells of a notebook; what
    keeps that from being done, if anything does.

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


def encoded(data: bytes, before: SourceFile, after: SourceFile) -> bytes | str:
    """What a file that holds `before` as `data` holds with `after`; or what keeps that from being done, as a text."""
    codec, text = read.encoding(data), read.decode(data)
    if isinstance(codec, Unreadable):
        return codec.reason
    new = None if isinstance(text, Unreadable) else _replaced(text, before, after)
    if new is None:
        return "it has changed since it was read"
    try:
        return new.encode(codec)
    except UnicodeEncodeError:
        return f"the new text cannot be written as {codec}"


def _replaced(text: str, before: SourceFile, after: SourceFile) -> str | None:
    """The text with `after` in it instead of `before`; None if that is not what it holds."""
    if not before.cells:
        return after.text if text == before.text else None
    old, new = ({cell.number: cell.text for cell in file.cells} for file in (before, after))
    there = code_cells(text)
    if isinstance(there, Unreadable) or {cell.number: cell.text for cell in there} != old:
        return None
    return rewrite_cells(text, {number: source for number, source in new.items() if source != old[number]})


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
