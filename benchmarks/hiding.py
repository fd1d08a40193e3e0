"""Every expression of a program that can be hidden behind a function that nobody can read, and the text that hides it.

The function comes from a module that cannot be found, so it may well give back what it gets: the program with something
hidden may be the very same program. `shown` turns a text back into the program that it stands for.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MODULE = "a_module_that_is_not_here"
NAME = "opaque"
HEAD = f"from {MODULE} import {NAME}\n"
Span = tuple[int, int]
Function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, order=True)
class Site:
    """What can be hidden: its kind, and where it stands in the bytes of the text."""

    start: int
    end: int
    kind: str


class Program:
    """A text that can be parsed, with the offsets of its nodes in bytes."""

    def __init__(self, text: str) -> None:
        self.data = text.encode()
        self.tree = ast.parse(text)
        self._starts = [0]
        for line in self.data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def at(self, row: int, column: int) -> int:
        return self._starts[row - 1] + column

    def span(self, node: ast.expr | ast.stmt | ast.keyword) -> Span:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.at(node.lineno, node.col_offset), self.at(node.end_lineno, node.end_col_offset)

    def behind_docstring(self) -> int:
        """Where the first import of the program's own may stand."""
        row = 0
        for node in self.tree.body:
            is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if not is_docstring and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
                break
            row = node.end_lineno or 0
        return self._starts[min(row, len(self._starts) - 1)]


def sites(program: Program) -> list[Site]:
    """Everything that can be hidden, in the order of the text."""
    begin = program.behind_docstring()
    found = {
        Site(start, end, kind)
        for node in evaluated(program.tree)
        for kind, (start, end) in of_node(program, node)
        if start >= begin
    }
    return sorted(found)


def evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, without annotations, patterns and the parts of texts."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params") or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.pattern):
                yield from evaluated(child)


def of_node(program: Program, node: ast.AST) -> Iterator[tuple[str, Span]]:
    for kind, hidden in expressions(node):
        if not isinstance(hidden, ast.Starred) and isinstance(getattr(hidden, "ctx", ast.Load()), ast.Load):
            yield kind, program.span(hidden)
    if isinstance(node, ast.Call):
        yield from argument_lists(program, node)
    if isinstance(node, (*Function, ast.ClassDef)):
        row = min((d.lineno for d in node.decorator_list), default=node.lineno)
        yield "decorator", (program.at(row, node.col_offset), program.at(row, node.col_offset))
    if isinstance(node, (ast.Import, ast.ImportFrom)) and len(node.names) == 1 and node.names[0].name != "*":
        yield "import", program.span(node)
    if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        yield "target", program.span(node.value)


