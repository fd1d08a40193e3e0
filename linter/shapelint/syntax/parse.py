"""From a file's text to its core syntax. Whatever the text holds, the answer is a value."""

from __future__ import annotations

from functools import lru_cache

from shapelint.syntax.nodes import Module
from shapelint.syntax.source import SourceFile
from shapelint.syntax.syntax_problem import SyntaxProblem

KEPT = 64
"""So many files' core syntax is kept: nodes never change, and what many files import is read for each of them."""
LONGEST_KEPT = 200_000
"""In characters: a longer text is read anew."""


def parse(file: SourceFile) -> Module | SyntaxProblem:
    """The core syntax of `file`, or what is wrong with its text. Never raises."""
    return _kept(file.text) if len(file.text) <= LONGEST_KEPT else _parsed(file.text)


def _parsed(text: str) -> Module | SyntaxProblem:
    from shapelint.syntax.quick import read_deeply, read_quickly

    module = read_quickly(text) or read_deeply(text)
    if module is not None:
        return _arranged(module, text)
    try:
        found = read_by_reference(SourceFile("", text))
    except ImportError:  # libcst is not there, as in a browser
        return _without_reference(text)
    return _arranged(found, text) if isinstance(found, Module) else found


def _arranged(module: Module, text: str) -> Module:
    """The module as it runs: the cells of a notebook that is written as Python in the place of their functions."""
    if "marimo" not in text:
        return module
    from shapelint.syntax.marimo import with_cells

    return with_cells(module)


def _without_reference(text: str) -> SyntaxProblem:
    from shapelint.syntax.nesting import MODERATE, measure, within
    from shapelint.syntax.python_problem import python_says

    if not within(measure(text), MODERATE):
        return SyntaxProblem("the code is nested too deeply to be read", 1, 1, may_be_valid=True)
    unread = SyntaxProblem("this syntax cannot be read", 1, 1, may_be_valid=True)
    return python_says(text) or unread


_kept = lru_cache(maxsize=KEPT)(_parsed)


def read_by_reference(file: SourceFile) -> Module | SyntaxProblem:
    """The same by way of libcst, which reads the syntax of every Python and the deepest texts. Raises nothing but
    ImportError, if it is not installed."""
    from shapelint.syntax.reference.problems import problem_of
    from shapelint.syntax.reference.tree import FAILURES, lowered

    try:
        return lowered(file.text)
    except FAILURES as failure:
        return problem_of(file.text, failure)
