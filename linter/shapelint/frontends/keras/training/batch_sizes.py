"""The batches of a training as they really come: full ones, and what is left over at the end.

A model is run on an open batch. What that leaves undecided (a tensor that the program has made for so many rows) is
decided by the numbers of rows that the data give.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from shapelint.frontends.keras.data.pipelines import with_rows
from shapelint.frontends.keras.models.functional import functional_call
from shapelint.frontends.keras.models.graph import FunctionalGraph
from shapelint.interpret.domain.values import Instance
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import OPEN_BATCH, Batching, Node, Requirement
from shapelint.symbolic import Expression, Verdict, symbols
from shapelint.syntax.source import Place

BATCH_SIZE = 32  # what Keras takes where nothing is said


def batching_of(count: object, given: Mapping[str, object]) -> Batching | None:
    """How so many samples are cut into batches; None when that is not known."""
    size = given.get("batch_size")
    size = BATCH_SIZE if size is None else size
    steps = given.get("steps_per_epoch") or given.get("steps")
    if not is_count(count) or not is_count(size) or steps is not None:
        return None
    assert isinstance(count, int)
    assert isinstance(size, int)
    held_out = given.get("validation_split") or 0.0
    if not isinstance(held_out, float) or not 0 <= held_out < 1:
        return None
    rows = floor(count * (1.0 - held_out))  # `train_validation_split` in keras/src/trainers/data_adapters
    if rows < 1:
        return None
    number = -(-rows // size)
    return Batching(min(rows, size), rows - (number - 1) * size, number)


def is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def run_on_batches(m: Interpreter, model: Instance, inputs: object, cut: Batching | None, place: Place | None) -> None:
    """Record what fails for one of the batches of what an open batch leaves undecided."""
    if cut is None or m.branching:
        return
    undecided = {(node.place, node.callee) for node in m.recorder.nodes if any(map(is_open, node.requirements))}
    if not undecided:
        return
    for rows in dict.fromkeys((cut.full, cut.last)):
        mark = m.recorder.mark()
        run_once(m, model, with_rows(inputs, rows, cut), place)
        failed = [node for node in m.recorder.nodes[mark[0] :] if (node.place, node.callee) in undecided]
        m.recorder.rewind(mark)
        found = [node for node in failed if has_failed(node)]
        m.recorder.nodes.extend(found)
        if found:
            return


def run_once(m: Interpreter, model: Instance, inputs: object, place: Place | None) -> None:
    if isinstance(model.payload, FunctionalGraph):
        functional_call(m, [model, inputs], {}, Site(place))
    else:
        m.call(model, [inputs], {}, Site(place))


def is_open(required: Requirement) -> bool:
    """Whether a requirement is undecided because the number of rows is."""
    sizes = (required.expected, required.actual)
    return required.verdict is Verdict.UNDECIDED and any(
        isinstance(size, Expression) and OPEN_BATCH in symbols(size) for size in sizes
    )


def has_failed(node: Node) -> bool:
    return any(r.verdict is Verdict.FAILS for r in node.requirements)
