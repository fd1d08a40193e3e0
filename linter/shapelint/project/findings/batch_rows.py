"""Findings on a batch that has fewer rows than the others say so."""

from __future__ import annotations

from shapelint.diagnostics.rule import Finding
from shapelint.ir import Batching, Node
from shapelint.records import replace

MOST_NODES = 2_000


def with_rows(finding: Finding, node: Node) -> Finding:
    """The finding with the number of rows of the last batch, where that is the size that does not fit."""
    cut = smaller_batch(node)
    if cut is None or cut.last not in (finding.expected, finding.actual, *sizes_of(node)):
        return finding
    rows = "1 row" if cut.last == 1 else f"{cut.last} rows"
    text = f"the last batch has {rows}, the others have {cut.full}: take the size from the batch, or drop the last one"
    return replace(finding, help=f"{text}; {finding.help}" if finding.help else text)


def sizes_of(node: Node) -> list[object]:
    """The sizes of the node's inputs."""
    return [size for tensor in node.inputs for size in tensor.shape or ()]


def smaller_batch(node: Node) -> Batching | None:
    """How the data were cut of whose last, smaller batch one of the node's inputs is made."""
    waiting, seen = [node], {id(node)}
    for current in waiting:
        for tensor in current.inputs:
            cut = tensor.batching
            if cut is not None and cut.has_remainder and tensor.shape and tensor.shape[0] == cut.last:
                return cut
            producer = tensor.producer
            if producer is not None and id(producer) not in seen and len(seen) < MOST_NODES:
                seen.add(id(producer))
                waiting.append(producer)
    return None
