"""The models that a TARGET names, each run on its inputs: what summaries, pictures and exports are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from shapelint.analysis.configured_inputs import stated_for
from shapelint.analysis.declared_inputs import declared_for, example_inputs
from shapelint.analysis.engine import Stated, inspection_of, interpreter
from shapelint.analysis.entries import (
    MODEL_STEPS,
    classes_of,
    entry_place,
    is_informative,
    is_own,
    run_script,
    top_level,
)
from shapelint.analysis.input_resolution import InputShapes
from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.running import construct, entry_function, guarded, run_model
from shapelint.frontends.inspection import Inspection
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
from shapelint.ir import Shape, Stop
from shapelint.ir.run import ModelCall, Run
from shapelint.ir.types import TensorType
from shapelint.lifetimes import CHECK
from shapelint.problems import Problem
from shapelint.records import dataclass, replace
from shapelint.symbolic import Symbol, fresh
from shapelint.syntax import nodes, parse
from shapelint.syntax.imports import ImportResolver
from shapelint.syntax.source import Place, SourceFile

T = TypeVar("T")

SUMMARY_STEPS = 6_000_000
"""For each of what a summary does: importing the module, building the model, running it. Who asks for one model gets it
whole; only what would take a minute is given up."""


@dataclass(frozen=True, slots=True, eq=False)
class ModelRun:
    """A model object and its run. `specs` are the inputs that it was given, `given` whether the user gave them,
    `inputs` those that it was run with in the end, `result` the value that came out, `built` the run in which it was
    built."""

    name: str
    model: Instance
    inspection: Inspection
    place: Place
    given: bool
    specs: tuple[InputSpec, ...]
    run: Run
    result: object
    inputs: InputShapes
    built: Run

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Where inference stopped, while the model was built and while it was run."""
        return (*self.built.stops, *self.run.stops)


@dataclass(frozen=True, slots=True, eq=False)
class BuiltModel:
    """A model object before it is run, and a call of it that the program makes."""

    name: str
    model: Instance
    seen: ModelCall | None
    built: Run


NOTHING_BUILT = Run("")


def each_model(
    expression: str | None,
    file: SourceFile,
    resolver: ImportResolver,
    inputs: Sequence[InputSpec],
    stated: Stated,
    tell: Callable[[Interpreter, ModelRun], T],
    hidden: frozenset[str] = frozenset(),
) -> list[T] | Problem:
    """What `tell` says of the model that an expression over a file's names gives; without one, of every model in the
    file. The choices that are `hidden` are not made."""
    tree = parse(file)
    if not isinstance(tree, nodes.Module):
        return Problem(f"{file.path}:{tree.row}:{tree.column}: {tree.message}")
    told: list[T] = []
    with CHECK.begin(), interpreter(resolver, stated) as m:
        m.hidden = hidden
        for found in models_of(m, expression, file, tree):
            if isinstance(found, Problem):
                return found
            told.append(tell(m, run_built(m, found, inputs)))
    return told or Problem(f"{file.path} has no model that could be found")


def of_script(
    file: SourceFile, resolver: ImportResolver, stated: Stated, tell: Callable[[Interpreter, Run], T]
) -> T | Problem:
    """What `tell` says of a file that is run as a script."""
    tree = parse(file)
    if not isinstance(tree, nodes.Module):
        return Problem(f"{file.path}:{tree.row}:{tree.column}: {tree.message}")
    with CHECK.begin(), interpreter(resolver, stated) as m:
        return tell(m, run_script(m, file, tree)[1])


def models_of(
    m: Interpreter, expression: str | None, file: SourceFile, tree: nodes.Module
) -> Iterator[BuiltModel | Problem]:
    """The models, each made when those before it have been run."""
    if expression is not None:
        yield model_of_expression(m, expression, file)
        return
    module, script = run_script(m, file, tree)
    models = [i for i in m.instances if is_own(i, file) and inspection_of(m, i) is not None]
    found: set[object] = set()
    for model in top_level(m, models):
        key = (model.type.qualified_name, model.place)
        if key not in found:
            found.add(key)
            yield BuiltModel(model.type.name, model, known_call(script, model), NOTHING_BUILT)
    for owner in classes_of(m, module):
        if any(i.type is owner for i in m.instances):
            continue
        place = Place(file, owner.definition.at if owner.definition is not None else 0)
        m.recorder.start()
        instance = construct(m, owner, place, MODEL_STEPS)
        built = m.recorder.finish(owner.name)
        if isinstance(instance, Instance):
            yield BuiltModel(owner.name, instance, None, built)


