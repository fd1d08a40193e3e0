"""Lowering of the patterns of `match` statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from shapelint.syntax import nodes
from shapelint.syntax.literals import identifier
from shapelint.syntax.reference.expressions import expression
from shapelint.syntax.reference.lowering import Lowering


def pattern(node: Any, lowering: Lowering) -> nodes.Pattern:
    return _PATTERN[type(node)](node, lowering)


def _patterns(sequence: Iterable[Any], lowering: Lowering) -> tuple[nodes.Pattern, ...]:
    return tuple([_PATTERN[type(node)](node, lowering) for node in sequence])


def _text(node: cst.Name | None) -> str | None:
    return None if node is None else identifier(node.value)


def _value(node: cst.MatchValue | cst.MatchSingleton, lowering: Lowering) -> nodes.Pattern:
    at = lowering.number(node)
    return nodes.MatchValue(at, expression(node.value, lowering))


def _sequence(node: cst.MatchList | cst.MatchTuple, lowering: Lowering) -> nodes.Pattern:
    at = lowering.number(node)
    return nodes.MatchSequence(at, _patterns(node.patterns, lowering))


def _element(node: cst.MatchSequenceElement, lowering: Lowering) -> nodes.Pattern:
    return pattern(node.value, lowering)


def _star(node: cst.MatchStar, lowering: Lowering) -> nodes.Pattern:
    return nodes.MatchStar(lowering.number(node), _text(node.name))


def _mapping(node: cst.MatchMapping, lowering: Lowering) -> nodes.Pattern:
    at = lowering.number(node)
    pairs = [(expression(element.key, lowering), pattern(element.pattern, lowering)) for element in node.elements]
    keys, values = tuple([key for key, _ in pairs]), tuple([value for _, value in pairs])
    return nodes.MatchMapping(at, keys, values, _text(node.rest))


def _class(node: cst.MatchClass, lowering: Lowering) -> nodes.Pattern:
    at = lowering.number(node)
    type_ = expression(node.cls, lowering)
    positional = _patterns(node.patterns, lowering)
    keywords = tuple([(identifier(item.key.value), pattern(item.pattern, lowering)) for item in node.kwds])
    return nodes.MatchClass(at, type_, positional, keywords)


def _as(node: cst.MatchAs, lowering: Lowering) -> nodes.Pattern:
    at = lowering.number(node)
    inner = None if node.pattern is None else pattern(node.pattern, lowering)
    return nodes.MatchAs(at, inner, _text(node.name))


def _or(node: cst.MatchOr, lowering: Lowering) -> nodes.Pattern:
    at = lowering.number(node)
    return nodes.MatchOr(at, _patterns([element.pattern for element in node.patterns], lowering))


_PATTERN: dict[type, Callable[[Any, Lowering], nodes.Pattern]] = {
    cst.MatchValue: _value,
    cst.MatchSingleton: _value,
    cst.MatchList: _sequence,
    cst.MatchTuple: _sequence,
    cst.MatchSequenceElement: _element,
    cst.MatchStar: _star,
    cst.MatchMapping: _mapping,
    cst.MatchClass: _class,
    cst.MatchAs: _as,
    cst.MatchOr: _or,
}
