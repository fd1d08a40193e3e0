"""Edits of a text, by indices in it."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class TextEdit:
    """`content` in place of the text from index `start` up to `end`."""

    start: int
    end: int
    content: str


def edited(text: str, edits: Iterable[TextEdit]) -> str:
    """The text with all edits made. They must not overlap; of several insertions at one place, the first given comes
    first."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < done:
            raise ValueError("edits overlap")
        pieces += (text[done : edit.start], edit.content)
        done = edit.end
    return "".join([*pieces, text[done:]])
