"""Lines as Python counts them: a line feed, a carriage return, or both together end one."""

from __future__ import annotations


def count_line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def split_lines(text: str) -> list[str]:
    """The lines, without their ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def row_starts(text: str) -> list[int]:
    """The index at which each line begins."""
    starts = [0]
    position = 0
    while position < len(text):
        feed, mark = text.find("\n", position), text.find("\r", position)
        if feed < 0 and mark < 0:
            break
        end = min(i for i in (feed, mark) if i >= 0)
        position = end + (2 if text.startswith("\r\n", end) else 1)
        starts.append(position)
    return starts
