"""Reading a file's bytes as Python does."""

from __future__ import annotations

from pathlib import Path

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is there and cannot be read as text; the reason is one clause."""

    reason: str


def read_text(path: Path) -> str | Unreadable:
    """The text of a file, or why there is none. Line ends stay as they are."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Unreadable(f"it cannot be opened ({error.strerror or type(error).__name__})")
    return decode(data)


def decode(data: bytes) -> str | Unreadable:
    """Source bytes as text: UTF-8, with or without a byte order mark, unless a coding comment in the first two lines
    says otherwise."""
    head = b"\n".join(data.split(b"\n", 2)[:2])
    encoding = "utf-8-sig"
    if b"coding" in head:
        declared = _declared_encoding(data)
        if isinstance(declared, Unreadable):
            return declared
        encoding = declared
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        name = "UTF-8" if encoding.startswith("utf-8") else encoding
        return Unreadable(f"line {row} is not {name} text")
    if "\0" in text:
        return Unreadable("it holds null characters")
    return text


def _declared_encoding(data: bytes) -> str | Unreadable:
    import io
    import tokenize

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        return Unreadable(str(error))
    return "utf-8-sig" if encoding == "utf-8" else encoding