def expressions(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The expressions directly below a node that may be hidden, with the kind of each."""
    match node:
        case ast.Call(func=callee, args=arguments, keywords=keywords):
            yield from (("argument", one) for one in arguments)
            yield from (("keyword", one.value) for one in keywords)
            yield from [("call", node), ("callee", callee)]
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Assert(test=test):
            yield "condition", test
        case ast.For(iter=iterable) | ast.AsyncFor(iter=iterable):
            yield "iterable", iterable
        case ast.comprehension(iter=iterable, ifs=conditions):
            yield "iterable", iterable
            yield from (("condition", one) for one in conditions)
        case ast.Assign(value=value) | ast.AugAssign(value=value) | ast.NamedExpr(value=value):
            yield "value", value
        case ast.AnnAssign(value=ast.expr() as value):
            yield "value", value
        case ast.Return(value=ast.expr() as value) | ast.Yield(value=ast.expr() as value):
            yield "result", value
        case ast.ClassDef(bases=bases, keywords=keywords):
            yield from (("base", one) for one in bases)
            yield from (("base", one.value) for one in keywords)
        case ast.withitem(context_expr=value):
            yield "context", value
        case ast.Match(subject=value):
            yield "value", value
        case ast.List() | ast.Tuple() | ast.Dict() | ast.Set():
            yield "container", node
            items = node.values if isinstance(node, ast.Dict) else node.elts
            yield from (("element", one) for one in items)
        case ast.BoolOp(values=values):
            yield from (("operand", one) for one in values)
        case ast.BinOp(left=left, right=right):
            yield from [("operand", left), ("operand", right)]
        case ast.Compare(left=left, comparators=rest):
            yield from (("operand", one) for one in (left, *rest))
        case ast.UnaryOp(operand=operand):
            yield "operand", operand
        case ast.IfExp(body=body, orelse=other):
            yield from [("operand", body), ("operand", other)]
        case ast.Subscript(value=value, slice=index, ctx=ast.Load()):
            yield "subscripted", value
            if not isinstance(index, (ast.Slice, ast.Tuple)):
                yield "index", index
        case ast.Slice(lower=lower, upper=upper, step=step):
            yield from (("index", one) for one in (lower, upper, step) if one is not None)
        case ast.Attribute(value=value, ctx=ast.Load()):
            yield "object", value
        case ast.Starred(value=value, ctx=ast.Load()):
            yield "starred", value
        case ast.Lambda(body=body):
            yield "result", body
        case ast.Expr(value=value):
            yield "statement", value
    if isinstance(node, (*Function, ast.Lambda)):
        yield from (("default", one) for one in (*node.args.defaults, *node.args.kw_defaults) if one is not None)
    if isinstance(node, (*Function, ast.ClassDef)):
        yield from (("decorating", one) for one in node.decorator_list)


def argument_lists(program: Program, call: ast.Call) -> Iterator[tuple[str, Span]]:
    """All positional arguments of a call as one unknown sequence, all named ones as one unknown dict."""
    if call.args and not any(isinstance(one, (ast.Starred, ast.GeneratorExp)) for one in call.args):
        yield "arguments", (program.span(call.args[0])[0], program.span(call.args[-1])[1])
    names = [one for one in call.keywords if one.arg is not None]
    if names and len(names) == len(call.keywords):
        yield "keywords", (program.span(names[0])[0], program.span(names[-1])[1])


def hide(program: Program, site: Site) -> str | None:
    """The text with one site hidden; None where what comes out is no Python."""
    part = program.data[site.start : site.end]
    change = changed(part, site.kind, program.data[: site.start].rsplit(b"\n", 1)[-1])
    if change is None:
        return None
    begin = program.behind_docstring()
    before = program.data[begin : site.start]
    data = program.data[:begin] + HEAD.encode() + before + change + program.data[site.end :]
    text = data.decode()
    try:
        compile(text, "<hidden>", "exec", ast.PyCF_ONLY_AST)
    except (SyntaxError, ValueError):
        return None
    return text


def changed(part: bytes, kind: str, indentation: bytes) -> bytes | None:
    name = NAME.encode()
    if kind == "decorator":
        return b"@" + name + b"\n" + indentation
    if kind == "arguments":
        return b"*" + name + b"((" + part + b",))"
    if kind == "keywords":
        return b"**" + name + b"(dict(" + part + b"))"
    if kind == "import":
        return import_of(part.decode()).encode()
    return name + b"(" + part + b")"


def import_of(statement: str) -> str:
    """The import that binds the same name to something that the unknown module has."""
    node = ast.parse(statement.strip()).body[0]
    assert isinstance(node, (ast.Import, ast.ImportFrom))
    bound = node.names[0].asname or node.names[0].name.partition(".")[0]
    return f"from {MODULE} import {bound}"


class Shown(ast.NodeTransformer):
    """Takes the unknown function away wherever it stands."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        return node.args[0] if is_opaque(node.func) and node.args else node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt | None:
        return None if node.module == MODULE else node

    def _definition(self, node: ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) -> ast.stmt:
        node.decorator_list = [one for one in node.decorator_list if not is_opaque(one)]
        self.generic_visit(node)
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _definition  # noqa: N815


def is_opaque(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == NAME


def shown(text: str) -> str:
    """The program that a text with something hidden stands for."""
    return ast.unparse(ast.fix_missing_locations(Shown().visit(ast.parse(text))))


def statements(tree: ast.AST) -> Iterable[tuple[list[ast.stmt], int]]:
    """Every statement of a tree as a list of statements and its place there, the last ones first."""
    bodies = [
        body
        for node in ast.walk(tree)
        for name in ("body", "orelse", "finalbody")
        if isinstance(body := getattr(node, name, None), list)
    ]
    return [(body, index) for body in bodies for index in reversed(range(len(body)))]
