"""The layers of a model whose result nothing can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir import Node, Place, Tensor
from shapelint.ir.run import LostResult, Run
from shapelint.symbolic import Verdict
from shapelint.syntax import nodes
from shapelint.syntax.lost_values import lost_values
from shapelint.syntax.source import SourceFile

HOOKS = "register_forward"
"""With hooks, a layer may be called for what they do."""
WITHIN_A_MODEL = 2
"""The depth of a layer that a model calls."""
LONGEST = 400


def lost_results(file: SourceFile, tree: nodes.Module, runs: Sequence[Run]) -> Iterator[LostResult]:
    """Of each place in the file one, where a model, or the program that builds one of symbolic inputs, calls a layer
    and the source shows that its value cannot be read."""
    if HOOKS in file.text:
        return
    lost = {one.at: one for one in lost_values(tree)}
    found: dict[int, list[tuple[Node, Run]]] = {}
    for run in runs:
        for node in run.nodes:
            if node.place.at in lost and node.place.file is file and node.definition is not None:
                found.setdefault(node.place.at, []).append((node, run))
    for at, calls in found.items():
        called = [node for node, _ in calls]
        if len({id(node.definition) for node in called}) == 1 and all(is_of_model(node, run) for node, run in calls):
            again = lost[at].again
            yield LostResult(called[0], lost[at].name, None if again is None else Place(file, again))


def is_of_model(node: Node, run: Run) -> bool:
    """Whether a layer is called, and refuses nothing, by a model, or to build one, which goes on from what it is
    given."""
    if node.guarded or any(required.verdict is Verdict.FAILS for required in node.requirements):
        return False
    if node.depth >= WITHIN_A_MODEL:
        return True
    later = run.nodes[run.nodes.index(node) + 1 :] if is_symbolic(node) else ()
    return any(other.place != node.place and any(t is node.inputs[0] for t in other.inputs) for other in later)


def is_symbolic(node: Node) -> bool:
    """Whether what the layer is given was made of nothing but a model's inputs, along the first of each."""
    if not node.dialect.models.is_symbolic or not node.inputs:
        return False
    tensor: Tensor = node.inputs[0]
    for _ in range(LONGEST):
        if tensor.producer is None or not tensor.producer.inputs:
            return tensor.producer is None and tensor.role == "input"
        tensor = tensor.producer.inputs[0]
    return False
