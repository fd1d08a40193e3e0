"""Pictures of real models: every edge ends at something that is drawn, each input leads to an output, and no picture is
larger than can be read. All but a fixed share are marked slow."""

from __future__ import annotations

from collections import Counter

import pytest
from zoo.judge import Record, expression, inputs
from zoo.records import PACKAGES, load, target

from shapelint.analysis.diagram.folding import seen, seen_edges, visible
from shapelint.analysis.diagram.records import blocks, groups
from shapelint.analysis.inputs import parse_inputs
from shapelint.problems import Problem
from shapelint.project.config.settings import Settings
from shapelint.project.graph import GraphOptions, diagrams
from shapelint.records import replace

SHARE = 12


def cases() -> list[object]:
    return [
        pytest.param(name, record, id=expression(record), marks=(pytest.mark.slow,) if position % SHARE else ())
        for name in PACKAGES
        for position, record in enumerate(load(name))
        if inputs(record) is not None
    ]


@pytest.mark.parametrize(("name", "record"), cases())
def test_picture(name: str, record: Record) -> None:
    specs = parse_inputs(inputs(record) or [])
    assert isinstance(specs, tuple)
    found = diagrams(target(name, record), replace(Settings(), inputs=specs), GraphOptions())
    assert not isinstance(found, Problem), found.text
    [diagram] = found
    drawn = list(blocks(diagram.children))
    assert not any(block.marks for block in drawn), "a model that works has no red block"
    assert max(Counter(one.id for one in (*drawn, *groups(diagram.children))).values()) == 1
    order = {block.id: position for position, block in enumerate(drawn)}
    assert all(order[edge.source] < order[edge.target] for edge in diagram.edges)
    fed = {edge.source for edge in diagram.edges}
    assert all(block.id in fed for block in drawn if block.kind in ("input", "parameter"))
    taken = {edge.target for edge in diagram.edges}
    assert all(block.id in taken for block in drawn if block.kind == "output")
    shown = {one.id for one in visible(diagram.children, diagram.folded)}
    assert {end for edge in seen_edges(diagram) for end in (edge.source, edge.target)} <= shown
    assert record["framework"] == "keras" or seen(diagram) <= 60
