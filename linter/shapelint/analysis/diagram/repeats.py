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
Sources = tuple[tuple[int, object], ...]


def fold_repeats(diagram: Diagram) -> Diagram:
    """The diagram with every row of equal units drawn once; groups are numbered anew."""
    folder = Folder(diagram.edges)
    children = folder.folded(diagram.children)
    moved = (Edge(folder.drawn_as(edge.source), folder.drawn_as(edge.target), edge.shape) for edge in diagram.edges)
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

    def drawn_as(self, name: str) -> str:
        """The block that one is drawn as: in a row within a row, that of the first in the first."""
        while name in self.stands_for:
            name = self.stands_for[name]
        return name

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
            if (number - 1) * size > saved:
                number = self._joined_alike(children, Row(start, period, number))
                if (number - 1) * size > saved:
                    best, saved = Row(start, period, number), (number - 1) * size
        return best

    def _joined_alike(self, children: Children, row: Row) -> int:
        """How many units of a row, from the first on, are joined to each other and to the rest in the same way."""
        place: dict[str, tuple[int, int]] = {}
        before: list[str] = []
        first: list[Sources] = []
        second: list[Sources] = []
        is_chain = False
        for unit, items in enumerate(units_of(children, row)):
            names = [block.id for block in blocks(items)]
            place.update({name: (unit, number) for number, name in enumerate(names)})
            sources = [self._sources(name, place, unit) for name in names]
            if unit == 0:
                first = sources
            elif unit == 1:
                second, is_chain = sources, any(distance for one in sources for distance, _ in one)
                alike = all(map(agrees, first, second)) if is_chain else first == second
                if not alike or any(distance < -1 for one in sources for distance, _ in one):
                    return 1
            elif sources != second:
                return unit
            if unit and is_chain and any(target not in place for name in before for target in self._targets(name)):
                return unit
            if unit and not is_chain and not self._give_the_same(before, names):
                return unit
            before = names
        return row.number

    def _sources(self, name: str, place: Mapping[str, tuple[int, int]], unit: int) -> Sources:
        """Where the inputs of a block come from: of which unit, counted from its own, and of which block of that; from
        outside, (0, the block's name)."""
        found: list[tuple[int, object]] = []
        for edge in self._into.get(name, ()):
            where = place.get(edge.source)
            found.append((0, edge.source) if where is None else (where[0] - unit, where[1]))
        return tuple(found)

    def _targets(self, name: str) -> list[str]:
        return [edge.target for edge in self._out_of.get(name, ())]

    def _give_the_same(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether what takes the blocks of two units that stand side by side is the same, but for what is in them."""
        return all(
            [target for target in self._targets(first) if target not in one]
            == [target for target in self._targets(second) if target not in other]
            for first, second in zip(one, other, strict=True)
        )

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
        identity = f"r{self._rows}"
        inner = self.folded(first)
        return Group(identity, f"{first[0].name} - {last}", "", "", inner, repeat=row.number)


def agrees(first: Sources, second: Sources) -> bool:
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
