"""Lowering of statements: one small function for each kind of libcst node, found by the node's class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from shapelint.syntax import nodes
from shapelint.syntax.docstrings import docstring
from shapelint.syntax.literals import identifier
from shapelint.syntax.reference.expressions import BINARY, arguments, expression, optional, parameters
from shapelint.syntax.reference.lowering import Lowering
from shapelint.syntax.reference.patterns import pattern

_AUGMENTED: dict[type, str] = {
    getattr(cst, f"{operation.__name__}Assign"): operator for operation, operator in BINARY.items()
}


def statements(sequence: Sequence[Any], lowering: Lowering) -> nodes.Block:
    """The statements of a body in order; several on one line, with semicolons between, become several statements."""
    block: list[nodes.Statement] = []
    for node in sequence:
        if type(node) is cst.SimpleStatementLine:
            block += [_STATEMENT[type(small)](small, lowering) for small in node.body]
        else:
            block.append(_STATEMENT[type(node)](node, lowering))
    return tuple(block)


def _suite(node: Any, lowering: Lowering) -> nodes.Block:
    """The body of a suite, of an `else` or of a `finally`; empty if there is none."""
    if node is None:
        return ()
    return statements(node.body if isinstance(node, cst.BaseSuite) else node.body.body, lowering)


# -------------------------------------------------------------------------------------------------- simple statements


def _expression_statement(node: cst.Expr, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    return nodes.ExpressionStatement(at, expression(node.value, lowering))


def _assign(node: cst.Assign, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    targets = tuple([expression(target.target, lowering) for target in node.targets])
    return nodes.Assign(at, targets, expression(node.value, lowering))


def _augmented_assign(node: cst.AugAssign, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    target = expression(node.target, lowering)
    operator = _AUGMENTED[type(node.operator)]
    return nodes.AugmentedAssign(at, target, operator, expression(node.value, lowering))


def _annotated_assign(node: cst.AnnAssign, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    target = expression(node.target, lowering)
    annotation = expression(node.annotation.annotation, lowering)
    return nodes.AnnotatedAssign(at, target, annotation, optional(node.value, lowering))


def _type_alias(node: cst.TypeAlias, lowering: Lowering) -> nodes.Statement:
    """`type X[T] = value` binds a name; its parameters mean nothing when a program runs."""
    at = lowering.number(node)
    target = expression(node.name, lowering)
    return nodes.Assign(at, (target,), expression(node.value, lowering))


def _return(node: cst.Return, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    return nodes.Return(at, optional(node.value, lowering))


def _raise(node: cst.Raise, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    exception = optional(node.exc, lowering)
    cause = None if node.cause is None else expression(node.cause.item, lowering)
    return nodes.Raise(at, exception, cause)


def _delete(node: cst.Del, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    target = node.target
    targets = [item.value for item in target.elements] if type(target) is cst.Tuple and not target.lpar else [target]
    return nodes.Delete(at, tuple([expression(item, lowering) for item in targets]))


def _assert(node: cst.Assert, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    test = expression(node.test, lowering)
    return nodes.Assert(at, test, optional(node.msg, lowering))


def _pass(node: cst.Pass, lowering: Lowering) -> nodes.Statement:
    return nodes.Pass(lowering.number(node))


def _break(node: cst.Break, lowering: Lowering) -> nodes.Statement:
    return nodes.Break(lowering.number(node))


def _continue(node: cst.Continue, lowering: Lowering) -> nodes.Statement:
    return nodes.Continue(lowering.number(node))


def _global(node: cst.Global, lowering: Lowering) -> nodes.Statement:
    return nodes.Global(lowering.number(node), _names(node.names))


def _nonlocal(node: cst.Nonlocal, lowering: Lowering) -> nodes.Statement:
    return nodes.Nonlocal(lowering.number(node), _names(node.names))


def _names(items: Sequence[cst.NameItem]) -> tuple[str, ...]:
    return tuple([identifier(item.name.value) for item in items])


def _import(node: Any, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    return nodes.Import(at, tuple([_alias(alias, lowering) for alias in node.names]))


def _import_from(node: Any, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    module = None if node.module is None else _dotted(node.module)
    if type(node.names) is cst.ImportStar:
        names: tuple[nodes.Alias, ...] = (nodes.Alias(lowering.number(node.names), "*"),)
    else:
        names = tuple([_alias(alias, lowering) for alias in node.names])
    return nodes.ImportFrom(at, module, len(node.relative), names)


def _alias(node: cst.ImportAlias, lowering: Lowering) -> nodes.Alias:
    return nodes.Alias(lowering.number(node), _dotted(node.name), _as_name(node.asname))


def _as_name(node: cst.AsName | None) -> str | None:
    return identifier(node.name.value) if node is not None and isinstance(node.name, cst.Name) else None


def _dotted(node: Any) -> str:
    parts = []
    while type(node) is cst.Attribute:
        parts.append(identifier(node.attr.value))
        node = node.value
    parts.append(identifier(node.value))
    return ".".join(reversed(parts))


# ------------------------------------------------------------------------------------------------ compound statements


def _if(node: cst.If, lowering: Lowering) -> nodes.Statement:
    """Rows of `elif` are walked in a loop: their length is no depth of recursion."""
    heads = []
    branch: Any = node
    while type(branch) is cst.If:
        at = lowering.number(branch)
        test = expression(branch.test, lowering)
        heads.append((at, test, _suite(branch.body, lowering)))
        branch = branch.orelse
    orelse = _suite(branch, lowering)
    for at, test, body in reversed(heads):
        orelse = (nodes.If(at, test, body, orelse),)
    return orelse[0]


def _while(node: cst.While, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    test = expression(node.test, lowering)
    body = _suite(node.body, lowering)
    return nodes.While(at, test, body, _suite(node.orelse, lowering))


def _for(node: cst.For, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    target = expression(node.target, lowering)
    iterable = expression(node.iter, lowering)
    body = _suite(node.body, lowering)
    return nodes.For(at, target, iterable, body, _suite(node.orelse, lowering), node.asynchronous is not None)


def _try(node: cst.Try | cst.TryStar, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    body = _suite(node.body, lowering)
    handlers = tuple([_handler(handler, lowering) for handler in node.handlers])
    orelse = _suite(node.orelse, lowering)
    return nodes.Try(at, body, handlers, orelse, _suite(node.finalbody, lowering))


def _handler(node: cst.ExceptHandler | cst.ExceptStarHandler, lowering: Lowering) -> nodes.Handler:
    at = lowering.number(node)
    type_ = optional(node.type, lowering)
    return nodes.Handler(at, type_, _as_name(node.name), _suite(node.body, lowering))


def _with(node: cst.With, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    items = tuple([_with_item(item, lowering) for item in node.items])
    return nodes.With(at, items, _suite(node.body, lowering), node.asynchronous is not None)


def _with_item(node: cst.WithItem, lowering: Lowering) -> nodes.WithItem:
    at = lowering.number(node)
    context = expression(node.item, lowering)
    return nodes.WithItem(at, context, None if node.asname is None else expression(node.asname.name, lowering))


def _function(node: cst.FunctionDef, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node.name)
    decorators = _decorators(node.decorators, lowering)
    lowered = parameters(node.params, lowering)
    returns = None if node.returns is None else expression(node.returns.annotation, lowering)
    outer, lowering.yields = lowering.yields, False
    body = _suite(node.body, lowering)
    is_generator, lowering.yields = lowering.yields, outer
    return nodes.FunctionDef(
        at, identifier(node.name.value), lowered, body, decorators, returns,
        node.asynchronous is not None, is_generator, docstring(body),
    )  # fmt: skip


def _class(node: cst.ClassDef, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node.name)
    decorators = _decorators(node.decorators, lowering)
    bases = arguments([*node.bases, *node.keywords], lowering)
    body = _suite(node.body, lowering)
    return nodes.ClassDef(at, identifier(node.name.value), bases, body, decorators, docstring(body))


def _decorators(sequence: Sequence[cst.Decorator], lowering: Lowering) -> tuple[nodes.Expression, ...]:
    return tuple([expression(node.decorator, lowering) for node in sequence])


def _match(node: cst.Match, lowering: Lowering) -> nodes.Statement:
    at = lowering.number(node)
    subject = expression(node.subject, lowering)
    return nodes.Match(at, subject, tuple([_case(case, lowering) for case in node.cases]))


def _case(node: cst.MatchCase, lowering: Lowering) -> nodes.MatchCase:
    at = lowering.number(node)
    lowered = pattern(node.pattern, lowering)
    guard = optional(node.guard, lowering)
    return nodes.MatchCase(at, lowered, guard, _suite(node.body, lowering))


_STATEMENT: dict[type, Callable[[Any, Lowering], nodes.Statement]] = {
    cst.Expr: _expression_statement,
    cst.Assign: _assign,
    cst.AugAssign: _augmented_assign,
    cst.AnnAssign: _annotated_assign,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Del: _delete,
    cst.Assert: _assert,
    cst.Pass: _pass,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.Import: _import,
    cst.ImportFrom: _import_from,
    cst.If: _if,
    cst.While: _while,
    cst.For: _for,
    cst.Try: _try,
    cst.TryStar: _try,
    cst.With: _with,
    cst.FunctionDef: _function,
    cst.ClassDef: _class,
    cst.Match: _match,
    cst.TypeAlias: _type_alias,
}
_NEWER: dict[str, Callable[[Any, Lowering], nodes.Statement]] = {"LazyImport": _import, "LazyImportFrom": _import_from}
"""Nodes that only newer releases of libcst have."""
_STATEMENT.update({getattr(cst, kind): lower for kind, lower in _NEWER.items() if hasattr(cst, kind)})
