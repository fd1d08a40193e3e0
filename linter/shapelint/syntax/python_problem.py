"""What Python's own parser has against a text."""

from __future__ import annotations

import ast
import warnings

from shapelint.syntax.syntax_problem import SyntaxProblem


def python_says(text: str) -> SyntaxProblem | None:
    """What Python has against the text; None if it has nothing, or cannot tell."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return SyntaxProblem(error.msg, max(error.lineno or 1, 1), max(error.offset or 1, 1))
    except (ValueError, RecursionError, MemoryError, OverflowError):
        return None
    return None
