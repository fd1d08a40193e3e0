"""From a file's text to its core syntax. Whatever the text holds, the answer is a value."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapelint.syntax.nodes import Module
from shapelint.syntax.source import SourceFile

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Why a file has no syntax tree, and where; `row` and `column` are 1-based and count characters."""

    message: str
    row: int
    column: int


def parse(file: SourceFile) -> Module | SyntaxProblem:
    """The core syntax of `file`, or what is wrong with its text. Never raises."""
    import libcst as cst

    collecting = gc.isenabled()
    gc.disable()
    try:
        return _parse(file.text)
    except cst.ParserSyntaxError as problem:
        return SyntaxProblem(problem.message, problem.raw_line, problem.raw_column + 1)
    finally:
        if collecting:
            gc.enable()


def _parse(text: str) -> Module | SyntaxProblem:
    import libcst as cst

    from shapelint.syntax.lower import lower

    return lower(cst.parse_module(text))
