"""Inlay hints: the shape after each assignment of a tensor, and after each call that gives one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types

from shapelint.analysis.results import PlainShape, ShapeFact
from shapelint.diagnostics.diagnostic import Location
from shapelint.lsp.positions import Lines
from shapelint.records import dataclass

MOST_SHAPES = 2
UNKNOWN = "unknown"
LONGEST_SIZE = 32  # characters of a symbolic size

Extent = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hint:
    """What is shown behind an expression: its shapes over all runs, and where the sizes come from."""

    extent: Extent
    is_name: bool
    shapes: tuple[PlainShape, ...]
    origin: str
    dtype: str = ""


def hints_of(facts: Iterable[ShapeFact]) -> list[Hint]:
    """One hint for each place. A call says nothing where what encloses it, or the name that it is assigned to, says the
    same."""
    places: dict[Extent, list[ShapeFact]] = {}
    for fact in facts:
        places.setdefault((fact.row, fact.column, fact.end_row, fact.end_column), []).append(fact)
    hints = [
        Hint(
            extent,
            several[0].expression.isidentifier(),
            tuple({f.shape: None for f in several}),
            several[0].origin,
            several[0].dtype if len({f.dtype for f in several}) == 1 else "",
        )
        for extent, several in sorted(places.items(), key=lambda item: (item[0][:2], _backwards(item[0])))
    ]
    return [hint for position, hint in enumerate(hints) if not _is_said(hint, hints[:position])]


def _backwards(extent: Extent) -> tuple[int, int]:
    """Puts the outer one of two that begin at the same place first."""
    return (-extent[2], -extent[3])


def _is_said(hint: Hint, before: Sequence[Hint]) -> bool:
    """Whether the nearest one before that encloses a call, or the name before it in its line, has the same shapes."""
    if hint.is_name:
        return False
    enclosing = next((other for other in reversed(before) if other.extent[2:] >= hint.extent[2:]), None)
    if enclosing is None:
        enclosing = next((o for o in reversed(before) if o.is_name and o.extent[2] == hint.extent[0]), None)
    return enclosing is not None and (enclosing.shapes, enclosing.dtype) == (hint.shapes, hint.dtype)


def inlay_hints(hints: Iterable[Hint], lines: Lines) -> list[types.InlayHint]:
    """As the protocol has them: a name's like a type, a call's behind an arrow."""
    return [
        types.InlayHint(
            position=lines.position(Location(hint.extent[2], hint.extent[3])),
            label=f": {label(hint)}" if hint.is_name else f"→ {label(hint)}",
            kind=types.InlayHintKind.Type,
            tooltip=f"{label(hint)}, from {hint.origin}" if hint.origin else None,
            padding_left=not hint.is_name,
        )
        for hint in hints
    ]


def label(hint: Hint) -> str:
    shown = " | ".join(map(written, hint.shapes[:MOST_SHAPES]))
    shown = f"{shown} | ..." if len(hint.shapes) > MOST_SHAPES else shown
    return f"{shown} {hint.dtype}" if hint.dtype else shown


def written(shape: PlainShape) -> str:
    """As Python writes a tuple, without sizes that are too long to be read; a size of which nothing is known is "?"."""
    if shape is None:
        return "(...)"
    sizes = [_size(str(size)) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def _size(text: str) -> str:
    return "?" if UNKNOWN in text else text if len(text) <= LONGEST_SIZE else "..."


def within(hints: Iterable[Hint], first: int, last: int) -> list[Hint]:
    """The hints that are shown in these rows."""
    return [hint for hint in hints if first <= hint.extent[2] <= last]
