"""Walking over core syntax."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.syntax.nodes import Node


def walk(root: object) -> Iterator[Node]:
    """Every node below and including `root`, which may be a node or a block of them, parents before their parts."""
    waiting = [root]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            waiting.extend(reversed(current))
        elif isinstance(current, Node):
            yield current
            waiting.extend(reversed([getattr(current, name) for name in fields_of(type(current))]))


FIELDS: dict[type, tuple[str, ...]] = {}


def fields_of(kind: type) -> tuple[str, ...]:
    """The names of a record's fields, those of its bases first."""
    known = FIELDS.get(kind)
    if known is None:
        slots = [getattr(base, "__slots__", ()) for base in reversed(kind.__mro__)]
        known = FIELDS[kind] = tuple(n for names in slots for n in ((names,) if isinstance(names, str) else names))
    return known
