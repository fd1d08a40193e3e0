"""libcst's tree of a text, read with the garbage collector paused and with room for its depth."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import libcst as cst

from shapelint.syntax.collector import collector_paused
from shapelint.syntax.deep import with_deep_stack
from shapelint.syntax.nesting import BEARABLE, SHALLOW, measure, within
from shapelint.syntax.nodes import Module
from shapelint.syntax.reference.lower import lower
from shapelint.syntax.reference.lowering import MalformedError

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
    if not within(nesting, BEARABLE):
        raise TooDeepError(nesting.at)

    def run() -> _Result:
        with collector_paused():
            return function(cst.parse_module(text))

    return run() if within(nesting, SHALLOW) else with_deep_stack(run)
