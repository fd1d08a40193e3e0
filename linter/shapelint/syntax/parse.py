"""From a file's text to its core syntax. Whatever the text holds, the answer is a value."""

from __future__ import annotations

from shapelint.records import dataclass
from shapelint.syntax.nodes import Module
from shapelint.syntax.source import SourceFile


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Why a file has no syntax tree, and where; `row` and `column` are 1-based and count characters.

    `may_be_valid` means that the reader is at its limits and Python itself may have nothing against the text.
    """

    message: str
    row: int
    column: int
    may_be_valid: bool = False


def parse(file: SourceFile) -> Module | SyntaxProblem:
    """The core syntax of `file`, or what is wrong with its text. Never raises."""
    from shapelint.syntax.quick import read_quickly

    return read_quickly(file.text) or read_by_reference(file)


def read_by_reference(file: SourceFile) -> Module | SyntaxProblem:
    """The same by way of libcst, which reads the syntax of every Python and knows what stands where. Never raises."""
    from shapelint.syntax.problems import problem_of
    from shapelint.syntax.tree import FAILURES, lowered

    try:
        return lowered(file.text)
    except FAILURES as failure:
        return problem_of(file.text, failure)
