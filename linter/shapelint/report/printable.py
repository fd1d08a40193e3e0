"""Text from elsewhere (names of files, lines of source) as a terminal may have it: one line, without commands."""

from __future__ import annotations

STAND_IN = "\N{REPLACEMENT CHARACTER}"
UNSEEN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
"""Marks of direction, which make a text look like another, and ends of lines."""


def printable(text: str) -> str:
    """The text with what controls a terminal spelled as Python would."""
    if text.isprintable():
        return text
    return "".join(ascii(c)[1:-1] if is_control(c) else c for c in text)


def quoted(line: str) -> str:
    """The same for a line of source, each character staying one; a tab stays what it is."""
    return line if line.isprintable() else "".join(STAND_IN if c != "\t" and is_control(c) else c for c in line)


def is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f" or character in UNSEEN


def valid(text: str) -> str:
    """The text as UTF-8 can say it: what is left of a name that is no text is replaced."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