def model_of_expression(m: Interpreter, expression: str, file: SourceFile) -> BuiltModel | Problem:
    target = SourceFile(file.path, expression)
    tree = parse(target)
    statement = tree.body[0] if isinstance(tree, nodes.Module) and len(tree.body) == 1 else None
    if not isinstance(statement, nodes.ExpressionStatement):
        return Problem(f"{expression!r} is not a Python expression")
    m.recorder.start()
    module = guarded(m, lambda: run_module(m, file, file.name or "__main__"), SUMMARY_STEPS)
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
    m.spent = 0
    value = guarded(m, lambda: build(m, statement.value, scope, place), SUMMARY_STEPS)
    built = m.recorder.finish(expression)
    if inspection_of(m, value) is None or not isinstance(value, Instance):
        why = f": {value.reason}" if isinstance(value, Unknown) else ""
        return Problem(f"{expression} is not a model{why}")
    seen = known_call(script, value) or known_call(built, value) or call_of_one_like(m, script, value)
    whole = parse(file) if seen is None else None
    if isinstance(whole, nodes.Module):  # what stands below `if __name__ == "__main__"` has not been run
        seen = call_of_one_like(m, run_script(m, file, whole)[1], value)
    return BuiltModel(expression, value, seen, built)


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
    return first_of([c for c in run.calls if c.owner is model and is_informative(c.inputs)])


def first_of(calls: Sequence[ModelCall]) -> ModelCall | None:
    """The first of a model's calls, with as many rows as any of them may have: where the last batch of the data has
    fewer, their number is open."""
    if not calls:
        return None
    inputs = [
        with_open_rows(given, [c.inputs[i] for c in calls if len(c.inputs) > i])
        for i, given in enumerate(calls[0].inputs)
    ]
    return replace(calls[0], inputs=tuple(inputs))


def with_open_rows(given: TensorType, others: Sequence[TensorType]) -> TensorType:
    """The first of a model's inputs of which all the others differ in their first axis only."""
    shape = given.shape
    if not shape or all(other.shape == shape for other in others):
        return given
    if any(other.shape is None or other.shape[1:] != shape[1:] for other in others):
        return given
    return given.with_shape((fresh("N"), *shape[1:]))


def call_of_one_like(m: Interpreter, run: Run, model: Instance) -> ModelCall | None:
    """The first call in a run, with inputs of known rank, of a model of the same class with parameters of the same
    shapes."""
    return first_of([c for c in run.calls if is_informative(c.inputs) and is_alike(m, c.owner, model)])


def is_alike(m: Interpreter, one: object, other: Instance) -> bool:
    if not isinstance(one, Instance) or (one.type is not other.type and not is_same_class(one.type, other.type)):
        return False
    inspection = inspection_of(m, one)
    if inspection is None:
        return False
    shapes = [[found.tensor.shape for found in inspection.parameters(m, i).counted] for i in (one, other)]
    return shapes[0] == shapes[1]


def is_same_class(one: ClassValue, other: ClassValue) -> bool:
    """Whether two classes are of the same text, which was run twice."""
    return one.definition is not None and one.definition is other.definition


def run_built(m: Interpreter, built: BuiltModel, inputs: Sequence[InputSpec]) -> ModelRun:
    """Run a model on its inputs: those given, else those that the program states or calls it with."""
    model = built.model
    inspection = inspection_of(m, model)
    assert inspection is not None
    inspection.prepare(m, model)
    place = entry_place(entry_function(m, inspection, model)) or model.place or Place(SourceFile("<unknown>", ""), 0)
    specs = tuple(inputs or stated_for(m, model.type) or declared_for(m, model.type) or example_inputs(model))
    if not specs and built.seen is not None:
        shapes = ((t.shape, t.dtype) for t in built.seen.inputs if t.shape is not None)
        specs = tuple(s for shape, dtype in shapes if (s := as_spec(shape, dtype)) is not None)
    m.spent = 0
    run, result, settled = run_model(m, inspection, model, built.name, place, specs, SUMMARY_STEPS)
    return ModelRun(built.name, model, inspection, place, bool(inputs), specs, run, result, settled, built.built)


def as_spec(shape: Shape, dtype: str | None) -> InputSpec | None:
    """An input of a shape, its free sizes by their names; None where a size is neither a number nor free."""
    dims = [d if isinstance(d, int) else d.name if isinstance(d, Symbol) else None for d in shape]
    stated = tuple(d for d in dims if d is not None and (isinstance(d, int) or d.isidentifier()))
    return InputSpec(None, stated, dtype) if len(stated) == len(shape) else None
