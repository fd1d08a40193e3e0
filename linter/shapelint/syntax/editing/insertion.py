"""Elements, keyword arguments and statements put in or taken out."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from shapelint.syntax.editing.editor import Editor, arguments_of
from shapelint.syntax.editing.edits import TextEdit
from shapelint.syntax.editing.spelling import spelled
from shapelint.syntax.editing.template import filled


def keyword_edit(editor: Editor, at: int, name: str, content: str) -> TextEdit | None:
    """The edit that sets a keyword argument of the call with number `at`: replaced if it is written, else added behind
    the last argument."""
    call = editor.node(at)
    if not isinstance(call, ast.Call):
        return None
    for keyword in call.keywords:
        if keyword.arg == name:
            return TextEdit(*editor.extent(keyword.value), content)
    arguments = arguments_of(call)
    if not arguments:
        end = editor.bare_extent(call)[1] - 1
        return TextEdit(end, end, f"{name}={content}")
    last = arguments[-1]
    if isinstance(last, ast.GeneratorExp) and len(arguments) == 1:
        return None
    end = _element_extent(editor, last)[1]
    return TextEdit(end, end, f", {name}={content}")


def first_statement_edit(editor: Editor, at: int, content: str, name: str = "") -> TextEdit | None:
    """The edit that puts a statement at the beginning of the body of the function that the node with number `at` is in,
    or is the name of, behind its docstring. None for a function of another name than `name`, if that is given, and
    where the statement stands in it already."""
    function = editor.enclosing(editor.node(at), ast.FunctionDef, ast.AsyncFunctionDef)
    written = filled(editor, content)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) or written is None:
        return None
    start, end = editor.whole(function)
    if name not in ("", function.name) or written in editor.text[start:end]:
        return None
    start, end = _statement_extent(editor, function.body[0])
    if _is_on_the_line_of_its_head(editor, start):
        return TextEdit(start, start, f"{written}; ")
    indent = editor.text[editor.line_start(start) : start]
    if indent.strip():
        return None
    if ast.get_docstring(function, clean=False) is None:
        return TextEdit(start, start, f"{written}{editor.newline}{indent}")
    end = editor.line_end(end)
    if editor.text[:end].endswith(("\n", "\r")):
        return TextEdit(end, end, f"{indent}{written}{editor.newline}")
    return TextEdit(end, end, f"{editor.newline}{indent}{written}")


def _statement_extent(editor: Editor, statement: ast.stmt) -> tuple[int, int]:
    """Where a statement is, its decorators and parentheses included."""
    start, end = editor.whole(statement)
    decorators = getattr(statement, "decorator_list", ())
    if decorators:
        start = editor.text.rindex("@", 0, editor.extent(decorators[0])[0])
    return start, end


def _is_on_the_line_of_its_head(editor: Editor, start: int) -> bool:
    """Whether a body that begins at `start` follows the colon of its function directly."""
    return editor.text[editor.line_start(start) : start].rstrip().endswith(":")


def derives_only_from(editor: Editor, at: int, bases: Sequence[str]) -> bool:
    """Whether the class around the node with number `at` has one base, and that is one of these (full names)."""
    around = editor.enclosing(editor.node(at), ast.ClassDef)
    if not isinstance(around, ast.ClassDef) or len(around.bases) != 1:
        return False
    return editor.source(around.bases[0]) in {spelled(editor.module, base) for base in bases}


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
    if element is None or not isinstance(parent, (ast.Call, ast.List)):
        return None
    siblings: list[ast.expr | ast.keyword] = arguments_of(parent) if isinstance(parent, ast.Call) else [*parent.elts]
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


def _element(editor: Editor, at: int) -> ast.expr | ast.keyword | None:
    """The element or argument that the expression with number `at` is, with its name or star."""
    node = editor.node(at)
    parent = editor.parent(node) if node is not None else None
    if isinstance(parent, ast.keyword) or (
        isinstance(parent, ast.Starred) and isinstance(editor.parent(parent), ast.Call)
    ):
        return parent
    if not isinstance(node, ast.expr) or isinstance(node, ast.Starred):
        return None
    is_in = isinstance(parent, ast.Call) and node in parent.args
    return node if is_in or isinstance(parent, (ast.List, ast.Tuple)) else None


def _element_extent(editor: Editor, element: ast.expr | ast.keyword) -> tuple[int, int]:
    """Where an element or argument is, its comma left out."""
    if not isinstance(element, (ast.keyword, ast.Starred)):
        return editor.extent(element)
    return editor.whole(element)[0], editor.extent(element.value)[1]
