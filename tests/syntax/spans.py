"""The spans of expressions by two ways: located by shapelint, and as the standard library's `ast` has them."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from shapelint.syntax import SourceFile, Span, locate, nodes, parse

Spans = Counter[tuple[str, Span]]

_KINDS: dict[type[ast.AST], type[nodes.Node]] = {
    ast.Name: nodes.Name, ast.Constant: nodes.Constant, ast.MatchSingleton: nodes.Constant,
    ast.Attribute: nodes.Attribute, ast.Call: nodes.Call, ast.Subscript: nodes.Subscript,
    ast.Slice: nodes.Slice, ast.BinOp: nodes.Binary, ast.UnaryOp: nodes.Unary,
    ast.BoolOp: nodes.Boolean, ast.Compare: nodes.Compare, ast.IfExp: nodes.Conditional,
    ast.Lambda: nodes.Lambda, ast.List: nodes.ListDisplay, ast.Set: nodes.SetDisplay,
    ast.Dict: nodes.DictDisplay, ast.Tuple: nodes.TupleDisplay, ast.Await: nodes.Await,
    ast.Yield: nodes.Yield, ast.YieldFrom: nodes.YieldFrom, ast.NamedExpr: nodes.Walrus,
    ast.Assign: nodes.Assign, ast.AugAssign: nodes.AugmentedAssign, ast.Return: nodes.Return,
    ast.Expr: nodes.ExpressionStatement, ast.JoinedStr: nodes.FormattedString,
}  # fmt: skip


def located(text: str) -> Spans:
    file = SourceFile("snippet.py", text)
    module = parse(file)
    assert isinstance(module, nodes.Module), module
    kinds = set(_KINDS.values())
    found = [node for node in _core_nodes(module) if type(node) in kinds]
    spans = locate(file, [node.at for node in found])
    return Counter((type(node).__name__, spans[node.at]) for node in found)


def expected(text: str) -> Spans:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def column(row: int, offset: int) -> int:
        """`ast` counts bytes of UTF-8."""
        return len(lines[row - 1].encode()[:offset].decode()) + 1

    return Counter(
        (
            _KINDS[type(node)].__name__,
            Span(
                node.lineno, column(node.lineno, node.col_offset), node.end_lineno,
                column(node.end_lineno, node.end_col_offset),
            ),
        )
        for node in _ast_nodes(ast.parse(text))
    )  # fmt: skip


def _core_nodes(node: object) -> Iterator[nodes.Node]:
    """Formatted strings are not entered: before Python 3.12 `ast` does not know where their parts are."""
    if isinstance(node, tuple):
        for item in node:
            yield from _core_nodes(item)
    elif isinstance(node, (nodes.Node, nodes.Module)):
        if isinstance(node, nodes.Node):
            yield node
        if not isinstance(node, nodes.FormattedString):
            for name in type(node).__match_args__:
                yield from _core_nodes(getattr(node, name))


def _ast_nodes(node: ast.AST) -> Iterator[ast.AST]:
    if type(node) in _KINDS:
        yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _ast_nodes(child)
