"""The shape of every tensor-valued name and expression that was inferred."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.analysis.entries import Options, analyze
from shapelint.analysis.results import ShapeFact
from shapelint.analysis.sizes_shown import plain
from shapelint.ir import Node, Tensor
from shapelint.ir.element_types import unusual_type
from shapelint.ir.run import NamedTensor, Run
from shapelint.lifetimes import CHECK
from shapelint.syntax.cells import cell_at
from shapelint.syntax.imports import ImportResolver
from shapelint.syntax.locate import locate
from shapelint.syntax.source import SourceFile, Span


def shapes(file: SourceFile, resolver: ImportResolver, options: Options) -> list[ShapeFact]:
    """One fact for each place and shape, in the order of the file; a place that is run with several shapes has
    several."""
    with CHECK.begin():
        return shape_facts(file, analyze(file, resolver, options).runs)


def shape_facts(file: SourceFile, runs: Iterable[Run]) -> list[ShapeFact]:
    """The same of runs that are at hand."""
    found: dict[tuple[int, object], NamedTensor] = {}
    for run in runs:
        for named in run.tensors:
            if named.place.file is file and named.tensor.shape is not None:
                found.setdefault((named.place.at, named.tensor.shape), named)
    spans = locate(file, sorted({at for at, _ in found}))
    lines = file.text.splitlines(keepends=True)
    facts = [fact(file, named, spans[at], lines) for (at, _), named in found.items() if at in spans]
    return sorted(facts, key=lambda f: (f.cell or 0, f.row, f.column, f.end_row, f.end_column))


def fact(file: SourceFile, named: NamedTensor, span: Span, lines: list[str]) -> ShapeFact:
    cell = cell_at(file.cells, span.row)
    above = 0 if cell is None else cell.row - 1
    return ShapeFact(
        file.path,
        span.row - above,
        span.column,
        span.end_row - above,
        span.end_column,
        source_text(lines, span),
        plain(named.tensor.shape),
        origin(named.tensor),
        None if cell is None else cell.number,
        unusual_type(named.tensor),
    )


def source_text(lines: list[str], span: Span) -> str:
    """The text of a span, its lines joined."""
    if span.row == span.end_row:
        return lines[span.row - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.row - 1][span.column - 1 :]
    last = lines[span.end_row - 1][: span.end_column - 1]
    middle = lines[span.row : span.end_row - 1]
    return " ".join(part.strip() for part in [first, *middle, last])


def origin(tensor: Tensor) -> str:
    """Where the sizes come from: what is said of the first input or data tensor up the graph."""
    seen = 0
    current = tensor
    while current.producer is not None and seen < 10_000:
        producer: Node = current.producer
        if not producer.inputs:
            return producer.callee
        current = next((t for t in producer.inputs if t.role != "parameter"), producer.inputs[0])
        seen += 1
    return current.origin or current.role
