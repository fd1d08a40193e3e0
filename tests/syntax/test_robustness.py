"""No text makes the reader raise, hang or crash."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syntax.corpus import SNIPPETS

from shapelint.syntax import SourceFile, SyntaxProblem, comments, decode, locate, nodes, parse
from shapelint.syntax.parse import read_by_reference

_FRAGMENTS = [
    "(", ")", "[", "]", "{", "}", "x", "1", '"', "'", "'''", "f'", 't"', "\n", "  ", "\t", "if ", "else", ":",
    "lambda ", "\\", "*", "!", "=", "é", "²", ",", ".", "async ", "def f", "match ", "case ", "\0", "\ud800", "\x0c",
    "\u2028", "#", "\r", "class ", "yield ", ":=", "@", "rb'", "0x", "\\N{", "print ", "except*", "type ",
]  # fmt: skip


def survives(text: str) -> None:
    file = SourceFile("snippet.py", text)
    answer = parse(file)
    assert isinstance(answer, (nodes.Module, SyntaxProblem))
    if isinstance(answer, SyntaxProblem):
        assert answer.message
        assert answer.row >= 1
        assert answer.column >= 1
    assert isinstance(locate(file, [0])[0].row, int)
    assert isinstance(comments(text + "# noqa"), list)


@given(st.binary(max_size=60))
def test_random_bytes(data: bytes) -> None:
    text = decode(data)
    if isinstance(text, str):
        survives(text)


@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=25).map("".join))
@settings(max_examples=300)
def test_random_fragments(text: str) -> None:
    survives(text)


@given(st.sampled_from(SNIPPETS), st.data())
@settings(max_examples=300)
def test_truncated_and_damaged_source(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    patch = data.draw(st.sampled_from(["", *_FRAGMENTS]))
    rest = data.draw(st.sampled_from(["", text[cut + 1 :]]))
    survives(text[:cut] + patch + rest)


READABLE = {
    "brackets": "[" * 190 + "]" * 190,
    "calls": "f(" * 150 + ")" * 150,
    "signs": "-" * 1500 + "1",
    "sum": "a+" * 1500 + "1",
    "attributes": "a." * 1000 + "b",
    "lambdas": "lambda: " * 500 + "1",
    "conditionals": "a if b else " * 500 + "1",
    "table": "x = [" + "-1, " * 20_000 + "]",
    "branches": "if x: pass\n" + "elif x: pass\n" * 3000,
    "patterns": "match x:\n case " + "{1: " * 5 + "y" + "}" * 5 + ": pass",
}
BEYOND = {
    "brackets": "(" * 1000 + ")" * 1000,
    "signs": "-" * 100_000 + "1",
    "calls": "x" + "()" * 50_000,
    "negations": "not " * 50_000 + "1",
    "attributes": "a." * 100_000 + "b",
    "lambdas": "lambda: " * 5000 + "1",
    "formatted": "f'{" * 5000,
    "patterns": "match x:\n case " + "[" * 60 + "]" * 60 + ": pass",
    "open": "[" * 100_000,
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE)
def test_deep_nesting_is_read(text: str) -> None:
    file = SourceFile("snippet.py", text)
    assert isinstance(parse(file), nodes.Module)
    assert locate(file, [1])[1].row >= 1


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND)
def test_nesting_beyond_measure_is_refused(text: str) -> None:
    assert isinstance(parse(SourceFile("snippet.py", text)), SyntaxProblem)


def test_what_python_can_read_and_the_reader_cannot_is_not_called_wrong() -> None:
    for text in ("(a): int = 1", "a+" * 2500 + "1"):
        problem = read_by_reference(SourceFile("snippet.py", text))
        assert isinstance(problem, SyntaxProblem)
        assert problem.may_be_valid
    assert isinstance(parse(SourceFile("snippet.py", "(a): int = 1")), nodes.Module)


@pytest.mark.parametrize(
    ("text", "row", "column", "words"),
    [
        ("x = 1\ny = = 2\n", 2, 5, "invalid syntax"),
        ("x = (1\n", 1, 5, "never closed"),
        ("a = (1,\n" + "b = c.d.e + f(1)\n" * 2000, 1, 5, "'('"),
        ("x = 1\ny = 'abc\n", 2, 5, "unterminated string"),
        ("é = '\\x'\n", 1, 5, "unicode"),
        ("é = 1; y = = 2", 1, 12, "invalid syntax"),
        ("if x:\npass\n", 2, 1, "indented block"),
        ("x\n = \0", 2, 4, "null"),
        ("x = '\ud800'", 1, 6, "surrogate"),
        ("f(b'\\x')", 1, 3, "escape"),
    ],
)
def test_problems_say_what_and_where(text: str, row: int, column: int, words: str) -> None:
    problem = parse(SourceFile("snippet.py", text))
    assert isinstance(problem, SyntaxProblem)
    assert not problem.may_be_valid
    assert words in problem.message
    assert (problem.row, problem.column) == (row, column)
