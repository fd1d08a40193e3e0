"""What is wrong with a text that cannot be read, in words, and where.

Python's own parser says it best, so it is asked first; libcst's words stand in where Python has no objection.
"""

from __future__ import annotations

import io
import re
import tokenize

import libcst as cst

from shapelint.syntax.python_problem import python_says
from shapelint.syntax.reference.lowering import MalformedError
from shapelint.syntax.reference.tree import TooDeepError
from shapelint.syntax.syntax_problem import SyntaxProblem

_LINE = re.compile(r"\r\n?|\n")
_LIBCST = re.compile(r"(?:parser|tokenizer) error: (?:error at (\d+):(\d+): )?(.*)", re.DOTALL)


def problem_of(text: str, failure: Exception) -> SyntaxProblem:
    """What made reading `text` end in `failure`, one of shapelint.syntax.reference.tree.FAILURES."""
    if "\0" in text:
        row, column = _row_and_column(text, text.index("\0"))
        return SyntaxProblem("source code cannot contain null characters", row, column)
    if isinstance(failure, MalformedError):
        row, column = _position(text, failure.origin)
        return SyntaxProblem(failure.message, row, column)
    said = python_says(text)
    return _reader_says(text, failure) if said is None else said


def _reader_says(text: str, failure: Exception) -> SyntaxProblem:
    if isinstance(failure, (TooDeepError, RecursionError)):
        row, column = _row_and_column(text, failure.at if isinstance(failure, TooDeepError) else 0)
        return SyntaxProblem("the code is nested too deeply to be read", row, column, may_be_valid=True)
    if isinstance(failure, UnicodeEncodeError):
        row, column = _row_and_column(text, failure.start)
        return SyntaxProblem("source code cannot contain surrogate characters", row, column)
    if not isinstance(failure, cst.ParserSyntaxError):
        return SyntaxProblem(f"cannot be read: {failure}", 1, 1, may_be_valid=True)
    match = _LIBCST.fullmatch(failure.message)
    if match is None or match[1] is None:
        message = failure.message if match is None else match[3]
        return SyntaxProblem(message, failure.raw_line, failure.raw_column + 1, may_be_valid=True)
    return SyntaxProblem("this syntax cannot be read", int(match[1]), max(int(match[2]), 1), may_be_valid=True)


def _position(text: str, origin: cst.CSTNode) -> tuple[int, int]:
    """Where the literal `origin` stands: at the first one spelled like it, which is as wrong."""
    spelling = cst.Module([]).code_for_node(origin)
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.string == spelling:
                return token.start[0], token.start[1] + 1
    except (tokenize.TokenError, SyntaxError):
        pass  # what libcst reads, and Python does not
    return _row_and_column(text, max(text.find(spelling), 0))


def _row_and_column(text: str, index: int) -> tuple[int, int]:
    lines = list(_LINE.finditer(text, 0, index))
    return len(lines) + 1, index - (lines[-1].end() if lines else 0) + 1
