"""From a text to its core syntax, where Python's own parser can do it."""

from __future__ import annotations

import ast
import warnings

from shapelint.syntax.collector import collector_paused
from shapelint.syntax.docstrings import docstring
from shapelint.syntax.nesting import SHALLOW, measure, within
from shapelint.syntax.nodes import Module
from shapelint.syntax.quick.expressions import Numbering
from shapelint.syntax.quick.statements import block


def read_quickly(text: str) -> Module | None:
    """The core syntax of `text`; None where the reference reader has to say what it is: a text that the running Python
    refuses, one that is nested deeply, syntax that is newer than this reader."""
    if not within(measure(text), SHALLOW):
        return None
    try:
        with collector_paused():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text)
            body = block(tree.body, Numbering())
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, KeyError):
        return None  # KeyError: a kind of node that no table has
    return Module(body, docstring(body))
