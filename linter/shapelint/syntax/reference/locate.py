"""Where the nodes stand by libcst's own positions: for syntax that the running Python does not read."""

from __future__ import annotations

import re
from typing import Any, Union

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from shapelint.syntax.reference.lower import lower_with_origins
from shapelint.syntax.reference.lowering import Origin
from shapelint.syntax.reference.tree import FAILURES, on_tree
from shapelint.syntax.source import Span

_Extent = Union["tuple[int, int, int, int]", None]
_NEWLINE = re.compile(r"\r\n?|\n")


def spans(text: str) -> tuple[Span | None, ...]:
    """The span of every number of the text, in order; none at all if it cannot be read."""

    def extents(module: cst.Module) -> tuple[_Extent, ...]:
        found = _extents(module)
        return _with_form_feeds(found, text, module) if "\f" in text else found

    try:
        return tuple([None if extent is None else Span(*extent) for extent in on_tree(text, extents)])
    except FAILURES:
        return ()


def _extents(module: cst.Module) -> tuple[_Extent, ...]:
    _, origins = lower_with_origins(module)
    ranges: Any = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    return tuple([_extent(origin, ranges) for origin in origins])


def _extent(origin: Origin, ranges: Any) -> _Extent:
    first, last = origin if isinstance(origin, tuple) else (origin, origin)
    start: CodeRange | None = ranges.get(_opening(first))
    end: CodeRange | None = ranges.get(_closing(last))
    if start is None or end is None:
        return None
    return (start.start.line, start.start.column + 1, end.end.line, end.end.column + 1)


def _with_form_feeds(extents: tuple[_Extent, ...], text: str, module: cst.Module) -> tuple[_Extent, ...]:
    """libcst forgets form feeds at the beginning of some lines, so that the columns there come out too low."""
    kept = _NEWLINE.split(module.code)
    missing = [len(line) - len(short) for line, short in zip(_NEWLINE.split(text), kept, strict=False)]
    return tuple([
        None if extent is None else (
            extent[0], extent[1] + missing[extent[0] - 1], extent[2], extent[3] + missing[extent[2] - 1],
        )
        for extent in extents
    ])  # fmt: skip


def _opening(node: Any) -> cst.CSTNode:
    """Where the node begins: the parentheses of a tuple or generator are its own, the innermost ones."""
    own = isinstance(node, (cst.Tuple, cst.GeneratorExp)) and node.lpar
    opening: cst.CSTNode = node.lpar[-1] if own else node
    return opening


def _closing(node: Any) -> cst.CSTNode:
    own = isinstance(node, (cst.Tuple, cst.GeneratorExp)) and node.rpar
    closing: cst.CSTNode = node.rpar[0] if own else node
    return closing
