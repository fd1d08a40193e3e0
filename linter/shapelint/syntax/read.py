"""From a path to text, as Python itself would read the file.

Source: "Encoding declarations" in the Python language reference (PEP 263).
"""

from __future__ import annotations

import codecs
import os
import re

from shapelint.files import MAX_FILE_SIZE, NOTEBOOK_SHARE, read_regular
from shapelint.problems import Problem

_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"[ \t\f]*(?:#.*)?")
_LINE = re.compile(rb"\r\n?|\n")


def read_bytes(path: str | os.PathLike[str], most: int = MAX_FILE_SIZE) -> bytes | Problem:
    """What the file holds. A notebook may be larger than `most`: there is more in it than its source."""
    larger = NOTEBOOK_SHARE if os.fspath(path).endswith(".ipynb") else 1
    found = read_regular(path, most * larger)
    return Problem(found) if isinstance(found, str) else found


def decode(data: bytes) -> str | Problem:
    """The text of a source file: without its byte order mark, with its line endings as they are."""
    name = encoding(data)
    if isinstance(name, Problem):
        return name
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        row = len(_LINE.findall(data, 0, error.start)) + 1
        return Problem(f"line {row} is not {_display(name)} text")
    except (LookupError, ValueError):
        return Problem(f"it is not {_display(name)} text")


def encoding(data: bytes) -> str | Problem:
    """The codec that reads and writes the file: what its first two lines declare, else UTF-8, with its mark or not."""
    declared = _declared(data)
    if data.startswith(codecs.BOM_UTF8):
        if declared is not None and _normalized(declared) != "utf-8":
            return Problem(f"it begins with a UTF-8 mark, but declares {declared}")
        return "utf-8-sig"
    if declared is None:
        return "utf-8"
    normalized = _normalized(declared)
    return Problem(f"it declares an unknown encoding, {declared}") if normalized is None else normalized


def _declared(data: bytes) -> str | None:
    """The encoding named by a comment in one of the first two lines; the second counts only after a blank first."""
    for line in _LINE.split(data.removeprefix(codecs.BOM_UTF8)[:10_000], maxsplit=2)[:2]:
        cookie = _COOKIE.match(line)
        if cookie is not None:
            return cookie[1].decode("ascii", "replace")
        if _BLANK.fullmatch(line) is None:
            return None
    return None


def _normalized(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _display(name: str) -> str:
    return "UTF-8" if name in {"utf-8", "utf-8-sig"} else name
