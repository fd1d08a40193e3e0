"""Elements, keyword arguments and statements put in or taken out."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from shapelint.syntax.edit import TextEdit
from shapelint.syntax.editor import Editor
from shapelint.syntax.spelling import spelled
from shapelint.syntax.template import filled

_SEQUENCES = (cst.Call, cst.List, cst.Tuple)


def keyword_edit(editor: Editor, at: int, name: str, content: str) -> TextEdit | None:
    """The edit that sets a keyword argument of the call with number `at`: replaced if it is written, else added behind
    the last argument."""
    call = editor.node(at)
    if not isinstance(call, cst.Call):
        return None
    for argument in call.args:
        if argument.keyword is not None and argument.keyword.value == name:
            return TextEdit(*editor.extent(argument.value), content)
    if not call.args:
        end = editor.bare_extent(call)[1] - 1
        return TextEdit(end, end, f"{name}={content}")
    last = call.args[-1].value
    if isinstance(last, cst.GeneratorExp) and len(call.args) == 1:
        return None
    end = editor.extent(last)[1]
    return TextEdit(end, end, f", {name}={content}")


def first_statement_edit(editor: Editor, at: int, content: str, name: str = "") -> TextEdit | None:
    """The edit that puts a statement at the beginning of the body of the function that the node with number `at` is in,
    or is the name of, behind its docstring. None for a function of another name than `name`, if that is given, and
    where the statement stands in it already."""
    function = editor.enclosing(editor.node(at), cst.FunctionDef)
    written = filled(editor, content)
    if not isinstance(function, cst.FunctionDef) or written is None or name not in ("", function.name.value):
        return None
    if written in editor.source(function):
        return None
    body = function.body
    if isinstance(body, cst.SimpleStatementSuite):
        start = editor.bare_extent(body.body[0])[0]
        return TextEdit(start, start, f"{written}; ")
    statements = list(body.body)
    if not statements:
        return None
    start, end = editor.bare_extent(statements[0])
    indent = editor.text[editor.line_start(start) : start]
    if indent.strip():
        return None
    if function.get_docstring() is None:
        return TextEdit(start, start, f"{written}{editor.newline}{indent}")
    end = editor.line_end(end)
    if editor.text[:end].endswith(("\n", "\r")):
        return TextEdit(end, end, f"{indent}{written}{editor.newline}")
    return TextEdit(end, end, f"{editor.newline}{indent}{written}")


def derives_only_from(editor: Editor, at: int, bases: Sequence[str]) -> bool:
    """Whether the class around the node with number `at` has one base, and that is one of these (full names)."""
    around = editor.enclosing(editor.node(at), cst.ClassDef)
    if not isinstance(around, cst.ClassDef) or len(around.bases) != 1:
        return False
    return editor.source(around.bases[0].value) in {spelled(editor.module, base) for base in bases}


def insertion_edit(editor: Editor, at: int, content: str, behind: bool) -> TextEdit | None:
    """The edit that puts another element beside the expression with number `at`, on a line of its own if that is."""
    element = _element(editor, at)
    written = filled(editor, content)
    if element is None or written is None:
        return None
    start, end = _element_extent(editor, element)
    if behind:
        return TextEdit(end, end, f",{_gap(editor, start)}{written}")
    return TextEdit(start, start, f"{written},{_gap(editor, start)}")


def _gap(editor: Editor, start: int) -> str:
    indent = editor.text[editor.line_start(start) : start]
    return " " if indent.strip() else f"{editor.newline}{indent}"


def removal_edit(editor: Editor, at: int) -> TextEdit | None:
    """The edit that takes the expression with number `at` out of the list or the arguments that it stands in: with its
    lines, if they hold nothing else, or with the comma before or behind it. None for the only element, and for one of
    a pair such as `("name", layer)`."""
    element = _element(editor, at)
    parent = editor.parent(element) if element is not None else None
    if element is None or not isinstance(parent, (cst.Call, cst.List)):
        return None
    siblings = list(parent.args if isinstance(parent, cst.Call) else parent.elements)
    if len(siblings) < 2:
        return None
    position = siblings.index(element)
    start, end = _element_extent(editor, element)
    line, behind = editor.line_start(start), editor.line_end(end)
    rest = editor.text[end:behind].strip()
    is_alone = not editor.text[line:start].strip() and (rest in ("", ",") or rest.removeprefix(",").lstrip()[:1] == "#")
    if is_alone:
        return TextEdit(line, behind, "")
    if position + 1 < len(siblings):
        return TextEdit(start, _element_extent(editor, siblings[position + 1])[0], "")
    return TextEdit(_element_extent(editor, siblings[position - 1])[1], end, "")


def _element(editor: Editor, at: int) -> cst.Arg | cst.Element | None:
    node = editor.node(at)
    parent = editor.parent(node) if node is not None else None
    if isinstance(parent, (cst.Arg, cst.Element)) and isinstance(editor.parent(parent), _SEQUENCES):
        return parent
    return None


def _element_extent(editor: Editor, element: cst.CSTNode) -> tuple[int, int]:
    """Where an element or argument is, its comma left out."""
    start = editor.bare_extent(element)[0]
    value = getattr(element, "value", element)
    return start, editor.extent(value)[1]
