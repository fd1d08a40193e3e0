"""From a file to its source text: Python as it stands, a notebook as the module that its cells make up."""

from __future__ import annotations

from pathlib import Path

from shapelint.problems import Problem
from shapelint.syntax import read
from shapelint.syntax.source import SourceFile


def read_text(path: Path) -> str | Problem:
    """The text of a file, or why there is none. Line ends stay as they are."""
    data = read.read_bytes(path)
    return data if isinstance(data, Problem) else decode(data)


def decode(data: bytes) -> str | Problem:
    """Source bytes as text: UTF-8, with or without a byte order mark, unless a coding comment in the first two lines
    says otherwise."""
    text = read.decode(data)
    if not isinstance(text, Problem) and "\0" in text:
        return Problem("it holds null characters")
    return text


def source_of(path: str, text: str, module_name: str) -> SourceFile | Problem:
    """The source of a file of that path and text."""
    from shapelint.syntax.notebook import is_notebook, read_notebook

    return read_notebook(path, text) if is_notebook(path) else SourceFile(path, text, module_name)
