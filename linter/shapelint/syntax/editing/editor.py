"""A file's tree with what editing needs: which node has which number, where it is in the text, what it is in.

Only files with something to mend are read so.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from functools import lru_cache

from shapelint.syntax.extents import Extent, Extents
from shapelint.syntax.quick.origins import OriginTree, read_with_origins

_NEWLINE = re.compile(r"\r\n?|\n")
_PRIMARY = (
    ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.JoinedStr, ast.Constant,
)  # fmt: skip


class Editor:
    """The nodes of one text. Indices are those of the text's characters."""

    def __init__(self, text: str, tree: OriginTree) -> None:
        self.text = text
        self.module = tree.module
        self._origins = tree.origins
        self._index = tree.index
        self._extents = Extents(tree.module, tree.index)
        self._parents: dict[
            ast.AST, ast.AST
        ] = {}  # of the singletons that stand for operators and contexts, any parent
        waiting: list[ast.AST] = [tree.module]
        while waiting:
            parent = waiting.pop()
            children = list(ast.iter_child_nodes(parent))
            waiting += children
            for child in children:
                self._parents[child] = parent

    def node(self, at: int) -> ast.AST | None:
        """The node with a number; None for one that the text does not have."""
        return self._origins[at] if 0 <= at < len(self._origins) else None

    def parent(self, node: ast.AST) -> ast.AST | None:
        return self._parents.get(node)

    def enclosing(self, node: ast.AST | None, *kinds: type[ast.AST]) -> ast.AST | None:
        """The innermost node of these kinds that is the node, or is around it."""
        while node is not None and not isinstance(node, kinds):
            node = self.parent(node)
        return node

    def bare_extent(self, node: ast.AST) -> Extent:
        """Where the node is, without parentheses around it; of a function, class or parameter its name."""
        return self._extents.bare(node) or (0, 0)

    def whole(self, node: ast.AST) -> Extent:
        """Where all of a statement or expression is; of a function or class without its decorators."""
        return self._index.extent(node)

    def extent(self, node: ast.AST) -> Extent:
        """Where the node is, with the parentheses around it."""
        start, end = self.bare_extent(node)
        while True:
            before, behind = self._before(start), self._behind(end)
            if not (self._code.startswith("(", before) and self._code.startswith(")", behind)):
                return start, end
            if before == self._parenthesis_of_parent(node):
                return start, end
            start, end = before, behind + 1

    @property
    def _code(self) -> str:
        return self._extents.code

    def _before(self, start: int) -> int:
        """The index of what comes before, blanks and comments aside; -1 at the text's beginning."""
        start -= 1
        while start >= 0 and self._code[start].isspace():
            start -= 1
        return start if start >= 0 else len(self.text)

    def _behind(self, end: int) -> int:
        while end < len(self.text) and self._code[end].isspace():
            end += 1
        return end

    def _parenthesis_of_parent(self, node: ast.AST) -> int | None:
        """Where the parenthesis is that belongs to a call or class, and not to its only argument."""
        parent = self.parent(node)
        if isinstance(parent, ast.Call) and node in parent.args:
            return self._code.index("(", self.extent(parent.func)[1])
        if isinstance(parent, ast.ClassDef) and node in parent.bases:
            parameters = getattr(parent, "type_params", ())
            named = self.whole(parameters[-1]) if parameters else self.bare_extent(parent)
            return self._code.index("(", named[1])
        return None

    def is_parenthesized(self, node: ast.AST) -> bool:
        start, end = self.bare_extent(node)
        own = isinstance(node, (ast.Tuple, ast.GeneratorExp)) and self.text.startswith("(", start)
        return own or self.extent(node) != (start, end)

    def is_primary(self, node: ast.AST) -> bool:
        """Whether a dot may follow the node's text."""
        is_number = isinstance(node, ast.Constant) and type(node.value) in (int, float, complex)
        return self.is_parenthesized(node) or (isinstance(node, _PRIMARY) and not is_number)

    def source(self, node: ast.AST) -> str:
        """The node's text, parentheses included."""
        start, end = self.extent(node)
        return self.text[start:end]

    def position(self, index: int) -> tuple[int, int]:
        """Row and column of an index, both from 1."""
        return self._index.position(index)

    def line_start(self, index: int) -> int:
        return self._index.starts[bisect_right(self._index.starts, index) - 1]

    def line_end(self, index: int) -> int:
        """Where the line that the index is on ends, its line end included."""
        starts = self._index.starts
        position = bisect_right(starts, index)
        return starts[position] if position < len(starts) else len(self.text)

    @property
    def newline(self) -> str:
        """The line end that the text uses first."""
        match = _NEWLINE.search(self.text)
        return match[0] if match else "\n"


@lru_cache(maxsize=4)
def open_editor(text: str) -> Editor | None:
    """The editor of a text; None if the running Python does not read it."""
    tree = read_with_origins(text)
    return None if tree is None else Editor(text, tree)


def arguments_of(call: ast.Call | ast.ClassDef) -> list[ast.expr | ast.keyword]:
    """All arguments in the order of the text."""
    positional = call.args if isinstance(call, ast.Call) else call.bases
    return sorted([*positional, *call.keywords], key=lambda node: (node.lineno, node.col_offset))


def is_plain(argument: ast.expr | ast.keyword) -> bool:
    """Whether it has no name and no star."""
    return not isinstance(argument, (ast.keyword, ast.Starred))
