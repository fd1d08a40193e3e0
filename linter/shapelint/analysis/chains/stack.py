"""A chain of layers worked out: each layer is built and called on what the one before gives."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.analysis.chains.reading import Step
from shapelint.analysis.engine import inspection_of, interpreter
from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.running import guarded
from shapelint.analysis.summaries import count
from shapelint.frontends.registry import frameworks_of
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.domain.values import Cell, ClassValue, Instance, ModuleValue, Unknown
from shapelint.interpret.interpreter import Frame, Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.ir import Definition, Tensor, TensorType
from shapelint.ir.dialect import Dialect
from shapelint.ir.run import Run
from shapelint.lifetimes import CHECK
from shapelint.problems import Problem
from shapelint.records import dataclass
from shapelint.symbolic import Size, Symbol, fresh, standing, symbols
from shapelint.syntax import nodes, parse
from shapelint.syntax.imports import ImportResolver
from shapelint.syntax.source import Place, SourceFile

BATCH = "N"
STEPS = 200_000
CHAIN = "<chain>"


@dataclass(frozen=True, slots=True)
class WorkedStep:
    """A layer as built and called: how it is written with all that is known, the numbers that were left open, and what
    was recorded. `output` is what came out; `trouble` what kept it from being built at all. With `is_given_several`,
    the layer before has given more than one tensor."""

    step: Step
    written: str
    filled: tuple[tuple[str, int], ...]
    definition: Definition | None
    run: Run
    source: TensorType
    output: TensorType | None
    params: int | None
    trainable: int | None
    unfilled: tuple[str, ...] = ()
    trouble: str = ""
    is_given_several: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """A chain as worked out. `batch` is the size that stands for the batch, None where the user states one."""

    dialect: Dialect
    given: TensorType
    batch: Symbol | None
    steps: tuple[WorkedStep, ...]


def work_out(steps: Sequence[Step], given: InputSpec, resolver: ImportResolver) -> Stack | Problem:
    """Every step on what the step before gives. A step that fails is taken to give what it declares."""
    with CHECK.begin(), interpreter(resolver) as m:
        found = _layers(m, steps)
        if isinstance(found, Problem):
            return found
        dialect, classes = found
        batch = standing(BATCH)
        dims = tuple(standing(dim) if isinstance(dim, str) else dim for dim in given.dims)
        dtype = given.dtype or "float32"
        is_sample = _is_sample(m, steps[0], classes, given)
        source = TensorType((batch, *dims) if is_sample else dims, dtype)
        worked: list[WorkedStep] = []
        arriving: object = Tensor(source, "input", given.origin, dialect=dialect)
        before = source
        for step in steps:
            one, arriving = _worked(m, step, classes[step.name], arriving, before)
            worked.append(one)
            before = one.output or TensorType(None, None)
        return Stack(dialect, source, batch if is_sample else None, tuple(worked))


# ------------------------------------------------------------------------------------------------- which framework


def _layers(m: Interpreter, steps: Sequence[Step]) -> tuple[Dialect, dict[str, ClassValue]] | Problem:
    """The framework that has all of the layers, and these. Where several have them, the last that is known."""
    known = frameworks_of(m)
    lacking: list[str] = []
    for one in reversed(known.every):
        dialect = known.dialect(one.name) if one.dialect is not None else None
        if dialect is None or dialect.stack is None or not _may_be(one.packages, dialect, steps):
            continue
        module = known.external(m, dialect.stack.layers[0])
        found = {step.name: _layer(module, step.name) for step in steps}
        classes = {name: value for name, value in found.items() if isinstance(value, ClassValue)}
        if len(classes) == len(found):
            return dialect, classes
        missing = next(name for name in found if name not in classes)
        lacking.append(f"{dialect.stack.layers[0]} has no {missing}{_near(m, dialect, missing)}")
    if not lacking:
        return Problem("chain: the names before the layers are those of no framework, or of several")
    return Problem(f"chain: no framework has all of these layers: {'; '.join(lacking)}")


def _may_be(packages: Sequence[str], dialect: Dialect, steps: Sequence[Step]) -> bool:
    """Whether what stands before the layers' names may lead to this framework."""
    assert dialect.stack is not None
    heads = {step.prefix.partition(".")[0] for step in steps if step.prefix}
    return heads <= {*packages, dialect.stack.layers[1].rstrip(".")}


def _layer(module: ModuleValue | None, name: str) -> object:
    if module is None:
        return None
    if name in module.variables:
        return module.variables[name]
    return module.lookup(name) if module.lookup is not None else None


def _near(m: Interpreter, dialect: Dialect, missing: str) -> str:
    """The layer of the framework that is spelled most like a name, as a question."""
    from difflib import get_close_matches

    vocabulary = m.vocabularies.get(dialect.name)
    assert dialect.stack is not None
    within = f"{dialect.stack.layers[0]}."
    entries = vocabulary.entries.items() if vocabulary is not None else ()
    names = {full.removeprefix(within) for full, entry in entries if entry.shape == "layer" and full.startswith(within)}
    lower = {name.lower(): name for name in sorted(names) if "." not in name}
    near = get_close_matches(missing.lower(), lower, 1, 0.75)
    return f" (did you mean {lower[near[0]]}?)" if near else ""


