"""Writing changed cells back into a notebook: only the JSON of their sources changes, everything else stays as it is to
the byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from shapelint.records import dataclass

_WHITESPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A JSON value and where it stands in the text."""

    value: Any
    start: int
    end: int


def rewrite_cells(text: str, changed: Mapping[int, str]) -> str:
    """The notebook whose JSON is `text`, with new sources for the cells of these numbers (from 1, over cells of every
    kind). A source stays what it was, a list of lines or one string; lines that stay are spelled as they were.

    Raises ValueError if the text is no notebook.
    """
    escaped = text.isascii()
    parts: list[str] = []
    written = 0
    for number, source in _sources(text):
        if number in changed:
            parts += [text[written : source.start], _spelled(text, source, changed[number], escaped)]
            written = source.end
    return "".join([*parts, text[written:]])


def _sources(text: str) -> Iterator[tuple[int, Piece]]:
    """The source of every cell that has one, with the cell's number."""
    for key, start in _members(text, _skip(text, 0)):
        if key == "cells":
            for number, cell in enumerate(_items(text, start), start=1):
                for name, value in _members(text, cell):
                    if name == "source":
                        yield number, _value(text, value)


def _spelled(text: str, source: Piece, new: str, escaped: bool) -> str:
    if isinstance(source.value, str):
        return json.dumps(new, ensure_ascii=escaped)
    old = [_value(text, start) for start in _items(text, source.start)]
    spelling = {piece.value: text[piece.start : piece.end] for piece in old}
    lines = [spelling.get(line) or json.dumps(line, ensure_ascii=escaped) for line in new.splitlines(keepends=True)]
    if not old or not lines:
        return f"[{', '.join(lines)}]"
    opening = text[source.start : old[0].start]
    between = text[old[0].end : old[1].start] if len(old) > 1 else "," + opening[1:]
    return opening + between.join(lines) + text[old[-1].end : source.end]


def _members(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The keys of the object that begins there, each with where its value begins."""
    position = _skip(text, start + 1) if text[start : start + 1] == "{" else len(text)
    while text[position : position + 1] == '"':
        key = _value(text, position)
        position = _skip(text, _skip(text, key.end) + 1)
        yield key.value, position
        position = _next(text, position)


def _items(text: str, start: int) -> Iterator[int]:
    """Where the items of the array that begins there begin."""
    position = _skip(text, start + 1)
    while position < len(text) and text[position] != "]":
        yield position
        position = _next(text, position)


def _next(text: str, start: int) -> int:
    """Where what comes after the value and its comma begins."""
    position = _skip(text, _value(text, start).end)
    return _skip(text, position + 1) if text[position : position + 1] == "," else position


_decode: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().raw_decode


def _value(text: str, start: int) -> Piece:
    value, end = _decode(text, start)
    return Piece(value, start, end)


def _skip(text: str, position: int) -> int:
    """The next character that is not white space."""
    while text[position : position + 1] in _WHITESPACE and position < len(text):
        position += 1
    return position
