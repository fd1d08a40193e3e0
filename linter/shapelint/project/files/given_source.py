"""A source whose text is at hand, as if it stood in a file."""

from __future__ import annotations

from pathlib import Path

from shapelint.problems import Problem
from shapelint.project.files.imports import module_name
from shapelint.project.files.source_text import decode, source_of
from shapelint.syntax.source import SourceFile


def source_of_bytes(data: bytes, name: str) -> SourceFile | Problem:
    """The source that the bytes of a file of that name are."""
    text = decode(data)
    return text if isinstance(text, Problem) else source_of_text(text, name)


def source_of_text(text: str, name: str) -> SourceFile | Problem:
    """The source that the text of a file of that name is, under the name by which others import it."""
    return source_of(name, text, module_name(Path(name)))
