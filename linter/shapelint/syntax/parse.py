"""From a file's text to its core syntax. Whatever the text holds, the answer is a value."""

from __future__ import annotations

from shapelint.syntax.nodes import Module
from shapelint.syntax.source import SourceFile
from shapelint.syntax.syntax_problem import SyntaxProblem


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
