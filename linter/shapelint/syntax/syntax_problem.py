"""What is wrong with a text that cannot be read."""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Why a file has no syntax tree, and where; `row` and `column` are 1-based and count characters.

    `may_be_valid` means that the reader is at its limits and Python itself may have nothing against the text.
    """

    message: str
    row: int
    column: int
    may_be_valid: bool = False
