"""A file's tree with what editing needs: which libcst node has which number, where it is in the text, what it is in.

Only files with something to mend are read so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Any, cast

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider

from shapelint.syntax.lower import lower_with_origins
from shapelint.syntax.rows import row_starts
from shapelint.syntax.tree import FAILURES, on_tree

_NEWLINE = re.compile(r"\r\n?|\n")
_PRIMARY = (
    cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.List, cst.Set, cst.Dict, cst.ListComp, cst.SetComp,
    cst.DictComp, cst.SimpleString, cst.FormattedString, cst.Integer, cst.Float,
)  # fmt: skip
Extent = tuple[int, int]


class Editor:
    """The nodes of one text. Indices are those of the text's characters."""

    def __init__(self, text: str, module: cst.Module) -> None:
        self.text = text
        self.module = module
        self._origins = lower_with_origins(module)[1]
        wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
        found: Any = wrapper.resolve_many([PositionProvider, ParentNodeProvider])
        self._ranges = found[PositionProvider]
        self._parents = found[ParentNodeProvider]
        self._lines = row_starts(text)

    def node(self, at: int) -> cst.CSTNode | None:
        """The node with a number; of a function or class it is the name. None for what is no single node."""
        origin = self._origins[at] if 0 <= at < len(self._origins) else None
        return None if isinstance(origin, tuple) else origin

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return cast("cst.CSTNode | None", self._parents.get(node))

    def enclosing(self, node: cst.CSTNode | None, *kinds: type[cst.CSTNode]) -> cst.CSTNode | None:
        """The innermost node of these kinds around the node."""
        while node is not None and not isinstance(node, kinds):
            node = self.parent(node)
        return node

    def bare_extent(self, node: cst.CSTNode) -> Extent:
        """Where the node is, without the parentheses around it."""
        found = self._ranges[node]
        return self._index(found.start), self._index(found.end)

    def extent(self, node: cst.CSTNode) -> Extent:
        """Where the node is, with the parentheses around it."""
        start, end = self.bare_extent(node)
        if is_parenthesized(node):
            start = self.bare_extent(node.lpar[0])[0]  # type: ignore[attr-defined]
            end = self.bare_extent(node.rpar[-1])[1]  # type: ignore[attr-defined]
        return start, end

    def _index(self, position: Any) -> int:
        line, column = int(position.line), int(position.column)
        return self._lines[line - 1] + column

    def source(self, node: cst.CSTNode) -> str:
        """The node's text, parentheses included."""
        start, end = self.extent(node)
        return self.text[start:end]

    def position(self, index: int) -> tuple[int, int]:
        """Row and column of an index, both from 1."""
        row = bisect_right(self._lines, index)
        return row, index - self._lines[row - 1] + 1

    def line_start(self, index: int) -> int:
        return self._lines[bisect_right(self._lines, index) - 1]

    def line_end(self, index: int) -> int:
        """Where the line that the index is on ends, its line end included."""
        position = bisect_right(self._lines, index)
        return self._lines[position] if position < len(self._lines) else len(self.text)

    @property
    def newline(self) -> str:
        """The line end that the text uses first."""
        match = _NEWLINE.search(self.text)
        return match[0] if match else "\n"


@lru_cache(maxsize=4)
def open_editor(text: str) -> Editor | None:
    """The editor of a text; None if it cannot be read, or if its positions cannot be told for certain: libcst forgets
    some form feeds."""
    if "\f" in text:
        return None
    try:
        return on_tree(text, lambda module: Editor(text, module))
    except FAILURES:
        return None


def is_parenthesized(node: cst.CSTNode) -> bool:
    return bool(getattr(node, "lpar", ()))


def is_primary(node: cst.CSTNode) -> bool:
    """Whether a dot may follow the node's text."""
    number = isinstance(node, (cst.Integer, cst.Float))
    return is_parenthesized(node) or (isinstance(node, _PRIMARY) and not number)
