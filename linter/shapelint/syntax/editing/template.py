"""Another text for an expression, made of parts of it as they are written. See shapelint.diagnostics.remedy.Rewrite."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from shapelint.records import dataclass
from shapelint.syntax.editing.editor import Editor, arguments_of, is_plain
from shapelint.syntax.editing.edits import TextEdit
from shapelint.syntax.editing.spelling import spelled
from shapelint.syntax.extents import Extent

_FIELD = re.compile(r"\{([\w.|]+)\}")
_DOTTED = re.compile(r"\w+(\.\w+)*")
_DELIMITED = (
    ast.Call, ast.keyword, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.Return, ast.Expr, ast.List, ast.Tuple, ast.Set,
    ast.Subscript,
)  # fmt: skip
"""What a part of needs no parentheses around it, but for what is called or has an index."""


@dataclass(frozen=True, slots=True)
class _Slice:
    """A part of the source, with whether parentheses are needed around it where it goes."""

    extent: Extent
    parenthesized: bool


_Piece = str | _Slice


def rewrite_edits(editor: Editor, at: int, template: str) -> tuple[TextEdit, ...] | None:
    """The edits that turn the expression with number `at` into what the template says. What the template keeps in its
    order is not touched. None if the expression lacks a part, or a name cannot be written here."""
    node = editor.node(at)
    if not isinstance(node, ast.expr):
        return None
    pieces = list(_pieces(editor, node, template))
    if None in pieces or _repeats_work(editor, pieces):
        return None
    return tuple(_edits(editor, editor.bare_extent(node), [piece for piece in pieces if piece is not None]))


def _repeats_work(editor: Editor, pieces: list[_Piece | None]) -> bool:
    """Whether something that is more than a name would be evaluated twice."""
    slices = [piece.extent for piece in pieces if isinstance(piece, _Slice)]
    twice = {extent for extent in slices if slices.count(extent) > 1}
    return not all(_DOTTED.fullmatch(editor.text[start:end]) for start, end in twice)


def is_call_of(node: ast.AST, name: str) -> bool:
    """Whether the node calls that name; "()" stands for what another call gives."""
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    if name == "()":
        return isinstance(function, ast.Call)
    if isinstance(function, ast.Attribute):
        return function.attr == name
    return isinstance(function, ast.Name) and function.id == name


def filled(editor: Editor, content: str) -> str | None:
    """A template's text where there is no expression, so that only dotted names stand in braces."""
    pieces = [_name(editor, part) if is_field else part for part, is_field in _split(content)]
    return None if None in pieces else "".join(piece for piece in pieces if piece is not None)


def _split(template: str) -> Iterator[tuple[str, bool]]:
    """The template's pieces, each with whether it stood in braces."""
    for position, part in enumerate(_FIELD.split(template)):
        if part:
            yield part, position % 2 == 1


def _pieces(editor: Editor, node: ast.expr, template: str) -> Iterator[_Piece | None]:
    parts = list(_split(template))
    for position, (part, is_field) in enumerate(parts):
        if not is_field:
            yield part
        elif "." in part:
            yield _name(editor, part)
        else:
            found = _part(node, part)
            if found is None:
                yield None
            elif isinstance(found, ast.expr):
                before = parts[position - 1][0] if position else ""
                behind = parts[position + 1][0] if position + 1 < len(parts) else ""
                is_enclosed = before[-1:] in ("(", " ", ",", "[") and behind[:1] in (")", ",", "]")
                is_kept = part == "left" and behind[:1] == " "  # it stands before its operator as it did
                alone = len(parts) == 1 and _is_delimited(editor, node)
                bare = is_enclosed or is_kept or alone or editor.is_primary(found) or found is node
                yield _Slice(editor.extent(found) if found is not node else editor.bare_extent(node), not bare)
            else:
                first, last = found
                yield _Slice((editor.extent(first)[0], editor.extent(last)[1]), False)


def _is_delimited(editor: Editor, node: ast.expr) -> bool:
    parent = editor.parent(node)
    heads = (
        getattr(parent, "func", None),
        getattr(parent, "value", None) if isinstance(parent, ast.Subscript) else None,
    )
    return isinstance(parent, _DELIMITED) and node not in heads


def _name(editor: Editor, dotted: str) -> str | None:
    return spelled(editor.module, dotted)


def _part(node: ast.expr, field: str) -> ast.expr | tuple[ast.AST, ast.AST] | None:
    """The part of the expression that a field names; two nodes are all from the first to the last."""
    for name in field.split("|"):
        found = _part_called(node, name)
        if found is not None:
            return found
    return None


def _part_called(node: ast.expr, name: str) -> ast.expr | tuple[ast.AST, ast.AST] | None:
    if name == "text":
        return node
    if name == "receiver" and isinstance(node, ast.Attribute):
        return node.value
    if isinstance(node, ast.BinOp) and name in ("left", "right"):
        return node.left if name == "left" else node.right
    return _part_of_call(node, name) if isinstance(node, ast.Call) else None


def _part_of_call(call: ast.Call, name: str) -> ast.expr | tuple[ast.AST, ast.AST] | None:
    if name == "function":
        return call.func
    if name == "receiver":
        return call.func.value if isinstance(call.func, ast.Attribute) else None
    arguments = arguments_of(call)
    if name == "every":
        return (arguments[0], arguments[-1]) if arguments else None
    if name == "arguments":
        ends = [argument for argument in (arguments[:1] + arguments[-1:]) if isinstance(argument, ast.expr)]
        return (ends[0], ends[1]) if len(ends) == 2 and all(is_plain(argument) for argument in ends) else None
    if name.isdigit():
        positional = [argument for argument in arguments[: int(name) + 1] if isinstance(argument, ast.expr)]
        is_there = len(positional) > int(name) and all(is_plain(argument) for argument in positional)
        return positional[-1] if is_there else None
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _edits(editor: Editor, extent: Extent, pieces: list[_Piece]) -> Iterator[TextEdit]:
    """Edits of the text between the slices that stay in their order; other slices are copied."""
    start, end = extent
    content = ""
    for piece in pieces:
        if isinstance(piece, str):
            content += piece
        elif piece.extent[0] >= start and not piece.parenthesized:
            yield from _changed(editor, TextEdit(start, piece.extent[0], content))
            start, content = piece.extent[1], ""
        else:
            source = editor.text[slice(*piece.extent)]
            content += f"({source})" if piece.parenthesized else source
    yield from _changed(editor, TextEdit(start, end, content))


def _changed(editor: Editor, edit: TextEdit) -> Iterator[TextEdit]:
    if editor.text[edit.start : edit.end] != edit.content:
        yield edit
