"""The two readers, over libcst and over the standard library's `ast`, against each other: node for node, number for
number."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import libcst
import pytest
from syntax.corpus import SNIPPETS, standard_library
from syntax.trees import differences

from shapelint.syntax import SourceFile, decode, nodes, parse, read_bytes
from shapelint.syntax.parse import read_by_reference
from shapelint.syntax.quick import read_quickly
from shapelint.syntax.quick.expressions import EXPRESSION
from shapelint.syntax.quick.patterns import PATTERN
from shapelint.syntax.quick.statements import STATEMENT

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")

FILES = standard_library()


def lowered(text: str) -> nodes.Module:
    module = read_by_reference(SourceFile("snippet.py", text))
    assert isinstance(module, nodes.Module), module
    return module


def check(text: str) -> bool:
    """Whether the fast reader reads the text; that it reads what the reference reader does."""
    module = read_quickly(text)
    assert module is None or not list(differences(lowered(text), module, numbers=True))
    return module is not None


def single(text: str) -> nodes.Statement:
    (statement,) = lowered(text).body
    return statement


@pytest.mark.parametrize("text", SNIPPETS)
def test_tricky_snippets_read_as_python_reads_them(text: str) -> None:
    assert check(text)


def check_file(path: Path) -> None:
    text = decode(read_bytes(path))
    assert isinstance(text, str)
    check(text)


def test_hardly_any_file_is_left_to_the_reference_reader() -> None:
    texts = [decode(read_bytes(path)) for path in FILES[:: len(FILES) // 50]]
    quickly = [read_quickly(text) is not None for text in texts if isinstance(text, str)]
    assert sum(quickly) >= 0.9 * len(quickly)


def test_what_the_fast_reader_leaves_to_the_reference_reader() -> None:
    for text in ("x = (", "(" * 30 + "1" + ")" * 30, "\0", "x = 0777"):
        assert read_quickly(text) is None
    assert isinstance(parse(SourceFile("deep.py", "(" * 30 + "1" + ")" * 30)), nodes.Module)


@pytest.mark.parametrize("path", FILES[:: len(FILES) // 25], ids=lambda path: path.name)
def test_a_share_of_the_standard_library(path: Path) -> None:
    check_file(path)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_whole_standard_library(path: Path) -> None:
    check_file(path)


def _numbers(node: object) -> list[int]:
    if isinstance(node, tuple):
        return [number for item in node for number in _numbers(item)]
    if isinstance(node, (nodes.Node, nodes.Module)):
        own = [node.at] if isinstance(node, nodes.Node) else []
        return own + [n for name in type(node).__match_args__ for n in _numbers(getattr(node, name))]
    return []


@pytest.mark.parametrize("text", SNIPPETS)
def test_every_node_has_a_number_of_its_own_and_the_same_each_time(text: str) -> None:
    numbers = _numbers(lowered(text))
    assert sorted(numbers) == list(range(len(numbers)))
    assert lowered(text) == lowered(text)


def test_type_parameters_are_left_out() -> None:
    generic = lowered("def f[T: int, *U, **P](x: T) -> T: return x\nclass A[T](B): pass\ntype X[T] = list[T]\n")
    plain = lowered("def f(x: T) -> T: return x\nclass A(B): pass\nX = list[T]\n")
    assert not list(differences(generic, plain))


def test_template_strings_and_exceptions_without_parentheses() -> None:
    if hasattr(libcst, "TemplatedString"):
        assert not list(differences(lowered("t'a{b!r:c}'"), lowered("f'a{b!r:c}'")))
    assert not list(differences(lowered("try: a\nexcept B, C: d\n"), lowered("try: a\nexcept (B, C): d\n")))


def test_a_generator_is_what_yields_in_its_own_body() -> None:
    text = "def f():\n def g(): yield\n lambda: (yield)\n{}"
    outer = single(text.format(" return g\n"))
    assert isinstance(outer, nodes.FunctionDef)
    assert not outer.is_generator
    inner = outer.body[0]
    assert isinstance(inner, nodes.FunctionDef)
    assert inner.is_generator
    outer = single(text.format(" yield from g\n"))
    assert isinstance(outer, nodes.FunctionDef)
    assert outer.is_generator


def test_long_rows_are_no_deep_recursion() -> None:
    for text in ("x = " + "a + " * 900 + "a", "if a: b\n" + "elif c: d\n" * 900, "x = (" + "'a'\n" * 900 + ")"):
        assert lowered(text)


def test_importing_the_package_does_not_import_libcst() -> None:
    program = "import sys, shapelint.syntax as s; s.comments('# noqa'); s.decode(b''); print('libcst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_fast_reader_knows_every_kind_of_statement_and_expression() -> None:
    """Should a new Python bring a new kind of node, this names it."""
    known = {kind.__name__ for kind in (*EXPRESSION, *STATEMENT, *PATTERN)}
    known |= {"FormattedValue", "TemplateStr", "Interpolation"}
    old = {"Num", "Str", "Bytes", "NameConstant", "Ellipsis"}
    bases = (ast.expr, ast.stmt, ast.pattern)  # which libraries extend with kinds of their own
    kinds = {kind.__name__ for base in bases for kind in base.__subclasses__() if kind.__module__ in ("ast", "_ast")}
    assert kinds - known - old == set()
