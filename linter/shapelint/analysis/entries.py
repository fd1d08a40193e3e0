"""The entry points of a file, and running them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.analysis.configured_inputs import stated_for
from shapelint.analysis.constructions import Construction, constructions_in, parameters_given, parameters_of
from shapelint.analysis.declared_inputs import declared_for, example_inputs
from shapelint.analysis.engine import NOTHING_STATED, Stated, inspection_of, inspections, interpreter
from shapelint.analysis.functions import FunctionEntry, functions_of, instances_in, run_function
from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.lost_results import lost_results
from shapelint.analysis.object_audit import audit_objects
from shapelint.analysis.running import construct, entry_function, guarded, run_model
from shapelint.diagnostics.evidence import Evidence, weakest
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    ModuleValue,
    SetValue,
    class_attribute,
)
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.interpret.language.modules import run_body
from shapelint.interpret.state.choices import (
    BASE_CLASS,
    EMPTY_PART,
    HANDED_CLASS,
    OPTION,
    WHOLE_CONTAINER,
    choose,
    is_empty,
)
from shapelint.ir.run import Run
from shapelint.records import dataclass, replace
from shapelint.syntax import nodes, parse
from shapelint.syntax.imports import ImportResolver
from shapelint.syntax.source import Place, SourceFile

SCRIPT_STEPS = 600_000
FACTORY_STEPS = 400_000  # over all functions of a file that are run one after the other
MODEL_STEPS = 300_000
MOST_OBJECTS = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says: the inputs of every run, by order or by parameter name, and what is stated of the project."""

    inputs: tuple[InputSpec, ...] = ()
    stated: Stated = NOTHING_STATED
    apart: frozenset[Place] = frozenset()  # where containers are built that are not to be called as a whole


@dataclass(frozen=True, slots=True)
class Hidden:
    """Choices that are not to be made, and the places where containers are built whose parts are called one by one."""

    choices: frozenset[str] = frozenset()
    apart: frozenset[Place] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.choices)


NOTHING_HIDDEN = Hidden()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All runs of a file, and what shapelint has chosen in them."""

    file: SourceFile
    runs: tuple[Run, ...]
    chosen: Hidden = NOTHING_HIDDEN


def analyze(file: SourceFile, resolver: ImportResolver, options: Options, hidden: Hidden = NOTHING_HIDDEN) -> Analysis:
    """Run every entry point of a file, without the choices that are `hidden`. Never raises; a file that does not parse
    has no runs."""
    tree = parse(file)
    if not isinstance(tree, nodes.Module):
        return Analysis(file, ())
    with interpreter(resolver, options.stated) as m:
        m.hidden = hidden.choices
        runs = tuple(runs_of(m, file, tree, replace(options, apart=hidden.apart)))
        apart = taken_apart(m, runs)
        choices = frozenset(m.relied - {OPTION} | ({WHOLE_CONTAINER} if apart else set()))
    return Analysis(file, runs, Hidden(choices, apart))


def taken_apart(m: Interpreter, runs: Iterable[Run]) -> frozenset[Place]:
    """Where the containers of layers are built whose parts the program calls, but not they themselves."""
    of_program = (run for run in runs if not (isinstance(run.asked, Instance) and is_container(run.asked)))
    called = {id(call.owner) for run in of_program for call in run.calls}
    containers = (i for i in m.instances if is_container(i) and id(i) not in called)
    return frozenset(
        i.place for i in containers if i.place is not None and any(id(part) in called for part in registered(m, i))
    )


def is_container(instance: Instance) -> bool:
    """Whether the object is of a class of the framework's own: one that other layers are put into."""
    module = instance.type.module
    return module is not None and module.file is not None and module.file.path.startswith(STUB)


def registered(m: Interpreter, instance: Instance) -> Iterator[Instance]:
    """The parts that an object has in a registry."""
    return (part for view in inspections(m) for _, part in view.registered(instance))


def run_script(m: Interpreter, file: SourceFile, tree: nodes.Module) -> tuple[ModuleValue, Run]:
    """Run a module body as a script, `if __name__ == "__main__"` included."""
    module = ModuleValue("__main__", {"__name__": "__main__", "__file__": file.path, "__doc__": tree.docstring}, file)
    m.modules["__main__"] = module
    m.recorder.start()
    guarded(m, lambda: run_body(m, tree, module), SCRIPT_STEPS)
    return module, m.recorder.finish("the module body", "default" if OPTION in m.relied else "called")


def runs_of(m: Interpreter, file: SourceFile, tree: nodes.Module, options: Options) -> Iterator[Run]:
    """The runs of all entry points, and what they have left behind."""
    module, script = run_script(m, file, tree)
    runs = [script]
    yield script
    for run in further_runs(m, file, tree, module, script, options):
        runs.append(run)
        yield run
    yield audit_objects(m, module, runs)
    yield Run("what nothing reads", lost=tuple(lost_results(file, tree, runs)), evidence="built")


