"""Lines as Python counts them: a line feed, a carriage return, or both together end one."""

from __future__ import annotations


def count_line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def split_lines(text: str) -> list[str]:
    """The lines, without their ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
