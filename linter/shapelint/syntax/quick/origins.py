"""A text's tree with the node that each number of its core syntax came from."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from functools import lru_cache

from shapelint.records import dataclass
from shapelint.syntax.collector import collector_paused
from shapelint.syntax.deep import with_deep_stack
from shapelint.syntax.index import PositionIndex
from shapelint.syntax.nesting import BEARABLE, MODERATE, SHALLOW, measure, within
from shapelint.syntax.quick.expressions import REFUSED, Numbering
from shapelint.syntax.quick.formatted import place_fields
from shapelint.syntax.quick.statements import block


@dataclass(frozen=True, slots=True)
class OriginTree:
    """`origins` has the ast node of each number in order: of an argument it is its value."""

    module: ast.Module
    origins: tuple[ast.AST, ...]
    index: PositionIndex


@lru_cache(maxsize=4)
def read_with_origins(text: str) -> OriginTree | None:
    """The tree of `text`, which nobody changes, as deep as a text may be at all; None where Python's own parser does
    not read it."""
    nesting = measure(text)
    if not within(nesting, BEARABLE):
        return None
    try:
        if within(nesting, SHALLOW):
            return _read(text)
        try:
            return with_deep_stack(lambda: _read(text))
        except MemoryError:  # no room for such a stack
            return _read(text) if within(nesting, MODERATE) else None
    except REFUSED:
        return None


FORMATTED = re.compile(r"(?i)\b(?:f|fr|rf)['\"]")
"""What every formatted string begins with."""


def _read(text: str) -> OriginTree:
    origins: list[ast.AST] = []

    def number(node: ast.AST) -> int:
        origins.append(node)
        return len(origins) - 1

    with collector_paused():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        index = PositionIndex(text)
        if sys.version_info < (3, 12) and FORMATTED.search(
            text
        ):  # where ast does not know what stands where in formatted strings
            place_fields(tree, index)
        block(tree.body, Numbering(number))
    return OriginTree(tree, tuple(origins), index)
