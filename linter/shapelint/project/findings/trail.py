"""The way of a value through the model: which layer or function gave it which shape, back to where it came from."""

from __future__ import annotations

from shapelint.diagnostics.diagnostic import Location, TrailStep
from shapelint.ir import Node, Place, Tensor
from shapelint.ir.element_types import unusual_type
from shapelint.project.findings.locator import Locator
from shapelint.records import dataclass, replace
from shapelint.symbolic import render
from shapelint.syntax.cells import cell_at

LONGEST = 400  # stations
LONGEST_TEXT = 60  # characters of source text
LONGEST_SIZE = 32  # characters of a symbolic size


@dataclass(frozen=True, slots=True)
class Station:
    """A station of a value's way before lines and columns are known. `begins` tells that the value is made there, and
    `calls` are then the calls that led on from it, outermost first: one of them may be what it is made for."""

    name: str
    tensor: Tensor
    note: str
    place: Place
    begins: bool = False
    calls: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All that has to be located."""
        return (self.place, *self.calls)


def stations(tensor: Tensor | None) -> list[Station]:
    """The way of a tensor along each operation's main input, the earliest station first. Operations without parameters
    that leave the shape as it is are left out."""
    way: list[Station] = []
    calls = tensor.producer.stack if tensor is not None and tensor.producer is not None else ()
    while tensor is not None and len(way) < LONGEST:
        node = tensor.producer
        if node is None:
            way.extend(_origin(tensor))
            break
        before = main_input(node)
        if before is None:
            way.append(Station("input", tensor, "", node.place, True, calls))
        elif not _is_passing(node, tensor, before):
            way.append(Station(station_name(node), tensor, "", station_place(node)))
        tensor = before
    way.reverse()
    return way


def ways_of(tensor: Tensor | None, counterpart: Tensor | None, roles: tuple[str, str] = ("", "")) -> list[Station]:
    """The stations of a tensor, and those of another one that it does not fit: what both have gone through once, then
    the shorter way, then the longer. `roles` name what comes into the program as it is."""
    way = named(stations(tensor), roles[0])
    other = named(stations(counterpart), roles[1]) if counterpart is not None else []
    shared = 0
    while shared < min(len(way), len(other)) and way[shared].tensor is other[shared].tensor:
        shared += 1
    first, second = sorted((other[shared:], way[shared:]), key=len)
    return [*way[:shared], *first, *second]


def named(way: list[Station], role: str) -> list[Station]:
    """A way of a single station, which is called by the role that it plays."""
    return [replace(way[0], name=role)] if role and len(way) == 1 and way[0].begins else way


def main_input(node: Node) -> Tensor | None:
    """The input that a value's way goes on with: the first that is neither a parameter nor made on the spot."""
    flowing = (t for t in node.inputs if not t.role.startswith(("parameter", "buffer")) and t.shape != ())
    made_before = (t for t in flowing if t.producer is None or t.producer.inputs)
    return next(made_before, node.inputs[0] if node.inputs else None)


def _is_passing(node: Node, tensor: Tensor, before: Tensor) -> bool:
    """Whether nothing can be learnt from a station: one tensor in, the same shape out, nothing of its own."""
    if len(node.inputs) != 1 or before.shape is None or before.shape != tensor.shape:
        return False
    return node.operation.parameters() == {}


def station_name(node: Node) -> str:
    """The layer's path in its model, or the last part of the function's name. A mere position in a container is told
    with what stands there."""
    if node.definition is not None:
        kind = node.definition.type_name
        return f"{node.path} {kind}".strip() if _is_position(node) else node.path or kind
    return "indexing" if node.callee == "[]" else node.callee.rpartition(".")[2] or node.callee


def station_place(node: Node) -> Place:
    """Where it is called; where it is built for what a container calls."""
    return node.definition.place if node.definition is not None and _is_position(node) else node.place


def _is_position(node: Node) -> bool:
    return node.path.rpartition(".")[2].isdigit()


def _origin(tensor: Tensor) -> list[Station]:
    if tensor.place is None:
        return []
    is_source_text = tensor.origin.endswith(")") or tensor.origin.startswith("--")
    note = f"from {tensor.origin}" if is_source_text else tensor.origin
    return [Station(tensor.role or "value", tensor, note, tensor.place)]


def trail_step(station: Station, locator: Locator) -> TrailStep:
    span = locator.span(station.place)
    note = station.note
    if station.begins and (text := locator.text(made_in(station, locator))):
        note = f"from {text}" if len(text) <= LONGEST_TEXT else ""
    file = station.place.file
    cell = cell_at(file.cells, span.row)
    location = Location(span.row if cell is None else span.row - cell.row + 1, span.column)
    number = None if cell is None else cell.number
    return TrailStep(station.name, short_shape(station.tensor), note, file.path, location, number)


def made_in(station: Station, locator: Locator) -> Place:
    """The call that a value is made for where it is written inside of it, `net(torch.randn(1, 3, 32, 32))`, if that can
    be shown; else where it is made."""
    for call in station.calls:
        if call.file is station.place.file and call != station.place and encloses(call, station.place, locator):
            return call if len(locator.text(call)) <= LONGEST_TEXT else station.place
    return station.place


def encloses(outer: Place, inner: Place, locator: Locator) -> bool:
    one, other = locator.span(outer), locator.span(inner)
    begins = (one.row, one.column) <= (other.row, other.column)
    return begins and (one.end_row, one.end_column) >= (other.end_row, other.end_column)


def short_shape(tensor: Tensor) -> str:
    """The shape, without sizes that are too long to be read, and the type of its elements where that is not float32."""
    if tensor.shape is None:
        return "(...)"
    sizes = [text if len(text) <= LONGEST_SIZE else "..." for text in map(render, tensor.shape)]
    kind = unusual_type(tensor)
    shown = f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
    return f"{shown} {kind}" if kind else shown
