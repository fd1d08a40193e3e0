"""Core expressions written back as compact Python text, for messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from shapelint.syntax import nodes

# How tightly an expression binds, from the table "Operator precedence" in the Python language reference.
_WALRUS, _LAMBDA, _CONDITIONAL, _OR, _AND, _NOT, _COMPARISON = range(7)
_BIT_OR, _BIT_XOR, _BIT_AND, _SHIFT, _SUM, _PRODUCT, _UNARY, _POWER, _AWAIT, _PRIMARY, _ATOM = range(7, 18)
_BOOLEAN = {"or": _OR, "and": _AND}
_BINARY = {
    "|": _BIT_OR, "^": _BIT_XOR, "&": _BIT_AND, "<<": _SHIFT, ">>": _SHIFT, "+": _SUM, "-": _SUM, "*": _PRODUCT,
    "/": _PRODUCT, "//": _PRODUCT, "%": _PRODUCT, "@": _PRODUCT, "**": _POWER,
}  # fmt: skip
_Spelled = tuple[str, int]


def spell(node: nodes.Expression) -> str:
    """`node` as Python text on one line, with few parentheses and spaces: `64*6*6`, `x.view(-1, 1600)`. Reading
    the text gives the same expression again."""
    return _at_least(node, _WALRUS)


def _at_least(node: nodes.Expression, binding: int) -> str:
    """The text of `node`, in parentheses if it binds less tightly than `binding`."""
    text, own = _SPELL[type(node)](node)
    return text if own >= binding else f"({text})"


def _element(node: nodes.Expression) -> str:
    return _at_least(node, _LAMBDA)


def _row(elements: Iterable[nodes.Expression]) -> str:
    return ", ".join([_element(element) for element in elements])


def _constant(node: nodes.Constant) -> _Spelled:
    value = node.value
    if value is ...:
        return "...", _ATOM
    text = repr(value)
    if isinstance(value, (float, complex)):
        text = text.replace("inf", "1e309")
    if isinstance(value, (int, float, complex)) and not isinstance(value, bool):
        return text, _UNARY if text.startswith("-") else _AWAIT
    return text, _ATOM


def _name(node: nodes.Name) -> _Spelled:
    return node.id, _ATOM


def _attribute(node: nodes.Attribute) -> _Spelled:
    return f"{_at_least(node.value, _PRIMARY)}.{node.name}", _PRIMARY


def _subscript(node: nodes.Subscript) -> _Spelled:
    index = node.index
    if isinstance(index, nodes.TupleDisplay) and index.elements:
        inside = _row(index.elements) + ("," if len(index.elements) == 1 else "")
    else:
        inside = _element(index)
    return f"{_at_least(node.value, _PRIMARY)}[{inside}]", _PRIMARY


def _slice(node: nodes.Slice) -> _Spelled:
    lower, upper, step = ["" if part is None else _element(part) for part in (node.lower, node.upper, node.step)]
    return f"{lower}:{upper}" + (f":{step}" if node.step is not None else ""), _LAMBDA


def _call(node: nodes.Call) -> _Spelled:
    return f"{_at_least(node.function, _PRIMARY)}({', '.join([_argument(item) for item in node.arguments])})", _PRIMARY


def _argument(node: nodes.Argument) -> str:
    return f"{node.keyword}={_element(node.value)}" if node.keyword else node.star + _element(node.value)


def _unary(node: nodes.Unary) -> _Spelled:
    if node.operator == "not":
        return f"not {_at_least(node.operand, _NOT)}", _NOT
    return node.operator + _at_least(node.operand, _UNARY), _UNARY


def _binary(node: nodes.Binary) -> _Spelled:
    binding = _BINARY[node.operator]
    tighter = binding + 1
    if node.operator == "**":
        return f"{_at_least(node.left, tighter)}**{_at_least(node.right, _UNARY)}", binding
    return f"{_at_least(node.left, binding)}{node.operator}{_at_least(node.right, tighter)}", binding


def _boolean(node: nodes.Boolean) -> _Spelled:
    binding = _BOOLEAN[node.operator]
    return f" {node.operator} ".join([_at_least(value, binding + 1) for value in node.values]), binding


def _compare(node: nodes.Compare) -> _Spelled:
    text = _at_least(node.left, _COMPARISON + 1)
    for operator, comparator in zip(node.operators, node.comparators, strict=True):
        text += f" {operator} {_at_least(comparator, _COMPARISON + 1)}"
    return text, _COMPARISON


def _conditional(node: nodes.Conditional) -> _Spelled:
    body, test = _at_least(node.body, _OR), _at_least(node.test, _OR)
    return f"{body} if {test} else {_at_least(node.orelse, _LAMBDA)}", _CONDITIONAL


def _lambda(node: nodes.Lambda) -> _Spelled:
    parameters = _parameters(node.parameters)
    return f"lambda {parameters}: {_element(node.body)}" if parameters else f"lambda: {_element(node.body)}", _LAMBDA


def _parameters(node: nodes.Parameters) -> str:
    items = [_parameter(item) for item in node.positional_only]
    if items:
        items.append("/")
    items += [_parameter(item) for item in node.regular]
    if node.var_positional is not None:
        items.append("*" + _parameter(node.var_positional))
    elif node.keyword_only:
        items.append("*")
    items += [_parameter(item) for item in node.keyword_only]
    if node.var_keyword is not None:
        items.append("**" + _parameter(node.var_keyword))
    return ", ".join(items)


def _parameter(node: nodes.Parameter) -> str:
    return node.name if node.default is None else f"{node.name}={_element(node.default)}"


def _list(node: nodes.ListDisplay) -> _Spelled:
    return f"[{_row(node.elements)}]", _ATOM


def _tuple(node: nodes.TupleDisplay) -> _Spelled:
    return f"({_row(node.elements)}{',' if len(node.elements) == 1 else ''})", _ATOM


def _set(node: nodes.SetDisplay) -> _Spelled:
    return f"{{{_row(node.elements)}}}", _ATOM


def _dict(node: nodes.DictDisplay) -> _Spelled:
    pairs = zip(node.keys, node.values, strict=True)
    items = [
        f"**{_at_least(value, _OR)}" if key is None else f"{_element(key)}: {_element(value)}" for key, value in pairs
    ]
    return f"{{{', '.join(items)}}}", _ATOM


def _comprehension(node: nodes.Comprehension) -> _Spelled:
    element = _at_least(node.element, _WALRUS if node.value is None else _LAMBDA)
    if node.kind == "dict":
        element = f"*{element}" if node.value is None else f"{element}: {_element(node.value)}"
    opening, closing = {"list": ("[", "]"), "generator": ("(", ")")}.get(node.kind, ("{", "}"))
    return f"{opening}{element}{''.join([_clause(clause) for clause in node.clauses])}{closing}", _ATOM


def _clause(node: nodes.Clause) -> str:
    is_row = isinstance(node.target, nodes.TupleDisplay) and len(node.target.elements) > 1
    target = _element(node.target)[1:-1] if is_row else _element(node.target)
    keyword = "async for" if node.is_async else "for"
    conditions = "".join([f" if {_at_least(condition, _OR)}" for condition in node.conditions])
    return f" {keyword} {target} in {_at_least(node.iterable, _OR)}{conditions}"


def _starred(node: nodes.Starred) -> _Spelled:
    return f"*{_at_least(node.value, _OR)}", _LAMBDA


def _formatted(node: nodes.FormattedString) -> _Spelled:
    body = _pieces(node)
    quote = next(
        (quote for quote in ("'", '"', "'''", '"""') if quote not in body and not body.endswith(quote[0])), "'"
    )
    return f"f{quote}{body}{quote}", _ATOM


