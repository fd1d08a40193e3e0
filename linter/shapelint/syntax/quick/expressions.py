"""Lowering of expressions: one small function for each kind of ast node, found by the node's class."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from typing import Any

from shapelint.syntax import nodes

OPERATORS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
    ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not", ast.And: "and", ast.Or: "or",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip

REFUSED = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, KeyError)
"""What a text raises that this reader does not read; KeyError for a kind of node that no table has."""


class Numbering:
    """State of one pass over one file. `number` gives the next node's number, in the order of the reference reader.
    `yields` is true once the function body being lowered holds a `yield` of its own."""

    __slots__ = ("number", "yields")

    def __init__(self, number: Callable[[ast.AST], int] | None = None) -> None:
        self.number: Callable[[ast.AST], int] = number or partial(next, count())
        """Told the node that the number is for; `next` takes it for a default that is never needed."""
        self.yields = False


def expression(node: ast.expr, numbering: Numbering) -> nodes.Expression:
    return EXPRESSION[type(node)](node, numbering)


def optional(node: ast.expr | None, numbering: Numbering) -> nodes.Expression | None:
    return None if node is None else EXPRESSION[type(node)](node, numbering)


def expressions(sequence: Sequence[ast.expr], numbering: Numbering) -> tuple[nodes.Expression, ...]:
    return tuple([EXPRESSION[type(node)](node, numbering) for node in sequence])


# ------------------------------------------------------------------------------------------------ atoms and primaries


def _constant(node: ast.Constant, numbering: Numbering) -> nodes.Expression:
    return nodes.Constant(numbering.number(node), node.value)


def _name(node: ast.Name, numbering: Numbering) -> nodes.Expression:
    return nodes.Name(numbering.number(node), node.id)


def _attribute(node: ast.Attribute, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    return nodes.Attribute(at, EXPRESSION[type(node.value)](node.value, numbering), node.attr)


def _subscript(node: ast.Subscript, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    value = expression(node.value, numbering)
    return nodes.Subscript(at, value, expression(node.slice, numbering))


def _slice(node: ast.Slice, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    lower, upper = optional(node.lower, numbering), optional(node.upper, numbering)
    return nodes.Slice(at, lower, upper, optional(node.step, numbering))


def _call(node: ast.Call, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    function = expression(node.func, numbering)
    return nodes.Call(at, function, arguments(node.args, node.keywords, numbering))


def arguments(
    positional: Sequence[ast.expr], keywords: Sequence[ast.keyword], numbering: Numbering
) -> tuple[nodes.Argument, ...]:
    """In reading order: `f(a, *b, c=1, *d)` is legal."""
    ordered: list[Any] = [*positional, *keywords]
    if keywords and positional and type(positional[-1]) is ast.Starred:
        ordered.sort(key=lambda node: (node.lineno, node.col_offset))
    return tuple([_argument(node, numbering) for node in ordered])


def _argument(node: Any, numbering: Numbering) -> nodes.Argument:
    kind = type(node)
    if kind is ast.Starred:
        at = numbering.number(node.value)
        return nodes.Argument(at, expression(node.value, numbering), None, "*")
    if kind is ast.keyword:
        at = numbering.number(node.value)
        return nodes.Argument(at, expression(node.value, numbering), node.arg, "" if node.arg else "**")
    at = numbering.number(node)
    return nodes.Argument(at, EXPRESSION[kind](node, numbering))


# ---------------------------------------------------------------------------------------------------------- operators


def _unary(node: ast.UnaryOp, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    return nodes.Unary(at, OPERATORS[type(node.op)], expression(node.operand, numbering))


def _binary(node: ast.BinOp, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    left = expression(node.left, numbering)
    return nodes.Binary(at, OPERATORS[type(node.op)], left, expression(node.right, numbering))


def _boolean(node: ast.BoolOp, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    return nodes.Boolean(at, OPERATORS[type(node.op)], expressions(node.values, numbering))


def _comparison(node: ast.Compare, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    left = expression(node.left, numbering)
    operators = tuple([OPERATORS[type(operator)] for operator in node.ops])
    return nodes.Compare(at, left, operators, expressions(node.comparators, numbering))


def _conditional(node: ast.IfExp, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    body = expression(node.body, numbering)
    test = expression(node.test, numbering)
    return nodes.Conditional(at, test, body, expression(node.orelse, numbering))


def _walrus(node: ast.NamedExpr, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    target = nodes.Name(numbering.number(node.target), node.target.id)
    return nodes.Walrus(at, target, expression(node.value, numbering))


def _await(node: ast.Await, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    return nodes.Await(at, expression(node.value, numbering))


def _yield(node: ast.Yield, numbering: Numbering) -> nodes.Expression:
    numbering.yields = True
    at = numbering.number(node)
    return nodes.Yield(at, optional(node.value, numbering))


def _yield_from(node: ast.YieldFrom, numbering: Numbering) -> nodes.Expression:
    numbering.yields = True
    at = numbering.number(node)
    return nodes.YieldFrom(at, expression(node.value, numbering))


# ----------------------------------------------------------------------------------------------- displays and strings


def _list(node: ast.List, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    return nodes.ListDisplay(at, expressions(node.elts, numbering))


def _tuple(node: ast.Tuple, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    return nodes.TupleDisplay(at, expressions(node.elts, numbering))


def _set(node: ast.Set, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    return nodes.SetDisplay(at, expressions(node.elts, numbering))


def _dict(node: ast.Dict, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    items = [(optional(k, numbering), expression(v, numbering)) for k, v in zip(node.keys, node.values, strict=True)]
    return nodes.DictDisplay(at, tuple([key for key, _ in items]), tuple([value for _, value in items]))


def _starred(node: ast.Starred, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    return nodes.Starred(at, expression(node.value, numbering))


def _formatted(node: ast.JoinedStr, numbering: Numbering) -> nodes.FormattedString:
    at = numbering.number(node)
    parts: list[str | nodes.FormattedValue] = []
    for value in node.values:
        if not isinstance(value, ast.Constant):
            parts.append(_field(value, numbering))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += str(value.value)
        elif value.value:
            parts.append(str(value.value))
    return nodes.FormattedString(at, tuple(parts))


def _field(node: Any, numbering: Numbering) -> nodes.FormattedValue:
    at = numbering.number(node)
    value = expression(node.value, numbering)
    conversion = "" if node.conversion == -1 else chr(node.conversion)
    form = None if node.format_spec is None else _formatted(node.format_spec, numbering)
    return nodes.FormattedValue(at, value, conversion, form)


# ----------------------------------------------------------------------------------------- comprehensions and lambdas


def _comprehension(kind: str) -> Callable[[Any, Numbering], nodes.Expression]:
    def lower(node: Any, numbering: Numbering) -> nodes.Expression:
        at = numbering.number(node)
        element = expression(node.elt, numbering)
        return nodes.Comprehension(at, kind, element, None, _clauses(node.generators, numbering))

    return lower


def _dict_comprehension(node: ast.DictComp, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    key = expression(node.key, numbering)
    value = EXPRESSION[type(node.value)](node.value, numbering)
    return nodes.Comprehension(at, "dict", key, value, _clauses(node.generators, numbering))


def _clauses(generators: Sequence[ast.comprehension], numbering: Numbering) -> tuple[nodes.Clause, ...]:
    return tuple([_clause(node, numbering) for node in generators])


def _clause(node: ast.comprehension, numbering: Numbering) -> nodes.Clause:
    at = numbering.number(node)
    target = expression(node.target, numbering)
    iterable = expression(node.iter, numbering)
    return nodes.Clause(at, target, iterable, expressions(node.ifs, numbering), bool(node.is_async))


def _lambda(node: ast.Lambda, numbering: Numbering) -> nodes.Expression:
    at = numbering.number(node)
    lowered = parameters(node.args, numbering)
    outer, numbering.yields = numbering.yields, False
    body = expression(node.body, numbering)
    is_generator, numbering.yields = numbering.yields, outer
    return nodes.Lambda(at, lowered, body, is_generator)


def parameters(node: ast.arguments, numbering: Numbering) -> nodes.Parameters:
    at = numbering.number(node)
    first: list[ast.expr | None] = [None] * (len(node.posonlyargs) + len(node.args) - len(node.defaults))
    defaults = first + node.defaults
    split = len(node.posonlyargs)
    positional_only = _parameters(node.posonlyargs, defaults[:split], numbering)
    regular = _parameters(node.args, defaults[split:], numbering)
    var_positional = None if node.vararg is None else _parameter(node.vararg, None, numbering)
    keyword_only = _parameters(node.kwonlyargs, node.kw_defaults, numbering)
    var_keyword = None if node.kwarg is None else _parameter(node.kwarg, None, numbering)
    return nodes.Parameters(at, positional_only, regular, var_positional, keyword_only, var_keyword)


def _parameters(
    sequence: Sequence[ast.arg], defaults: Sequence[ast.expr | None], numbering: Numbering
) -> tuple[nodes.Parameter, ...]:
    return tuple([_parameter(arg, default, numbering) for arg, default in zip(sequence, defaults, strict=True)])


def _parameter(node: ast.arg, default: ast.expr | None, numbering: Numbering) -> nodes.Parameter:
    at = numbering.number(node)
    annotation = optional(node.annotation, numbering)
    return nodes.Parameter(at, node.arg, annotation, optional(default, numbering))


EXPRESSION: dict[type, Callable[[Any, Numbering], nodes.Expression]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.Call: _call,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.Compare: _comparison,
    ast.IfExp: _conditional,
    ast.NamedExpr: _walrus,
    ast.Await: _await,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
    ast.List: _list,
    ast.Tuple: _tuple,
    ast.Set: _set,
    ast.Dict: _dict,
    ast.Starred: _starred,
    ast.JoinedStr: _formatted,
    ast.GeneratorExp: _comprehension("generator"),
    ast.ListComp: _comprehension("list"),
    ast.SetComp: _comprehension("set"),
    ast.DictComp: _dict_comprehension,
    ast.Lambda: _lambda,
}
if hasattr(ast, "TemplateStr"):  # Python 3.14
    EXPRESSION[ast.TemplateStr] = _formatted
