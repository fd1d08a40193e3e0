"""Where nodes are: against the positions of the standard library's `ast`, and by the rules that are our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from syntax.corpus import SNIPPETS, standard_library
from syntax.spans import expected, located

from shapelint.syntax import SourceFile, Span, decode, locate, nodes, parse, read_bytes

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")

FILES = standard_library()


@pytest.mark.parametrize("text", SNIPPETS)
def test_snippets_are_where_python_says(text: str) -> None:
    assert located(text) == expected(text)


@pytest.mark.parametrize("path", FILES[:: len(FILES) // 12], ids=lambda path: path.name)
def test_files_are_where_python_says(path: Path) -> None:
    text = decode(read_bytes(path))
    assert isinstance(text, str)
    assert located(text) == expected(text)


def spot(text: str, kind: type[nodes.Node]) -> str:
    """The source of the first node of a kind, by its span."""
    file = SourceFile("snippet.py", text)
    module = parse(file)
    assert isinstance(module, nodes.Module)
    found = _first(module, kind)
    assert found is not None
    span = locate(file, [found.at])[found.at]
    assert span.row == span.end_row
    return text.split("\n")[span.row - 1][span.column - 1 : span.end_column - 1]


def _first(node: object, kind: type[nodes.Node]) -> nodes.Node | None:
    if isinstance(node, kind):
        return node
    items = node if isinstance(node, tuple) else [getattr(node, f) for f in getattr(type(node), "__match_args__", ())]
    return next((found for found in (_first(item, kind) for item in items) if found is not None), None)


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("x = (64*5*5)", nodes.Binary, "64*5*5"),
        ("x = ((a))", nodes.Name, "x"),
        ("((a)).b", nodes.Name, "a"),
        ("f((1, 2))", nodes.TupleDisplay, "(1, 2)"),
        ("f(((1, 2)))", nodes.TupleDisplay, "(1, 2)"),
        ("x = 1, 2", nodes.TupleDisplay, "1, 2"),
        ("f(é, kernel = (3))", nodes.Argument, "é"),
        ("f(kernel = (3))", nodes.Argument, "3"),
        ("f(* a)", nodes.Argument, "a"),
        ("@d\ndef é_name(x): pass", nodes.FunctionDef, "é_name"),
        ("@d\nclass Net(Base): pass", nodes.ClassDef, "Net"),
        ("def f(x: int = 1): pass", nodes.Parameter, "x"),
        ("x = 1; y = 2", nodes.Assign, "x = 1"),
        ("\x0cx = 1 ; y", nodes.Assign, "x = 1"),
        ("f'{a}{b + 1}'", nodes.Binary, "b + 1"),
        ("x[a, b]", nodes.TupleDisplay, "a, b"),
    ],
)
def test_what_a_span_covers(text: str, kind: type[nodes.Node], source: str) -> None:
    assert spot(text, kind) == source


def test_numbers_that_are_not_there_and_text_that_cannot_be_read() -> None:
    start = Span(1, 1, 1, 1)
    assert locate(SourceFile("a.py", "x = 1"), [-1, 99]) == {-1: start, 99: start}
    assert locate(SourceFile("a.py", "x = = 1"), [0]) == {0: start}
    assert locate(SourceFile("a.py", "x = 1"), []) == {}


def test_files_of_one_path_and_different_text_are_kept_apart() -> None:
    assert locate(SourceFile("a.py", "x"), [0]) != locate(SourceFile("a.py", "  \n\nx"), [0])
