"""Diagrams of small programs, for the tests."""

from __future__ import annotations

from pathlib import Path

from shapelint.analysis.diagram.records import Block, Diagram, Group, blocks, groups
from shapelint.analysis.inputs import parse_inputs
from shapelint.problems import Problem
from shapelint.project.config.settings import Settings
from shapelint.project.graph import GraphOptions, diagrams
from shapelint.records import replace

MODELS = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def diagram_of_target(target: str, *inputs: str, depth: int | None = None, unfold: bool = False) -> Diagram:
    specs = parse_inputs(inputs)
    assert isinstance(specs, tuple), specs
    found = diagrams(target, replace(Settings(), inputs=specs), GraphOptions(depth, unfold))
    assert not isinstance(found, Problem), found.text
    assert len(found) == 1
    return found[0]


def names(diagram: Diagram) -> list[str]:
    return [block.name for block in blocks(diagram.children)]


def group(diagram: Diagram, name: str) -> Group:
    return next(one for one in groups(diagram.children) if one.name == name)


def block(diagram: Diagram, name: str) -> Block:
    return next(one for one in blocks(diagram.children) if one.name == name)


def ends(diagram: Diagram) -> set[tuple[str, str]]:
    """The edges by the names of their blocks."""
    by_id = {one.id: one.name for one in blocks(diagram.children)}
    return {(by_id[edge.source], by_id[edge.target]) for edge in diagram.edges}