# ------------------------------------------------------------------------------------------------------- one layer


def _is_sample(m: Interpreter, first: Step, classes: dict[str, ClassValue], given: InputSpec) -> bool:
    """Whether what is given is the shape of one sample: unless it begins with a name, or has as many sizes as the first
    layer's batches have."""
    if isinstance(given.dims[0], str):
        return False
    m.recorder.start()
    guarded(m, lambda: _built(m, first, classes[first.name], _symbols(first))[0], STEPS)
    definitions = m.recorder.finish(CHAIN).definitions
    usual = definitions[-1].operation.canonical_input_shape(0) if definitions else None
    return usual is None or len(usual) != len(given.dims)


def _symbols(step: Step) -> tuple[Size, ...]:
    return tuple(fresh("open") for _ in range(step.open))


def _worked(
    m: Interpreter, step: Step, layer: ClassValue, arriving: object, before: TensorType
) -> tuple[WorkedStep, object]:
    """The step, and the value that it gives. What is left open is first a size of its own; what is required of it is
    the number."""
    open_sizes = _symbols(step)
    one, given = _tried(m, step, layer, arriving, before, open_sizes, ())
    if not step.open:
        return one, given
    wanted = [_required(one.run, size) for size in open_sizes]
    names = [_argument(one.definition, size) for size in open_sizes]
    if None in wanted:
        missing = tuple(name for name, value in zip(names, wanted, strict=True) if value is None)
        unfilled = WorkedStep(
            step, step.call(tuple("..." if v is None else str(v) for v in wanted)), (), one.definition, one.run, before,
            one.output, one.params, one.trainable, missing, one.trouble,
        )  # fmt: skip
        return unfilled, given
    numbers = tuple(value for value in wanted if value is not None)
    return _tried(m, step, layer, arriving, before, numbers, tuple(zip(names, numbers, strict=True)))


def _tried(
    m: Interpreter, step: Step, layer: ClassValue, arriving: object, before: TensorType, numbers: Sequence[Size],
    filled: tuple[tuple[str, int], ...],
) -> tuple[WorkedStep, object]:  # fmt: skip
    """The layer built with these numbers in the open places, and called."""
    m.recorder.start()
    made = guarded(m, lambda: _built(m, step, layer, numbers), STEPS)
    value, place = made if isinstance(made, tuple) else (made, None)
    trouble = value.reason if isinstance(value, Unknown) else ""
    result = guarded(m, lambda: call(m, value, [arriving], {}, Site(place)), STEPS) if not trouble else value
    run = m.recorder.finish(CHAIN)
    tensors = list(tensors_in([result]))
    inspection = inspection_of(m, value)
    counts = count(inspection, m, value) if inspection is not None and isinstance(value, Instance) else None
    params = counts.total if counts is not None and isinstance(counts.total, int) else None
    trainable = counts.trainable if counts is not None and isinstance(counts.trainable, int) else None
    definition = next((d for d in run.definitions if d.place.file.path == CHAIN), None)
    written = step.call(tuple(str(number) for number in numbers)) if not step.open or filled else step.call()
    output = tensors[0].type if tensors else None
    return WorkedStep(
        step,
        written,
        filled,
        definition,
        run,
        before,
        output,
        params,
        trainable,
        (),
        trouble,
        isinstance(arriving, tuple),
    ), result


def _built(m: Interpreter, step: Step, layer: ClassValue, numbers: Sequence[Size]) -> tuple[object, Place]:
    names = tuple(f"shapelint_open_{position}" for position in range(len(numbers)))
    file = SourceFile(CHAIN, step.call(names))
    tree = parse(file)
    assert isinstance(tree, nodes.Module)
    statement = tree.body[0]
    assert isinstance(statement, nodes.ExpressionStatement)
    place = Place(file, statement.value.at)
    scope = ModuleValue("chain", {step.name: layer, **dict(zip(names, numbers, strict=True))}, file)
    frame = Frame(scope, Cell({}, None), call_place=place)
    m.frames.append(frame)
    value = m.evaluate(statement.value, frame)
    m.frames.pop()
    return value, place


def _required(run: Run, size: Size) -> int | None:
    """The number that what was run wants in the place of a size."""
    if isinstance(size, int):
        return size
    wanted = {
        required.actual
        for node in run.nodes
        for required in node.requirements
        if required.relation == "==" and required.argument is not None and required.expected == size
    }
    (found,) = wanted if len(wanted) == 1 else (None,)
    return found if isinstance(found, int) else None


def _argument(definition: Definition | None, size: Size) -> str:
    """The name of the argument that a size stands for."""
    arguments = definition.arguments if definition is not None else {}
    return next((name for name, one in arguments.items() if one.value is size or one.value == size), "an argument")


def with_batch_of_one(size: Size, batch: Symbol | None) -> Size:
    """A size as it is for one sample."""
    from shapelint.symbolic import substitute

    return substitute(size, {batch: 1}) if batch is not None and batch in symbols(size) else size
