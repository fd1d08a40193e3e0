"""Writing source files back: whole or not at all, in their own encoding, with their own mode, through their links."""

from __future__ import annotations

import os

from shapelint.problems import Problem
from shapelint.project.filesystem.replace_file import replace_file
from shapelint.syntax import read
from shapelint.syntax.notebook import code_cells, has_repeated_keys
from shapelint.syntax.notebook_rewrite import rewrite_cells
from shapelint.syntax.source import SourceFile


def write_source(path: str, before: SourceFile, after: SourceFile) -> str | None:
    """Put the text of `after` in place of that of `before` in the file at the path, or the cells of a notebook; what
    keeps that from being done, if anything does.

    The file keeps its encoding, byte order mark and line ends (these are part of the text), its permissions, and its
    name: a link stays a link. It is replaced as a whole, so that nobody ever sees half of it."""
    target = os.path.realpath(path)
    data = read.read_bytes(target, 0)
    if isinstance(data, Problem):
        return data.text
    new = encoded(data, before, after)
    if isinstance(new, str):
        return new
    try:
        found = os.stat(target)
        if found.st_nlink > 1:
            return "it has other names (hard links), which would keep the old text"
        replace_file(target, new, found)
    except OSError as error:
        return error.strerror or type(error).__name__
    return None


def encoded(data: bytes, before: SourceFile, after: SourceFile) -> bytes | str:
    """What a file that holds `before` as `data` holds with `after`; or what keeps that from being done, as a text."""
    codec, text = read.encoding(data), read.decode(data)
    if isinstance(codec, Problem):
        return codec.text
    if isinstance(text, Problem):
        return text.text
    if not is_encoded(text, codec, data):
        return f"what is {codec} in it would not stay as it is"
    new = _replaced(text, before, after)
    if new is None:
        return "it has changed since it was read"
    if before.cells and has_repeated_keys(text):
        return "a key stands in it twice, and it is not certain which one counts"
    try:
        result = new.encode(codec)
    except (UnicodeError, LookupError):
        return f"the new text cannot be written as {codec}"
    return result if read.decode(result) == new else f"the new text cannot be written as {codec}"


def is_encoded(text: str, codec: str, data: bytes) -> bool:
    """Whether writing a text as it was read gives the same bytes."""
    try:
        return text.encode(codec) == data
    except (UnicodeError, LookupError):
        return False


def _replaced(text: str, before: SourceFile, after: SourceFile) -> str | None:
    """The text with `after` in it instead of `before`; None if that is not what it holds."""
    if not before.cells:
        return after.text if text == before.text else None
    old, new = ({cell.number: cell.text for cell in file.cells} for file in (before, after))
    there = code_cells(text)
    if isinstance(there, Problem) or {cell.number: cell.text for cell in there} != old:
        return None
    rewritten = rewrite_cells(text, {number: source for number, source in new.items() if source != old[number]})
    done = code_cells(rewritten)
    is_done = not isinstance(done, Problem) and {cell.number: cell.text for cell in done} == filled(new)
    return rewritten if is_done else None


def filled(cells: dict[int, str]) -> dict[int, str]:
    """The cells that hold anything: others are none."""
    return {number: source for number, source in cells.items() if source.strip()}
