"""Folds what a model repeats: equal blocks one after the other, or side by side, are drawn once, with their number.

A row of units is folded if they look alike (types, details, shapes, parameters, the edges within) and are joined alike:
each takes what the one before it gives, at the same places, and only the last is used by others; or none takes
anything of another, and all take and give the same. Nothing of the graph is lost by it but the numbers of the copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shapelint.analysis.diagram.records import Block, Diagram, Edge, Group, blocks
from shapelint.records import dataclass, replace

LONGEST_UNIT = 40
FEWEST_SAVED = 2  # blocks, below which folding makes nothing clearer

Item = Group | Block
Children = tuple[Item, ...]


def fold_repeats(diagram: Diagram) -> Diagram:
    """The diagram with every row of equal units drawn once; groups are numbered anew."""
    folder = Folder(diagram.edges)
    children = folder.folded(diagram.children)
    stands_for = folder.stands_for
    moved = (
        Edge(stands_for.get(edge.source, edge.source), stands_for.get(edge.target, edge.target), edge.shape)
        for edge in diagram.edges
    )
    order = {block.id: position for position, block in enumerate(blocks(children))}
    forward = (edge for edge in moved if order[edge.source] < order[edge.target])
    return replace(diagram, children=children, edges=tuple(dict.fromkeys(forward)))


@dataclass(frozen=True, slots=True)
class Row:
    """So many units of so many children each, from a position on."""

    start: int
    period: int
    number: int


class Folder:
    """`stands_for` says which block each folded one is drawn as."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.stands_for: dict[str, str] = {}
        self._into: dict[str, list[Edge]] = {}
        self._out_of: dict[str, list[Edge]] = {}
        for edge in edges:
            self._into.setdefault(edge.target, []).append(edge)
            self._out_of.setdefault(edge.source, []).append(edge)
        self._rows = 0

    def folded(self, children: Children) -> Children:
        """A list of children with its repeats folded, those within its groups first."""
        found: list[Item] = []
        position = 0
        texts = self._texts(children)
        while position < len(children):
            row = self._longest(children, texts, position)
            if row is None:
                found.append(self._inside(children[position]))
                position += 1
                continue
            found.append(self._drawn_once(children, row))
            position += row.period * row.number
        return tuple(found)

    def _inside(self, item: Item) -> Item:
        return replace(item, children=self.folded(item.children)) if isinstance(item, Group) else item

    def _texts(self, children: Children) -> list[object]:
        return [self._text(child) for child in children]

    def _text(self, item: Item) -> object:
        """What two items have in common that look alike."""
        if isinstance(item, Block):
            marks = tuple(mark.message for mark in item.marks)
            looks = (item.kind, item.type, item.family, item.detail, item.inputs, item.outputs, item.params, marks)
            return looks if item.type else (*looks, item.name)
        position = {block.id: number for number, block in enumerate(blocks((item,)))}
        within = tuple(
            (number, tuple(position[e.source] for e in self._into.get(name, ()) if e.source in position))
            for name, number in position.items()
        )
        return (item.type, item.params, within, tuple(self._text(child) for child in item.children))

    def _longest(self, children: Children, texts: Sequence[object], start: int) -> Row | None:
        """The row from a position on that saves the most blocks."""
        best: Row | None = None
        saved = FEWEST_SAVED - 1
        for period in range(1, min(LONGEST_UNIT, (len(children) - start) // 2) + 1):
            if texts[start] != texts[start + period]:
                continue
            number = repetitions(texts, start, period)
            size = sum(1 for _ in blocks(children[start : start + period]))
            while number > 1 and (number - 1) * size > saved:
                row = Row(start, period, number)
                if self._is_joined_alike(children, row):
                    best, saved = row, (number - 1) * size
                    break
                number -= 1
        return best

    def _is_joined_alike(self, children: Children, row: Row) -> bool:
        """Whether the units of a row are joined to each other and to the rest in the same way."""
        units = [[block.id for block in blocks(unit)] for unit in units_of(children, row)]
        place = {name: (unit, number) for unit, names in enumerate(units) for number, name in enumerate(names)}
        sources = [[self._sources(name, place, unit) for name in names] for unit, names in enumerate(units)]
        is_chain = any(distance for one in sources[1] for distance, _ in one)
        if is_chain:
            alike = all(one == sources[1] for one in sources[2:]) and all(
                map(agrees, sources[0], sources[1]),
            )
            ends = any(self._targets(name, place) for names in units[:-1] for name in names)
            return alike and not ends and not any(distance < -1 for one in sources[1] for distance, _ in one)
        targets = [[self._targets(name, place) for name in names] for names in units]
        return all(one == sources[0] for one in sources) and all(one == targets[0] for one in targets)

    def _sources(self, name: str, place: Mapping[str, tuple[int, int]], unit: int) -> tuple[tuple[int, object], ...]:
        """Where the inputs of a block come from: of which unit, counted from its own, and of which block of that; from
        outside, (0, the block's name)."""
        found: list[tuple[int, object]] = []
        for edge in self._into.get(name, ()):
            where = place.get(edge.source)
            found.append((0, edge.source) if where is None else (where[0] - unit, where[1]))
        return tuple(found)

    def _targets(self, name: str, place: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
        """The blocks outside the row that take what a block gives."""
        return tuple(edge.target for edge in self._out_of.get(name, ()) if edge.target not in place)

    def _drawn_once(self, children: Children, row: Row) -> Item:
        """The first unit in the place of all."""
        first, *others = units_of(children, row)
        names = [block.id for block in blocks(first)]
        for other in others:
            self.stands_for.update(zip((block.id for block in blocks(other)), names, strict=True))
        last = others[-1][-1].name
        if len(first) == 1:
            item = first[0]
            name = item.name if item.name == last else f"{item.name} - {last}"
            return replace(self._inside(item), name=name, repeat=row.number)
        self._rows += 1
        inner = self.folded(first)
        return Group(f"r{self._rows}", f"{first[0].name} - {last}", "", "", inner, repeat=row.number)


def agrees(first: tuple[tuple[int, object], ...], second: tuple[tuple[int, object], ...]) -> bool:
    """Whether a block of the first unit takes what one of the second takes: from outside where that takes it of the
    unit before."""
    if len(first) != len(second):
        return False
    pairs = zip(first, second, strict=True)
    return all(one == other or (other[0] == -1 and isinstance(one[1], str)) for one, other in pairs)


def repetitions(texts: Sequence[object], start: int, period: int) -> int:
    """How often the first so many texts from a position on stand there one after the other."""
    number = 1
    while True:
        begin = start + number * period
        if begin + period > len(texts):
            return number
        if any(texts[start + i] != texts[begin + i] for i in range(period)):
            return number
        number += 1


def units_of(children: Children, row: Row) -> Iterator[Children]:
    for number in range(row.number):
        begin = row.start + number * row.period
        yield children[begin : begin + row.period]
