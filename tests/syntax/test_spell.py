"""Spelled expressions: compact, and read back as what they were."""

from __future__ import annotations

import ast

import pytest
from syntax.corpus import SNIPPETS, standard_library
from syntax.trees import differences

from shapelint.syntax import SourceFile, decode, nodes, parse, read_bytes, spell
from shapelint.syntax.quick.expressions import Numbering, expression

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")


def read(text: str) -> nodes.Expression:
    module = parse(SourceFile("snippet.py", text))
    assert isinstance(module, nodes.Module)
    (statement,) = module.body
    assert isinstance(statement, nodes.ExpressionStatement)
    return statement.value


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("64 * 6 * 6", "64*6*6"),
        ("x . view ( -1 , 1600 )", "x.view(-1, 1600)"),
        ("(a + b) * c - (d - e)", "(a+b)*c-(d-e)"),
        ("a + (b * c)", "a+b*c"),
        ("(-a) ** -b ** (c)", "(-a)**-b**c"),
        ("x [ : , 1 : 2 , ... , :: 3 ]", "x[:, 1:2, ..., ::3]"),
        ("x[(1,)]", "x[1,]"),
        ("not (a and b) or c", "not (a and b) or c"),
        ("a if (b) else (c)", "a if b else c"),
        ('f(*a, **k, p = "x")', "f(*a, **k, p='x')"),
        ("lambda x , * , y = 1 : x", "lambda x, *, y=1: x"),
        ("1 .real", "(1).real"),
        ("[ i for i , j in x if y ]", "[i for i, j in x if y]"),
        ("f\"{a!r:>{w}} '{{}}' \"", "f\"{a!r:>{w}} \\'{{}}\\' \""),
    ],
)
def test_compact(text: str, spelled: str) -> None:
    assert spell(read(text)) == spelled


def outermost(module: ast.Module) -> list[ast.expr]:
    return [child for node in ast.walk(module) if isinstance(node, ast.stmt)
            for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]  # fmt: skip


def check(text: str) -> None:
    for node in outermost(ast.parse(text)):
        if isinstance(node, ast.Starred):
            continue
        core = expression(node, Numbering())
        again = ast.parse(f"async def f():\n ({spell(core)})").body[0]
        assert isinstance(again, ast.AsyncFunctionDef)
        (statement,) = again.body
        assert isinstance(statement, ast.Expr)
        assert not list(differences(core, expression(statement.value, Numbering()))), spell(core)


@pytest.mark.parametrize("text", SNIPPETS)
def test_what_is_spelled_reads_back(text: str) -> None:
    check(text)


def test_what_is_spelled_from_real_files_reads_back() -> None:
    for path in standard_library()[::60]:
        text = decode(read_bytes(path))
        assert isinstance(text, str)
        check(text)