def _pieces(node: nodes.FormattedString) -> str:
    return "".join([_text(part) if isinstance(part, str) else _field(part) for part in node.parts])


def _text(text: str) -> str:
    """The text with its backslashes, control characters and braces escaped."""
    escaped = "".join(["\\'" if character == "'" else repr(character)[1:-1] for character in text])
    return escaped.replace('"', '\\"').replace("{", "{{").replace("}", "}}")


def _field(node: nodes.FormattedValue) -> str:
    value = _at_least(node.value, _CONDITIONAL)
    conversion = f"!{node.conversion}" if node.conversion else ""
    form = "" if node.format is None else f":{_pieces(node.format)}"
    return f"{{{' ' if value.startswith('{') else ''}{value}{conversion}{form}}}"


def _walrus(node: nodes.Walrus) -> _Spelled:
    return f"{node.target.id} := {_element(node.value)}", _WALRUS


def _await(node: nodes.Await) -> _Spelled:
    return f"await {_at_least(node.value, _PRIMARY)}", _AWAIT


def _yield(node: nodes.Yield) -> _Spelled:
    return "(yield)" if node.value is None else f"(yield {_element(node.value)})", _ATOM


def _yield_from(node: nodes.YieldFrom) -> _Spelled:
    return f"(yield from {_element(node.value)})", _ATOM


_SPELL: dict[type, Callable[[Any], _Spelled]] = {
    nodes.Constant: _constant,
    nodes.Name: _name,
    nodes.Attribute: _attribute,
    nodes.Subscript: _subscript,
    nodes.Slice: _slice,
    nodes.Call: _call,
    nodes.Unary: _unary,
    nodes.Binary: _binary,
    nodes.Boolean: _boolean,
    nodes.Compare: _compare,
    nodes.Conditional: _conditional,
    nodes.Lambda: _lambda,
    nodes.ListDisplay: _list,
    nodes.TupleDisplay: _tuple,
    nodes.SetDisplay: _set,
    nodes.DictDisplay: _dict,
    nodes.Comprehension: _comprehension,
    nodes.Starred: _starred,
    nodes.FormattedString: _formatted,
    nodes.Walrus: _walrus,
    nodes.Await: _await,
    nodes.Yield: _yield,
    nodes.YieldFrom: _yield_from,
}
