"""Lowering of statements: one small function for each kind of ast node, found by the node's class."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from shapelint.syntax import nodes
from shapelint.syntax.docstrings import docstring
from shapelint.syntax.quick.expressions import (
    OPERATORS,
    Numbering,
    arguments,
    expression,
    expressions,
    optional,
    parameters,
)
from shapelint.syntax.quick.patterns import pattern


def block(sequence: Sequence[ast.stmt], numbering: Numbering) -> nodes.Block:
    """The statements of a body in order."""
    return tuple([STATEMENT[type(node)](node, numbering) for node in sequence])


# -------------------------------------------------------------------------------------------------- simple statements


def _expression_statement(node: ast.Expr, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    return nodes.ExpressionStatement(at, expression(node.value, numbering))


def _assign(node: ast.Assign, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    targets = expressions(node.targets, numbering)
    return nodes.Assign(at, targets, expression(node.value, numbering))


def _augmented_assign(node: ast.AugAssign, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    target = expression(node.target, numbering)
    return nodes.AugmentedAssign(at, target, OPERATORS[type(node.op)], expression(node.value, numbering))


def _annotated_assign(node: ast.AnnAssign, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    target = expression(node.target, numbering)
    annotation = expression(node.annotation, numbering)
    return nodes.AnnotatedAssign(at, target, annotation, optional(node.value, numbering))


def _type_alias(node: Any, numbering: Numbering) -> nodes.Statement:
    """`type X[T] = value` binds a name; its parameters mean nothing when a program runs."""
    at = numbering.number(node)
    target = expression(node.name, numbering)
    return nodes.Assign(at, (target,), expression(node.value, numbering))


def _return(node: ast.Return, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    return nodes.Return(at, optional(node.value, numbering))


def _raise(node: ast.Raise, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    exception = optional(node.exc, numbering)
    return nodes.Raise(at, exception, optional(node.cause, numbering))


def _delete(node: ast.Delete, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    return nodes.Delete(at, expressions(node.targets, numbering))


def _assert(node: ast.Assert, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    test = expression(node.test, numbering)
    return nodes.Assert(at, test, optional(node.msg, numbering))


def _pass(node: ast.Pass, numbering: Numbering) -> nodes.Statement:
    return nodes.Pass(numbering.number(node))


def _break(node: ast.Break, numbering: Numbering) -> nodes.Statement:
    return nodes.Break(numbering.number(node))


def _continue(node: ast.Continue, numbering: Numbering) -> nodes.Statement:
    return nodes.Continue(numbering.number(node))


def _global(node: ast.Global, numbering: Numbering) -> nodes.Statement:
    return nodes.Global(numbering.number(node), tuple(node.names))


def _nonlocal(node: ast.Nonlocal, numbering: Numbering) -> nodes.Statement:
    return nodes.Nonlocal(numbering.number(node), tuple(node.names))


def _import(node: ast.Import, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    return nodes.Import(at, _aliases(node.names, numbering))


def _import_from(node: ast.ImportFrom, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    return nodes.ImportFrom(at, node.module, node.level, _aliases(node.names, numbering))


def _aliases(names: Sequence[ast.alias], numbering: Numbering) -> tuple[nodes.Alias, ...]:
    return tuple([nodes.Alias(numbering.number(alias), alias.name, alias.asname) for alias in names])


# ------------------------------------------------------------------------------------------------ compound statements


def _if(node: ast.If, numbering: Numbering) -> nodes.Statement:
    """Rows of `elif` are walked in a loop: their length is no depth of recursion."""
    heads = []
    branch = node
    while True:
        at = numbering.number(branch)
        test = expression(branch.test, numbering)
        heads.append((at, test, block(branch.body, numbering)))
        if len(branch.orelse) != 1 or not isinstance(branch.orelse[0], ast.If):
            break
        branch = branch.orelse[0]
    orelse = block(branch.orelse, numbering)
    for at, test, body in reversed(heads):
        orelse = (nodes.If(at, test, body, orelse),)
    return orelse[0]


def _while(node: ast.While, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    test = expression(node.test, numbering)
    body = block(node.body, numbering)
    return nodes.While(at, test, body, block(node.orelse, numbering))


def _for(node: ast.For | ast.AsyncFor, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    target = expression(node.target, numbering)
    iterable = expression(node.iter, numbering)
    body = block(node.body, numbering)
    return nodes.For(at, target, iterable, body, block(node.orelse, numbering), type(node) is ast.AsyncFor)


def _try(node: ast.Try, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    body = block(node.body, numbering)
    handlers = tuple([_handler(handler, numbering) for handler in node.handlers])
    orelse = block(node.orelse, numbering)
    return nodes.Try(at, body, handlers, orelse, block(node.finalbody, numbering))


def _handler(node: ast.ExceptHandler, numbering: Numbering) -> nodes.Handler:
    at = numbering.number(node)
    type_ = optional(node.type, numbering)
    return nodes.Handler(at, type_, node.name, block(node.body, numbering))


def _with(node: ast.With | ast.AsyncWith, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    items = tuple([_with_item(item, numbering) for item in node.items])
    return nodes.With(at, items, block(node.body, numbering), type(node) is ast.AsyncWith)


def _with_item(node: ast.withitem, numbering: Numbering) -> nodes.WithItem:
    at = numbering.number(node)
    context = expression(node.context_expr, numbering)
    return nodes.WithItem(at, context, optional(node.optional_vars, numbering))


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    decorators = expressions(node.decorator_list, numbering)
    lowered = parameters(node.args, numbering)
    returns = optional(node.returns, numbering)
    outer, numbering.yields = numbering.yields, False
    body = block(node.body, numbering)
    is_generator, numbering.yields = numbering.yields, outer
    return nodes.FunctionDef(
        at, node.name, lowered, body, decorators, returns,
        type(node) is ast.AsyncFunctionDef, is_generator, docstring(body),
    )  # fmt: skip


def _class(node: ast.ClassDef, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    decorators = expressions(node.decorator_list, numbering)
    bases = (*arguments(node.bases, (), numbering), *arguments((), node.keywords, numbering))
    body = block(node.body, numbering)
    return nodes.ClassDef(at, node.name, bases, body, decorators, docstring(body))


def _match(node: ast.Match, numbering: Numbering) -> nodes.Statement:
    at = numbering.number(node)
    subject = expression(node.subject, numbering)
    return nodes.Match(at, subject, tuple([_case(case, numbering) for case in node.cases]))


def _case(node: ast.match_case, numbering: Numbering) -> nodes.MatchCase:
    at = numbering.number(node)
    lowered = pattern(node.pattern, numbering)
    guard = optional(node.guard, numbering)
    return nodes.MatchCase(at, lowered, guard, block(node.body, numbering))


STATEMENT: dict[type, Callable[[Any, Numbering], nodes.Statement]] = {
    ast.Expr: _expression_statement,
    ast.Assign: _assign,
    ast.AugAssign: _augmented_assign,
    ast.AnnAssign: _annotated_assign,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Delete: _delete,
    ast.Assert: _assert,
    ast.Pass: _pass,
    ast.Break: _break,
    ast.Continue: _continue,
    ast.Global: _global,
    ast.Nonlocal: _nonlocal,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.If: _if,
    ast.While: _while,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.Try: _try,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.Match: _match,
}
_NEWER: dict[str, Callable[[Any, Numbering], nodes.Statement]] = {"TryStar": _try, "TypeAlias": _type_alias}
"""Nodes that only newer releases of Python have."""
STATEMENT.update({getattr(ast, kind): lower for kind, lower in _NEWER.items() if hasattr(ast, kind)})
