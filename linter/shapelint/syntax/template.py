"""Another text for an expression, made of parts of it as they are written. See shapelint.diagnostics.remedy.Rewrite."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from shapelint.records import dataclass
from shapelint.syntax.edit import TextEdit
from shapelint.syntax.editor import Editor, Extent, is_primary
from shapelint.syntax.spelling import spelled

_FIELD = re.compile(r"\{([\w.|]+)\}")
_DOTTED = re.compile(r"\w+(\.\w+)*")
_DELIMITED = (cst.Arg, cst.AssignTarget, cst.Assign, cst.AnnAssign, cst.Return, cst.Expr, cst.Element, cst.Index)


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
    if not isinstance(node, cst.BaseExpression):
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


def is_call_of(node: cst.CSTNode, name: str) -> bool:
    """Whether the node calls that name; "()" stands for what another call gives."""
    if not isinstance(node, cst.Call):
        return False
    function = node.func
    if name == "()":
        return isinstance(function, cst.Call)
    last = function.attr if isinstance(function, cst.Attribute) else function
    return isinstance(last, cst.Name) and last.value == name


def filled(editor: Editor, content: str) -> str | None:
    """A template's text where there is no expression, so that only dotted names stand in braces."""
    pieces = [_name(editor, part) if is_field else part for part, is_field in _split(content)]
    return None if None in pieces else "".join(piece for piece in pieces if piece is not None)


def _split(template: str) -> Iterator[tuple[str, bool]]:
    """The template's pieces, each with whether it stood in braces."""
    for position, part in enumerate(_FIELD.split(template)):
        if part:
            yield part, position % 2 == 1


def _pieces(editor: Editor, node: cst.BaseExpression, template: str) -> Iterator[_Piece | None]:
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
            elif isinstance(found, cst.BaseExpression):
                before = parts[position - 1][0] if position else ""
                behind = parts[position + 1][0] if position + 1 < len(parts) else ""
                is_enclosed = before[-1:] in ("(", " ", ",", "[") and behind[:1] in (")", ",", "]")
                is_kept = part == "left" and behind[:1] == " "  # it stands before its operator as it did
                alone = len(parts) == 1 and isinstance(editor.parent(node), _DELIMITED)
                bare = is_enclosed or is_kept or alone or is_primary(found) or found is node
                yield _Slice(editor.extent(found) if found is not node else editor.bare_extent(node), not bare)
            else:
                first, last = found
                yield _Slice((editor.extent(first)[0], editor.extent(last)[1]), False)


def _name(editor: Editor, dotted: str) -> str | None:
    return spelled(editor.module, dotted)


def _part(
    node: cst.BaseExpression, field: str
) -> cst.BaseExpression | tuple[cst.BaseExpression, cst.BaseExpression] | None:
    """The part of the expression that a field names; two nodes are all from the first to the last."""
    for name in field.split("|"):
        found = _part_called(node, name)
        if found is not None:
            return found
    return None


def _part_called(
    node: cst.BaseExpression, name: str
) -> cst.BaseExpression | tuple[cst.BaseExpression, cst.BaseExpression] | None:
    if name == "text":
        return node
    if name == "receiver" and isinstance(node, cst.Attribute):
        return node.value
    if isinstance(node, cst.BinaryOperation) and name in ("left", "right"):
        return node.left if name == "left" else node.right
    return _part_of_call(node, name) if isinstance(node, cst.Call) else None


def _part_of_call(
    call: cst.Call, name: str
) -> cst.BaseExpression | tuple[cst.BaseExpression, cst.BaseExpression] | None:
    if name == "function":
        return call.func
    if name == "receiver":
        return call.func.value if isinstance(call.func, cst.Attribute) else None
    if name == "arguments":
        is_plain = call.args and not any(arg.keyword or arg.star for arg in (call.args[0], call.args[-1]))
        return (call.args[0].value, call.args[-1].value) if is_plain else None
    if name.isdigit():
        index = int(name)
        positional = call.args[: index + 1]
        is_there = len(positional) > index and not any(arg.keyword or arg.star for arg in positional)
        return positional[index].value if is_there else None
    return next((arg.value for arg in call.args if arg.keyword is not None and arg.keyword.value == name), None)


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
