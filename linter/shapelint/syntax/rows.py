"""Counting lines as Python does: a line feed, a carriage return, or both together end one."""

from __future__ import annotations


def count_line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
