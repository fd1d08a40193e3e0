"""Lowering of string literals: plain, bytes, formatted, templated, and rows of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from shapelint.syntax.literals import string, unescape, universal_newlines
from shapelint.syntax.nodes import Constant, Expression, FormattedString, FormattedValue
from shapelint.syntax.reference.lowering import Lowering, MalformedError

_Part = str | FormattedValue
_Lower = Callable[[Any, Lowering], Expression]


class StringLowering:
    """Lowers string nodes; `expression` lowers what stands between braces."""

    __slots__ = ("_expression",)

    def __init__(self, expression: _Lower) -> None:
        self._expression = expression

    def simple(self, node: cst.SimpleString, lowering: Lowering) -> Constant:
        return Constant(lowering.number(node), _value(node))

    def formatted(self, node: Any, lowering: Lowering) -> FormattedString:
        """An f-string or a t-string."""
        at = lowering.number(node)
        return FormattedString(at, _joined(self._string_parts(node, lowering)))

    def concatenated(self, node: cst.ConcatenatedString, lowering: Lowering) -> Expression:
        at = lowering.number(node)
        strings = _row(node)
        if all(type(piece) is cst.SimpleString for piece in strings):
            return Constant(at, _concatenation([_value(piece) for piece in strings], node))
        parts: list[_Part] = []
        for piece in strings:
            if type(piece) is not cst.SimpleString:
                parts += self._string_parts(piece, lowering)
                continue
            value = _value(piece)
            if isinstance(value, bytes):
                raise MalformedError("cannot mix bytes and nonbytes literals", node)
            parts.append(value)
        return FormattedString(at, _joined(parts))

    def _string_parts(self, node: Any, lowering: Lowering) -> list[_Part]:
        raw = "r" in node.start.lower()
        return self._parts(node.parts, raw, lowering)

    def _parts(self, nodes: Sequence[Any], raw: bool, lowering: Lowering) -> list[_Part]:
        parts: list[_Part] = []
        for node in nodes:
            if hasattr(node, "expression"):
                self._field(node, raw, lowering, parts)
            else:
                parts.append(_text(node, raw))
        return parts

    def _field(self, node: Any, raw: bool, lowering: Lowering, parts: list[_Part]) -> None:
        """Append what `{expression = !conversion :format}` stands for."""
        at = lowering.number(node)
        value = self._expression(node.expression, lowering)
        conversion = node.conversion or ""
        if node.equal is not None:
            parts.append(_spelled(node))
            if node.format_spec is None and not conversion:
                conversion = "r"
        form = None
        if node.format_spec is not None:
            spec_at = lowering.number((node.format_spec[0], node.format_spec[-1]) if node.format_spec else node)
            form = FormattedString(spec_at, _joined(self._parts(node.format_spec, raw, lowering)))
        parts.append(FormattedValue(at, value, conversion, form))


def _row(node: cst.ConcatenatedString) -> list[Any]:
    """The literals that stand side by side, in order; the tree of a long row leans right."""
    strings: list[Any] = []
    rest: Any = node
    while type(rest) is cst.ConcatenatedString:
        strings.append(rest.left)
        rest = rest.right
    strings.append(rest)
    return strings


def _value(node: cst.SimpleString) -> str | bytes:
    try:
        return string(node.value)
    except ValueError as problem:
        raise MalformedError(str(problem), node) from None


def _concatenation(values: list[str | bytes], node: cst.CSTNode) -> str | bytes:
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == len(values):
        return "".join(texts)
    if texts:
        raise MalformedError("cannot mix bytes and nonbytes literals", node)
    return b"".join([value for value in values if isinstance(value, bytes)])


def _text(node: Any, raw: bool) -> str:
    text = universal_newlines(node.value)
    if not raw:
        try:
            text = unescape(text)
        except ValueError as problem:
            raise MalformedError(str(problem), node) from None
    return text.replace("{{", "{").replace("}}", "}")


def _spelled(node: Any) -> str:
    """The text that `{expression=}` shows before the value: the source up to and with the equals sign."""
    blank = cst.Module([])
    pieces = (node.whitespace_before_expression, node.expression, node.whitespace_after_expression, node.equal)
    return universal_newlines("".join([blank.code_for_node(piece) for piece in pieces]))


def _joined(parts: list[_Part]) -> tuple[_Part, ...]:
    """Without empty pieces of text, and with adjacent ones joined."""
    joined: list[_Part] = []
    for part in parts:
        if isinstance(part, str):
            if not part:
                continue
            if joined and isinstance(joined[-1], str):
                joined[-1] += part
                continue
        joined.append(part)
    return tuple(joined)
