"""libcst's tree of a text, read with the garbage collector paused and with room for its depth.

Parsing only allocates: collections in between find nothing and take up to a third of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import libcst as cst

from shapelint.syntax.deep import with_deep_stack
from shapelint.syntax.lower import lower
from shapelint.syntax.lowering import MalformedError
from shapelint.syntax.nesting import Nesting, measure
from shapelint.syntax.nodes import Module

_BEARABLE = Nesting(brackets=200, path=2000, branches=50_000, strings=5000, patterns=8, at=0)
"""What is read at all. As many brackets as Python's own tokenizer allows; libcst's time for a path grows with its
square, and for a pattern fourfold with each level."""
_SHALLOW = Nesting(brackets=16, path=60, branches=200, strings=100, patterns=8, at=0)
"""What the stack of any thread bears."""

_Result = TypeVar("_Result")


class TooDeepError(Exception):
    """The text is nested too deeply to be read; `at` is an index in it."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


FAILURES = (cst.ParserSyntaxError, MalformedError, TooDeepError, SyntaxError, ValueError, RecursionError)
"""What a text that cannot be read makes `on_tree` and `lowered` raise."""


def lowered(text: str) -> Module:
    """The core syntax of `text`; raises one of FAILURES."""
    return on_tree(text, lower)


def on_tree(text: str, function: Callable[[cst.Module], _Result]) -> _Result:
    """What `function` makes of the tree of `text`; raises one of FAILURES."""
    nesting = measure(text)
    if not _within(nesting, _BEARABLE):
        raise TooDeepError(nesting.at)

    def run() -> _Result:
        with _collector_paused():
            return function(cst.parse_module(text))

    return run() if _within(nesting, _SHALLOW) else with_deep_stack(run)


def _within(nesting: Nesting, bounds: Nesting) -> bool:
    return (
        nesting.brackets <= bounds.brackets
        and nesting.path <= bounds.path
        and nesting.branches <= bounds.branches
        and nesting.strings <= bounds.strings
        and nesting.patterns <= bounds.patterns
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