def further_runs(
    m: Interpreter, file: SourceFile, tree: nodes.Module, module: ModuleValue, script: Run, options: Options
) -> Iterator[Run]:
    """The models and functions that the script has not reached."""
    reached = {id(call.owner) for call in script.calls if is_informative(call.inputs)}
    covered = covered_by(script)
    yield from object_runs(m, m.instances, file, reached, covered, options)
    functions = functions_of(module, tree)
    factories = [entry for entry in functions if not entry.needs_arguments]
    yield from function_runs(m, factories, covered, options)
    yield from class_runs(m, module, constructions_in(tree), covered, options)
    yield from function_runs(m, [entry for entry in functions if entry.needs_arguments], covered, options)


def object_runs(
    m: Interpreter,
    instances: list[Instance],
    file: SourceFile,
    reached: set[int],
    covered: set[ClassValue | None],
    options: Options,
    evidence: Evidence = "built",
) -> Iterator[Run]:
    """The models among some objects, other than those that were called where they were made."""
    made = [
        i for i in instances if is_own(i, file) and inspection_of(m, i) is not None and i.place not in options.apart
    ]
    for instance in top_level(m, made)[: MOST_OBJECTS * 4]:
        is_stated = bool(specs_for(m, instance.type, options))
        if id(instance) in reached or (instance.type in covered and not is_stated):
            continue
        if id(instance) in m.escaped:  # it is asked for as it was built
            m.reinstate()
        if was_run_when_built(m, instance) and not is_stated:
            continue
        run = model_run(m, instance, options, f"{instance.type.name}(...)", evidence)
        covered |= covered_by(run)
        covered.add(instance.type)
        yield run


def covered_by(run: Run) -> set[ClassValue | None]:
    """The classes whose objects a run has called on something that is known."""
    return {type_of(call.owner) for call in run.calls if is_informative(call.inputs)}


def was_run_when_built(m: Interpreter, instance: Instance) -> bool:
    """Whether putting the model together has already run it (functional models)."""
    inspection = inspection_of(m, instance)
    return inspection is not None and bool(inspection.known_inputs(m, instance))


def is_own(instance: Instance, file: SourceFile) -> bool:
    """Whether the file makes this object, and its class is more than one declared layer."""
    return instance.type.entry is None and instance.place is not None and instance.place.file is file


def type_of(owner: object) -> ClassValue | None:
    return owner.type if isinstance(owner, Instance) else None


def is_informative(inputs: tuple[object, ...]) -> bool:
    """Whether a call says anything that the symbolic run would not: some input's rank is known."""
    return any(getattr(t, "shape", None) is not None for t in inputs)


def top_level(m: Interpreter, instances: list[Instance]) -> list[Instance]:
    """The objects that are not part of another one, outermost first."""
    inner: set[int] = set()
    for instance in instances:
        for _ in parts(m, instance, inner):
            pass
    return [i for i in instances if id(i) not in inner]


def parts(m: Interpreter, instance: Instance, seen: set[int]) -> Iterator[Instance]:
    """Every model object below one."""
    for child in registered(m, instance):
        if id(child) not in seen:
            seen.add(id(child))
            yield child
            yield from parts(m, child, seen)


def classes_of(m: Interpreter, module: ModuleValue) -> list[ClassValue]:
    """The model classes that a module defines: those that need no argument first, and of these the ones that are
    defined last, which are made of the others."""
    found = [
        v
        for v in dict.fromkeys(v for v in module.variables.values() if isinstance(v, ClassValue))
        if v.module is module and v.definition is not None and any(i.is_model(Instance(v, {})) for i in inspections(m))
    ]
    found.reverse()
    return sorted(found, key=lambda c: len(required(c)))


def required(owner: ClassValue) -> list[str]:
    """The constructor's parameters that have no default."""
    initializer = class_attribute(owner, "__init__")
    if not isinstance(initializer, FunctionValue):
        return []
    parameters = initializer.definition.parameters
    every = (*parameters.positional_only, *parameters.regular, *parameters.keyword_only)[1:]
    return [p.name for p in every if p.name not in initializer.defaults]


