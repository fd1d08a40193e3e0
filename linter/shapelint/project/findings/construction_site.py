"""Who has built a layer: the call that makes the difference where the same line builds others that are right."""

from __future__ import annotations

from shapelint.diagnostics.rule import Finding, Related
from shapelint.ir import Definition, Node, Place
from shapelint.ir.run import Run
from shapelint.records import replace
from shapelint.symbolic import Verdict


def with_builder(finding: Finding, node: Node, run: Run) -> Finding:
    """The finding on a layer, with the call that has built it: `Down(64, 128)` rather than the convolution in
    `class Down`, which is right for every other `Down`."""
    place = builder_of(node, run)
    if place is None or place == finding.place:
        return finding
    return replace(finding, related=(Related(place, "built by", is_quoted=True), *finding.related))


def with_call(finding: Finding, node: Node) -> Finding:
    """The finding where a layer is built, with the place where it is called if that is in another file: within one
    file the trail leads there."""
    if node.definition is None or finding.place.file == node.place.file:
        return finding
    return replace(finding, related=(*finding.related, Related(node.place, "called as", is_quoted=True)))


def builder_of(node: Node, run: Run) -> Place | None:
    """The innermost call that leads to the layer, and to no layer of the same line that nothing fails for."""
    definition = node.definition
    if definition is None or not definition.stack:
        return None
    failing = _failing(run)
    right = [d for d in run.definitions if d.place == definition.place and d not in failing]
    passed = {place for one in right for place in one.stack}
    if not right:
        return None
    return next((place for place in reversed(definition.stack) if place not in passed), None)


def _failing(run: Run) -> set[Definition]:
    return {
        node.definition
        for node in run.nodes
        if node.definition is not None and any(r.verdict is Verdict.FAILS for r in node.requirements)
    }
