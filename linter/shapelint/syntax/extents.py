"""Where the nodes of Python's own tree stand in their text."""

from __future__ import annotations

import ast
import re
from typing import Any

from shapelint.syntax.index import PositionIndex
from shapelint.syntax.scan import COMMENT, STRING

Extent = tuple[int, int]
"""The index of the first character, and of the one behind the last."""

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_GAP = r"(?:[ \t\f]|\\\r?\n|\\\r)+"
_DEFINED = re.compile(rf"(?:async{_GAP})?(?:def|class){_GAP}(\w+)")
_WORD = re.compile(r"\w+")
_TRIVIA = re.compile(rf"(?P<string>{STRING})|{COMMENT}|\\\r?\n|\\\r")


class Extents:
    """Where the nodes of one tree stand, which is the tree of the index's text.

    Statements, expressions, names and definitions stand exactly where they are written. What else has a number, and is
    never spoken of (a clause of a comprehension, a case, all parameters together), is about where its parts are."""

    __slots__ = ("_code", "_index", "_module", "_shared")

    def __init__(self, module: ast.Module, index: PositionIndex) -> None:
        self._module = module
        self._index = index
        self._shared: set[int] | None = None
        self._code: str | None = None

    def bare(self, node: ast.AST) -> Extent | None:
        """Where the node is, without parentheses around it; of a function, class or parameter its name. None for what
        is nowhere, such as no parameters at all."""
        if isinstance(node, _DEFINITIONS):
            found = _DEFINED.match(self._index.text, self._index.extent(node)[0])
            return None if found is None else found.span(1)
        if isinstance(node, ast.arg):
            found = _WORD.match(self._index.text, self._index.extent(node)[0])
            return None if found is None else found.span()
        if not hasattr(node, "end_lineno"):
            return self._around(_parts(node))
        start, end = self._index.extent(node)
        is_shared = isinstance(node, ast.GeneratorExp) and id(node) in self._with_calls()
        return self._within(start, end) if is_shared else (start, end)

    def _with_calls(self) -> set[int]:
        """The generators whose parentheses are those of the calls that they are the only arguments of."""
        if self._shared is None:
            extent = self._index.extent
            self._shared = {
                id(node.args[0])
                for node in ast.walk(self._module)
                if isinstance(node, ast.Call) and len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp)
                and extent(node)[1] == extent(node.args[0])[1]
            }  # fmt: skip
        return self._shared

    def _within(self, start: int, end: int) -> Extent:
        """Without the parentheses, which are those of the call whose only argument a generator is."""
        inside = self.code[start + 1 : end - 1]
        return start + 1 + len(inside) - len(inside.lstrip()), start + 1 + len(inside.rstrip())

    def _around(self, parts: list[ast.AST]) -> Extent | None:
        extents = [extent for extent in map(self.bare, parts) if extent is not None]
        return (min(e[0] for e in extents), max(e[1] for e in extents)) if extents else None

    @property
    def code(self) -> str:
        """The text with spaces for its comments and for the backslashes that join lines."""
        if self._code is None:
            self._code = _TRIVIA.sub(_blank, self._index.text)
        return self._code


def _blank(match: re.Match[str]) -> str:
    return match[0] if match["string"] is not None else " " * len(match[0])


def _parts(node: Any) -> list[ast.AST]:
    """The parts of a node that `ast` has no position of, in the order of the text."""
    if isinstance(node, ast.arguments):
        found = [*node.posonlyargs, *node.args, node.vararg, *node.kwonlyargs, node.kwarg]
        return [part for part in (*found, *node.defaults, *node.kw_defaults) if part is not None]
    return [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr_context)]
