"""Lowering of the patterns of `match` statements."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from shapelint.syntax import nodes
from shapelint.syntax.quick.expressions import Numbering, expression


def pattern(node: ast.pattern, numbering: Numbering) -> nodes.Pattern:
    return PATTERN[type(node)](node, numbering)


def _patterns(sequence: Sequence[ast.pattern], numbering: Numbering) -> tuple[nodes.Pattern, ...]:
    return tuple([PATTERN[type(node)](node, numbering) for node in sequence])


def _value(node: ast.MatchValue, numbering: Numbering) -> nodes.Pattern:
    at = numbering.number(node)
    return nodes.MatchValue(at, expression(node.value, numbering))


def _singleton(node: ast.MatchSingleton, numbering: Numbering) -> nodes.Pattern:
    at = numbering.number(node)
    return nodes.MatchValue(at, nodes.Constant(numbering.number(node), node.value))


def _sequence(node: ast.MatchSequence, numbering: Numbering) -> nodes.Pattern:
    at = numbering.number(node)
    return nodes.MatchSequence(at, _patterns(node.patterns, numbering))


def _star(node: ast.MatchStar, numbering: Numbering) -> nodes.Pattern:
    return nodes.MatchStar(numbering.number(node), node.name)


def _mapping(node: ast.MatchMapping, numbering: Numbering) -> nodes.Pattern:
    at = numbering.number(node)
    pairs = [
        (expression(key, numbering), pattern(value, numbering))
        for key, value in zip(node.keys, node.patterns, strict=True)
    ]
    return nodes.MatchMapping(at, tuple([key for key, _ in pairs]), tuple([value for _, value in pairs]), node.rest)


def _class(node: ast.MatchClass, numbering: Numbering) -> nodes.Pattern:
    at = numbering.number(node)
    type_ = expression(node.cls, numbering)
    positional = _patterns(node.patterns, numbering)
    keywords = tuple(zip(node.kwd_attrs, _patterns(node.kwd_patterns, numbering), strict=True))
    return nodes.MatchClass(at, type_, positional, keywords)


def _as(node: ast.MatchAs, numbering: Numbering) -> nodes.Pattern:
    at = numbering.number(node)
    inner = None if node.pattern is None else pattern(node.pattern, numbering)
    return nodes.MatchAs(at, inner, node.name)


def _or(node: ast.MatchOr, numbering: Numbering) -> nodes.Pattern:
    at = numbering.number(node)
    return nodes.MatchOr(at, _patterns(node.patterns, numbering))


PATTERN: dict[type, Callable[[Any, Numbering], nodes.Pattern]] = {
    ast.MatchValue: _value,
    ast.MatchSingleton: _singleton,
    ast.MatchSequence: _sequence,
    ast.MatchStar: _star,
    ast.MatchMapping: _mapping,
    ast.MatchClass: _class,
    ast.MatchAs: _as,
    ast.MatchOr: _or,
}
