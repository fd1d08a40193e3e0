"""From the numbers of core nodes to lines and columns.

The text is parsed once more, this time with each number's origin kept, so that only files that have something to say
pay for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from shapelint.syntax.source import SourceFile, Span

_START = Span(1, 1, 1, 1)
MOST_REMEMBERED = 64  # texts


def locate(file: SourceFile, numbers: Iterable[int]) -> dict[int, Span]:
    """The span of each of the nodes of `file` that have these numbers, each without the parentheses around it.

    A function's or class's span is its name's, an argument's its value's, a parameter's its name's. A number that the
    file does not have is at the file's beginning.
    """
    spans = _spans(file.text)
    return {at: (spans[at] if 0 <= at < len(spans) else None) or _START for at in numbers}


@lru_cache(maxsize=MOST_REMEMBERED)
def _spans(text: str) -> tuple[Span | None, ...]:
    """The span of every number of the text, in order. Remembered for the files asked about last: the layers of a model
    stand in many."""
    from shapelint.syntax.extents import Extents
    from shapelint.syntax.quick.origins import read_with_origins

    tree = read_with_origins(text)
    if tree is None:
        return _by_reference(text)
    extents = Extents(tree.module, tree.index)
    position = tree.index.position
    found = [extents.bare(node) for node in tree.origins]
    return tuple([None if extent is None else Span(*position(extent[0]), *position(extent[1])) for extent in found])


def _by_reference(text: str) -> tuple[Span | None, ...]:
    """The same for what Python's own parser does not read; nothing where libcst is not there."""
    try:
        from shapelint.syntax.reference.locate import spans
    except ImportError:
        return ()
    return spans(text)
