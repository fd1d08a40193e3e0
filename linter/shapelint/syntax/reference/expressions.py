"""Lowering of expressions: one small function for each kind of libcst node, found by the node's class."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from shapelint.syntax import nodes
from shapelint.syntax.literals import identifier, integer
from shapelint.syntax.reference.lowering import Lowering, MalformedError
from shapelint.syntax.reference.strings import StringLowering

BINARY: dict[type, str] = {
    cst.Add: "+", cst.Subtract: "-", cst.Multiply: "*", cst.Divide: "/", cst.FloorDivide: "//", cst.Modulo: "%",
    cst.Power: "**", cst.MatrixMultiply: "@", cst.LeftShift: "<<", cst.RightShift: ">>", cst.BitAnd: "&",
    cst.BitOr: "|", cst.BitXor: "^",
}  # fmt: skip
_UNARY: dict[type, str] = {cst.Minus: "-", cst.Plus: "+", cst.BitInvert: "~", cst.Not: "not"}
_BOOLEAN: dict[type, str] = {cst.And: "and", cst.Or: "or"}
_COMPARISON: dict[type, str] = {
    cst.Equal: "==", cst.NotEqual: "!=", cst.LessThan: "<", cst.LessThanEqual: "<=", cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=", cst.Is: "is", cst.IsNot: "is not", cst.In: "in", cst.NotIn: "not in",
}  # fmt: skip
_SINGLETONS: dict[str, object] = {"True": True, "False": False, "None": None}


def expression(node: Any, lowering: Lowering) -> nodes.Expression:
    return EXPRESSION[type(node)](node, lowering)


def optional(node: Any, lowering: Lowering) -> nodes.Expression | None:
    return None if node is None else EXPRESSION[type(node)](node, lowering)


def _expressions(sequence: Iterable[Any], lowering: Lowering) -> tuple[nodes.Expression, ...]:
    return tuple([EXPRESSION[type(node)](node, lowering) for node in sequence])


# ---------------------------------------------------------------------------------------------------------- atoms


def name(node: cst.Name, lowering: Lowering) -> nodes.Expression:
    text = node.value
    if text in _SINGLETONS:
        return nodes.Constant(lowering.number(node), _SINGLETONS[text])
    return nodes.Name(lowering.number(node), text if text.isascii() else identifier(text))


def _integer(node: cst.Integer, lowering: Lowering) -> nodes.Expression:
    try:
        return nodes.Constant(lowering.number(node), integer(node.value))
    except ValueError:
        raise MalformedError("invalid decimal literal", node) from None


def _float(node: cst.Float, lowering: Lowering) -> nodes.Expression:
    return nodes.Constant(lowering.number(node), float(node.value))


def _imaginary(node: cst.Imaginary, lowering: Lowering) -> nodes.Expression:
    return nodes.Constant(lowering.number(node), complex(node.value))


def _ellipsis(node: cst.Ellipsis, lowering: Lowering) -> nodes.Expression:
    return nodes.Constant(lowering.number(node), ...)


# ------------------------------------------------------------------------------------------------------ primaries


def _attribute(node: cst.Attribute, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    value, attribute = node.value, node.attr.value
    lowered = EXPRESSION[type(value)](value, lowering)
    return nodes.Attribute(at, lowered, attribute if attribute.isascii() else identifier(attribute))


def _call(node: cst.Call, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    function = node.func
    return nodes.Call(at, EXPRESSION[type(function)](function, lowering), arguments(node.args, lowering))


def arguments(sequence: Iterable[cst.Arg], lowering: Lowering) -> tuple[nodes.Argument, ...]:
    return tuple([_argument(node, lowering) for node in sequence])


def _argument(node: cst.Arg, lowering: Lowering) -> nodes.Argument:
    value, keyword = node.value, node.keyword
    at = lowering.number(value)
    lowered = EXPRESSION[type(value)](value, lowering)
    return nodes.Argument(at, lowered, None if keyword is None else identifier(keyword.value), node.star)


def _subscript(node: cst.Subscript, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    value = EXPRESSION[type(node.value)](node.value, lowering)
    elements = node.slice
    first: Any = elements[0]
    if len(elements) == 1 and type(first.comma) is not cst.Comma and not getattr(first.slice, "star", None):
        return nodes.Subscript(at, value, EXPRESSION[type(first.slice)](first.slice, lowering))
    comma = elements[-1].comma
    index_at = lowering.number((first.slice, comma if type(comma) is cst.Comma else elements[-1].slice))
    items = _expressions([element.slice for element in elements], lowering)
    return nodes.Subscript(at, value, nodes.TupleDisplay(index_at, items))


def _index(node: cst.Index, lowering: Lowering) -> nodes.Expression:
    value = node.value
    if not node.star:
        return EXPRESSION[type(value)](value, lowering)
    at = lowering.number(node)
    return nodes.Starred(at, EXPRESSION[type(value)](value, lowering))


def _slice(node: cst.Slice, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    lower, upper = optional(node.lower, lowering), optional(node.upper, lowering)
    return nodes.Slice(at, lower, upper, optional(node.step, lowering))


# ------------------------------------------------------------------------------------------------------ operators


def _unary(node: cst.UnaryOperation, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    return nodes.Unary(at, _UNARY[type(node.operator)], expression(node.expression, lowering))


def _binary(node: cst.BinaryOperation, lowering: Lowering) -> nodes.Expression:
    """Long sums lean left, so the left spine is walked in a loop: their length is no depth of recursion."""
    left: Any = node
    spine = []
    while type(left) is cst.BinaryOperation:
        spine.append((lowering.number(left), left))
        left = left.left
    result = EXPRESSION[type(left)](left, lowering)
    for at, operation in reversed(spine):
        right = operation.right
        lowered = EXPRESSION[type(right)](right, lowering)
        result = nodes.Binary(at, BINARY[type(operation.operator)], result, lowered)
    return result


def _boolean(node: cst.BooleanOperation, lowering: Lowering) -> nodes.Expression:
    """`a and b and c` is one node with three values; parentheses and the other operator start a node of their own."""
    at = lowering.number(node)
    operator = type(node.operator)
    left: Any = node
    values: list[Any] = []
    while True:
        values.append(left.right)
        left = left.left
        if type(left) is not cst.BooleanOperation or type(left.operator) is not operator or left.lpar:
            break
    values.append(left)
    return nodes.Boolean(at, _BOOLEAN[operator], _expressions(reversed(values), lowering))


def _comparison(node: cst.Comparison, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    left = expression(node.left, lowering)
    operators = tuple([_COMPARISON[type(target.operator)] for target in node.comparisons])
    comparators = _expressions([target.comparator for target in node.comparisons], lowering)
    return nodes.Compare(at, left, operators, comparators)


def _conditional(node: cst.IfExp, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    body = expression(node.body, lowering)
    test = expression(node.test, lowering)
    return nodes.Conditional(at, test, body, expression(node.orelse, lowering))


def _walrus(node: cst.NamedExpr, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    target = expression(node.target, lowering)
    if not isinstance(target, nodes.Name):
        raise MalformedError("cannot use an assignment expression with this target", node.target)
    return nodes.Walrus(at, target, expression(node.value, lowering))


def _await(node: cst.Await, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    return nodes.Await(at, expression(node.expression, lowering))


def _yield(node: cst.Yield, lowering: Lowering) -> nodes.Expression:
    lowering.yields = True
    at = lowering.number(node)
    value = node.value
    if type(value) is cst.From:
        return nodes.YieldFrom(at, expression(value.item, lowering))
    return nodes.Yield(at, optional(value, lowering))


# ------------------------------------------------------------------------------------------------------- displays


def _list(node: cst.List, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    return nodes.ListDisplay(at, _expressions(node.elements, lowering))


def _tuple(node: cst.Tuple, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    return nodes.TupleDisplay(at, _expressions(node.elements, lowering))


def _set(node: cst.Set, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    return nodes.SetDisplay(at, _expressions(node.elements, lowering))


def _dict(node: cst.Dict, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    keys: list[nodes.Expression | None] = []
    values: list[nodes.Expression] = []
    for element in node.elements:
        keys.append(expression(element.key, lowering) if type(element) is cst.DictElement else None)
        values.append(expression(element.value, lowering))
    return nodes.DictDisplay(at, tuple(keys), tuple(values))


def _element(node: cst.Element, lowering: Lowering) -> nodes.Expression:
    value = node.value
    return EXPRESSION[type(value)](value, lowering)


def starred(node: cst.StarredElement | cst.StarredDictElement, lowering: Lowering) -> nodes.Starred:
    at = lowering.number(node)
    return nodes.Starred(at, expression(node.value, lowering))


# ------------------------------------------------------------------------------------- comprehensions and lambdas


def _comprehension(kind: str) -> Callable[[Any, Lowering], nodes.Expression]:
    def lower(node: Any, lowering: Lowering) -> nodes.Expression:
        at = lowering.number(node)
        element = expression(node.elt, lowering)
        return nodes.Comprehension(at, kind, element, None, _clauses(node.for_in, lowering))

    return lower


def _dict_comprehension(node: cst.DictComp, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    key = expression(node.key, lowering)
    value = expression(node.value, lowering)
    return nodes.Comprehension(at, "dict", key, value, _clauses(node.for_in, lowering))


def _starred_dict_comprehension(node: Any, lowering: Lowering) -> nodes.Expression:
    """`{**mapping for ...}` (PEP 798): the element is Starred and there is no value."""
    at = lowering.number(node)
    element = nodes.Starred(lowering.number(node.value), expression(node.value, lowering))
    return nodes.Comprehension(at, "dict", element, None, _clauses(node.for_in, lowering))


def _clauses(node: cst.CompFor | None, lowering: Lowering) -> tuple[nodes.Clause, ...]:
    clauses = []
    while node is not None:
        at = lowering.number(node)
        target = expression(node.target, lowering)
        iterable = expression(node.iter, lowering)
        conditions = _expressions([condition.test for condition in node.ifs], lowering)
        clauses.append(nodes.Clause(at, target, iterable, conditions, node.asynchronous is not None))
        node = node.inner_for_in
    return tuple(clauses)


def _lambda(node: cst.Lambda, lowering: Lowering) -> nodes.Expression:
    at = lowering.number(node)
    lowered = parameters(node.params, lowering)
    outer, lowering.yields = lowering.yields, False
    body = expression(node.body, lowering)
    is_generator, lowering.yields = lowering.yields, outer
    return nodes.Lambda(at, lowered, body, is_generator)


def parameters(node: cst.Parameters, lowering: Lowering) -> nodes.Parameters:
    at = lowering.number(node)
    positional_only = tuple([_parameter(parameter, lowering) for parameter in node.posonly_params])
    regular = tuple([_parameter(parameter, lowering) for parameter in node.params])
    star = node.star_arg
    var_positional = _parameter(star, lowering) if type(star) is cst.Param else None
    keyword_only = tuple([_parameter(parameter, lowering) for parameter in node.kwonly_params])
    var_keyword = None if node.star_kwarg is None else _parameter(node.star_kwarg, lowering)
    return nodes.Parameters(at, positional_only, regular, var_positional, keyword_only, var_keyword)


def _parameter(node: cst.Param, lowering: Lowering) -> nodes.Parameter:
    at = lowering.number(node.name)
    annotation = None if node.annotation is None else expression(node.annotation.annotation, lowering)
    return nodes.Parameter(at, identifier(node.name.value), annotation, optional(node.default, lowering))


_strings = StringLowering(expression)

EXPRESSION: dict[type, Callable[[Any, Lowering], nodes.Expression]] = {
    cst.Name: name,
    cst.Integer: _integer,
    cst.Float: _float,
    cst.Imaginary: _imaginary,
    cst.Ellipsis: _ellipsis,
    cst.SimpleString: _strings.simple,
    cst.FormattedString: _strings.formatted,
    cst.ConcatenatedString: _strings.concatenated,
    cst.Attribute: _attribute,
    cst.Call: _call,
    cst.Subscript: _subscript,
    cst.Index: _index,
    cst.Slice: _slice,
    cst.UnaryOperation: _unary,
    cst.BinaryOperation: _binary,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _comparison,
    cst.IfExp: _conditional,
    cst.NamedExpr: _walrus,
    cst.Await: _await,
    cst.Yield: _yield,
    cst.List: _list,
    cst.Tuple: _tuple,
    cst.Set: _set,
    cst.Dict: _dict,
    cst.Element: _element,
    cst.StarredElement: starred,
    cst.GeneratorExp: _comprehension("generator"),
    cst.ListComp: _comprehension("list"),
    cst.SetComp: _comprehension("set"),
    cst.DictComp: _dict_comprehension,
    cst.Lambda: _lambda,
}
_NEWER: dict[str, Callable[[Any, Lowering], nodes.Expression]] = {
    "TemplatedString": _strings.formatted,
    "StarredDictComp": _starred_dict_comprehension,
}
"""Nodes that only newer releases of libcst have."""
EXPRESSION.update({getattr(cst, kind): lower for kind, lower in _NEWER.items() if hasattr(cst, kind)})
