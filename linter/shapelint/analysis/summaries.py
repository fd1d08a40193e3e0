"""Summaries: what `model.summary()` and torchinfo would print, from source alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from shapelint.analysis.accepts import accepted_inputs
from shapelint.analysis.engine import NOTHING_STATED, Stated
from shapelint.analysis.entries import MODEL_STEPS
from shapelint.analysis.input_resolution import InputShapes
from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.locations import locate_place
from shapelint.analysis.model_runs import ModelRun, each_model
from shapelint.analysis.module_rows import ModuleRows, cost_of
from shapelint.analysis.results import Dim, LayerRow, ParameterCounts, PlainShape, Summary, UnknownFact
from shapelint.analysis.running import run_model
from shapelint.analysis.sizes_shown import plain, shown, size_of_all
from shapelint.frontends.inspection import Inspection, LayerView
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.tensors import all_known, tensors_in
from shapelint.interpret.domain.values import Instance
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Definition, Node, Shape, Tensor
from shapelint.ir.run import ModelCall, Run
from shapelint.problems import Problem
from shapelint.records import replace
from shapelint.symbolic import Expression, Size, bounds
from shapelint.syntax.imports import ImportResolver
from shapelint.syntax.source import SourceFile


def summarize(
    expression: str | None,
    file: SourceFile,
    resolver: ImportResolver,
    inputs: Sequence[InputSpec],
    stated: Stated = NOTHING_STATED,
) -> list[Summary] | Problem:
    """The summary of the model that an expression over a file's names gives; without one, of every model in the
    file."""
    return each_model(expression, file, resolver, inputs, stated, summary_of)


def summary_of(m: Interpreter, one: ModelRun) -> Summary:
    """Put together what is known of a model that has been run."""
    model, inspection, run = one.model, one.inspection, one.run
    calls = first_calls(run)
    views = inspection.layers(m, model)
    rows = [
        row(view, calls.get(id(view.layer)), layer_macs(run, view.layer, model, view.alone))
        for view in (ordered(views, calls) if inspection.by_first_call else views)
    ]
    outputs, whole = output_shapes(one.result)
    counts = count(inspection, m, model)
    accepts = accepted_inputs(run, one.inputs, one.result)
    if accepts is None and not one.given and one.specs:
        again, outcome, free = run_model(m, inspection, model, one.name, one.place, (), MODEL_STEPS)
        accepts = accepted_inputs(again, free, outcome)
    complete = not one.stops and whole and counts.total is not None and all(r.params is not None for r in rows)
    tree = ModuleRows(m, one)
    modules = tree.rows()
    memory = tree.memory(modules)
    return Summary(
        one.name,
        inspection.dialect.name,
        tuple(plain(s) for s in input_shapes(one.inputs, calls.get(id(model)))),
        outputs,
        tuple(rows),
        counts,
        None if run.stops and not run.nodes else total_macs(run),
        accepts,
        complete,
        tuple(UnknownFact(locate_place(s.place) if s.place is not None else None, s.reason) for s in one.stops),
        None if m.relied else replace(run, evidence="called" if one.specs else "built"),
        modules,
        memory,
    )


def first_calls(run: Run) -> dict[int, ModelCall]:
    found: dict[int, ModelCall] = {}
    for one in run.calls:
        found.setdefault(id(one.owner), one)
    return found


def ordered(views: list[LayerView], calls: dict[int, ModelCall]) -> list[LayerView]:
    """Layers in the order in which they first ran (a call is recorded when it ends, and leaves have no calls inside
    them); those that never ran come last."""
    rank = {owner: position for position, owner in enumerate(calls)}
    return sorted(views, key=lambda v: rank.get(id(v.layer), len(rank)))


def row(view: LayerView, made: ModelCall | None, macs: Dim) -> LayerRow:
    params = None if view.parameters is None else size_of_all(view.parameters)
    definition = view.definition if isinstance(view.definition, Definition) else None
    return LayerRow(
        view.path,
        view.type,
        tuple(plain(t.shape) for t in made.inputs) if made is not None else (),
        tuple(plain(t.shape) for t in (made.outputs if made is not None else [t.type for t in view.outputs])),
        params,
        macs,
        locate_place(definition.place) if definition is not None else None,
    )


def count(inspection: Inspection, m: Interpreter, model: Instance) -> ParameterCounts:
    """The totals of a model: each is stated only if all that it counts is known."""
    found = inspection.parameters(m, model)
    least = sum(least_size(one.tensor) for one in found.counted if one.sure)
    if found.gap or not all(one.sure for one in found.counted):
        return ParameterCounts(None, None, None, least)
    total = size_of_all(one.tensor for one in found.counted)
    if any(one.trains is None for one in found.counted):
        return ParameterCounts(total, None, None, least)
    trainable = size_of_all(one.tensor for one in found.counted if one.trains)
    rest = size_of_all(one.tensor for one in found.counted if not one.trains)
    return ParameterCounts(total, trainable, rest, least)


def least_size(parameter: Tensor) -> int:
    """The number of values that a parameter has whatever its unknown sizes are."""
    if parameter.shape is None:
        return 0
    return prod(max(0, bounds(size)[0] or 0) for size in parameter.shape)


def layer_macs(run: Run, layer: object, model: Instance, alone: bool = False) -> Dim:
    """The multiply-accumulates of a layer's operations, and unless `alone` of the layers in it, over all its calls;
    None where it is not known what these are."""
    if isinstance(layer, Node):
        return cost_of(node for node in run.nodes if (node.place, node.callee) == (layer.place, layer.callee))
    calls = [call for call in run.calls if call.owner is layer]
    if not all(call.complete for call in calls or [call for call in run.calls if call.owner is model]):
        return None
    if not calls:
        return 0 if any(call.owner is model for call in run.calls) else None
    paths = {call.path for call in calls}
    below = () if alone else tuple(path + separator for path in paths for separator in "./")
    own = [node for node in run.nodes if node.path in paths or node.path.startswith(below)]
    return cost_of(own) if own or alone else stated_cost(layer, calls)


def stated_cost(layer: object, calls: Iterable[ModelCall]) -> Dim:
    """The cost of a layer's calls where a layer around it was run as one operation; 0 for what is no such layer."""
    declared = layer.payload if isinstance(layer, Instance) else None
    if not isinstance(declared, Layer):
        return 0
    total: Size = 0
    for made in calls:
        cost = declared.operation.cost(made.inputs, made.outputs) if made.inputs else None
        if cost is None:
            return None
        total = total + cost
    return shown(total)


def total_macs(run: Run) -> Dim:
    return cost_of(run.nodes)


def output_shapes(result: object) -> tuple[tuple[PlainShape, ...], bool]:
    """The shapes of what came out, flattened in order, and whether all of it is known."""
    tensors = list(tensors_in([result]))
    shapes = tuple(plain(t.shape) for t in tensors)
    known = all(t.shape is not None and all(isinstance(d, (int, Expression)) for d in t.shape) for t in tensors)
    return shapes, known and all_known(result)


def input_shapes(settled: InputShapes, called: ModelCall | None) -> list[Shape | None]:
    if called is not None:
        return [t.shape for t in called.inputs]
    return list(settled.shapes.values())
