"""From a text to its core syntax, where Python's own parser can do it."""

from __future__ import annotations

import ast
import warnings

from shapelint.syntax.collector import collector_paused
from shapelint.syntax.deep import with_deep_stack
from shapelint.syntax.docstrings import docstring
from shapelint.syntax.nesting import BEARABLE, MODERATE, SHALLOW, measure, within
from shapelint.syntax.nodes import Module
from shapelint.syntax.quick.expressions import REFUSED, Numbering
from shapelint.syntax.quick.statements import block


def read_quickly(text: str) -> Module | None:
    """The core syntax of `text`; None where the reference reader has to say what it is: a text that the running Python
    refuses, one that is nested deeply, syntax that is newer than this reader."""
    if not within(measure(text), SHALLOW):
        return None
    return _read(text)


def read_deeply(text: str) -> Module | None:
    """The same of a text that is nested deeply, on a stack with room for it; None for every other."""
    nesting = measure(text)
    if within(nesting, SHALLOW) or not within(nesting, BEARABLE):
        return None
    try:
        return with_deep_stack(lambda: _read(text))
    except MemoryError:  # no room for such a stack
        return _read(text) if within(nesting, MODERATE) else None


def _read(text: str) -> Module | None:
    try:
        with collector_paused():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text)
            body = block(tree.body, Numbering())
    except REFUSED:
        return None
    return Module(body, docstring(body))
