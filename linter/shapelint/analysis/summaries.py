"""Summaries: what `model.summary()` and torchinfo would print, from source alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from shapelint.analysis.accepts import accepted_inputs
from shapelint.analysis.configured_inputs import stated_for
from shapelint.analysis.declared_inputs import declared_for, example_inputs
from shapelint.analysis.engine import NOTHING_STATED, Stated, inspection_of, interpreter
from shapelint.analysis.entries import (
    MODEL_STEPS,
    SCRIPT_STEPS,
    classes_of,
    entry_place,
    is_informative,
    is_own,
    run_script,
    top_level,
)
from shapelint.analysis.input_resolution import InputShapes
from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.locations import locate_place
from shapelint.analysis.results import Dim, LayerRow, ParameterCounts, PlainShape, Problem, Summary, UnknownFact
from shapelint.analysis.running import construct, entry_function, guarded, run_model
from shapelint.frontends.inspection import Inspection, LayerView
from shapelint.interpret.domain.tensors import all_known, tensors_in
from shapelint.interpret.domain.values import (
    Cell,
    ClassValue,
    FunctionValue,
    Instance,
    ModuleValue,
    NativeFunction,
    Unknown,
)
from shapelint.interpret.interpreter import Frame, Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.interpret.language.modules import run_module
from shapelint.ir import OPEN_BATCH, Definition, Node, Shape, Stop, Tensor
from shapelint.ir.run import ModelCall, Run
from shapelint.lifetimes import CHECK
from shapelint.symbolic import Expression, Size, bounds, product, render, symbols
from shapelint.syntax import nodes, parse
from shapelint.syntax.imports import ImportResolver
from shapelint.syntax.source import Place, SourceFile


def summarize(
    expression: str | None,
    file: SourceFile,
    resolver: ImportResolver,
    inputs: Sequence[InputSpec],
    stated: Stated = NOTHING_STATED,
) -> list[Summary] | Problem:
    """The summary of the model that an expression over a file's names gives; without one, of every model in the
    file."""
    tree = parse(file)
    if not isinstance(tree, nodes.Module):
        return Problem(f"{file.path}:{tree.row}:{tree.column}: {tree.message}")
    with CHECK.begin(), interpreter(resolver, stated) as m:
        return summaries_of(m, expression, file, tree, inputs)


def summaries_of(
    m: Interpreter, expression: str | None, file: SourceFile, tree: nodes.Module, inputs: Sequence[InputSpec]
) -> list[Summary] | Problem:
    if expression is not None:
        return summarize_expression(m, expression, file, inputs)
    module, script = run_script(m, file, tree)
    models = [i for i in m.instances if is_own(i, file) and inspection_of(m, i) is not None]
    found: dict[object, Summary] = {}
    for model in top_level(m, models):
        key = (model.type.qualified_name, model.place)
        if key not in found:
            found[key] = summary_of(m, model, model.type.name, inputs, known_call(script, model), ())
    for owner in classes_of(m, module):
        if any(i.type is owner for i in m.instances):
            continue
        place = Place(file, owner.definition.at if owner.definition is not None else 0)
        m.recorder.start()
        instance = construct(m, owner, place, MODEL_STEPS)
        built = m.recorder.finish(owner.name)
        if isinstance(instance, Instance):
            found[owner] = summary_of(m, instance, owner.name, inputs, None, built.stops)
    if not found:
        return Problem(f"{file.path} has no model that could be found")
    return list(found.values())


def summarize_expression(
    m: Interpreter, expression: str, file: SourceFile, inputs: Sequence[InputSpec]
) -> list[Summary] | Problem:
    target = SourceFile(file.path, expression)
    tree = parse(target)
    statement = tree.body[0] if isinstance(tree, nodes.Module) and len(tree.body) == 1 else None
    if not isinstance(statement, nodes.ExpressionStatement):
        return Problem(f"{expression!r} is not a Python expression")
    m.recorder.start()
    module = guarded(m, lambda: run_module(m, file, file.name or "__main__"), SCRIPT_STEPS)
    if not isinstance(module, ModuleValue):
        return Problem(f"{file.path} cannot be read")
    missing = missing_name(m, statement.value, module)
    if missing is not None:
        return Problem(f"{file.path} has no name {missing!r}")
    script = m.recorder.finish(file.path)
    m.recorder.start()
    place = Place(SourceFile(f"{file.path}::{expression}", expression), statement.at)
    scope = ModuleValue(
        module.name, module.variables, SourceFile(f"{file.path}::{expression}", expression), module.lookup
    )
    value = guarded(m, lambda: build(m, statement.value, scope, place), MODEL_STEPS * 4)
    built = m.recorder.finish(expression)
    inspection = inspection_of(m, value)
    if inspection is None or not isinstance(value, Instance):
        why = f": {value.reason}" if isinstance(value, Unknown) else ""
        return Problem(f"{expression} is not a model{why}")
    return [
        summary_of(
            m, value, expression, inputs, known_call(script, value) or call_of_one_like(m, script, value), built.stops
        )
    ]


def missing_name(m: Interpreter, node: nodes.Expression, module: ModuleValue) -> str | None:
    """The first plain name of the expression that the module does not have."""
    from shapelint.interpret.builtins import builtin

    head = node
    while isinstance(head, (nodes.Call, nodes.Attribute, nodes.Subscript)):
        head = head.function if isinstance(head, nodes.Call) else head.value
    if isinstance(head, nodes.Name) and head.id not in module.variables and builtin(head.id) is None:
        return head.id if module.lookup is None or module.lookup(head.id) is None else None
    return None


def build(m: Interpreter, node: nodes.Expression, module: ModuleValue, place: Place) -> object:
    """The value of the expression; a class or factory is called with no arguments."""
    frame = Frame(module, Cell({}, None), call_place=place)
    m.frames.append(frame)
    value = m.evaluate(node, frame)
    if isinstance(value, (ClassValue, FunctionValue, NativeFunction)):
        value = call(m, value, [], {}, Site(place))
    m.frames.pop()
    return value


def known_call(run: Run, model: Instance) -> ModelCall | None:
    """The first call in a run of this model with inputs of known rank."""
    return next((c for c in run.calls if c.owner is model and is_informative(c.inputs)), None)


def call_of_one_like(m: Interpreter, run: Run, model: Instance) -> ModelCall | None:
    """The first call in a run, with inputs of known rank, of a model of the same class with parameters of the same
    shapes."""
    return next((c for c in run.calls if is_informative(c.inputs) and is_alike(m, c.owner, model)), None)


def is_alike(m: Interpreter, one: object, other: Instance) -> bool:
    if not isinstance(one, Instance) or one.type is not other.type:
        return False
    inspection = inspection_of(m, one)
    if inspection is None:
        return False
    shapes = [[found.tensor.shape for found in inspection.parameters(m, i).counted] for i in (one, other)]
    return shapes[0] == shapes[1]


def summary_of(
    m: Interpreter,
    model: Instance,
    name: str,
    inputs: Sequence[InputSpec],
    seen: ModelCall | None,
    building: tuple[Stop, ...],
) -> Summary:
    """Run a model on its inputs and put together what is known of it."""
    inspection = inspection_of(m, model)
    assert inspection is not None
    inspection.prepare(m, model)
    place = entry_place(entry_function(m, inspection, model)) or model.place or Place(SourceFile("<unknown>", ""), 0)
    given = bool(inputs)
    inputs = inputs or stated_for(m, model.type) or declared_for(m, model.type) or example_inputs(model)
    specs = list(inputs)
    if not specs and seen is not None:
        specs = [s for t in seen.inputs if t.shape is not None and (s := as_spec(t.shape, t.dtype)) is not None]
    run, result, settled = run_model(m, inspection, model, name, place, specs, MODEL_STEPS * 4)
    calls = first_calls(run)
    views = inspection.layers(m, model)
    rows = [
        row(view, calls.get(id(view.layer)), layer_macs(run, view.layer, model))
        for view in (ordered(views, calls) if inspection.by_first_call else views)
    ]
    stops = (*building, *run.stops)
    outputs, whole = output_shapes(result)
    counts = count(inspection, m, model)
    accepts = accepted_inputs(run, settled, result)
    if accepts is None and not given and specs:
        again, outcome, free = run_model(m, inspection, model, name, place, (), MODEL_STEPS)
        accepts = accepted_inputs(again, free, outcome)
    complete = not stops and whole and counts.total is not None and all(r.params is not None for r in rows)
    return Summary(
        name,
        inspection.dialect.name,
        tuple(plain(s) for s in input_shapes(settled, calls.get(id(model)))),
        outputs,
        tuple(rows),
        counts,
        total_macs(run),
        accepts,
        complete,
        tuple(UnknownFact(locate_place(s.place) if s.place is not None else None, s.reason) for s in stops),
    )


def as_spec(shape: Shape, dtype: str | None) -> InputSpec | None:
    if all(isinstance(d, int) for d in shape):
        return InputSpec(None, tuple(int(d) for d in shape if isinstance(d, int)), dtype)
    return None


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
    params = None if view.parameters is None else total_size(view.parameters)
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


def total_size(parameters: Iterable[Tensor]) -> Dim:
    """The number of values in all of them; None where it depends on more than the sizes of the input."""
    total: Size = 0
    for parameter in parameters:
        if parameter.shape is None or any(not s.known for size in parameter.shape for s in symbols(size)):
            return None
        total = total + product(parameter.shape)
    return shown(total)


def count(inspection: Inspection, m: Interpreter, model: Instance) -> ParameterCounts:
    """The totals of a model: each is stated only if all that it counts is known."""
    found = inspection.parameters(m, model)
    least = sum(least_size(one.tensor) for one in found.counted if one.sure)
    if found.gap or not all(one.sure for one in found.counted):
        return ParameterCounts(None, None, None, least)
    total = total_size(one.tensor for one in found.counted)
    if any(one.trains is None for one in found.counted):
        return ParameterCounts(total, None, None, least)
    trainable = total_size(one.tensor for one in found.counted if one.trains)
    rest = total_size(one.tensor for one in found.counted if not one.trains)
    return ParameterCounts(total, trainable, rest, least)


def least_size(parameter: Tensor) -> int:
    """The number of values that a parameter has whatever its unknown sizes are."""
    if parameter.shape is None:
        return 0
    return prod(max(0, bounds(size)[0] or 0) for size in parameter.shape)


def layer_macs(run: Run, layer: object, model: Instance) -> Dim:
    """The multiply-accumulates of a layer's operations, and of the layers in it, over all its calls; None where it is
    not known what these are."""
    if isinstance(layer, Node):
        return summed(node for node in run.nodes if (node.place, node.callee) == (layer.place, layer.callee))
    calls = [call for call in run.calls if call.owner is layer]
    if not all(call.complete for call in calls or [call for call in run.calls if call.owner is model]):
        return None
    if not calls:
        return 0 if any(call.owner is model for call in run.calls) else None
    paths = {call.path for call in calls}
    below = tuple(path + separator for path in paths for separator in "./")
    return summed(node for node in run.nodes if node.path in paths or node.path.startswith(below))


def total_macs(run: Run) -> Dim:
    return summed(run.nodes)


def summed(run_nodes: Iterable[Node]) -> Dim:
    total: Size = 0
    for node in run_nodes:
        cost = node.operation.cost([t.type for t in node.inputs], list(node.output_types))
        if cost is None:
            return None
        total = total + cost
    return shown(total)


def shown(size: Size) -> Dim:
    return size if isinstance(size, int) else render(size)


def plain(shape: Shape | None) -> PlainShape:
    """A shape as JSON has it: numbers, text for what depends on the input, None for an open batch."""
    return None if shape is None else tuple(None if d is OPEN_BATCH else shown(d) for d in shape)


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