def class_runs(
    m: Interpreter,
    module: ModuleValue,
    constructions: dict[str, list[Construction]],
    covered: set[ClassValue | None],
    options: Options,
) -> Iterator[Run]:
    """Each model class that nothing has run yet: an object of it that there is, else one made with its defaults, as far
    as the file does not itself give those parameters."""
    owners = classes_of(m, module)
    for owner in owners:
        if owner in covered and not specs_for(m, owner, options):
            continue
        evidence: Evidence = "built"
        instance: object = next((i for i in m.instances if i.type is owner and not has_optional_inputs(m, i)), None)
        if instance is None and any(owner in other.mro[1:] for other in owners) and not choose(m, BASE_CLASS):
            continue
        if instance is None:
            assert module.file is not None
            assert owner.definition is not None
            m.recorder.start()
            place = Place(module.file, owner.definition.at)
            given = parameters_given(owner, constructions.get(owner.name, []))
            if (owner in m.handed or owner.open is not None) and not choose(m, HANDED_CLASS):
                given = parameters_of(owner)[1]
            instance, evidence = construct(m, owner, place, MODEL_STEPS, given), "default"
            yield m.recorder.finish(f"{owner.name}(...)", evidence)
        if isinstance(instance, Instance):
            run = model_run(m, instance, options, f"{owner.name}(...)", evidence)
            covered |= covered_by(run)
            yield run


def has_optional_inputs(m: Interpreter, instance: Instance) -> bool:
    """Whether a model may be called with more than it needs: one that is part of another is called as that one does."""
    inspection = inspection_of(m, instance)
    function = None if inspection is None else entry_function(m, inspection, instance)
    return function is not None and bool(function.defaults)


def model_run(m: Interpreter, instance: Instance, options: Options, entry: str, built: Evidence) -> Run:
    """Run a model on its inputs. `built` says what its construction rests on."""
    inspection = inspection_of(m, instance)
    assert inspection is not None
    function = entry_function(m, inspection, instance)
    place = entry_place(function) or instance.place
    place = place or Place(SourceFile("<unknown>", ""), 0)
    specs = specs_for(m, instance.type, options) or example_inputs(instance)
    m.reinstate()
    open_empty_parts(m, instance)
    run, _, inputs = run_model(m, inspection, instance, entry, place, specs, MODEL_STEPS)
    evidence: Evidence = "called" if specs and built == "built" else built
    return replace(run, evidence="assumed" if inputs.guessed else evidence, asked=instance)


def open_empty_parts(m: Interpreter, model: Instance) -> None:
    """What is empty in a model that shapelint itself calls may be filled by whoever calls it."""
    for owner in (model, *parts(m, model, {id(model)})):
        counts_parts = class_attribute(owner.type, "__len__") is not None
        is_filled = counts_parts and (owner is model or not is_called_as_whole(m, owner))
        held = [v for n, v in owner.attributes.items() if is_filled or n not in m.registries]
        for value in held:
            if isinstance(value, (ListValue, DictValue, SetValue)) and is_empty(value) and not choose(m, EMPTY_PART):
                m.journal.record_write(value)
                value.forget("what is empty may be filled before it is used")


def is_called_as_whole(m: Interpreter, part: Instance) -> bool:
    """Whether a call of a part runs what the framework has for it: an empty chain of layers gives what it is given."""
    inspection = inspection_of(m, part)
    function = None if inspection is None else entry_function(m, inspection, part)
    file = None if function is None else function.module.file
    return file is not None and file.path.startswith(STUB)


def specs_for(m: Interpreter, model: ClassValue, options: Options) -> tuple[InputSpec, ...]:
    """The inputs that are stated for a model: those for all models, else its own."""
    return options.inputs or stated_for(m, model) or declared_for(m, model)


def entry_place(function: FunctionValue | None) -> Place | None:
    """Where a model's entry function is written; None for one of the interpreter's own."""
    if function is None or function.module.file is None or function.module.file.path.startswith(STUB):
        return None
    return Place(function.module.file, function.definition.at)


def function_runs(
    m: Interpreter, entries: list[FunctionEntry], covered: set[ClassValue | None], options: Options
) -> Iterator[Run]:
    """Each function that nothing has run yet, and the models that it gives back or makes."""
    spent = m.spent
    for entry in entries:
        if id(entry.definition) in m.executed or m.spent - spent > FACTORY_STEPS:
            continue
        before = len(m.instances)
        run, result = run_function(m, entry)
        covered |= covered_by(run)
        yield run
        made = m.instances[before:]
        evidence = weakest("built", entry.evidence)
        reached = {id(call.owner) for call in run.calls if is_informative(call.inputs)}
        for instance in instances_in(result):
            if instance.place in options.apart:
                continue
            if inspection_of(m, instance) is not None and id(instance) not in reached:
                reached.add(id(instance))
                if was_run_when_built(m, instance) and not specs_for(m, instance.type, options):
                    continue
                run = model_run(m, instance, options, f"{entry.name}(...)", evidence)
                covered |= covered_by(run)
                yield run
        if not entry.needs_arguments:
            yield from object_runs(m, made, entry.place.file, reached, covered, options, evidence)
