"""What is known of the tensor or the layer at one place of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.diagnostics.diagnostic import Location, TrailStep
from shapelint.ir import Definition, Node, Place, Shape, Tensor
from shapelint.project.editor.inspection import Inspected
from shapelint.project.findings.locator import Locator
from shapelint.project.findings.trail import short_shape, stations, trail_step
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, product, render
from shapelint.syntax.cells import cell_at
from shapelint.syntax.source import SourceFile, Span

MOST_SHAPES = 4


@dataclass(frozen=True, slots=True)
class LayerDescription:
    """A layer: its API's full name, its parameters with their shapes (None while unknown), how many they are in all,
    and where it is built: a file, a cell if it is a notebook, and a start and an end."""

    kind: str
    parameters: tuple[tuple[str, str], ...] | None
    total: str | None
    filename: str
    cell: int | None
    location: Location
    end_location: Location


@dataclass(frozen=True, slots=True)
class Description:
    """What stands at a place: `shapes` are those of the tensor over all runs, `trail` the way of the first of them,
    `layers` those that are built or called there. The span is in the rows of the file's module."""

    text: str
    span: Span
    shapes: tuple[str, ...]
    trail: tuple[TrailStep, ...]
    layers: tuple[LayerDescription, ...]


def describe(known: Inspected, row: int, column: int) -> Description | None:
    """What is known at a row and column of a file's module: of the smallest expression around it."""
    locator = Locator()
    tensors, layers = _tensors(known), _layers(known)
    places = [*tensors, *layers]
    locator.need(places)
    around = [place for place in places if _holds(locator.span(place), row, column)]
    if not around:
        return None
    place = min(around, key=lambda place: _extent(locator.span(place)))
    found = {short_shape(tensor): tensor for tensor in tensors.get(place, ())}
    first = next(iter(found.values()), None)
    return Description(
        locator.text(place),
        locator.span(place),
        tuple(found)[:MOST_SHAPES],
        trail_of(first, locator),
        tuple(dict.fromkeys(describe_layer(d, locator) for d in layers.get(place, ()))),
    )


def trail_of(tensor: Tensor | None, locator: Locator) -> tuple[TrailStep, ...]:
    way = stations(tensor)
    locator.need(place for station in way for place in station.places)
    return tuple(trail_step(station, locator) for station in way)


def _tensors(known: Inspected) -> dict[Place, list[Tensor]]:
    """The tensors that were seen at each place of the file."""
    found: dict[Place, list[Tensor]] = {}
    for place, tensor in _seen(known):
        if place.file is known.file and tensor.shape is not None:
            found.setdefault(place, []).append(tensor)
    return found


def _seen(known: Inspected) -> Iterator[tuple[Place, Tensor]]:
    """What assignments and calls give, and what calls are given."""
    for run in known.runs:
        for named in run.tensors:
            yield named.place, named.tensor
        for node in run.nodes:
            for argument in node.arguments.values():
                if argument.place is not None and isinstance(argument.value, Tensor):
                    yield argument.place, argument.value


def _layers(known: Inspected) -> dict[Place, list[Definition]]:
    """The layers that are built or called at each place of the file. One that is called is known better: it may take
    its sizes from what it is given."""
    found: dict[Place, list[Definition]] = {}
    for place, definition in _uses(known):
        if place.file is known.file and not any(definition is other for other in found.get(place, ())):
            found.setdefault(place, []).append(definition)
    return found


def _uses(known: Inspected) -> Iterator[tuple[Place, Definition]]:
    for run in known.runs:
        for node in run.nodes:
            if node.definition is not None:
                yield node.place, _as_run(node, node.definition)
        for definition in run.definitions:
            yield definition.place, definition


def _as_run(node: Node, definition: Definition) -> Definition:
    return definition if node.operation is definition.operation else replace(definition, operation=node.operation)


def describe_layer(definition: Definition, locator: Locator) -> LayerDescription:
    shapes = definition.operation.parameters()
    span = locator.span(definition.place)
    start, end, cell = in_file(definition.place.file, span)
    return LayerDescription(
        definition.kind,
        None if shapes is None else tuple((name, _shape(shape)) for name, shape in shapes.items()),
        None if shapes is None else _total(tuple(shapes.values())),
        definition.place.file.path,
        cell,
        start,
        end,
    )


def in_file(file: SourceFile, span: Span) -> tuple[Location, Location, int | None]:
    """The start and the end of a span as they are in the file or in the cell of a notebook, and that cell's number."""
    cell = cell_at(file.cells, span.row)
    above = 0 if cell is None else cell.row - 1
    return (
        Location(span.row - above, span.column),
        Location(span.end_row - above, span.end_column),
        None if cell is None else cell.number,
    )


def _shape(shape: Shape) -> str:
    return f"({', '.join(map(render, shape))}{',' if len(shape) == 1 else ''})"


def _total(shapes: Sequence[Shape]) -> str:
    total: Size = 0
    for shape in shapes:
        total = total + product(shape)
    return f"{total:,}" if isinstance(total, int) else render(total)


def _holds(span: Span, row: int, column: int) -> bool:
    return (span.row, span.column) <= (row, column) <= (span.end_row, span.end_column)


def _extent(span: Span) -> tuple[int, int]:
    return (span.end_row - span.row, span.end_column - span.column)
