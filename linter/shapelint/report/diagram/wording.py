"""What a picture says: sizes, counts and labels as short text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from shapelint.analysis.diagram.records import Block, Group, Mark, blocks
from shapelint.analysis.results import Dim, PlainShape, SourceLocation
from shapelint.records import dataclass
from shapelint.report.units import short_number

TIMES = "\N{MULTIPLICATION SIGN}"
UNKNOWN = "?"
OPEN = "N"  # how an open batch is written
MARK_WIDTH = 38
NAME_WIDTH = 40
MOST_SHAPES = 3
PACKAGE_FOLDERS = ("/site-packages/", "/dist-packages/")


@dataclass(frozen=True, slots=True)
class Shown:
    """What labels tell beside names, types and shapes."""

    params: bool = False
    macs: bool = False


NAMES_ONLY = Shown()


def shape_text(shape: PlainShape) -> str:
    """A shape as pictures have it, sizes joined by multiplication signs; "?" where not even the rank is known."""
    if shape is None:
        return UNKNOWN
    return TIMES.join(map(size_text, shape)) if shape else "scalar"


def size_text(size: Dim) -> str:
    if size is None:
        return OPEN
    text = str(size)
    if "unknown" in text:
        return UNKNOWN
    return f"({text})" if any(sign in text for sign in "+-/ ") else text


def shapes_text(shapes: Sequence[PlainShape]) -> str:
    """Those of the tensors along one edge, one below the other."""
    told = list(dict.fromkeys(map(shape_text, shapes)))
    rest = [f"... {len(told) - MOST_SHAPES} more"] if len(told) > MOST_SHAPES else []
    return "\n".join(f" {line}" for line in [*told[:MOST_SHAPES], *rest])


def title(item: Group | Block) -> str:
    """The name, and how often it stands there."""
    name = clipped(item.name)
    return f"{name} {TIMES} {item.repeat}" if item.repeat > 1 else name


def clipped(text: str) -> str:
    """Names that are long without their middle."""
    if len(text) <= NAME_WIDTH:
        return text
    half = NAME_WIDTH // 2 - 1
    return f"{text[:half]}\N{HORIZONTAL ELLIPSIS}{text[-half:]}"


def block_lines(block: Block, shown: Shown) -> Iterator[str]:
    """The lines below a block's title."""
    kind = " ".join(part for part in (block.type if block.type != block.name else "", block.detail) if part)
    if kind:
        yield kind
    if block.kind in ("input", "parameter"):
        yield shape_text(block.outputs[0])
    yield from cost_lines(block, shown)
    for mark in block.marks:
        yield from mark_lines(mark)


def closed_lines(group: Group, shown: Shown) -> Iterator[str]:
    """The lines below the title of a group that is closed."""
    if group.type:
        yield group.type
    number = sum(1 for _ in blocks(group.children))
    yield f"{number} operation{'s' * (number != 1)}"
    yield from cost_lines(group, shown)


def cost_lines(item: Group | Block, shown: Shown) -> Iterator[str]:
    each = " each" if item.repeat > 1 else ""
    if shown.params and item.params != 0:
        yield f"{short_number(item.params)} parameters{each}"
    if shown.macs and item.macs != 0:
        yield f"{short_number(item.macs)} multiply-adds{each}"


def mark_lines(mark: Mark) -> list[str]:
    return wrapped(f"{mark.code}: {mark.message}")


def wrapped(text: str) -> list[str]:
    return wrap(text, MARK_WIDTH)


def tooltip(item: Group | Block) -> str:
    """All that there is to tell, a line each."""
    return "\n".join(facts(item))


def facts(item: Group | Block) -> Iterator[str]:
    yield " ".join(part for part in ((item.path if item.type else "") or item.name, item.type) if part)
    if isinstance(item, Block):
        yield from (f"{name} = {value}" for name, value in item.arguments)
    if item.inputs:
        yield f"in: {', '.join(map(shape_text, item.inputs))}"
    if item.outputs:
        yield f"out: {', '.join(map(shape_text, item.outputs))}"
    if not isinstance(item, Block) or item.kind == "operation":
        each = " each" if item.repeat > 1 else ""
        if item.type:
            yield f"parameters: {exact_number(item.params)}{each}"
        if item.macs is not None or item.type:
            yield f"multiply-adds: {exact_number(item.macs)}{each}"
    if item.location is not None:
        yield location_text(item.location)
    if isinstance(item, Block):
        yield from (f"{mark.severity}[{mark.code}]: {mark.message}" for mark in item.marks)


def exact_number(value: Dim) -> str:
    return UNKNOWN if value is None or "unknown" in str(value) else f"{value:,}" if isinstance(value, int) else value


def location_text(location: SourceLocation) -> str:
    cell = "" if location.cell is None else f"cell {location.cell}:"
    return f"{short_name(location.filename)}:{cell}{location.row}"


def short_name(filename: str) -> str:
    """A file's name as far as it says something elsewhere: of an installed package from that on."""
    plain = filename.replace("\\", "/")
    for folder in PACKAGE_FOLDERS:
        if folder in plain:
            return plain.rpartition(folder)[2]
    return filename
