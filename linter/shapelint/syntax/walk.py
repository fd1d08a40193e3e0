"""Walking over core syntax."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.syntax.nodes import Block, Node, Statement


def walk(root: object) -> Iterator[Node]:
    """Every node below and including `root`, which may be a node or a block of them, parents before their parts."""
    waiting = [root]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            waiting.extend(reversed(current))
        elif isinstance(current, Node):
            yield current
            parts = [getattr(current, name) for name in fields_of(type(current))]
            waiting.extend([part for part in reversed(parts) if isinstance(part, (tuple, Node))])


BLOCKS = ("body", "orelse", "finalbody")


def statements(body: Block) -> Iterator[Statement]:
    """Every statement of a block, those within others included, in the order of the text."""
    waiting: list[Statement] = list(reversed(body))
    while waiting:
        current = waiting.pop()
        yield current
        blocks = [getattr(current, name, ()) for name in BLOCKS]
        blocks[1:1] = [part.body for part in (*getattr(current, "handlers", ()), *getattr(current, "cases", ()))]
        waiting.extend(reversed([statement for block in blocks for statement in block]))


FIELDS: dict[type, tuple[str, ...]] = {}


def fields_of(kind: type) -> tuple[str, ...]:
    """The names of a record's fields, those of its bases first."""
    known = FIELDS.get(kind)
    if known is None:
        slots = [getattr(base, "__slots__", ()) for base in reversed(kind.__mro__)]
        known = FIELDS[kind] = tuple(n for names in slots for n in ((names,) if isinstance(names, str) else names))
    return known
