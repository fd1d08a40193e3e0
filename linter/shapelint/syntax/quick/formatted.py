"""Where the fields of formatted strings stand, for Pythons before 3.12, whose `ast` does not know.

There an f-string is one token, whose fields are found as Python finds them, and each field's expression is parsed on
its own. Source: "f-strings" in the Python language reference, and PEP 498.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from shapelint.records import dataclass
from shapelint.syntax.index import PositionIndex
from shapelint.syntax.scan import COMMENT, STRING

_LITERAL = re.compile(rf"(?P<prefix>[A-Za-z]*)(?P<string>{STRING})|{COMMENT}")
_PLAIN = re.compile(r"[^{}\\]+")
_NAMED = re.compile(r"\\N\{[^}]*\}")
_QUOTES = re.compile(r"'''|\"\"\"|'|\"")
_COMPARISONS = ("==", "!=", "<=", ">=")


@dataclass(frozen=True, slots=True)
class _Field:
    """Indices: of the braces, of the expression, and of the format if there is one; and the fields within that."""

    start: int
    end: int
    value: tuple[int, int]
    form: tuple[int, int] | None
    inner: tuple[_Field, ...]


def place_fields(tree: ast.AST, index: PositionIndex) -> None:
    """Give the parts of all formatted strings of the tree their positions. A string that is not understood keeps those
    that it has."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.JoinedStr):
            _place_string(node, index)
        waiting += _children(node)


def _place_string(node: ast.JoinedStr, index: PositionIndex) -> None:
    start, end = index.extent(node)
    try:
        fields = tuple(_fields_of_literals(index.text, start, end))
        _place(node, fields, index)
    except (IndexError, SyntaxError, ValueError):
        return


def _place(node: ast.JoinedStr, fields: tuple[_Field, ...], index: PositionIndex) -> None:
    values = [value for value in node.values if isinstance(value, ast.FormattedValue)]
    for value, field in zip(values, fields, strict=True):
        _move(value, field.start, field.end, index)
        value.value = _parsed(index, *field.value)
        if isinstance(value.format_spec, ast.JoinedStr) and field.form is not None:
            start, end = field.form
            _move(value.format_spec, *((start, end) if start < end else (field.start, field.end)), index)
            _place(value.format_spec, field.inner, index)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """The node's children; a field's format is no literal, so only the fields in it count."""
    if not isinstance(node, ast.FormattedValue):
        yield from ast.iter_child_nodes(node)
        return
    yield node.value
    if isinstance(node.format_spec, ast.JoinedStr):
        yield from node.format_spec.values


def _move(node: ast.expr, start: int, end: int, index: PositionIndex) -> None:
    node.lineno, node.col_offset = index.offset(start)
    node.end_lineno, node.end_col_offset = index.offset(end)


def _parsed(index: PositionIndex, start: int, end: int) -> ast.expr:
    """The expression that stands there, with the positions that it has in the whole text."""
    text = index.text[start:end]
    tree = ast.parse(f"({text})", mode="eval").body
    row, offset = index.offset(start)
    is_bare = isinstance(tree, ast.Tuple) and (tree.lineno, tree.col_offset) == (1, 0)
    for node in ast.walk(tree):
        if isinstance(node, (ast.expr, ast.arg, ast.keyword)):
            for line, column in (("lineno", "col_offset"), ("end_lineno", "end_col_offset")):
                if getattr(node, line) == 1:
                    setattr(node, column, getattr(node, column) + offset - 1)
                setattr(node, line, getattr(node, line) + row - 1)
    if is_bare:  # the parentheses are not its own
        _move(tree, start + len(text) - len(text.lstrip()), start + len(text.rstrip()), index)
    return tree


def _fields_of_literals(text: str, start: int, end: int) -> Iterator[_Field]:
    """The fields of the literals that stand side by side from `start` to `end`."""
    for match in _LITERAL.finditer(text, start, end):
        prefix = (match["prefix"] or "").lower()
        if match["string"] is None or "f" not in prefix:
            continue
        first = match.start("string")
        width = 3 if text.startswith(('"""', "'''"), first) and match.end() - first >= 6 else 1
        yield from _fields(text, first + width, match.end() - width, "r" in prefix)


def _fields(text: str, at: int, end: int, is_raw: bool) -> Iterator[_Field]:
    while at < end:
        plain = _PLAIN.match(text, at, end)
        if plain is not None:
            at = plain.end()
        elif text[at] == "\\":
            named = None if is_raw else _NAMED.match(text, at, end)
            at = named.end() if named is not None else at + (1 if is_raw or text[at + 1] in "{}" else 2)
        elif text.startswith(("{{", "}}"), at):
            at += 2
        else:
            field = _field(text, at, end, is_raw)
            yield field
            at = field.end


def _field(text: str, start: int, end: int, is_raw: bool) -> _Field:
    value_end = at = _expression_end(text, start + 1, end)
    if text[at] == "=":
        at = _blank_end(text, at + 1)
    if text[at] == "!":
        at = _blank_end(text, at + 2)
    if text[at] != ":":
        return _Field(start, at + 1, (start + 1, value_end), None, ())
    form, inner = at + 1, []
    at = form
    while text[at] != "}":
        if text[at] == "{":
            inner.append(_field(text, at, end, is_raw))
            at = inner[-1].end
        else:
            at += 1
    return _Field(start, at + 1, (start + 1, value_end), (form, at), tuple(inner))


def _blank_end(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _expression_end(text: str, at: int, end: int) -> int:
    """Where the expression that begins at `at` ends: at the first of = ! : } that is its own field's."""
    depth = 0
    while at < end:
        quote = _QUOTES.match(text, at, end)
        if quote is not None:
            at = text.index(quote[0], quote.end(), end) + len(quote[0])
            continue
        here = text[at]
        if depth == 0 and text.startswith(_COMPARISONS, at):
            at += 2
            continue
        if depth == 0 and here in "=!:}":
            return at
        depth += (here in "([{") - (here in ")]}")
        at += 1
    raise ValueError("a field that does not end")
