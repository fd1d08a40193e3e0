"""From the numbers of core nodes to lines and columns.

The text is parsed and lowered once more, this time with each number's origin kept, and libcst works out the positions.
That costs about three times as much as parsing, so it is done only for files that have something to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Union

from shapelint.syntax.source import SourceFile, Span

if TYPE_CHECKING:
    import libcst as cst
    from libcst.metadata import CodeRange

    from shapelint.syntax.lowering import Origin

_Extent = Union["tuple[int, int, int, int]", None]
_NEWLINE = re.compile(r"\r\n?|\n")
_START = Span(1, 1, 1, 1)
MOST_REMEMBERED = 64  # texts


def locate(file: SourceFile, numbers: Iterable[int]) -> dict[int, Span]:
    """The span of each of the nodes of `file` that have these numbers, each without the parentheses around it.

    A function's or class's span is its name's, an argument's its value's, a parameter's its name's. A number that the
    file does not have is at the file's beginning.
    """
    extents = _extents_of_text(file.text)
    return {at: _span(extents[at]) if 0 <= at < len(extents) else _START for at in numbers}


def _span(extent: _Extent) -> Span:
    return _START if extent is None else Span(*extent)


@lru_cache(maxsize=MOST_REMEMBERED)
def _extents_of_text(text: str) -> tuple[_Extent, ...]:
    """The extent of every number of the text, in order. Remembered for the files asked about last: the layers of a
    model stand in many."""
    from shapelint.syntax.tree import FAILURES, on_tree

    def extents(module: cst.Module) -> tuple[_Extent, ...]:
        found = _extents(module)
        return _with_form_feeds(found, text, module) if "\f" in text else found

    try:
        return on_tree(text, extents)
    except FAILURES:
        return ()


def _extents(module: cst.Module) -> tuple[_Extent, ...]:
    from libcst.metadata import MetadataWrapper, PositionProvider

    from shapelint.syntax.lower import lower_with_origins

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
    import libcst as cst

    own = isinstance(node, (cst.Tuple, cst.GeneratorExp)) and node.lpar
    opening: cst.CSTNode = node.lpar[-1] if own else node
    return opening


def _closing(node: Any) -> cst.CSTNode:
    import libcst as cst

    own = isinstance(node, (cst.Tuple, cst.GeneratorExp)) and node.rpar
    closing: cst.CSTNode = node.rpar[0] if own else node
    return closing
