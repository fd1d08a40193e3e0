"""Runs one entry point: a module body, a model on its inputs, a function; always within a budget, never raising."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from shapelint.analysis.input_resolution import InputShapes, entry_arguments
from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.other_ranks import RAISES, has_failures, may_succeed, other_ranks, without_failures
from shapelint.frontends.inspection import Inspection, KnownInput
from shapelint.interpret.domain.values import ClassValue, FunctionValue, Instance, ListValue, Unknown, class_attribute
from shapelint.interpret.free_conditions import CHOICE
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.interpret.record.faults import contained
from shapelint.interpret.signals import Raised, ShapeRefinementRequest, StepBudgetExceeded
from shapelint.interpret.state.choices import is_open_default
from shapelint.interpret.state.escape import escape
from shapelint.ir.run import Run
from shapelint.records import replace
from shapelint.syntax.source import Place

MOST_DEMANDS = 40
PLENTY = 500_000  # steps over all entry points of a file, from which on each has only a few
FEW = 30_000
TOO_MANY = 1_000_000  # from which on each has next to none
FEWEST = 1_000


def guarded(
    m: Interpreter, body: Callable[[], object], limit: int, is_assumed: bool = False, reached: Iterable[object] = ()
) -> object:
    """Run something to its end, its exception or the end of its budget, and leave the interpreter ready for the
    next. With `is_assumed`, its arguments are none that the program gives. What is `reached` by something that does not
    run to its end may change further."""
    limit = min(limit, FEWEST if m.spent > TOO_MANY else FEW if m.spent > PLENTY else limit)
    m.steps, m.limit, m.budget, m.imported = 0, limit, limit, 0
    m.doubts, m.is_assumed = 0, is_assumed
    m.escapable = 0
    depth = len(m.frames)
    is_over = False
    try:
        result = body()
        is_over = True
        return result
    except Raised as error:
        is_over = True
        m.recorder.stop(f"{RAISES} {exception_name(error.value)}", error.place)
        return Unknown(RAISES, error.place)
    except StepBudgetExceeded:
        place = m.frames[-1].call_place if m.frames else None
        m.recorder.stop(f"more than {limit} steps", place)
        return Unknown(f"more than {limit} steps", place)
    except RecursionError:
        m.recorder.stop("nested too deeply", None)
        return Unknown("nested too deeply")
    except MemoryError:
        m.recorder.stop("more memory is needed than there is", None)
        return Unknown("more memory is needed than there is")
    except ShapeRefinementRequest:
        is_over = True
        raise
    except Exception as error:  # noqa: BLE001 - the run ends here, and says so
        return contained(m, error, None)
    finally:
        m.spent += m.steps
        del m.frames[depth:]
        m.journal.levels.clear()
        m.journal.watches.clear()
        m.journal.lost.clear()
        m.handlers.clear()
        m.assumptions = {}
        if not is_over:
            escape(m, reached, "what changes it is not run to its end")


def entry_function(m: Interpreter, inspection: Inspection, model: Instance) -> FunctionValue | None:
    """What calling a model runs, if it is read from source. A `__getattr__` of the program may be asked for it."""
    found = guarded(m, lambda: inspection.entry_function(m, model), FEW)
    return found if isinstance(found, FunctionValue) else None


def exception_name(value: object) -> str:
    if isinstance(value, Instance):
        text = value.attributes.get("args")
        said = f": {text[0]}" if isinstance(text, tuple) and text and isinstance(text[0], str) else ""
        return f"{value.type.name}{said}"
    return value.name if isinstance(value, ClassValue) else "an exception"


def run_model(
    m: Interpreter,
    inspection: Inspection,
    model: Instance,
    entry: str,
    place: Place,
    specs: Sequence[InputSpec],
    limit: int,
) -> tuple[Run, object, InputShapes]:
    """Call a model on its inputs. Free sizes that its operations settle are settled by starting again. Where the rank
    of an input had to be guessed, what fails is only kept if it fails for other ranks too; where the program asks
    whether an input is a tuple, say, nothing that fails for the tensor it is taken for is kept.

    Returns what was recorded, the value that came out, and the inputs as settled in the end.
    """
    inputs = InputShapes(inspection.dialect)
    result = settle_and_run(m, inspection, model, place, specs, limit, inputs)
    run = without_own_calls(m.recorder.finish(entry), place)
    if m.recorder.assumes_tensors:
        return without_failures(run), result, inputs
    if (inputs.guessed or inputs.batched) and has_failures(run):
        for counts in other_ranks(tuple(inputs.guessed), tuple(inputs.batched)):
            settle_and_run(m, inspection, model, place, specs, limit, inputs.with_other_ranks(counts))
            other = without_own_calls(m.recorder.finish(entry), place)
            if may_succeed(other, run, is_single=min(counts.values()) < 0):
                return without_failures(run, other), result, inputs
    return run, result, inputs


def without_own_calls(run: Run, place: Place) -> Run:
    """The run without what Python refuses of the call that shapelint makes itself: the program makes it otherwise, or
    not at all."""
    return replace(run, events=tuple(e for e in run.events if e.kind != "bad-call" or e.place != place))


def settle_and_run(
    m: Interpreter,
    inspection: Inspection,
    model: Instance,
    place: Place,
    specs: Sequence[InputSpec],
    limit: int,
    inputs: InputShapes,
) -> object:
    """Call a model on its inputs, starting again at each ShapeRefinementRequest until none is left. What ran last is in
    the recorder."""
    function = entry_function(m, inspection, model)
    for _ in range(MOST_DEMANDS):
        m.recorder.start()
        m.recorder.input_symbols = inputs.symbols
        arguments: Mapping[str, object] = {}
        positional: list[object] = []
        if function is not None:
            arguments = entry_arguments(m, function, inputs, specs)
            positional, arguments = leading(function, arguments)
            arguments = {**arguments, **unknown_rest(function, place)}
        else:
            positional = [given_inputs(inputs, inspection.known_inputs(m, model), specs, place)]

        def body(positional: list[object] = positional, keywords: Mapping[str, object] = arguments) -> object:
            return call(m, model, positional, dict(keywords), Site(place))

        try:
            return guarded(m, body, limit, is_assumed=True, reached=(model, function))
        except ShapeRefinementRequest as demand:
            if not inputs.settle(demand):
                break
    return Unknown("the inputs could not be settled", place)


def leading(function: FunctionValue, arguments: Mapping[str, object]) -> tuple[list[object], Mapping[str, object]]:
    """The arguments that can be passed by position, and the rest: a wrapper need not know a parameter's name."""
    parameters = function.definition.parameters
    positional: list[object] = []
    rest = dict(arguments)
    for parameter in (*parameters.positional_only, *parameters.regular)[1:]:
        if parameter.name not in rest:
            break
        positional.append(rest.pop(parameter.name))
    return positional, rest


def given_inputs(inputs: InputShapes, known: list[KnownInput], specs: Sequence[InputSpec], place: Place) -> object:
    """The input of a model without an entry function read from source: one tensor, or a list of several."""
    for one in known:
        if one.shape is not None and one.name not in inputs.shapes:
            inputs.shapes[one.name] = one.shape
            inputs.origins[one.name] = one.origin
            if one.dtype is not None:
                inputs.dtypes[one.name] = one.dtype
    names = [one.name for one in known] or ["input"]
    inputs.give(names, specs)
    tensors: list[object] = [inputs.tensor(name, place) for name in names]
    return tensors[0] if len(tensors) == 1 else ListValue(tensors)


def unknown_parameters(
    m: Interpreter, function: FunctionValue, skip: int, unknown: frozenset[str] = frozenset()
) -> list[tuple[str, Unknown]]:
    """An unknown for each parameter without a default, and for those that are named. What is empty by default may be
    unknown as well."""
    parameters = function.definition.parameters
    positional = (*parameters.positional_only, *parameters.regular)[skip:]
    file = function.module.file
    return [
        (p.name, Unknown(f"the parameter {p.name}", Place(file, p.at) if file is not None else None, free=CHOICE))
        for p in (*positional, *parameters.keyword_only)
        if p.name not in function.defaults or p.name in unknown or is_open_default(m, function.defaults[p.name])
    ]


def call_with_unknowns(m: Interpreter, function: FunctionValue, place: Place, limit: int) -> object:
    """Run a function with its defaults, and unknowns for what has none."""
    given = unknown_parameters(m, function, 0)
    only = {p.name for p in function.definition.parameters.positional_only}
    positional: list[object] = [v for n, v in given if n in only]
    keywords: dict[str, object] = {n: v for n, v in given if n not in only}
    keywords.update(unknown_rest(function, place))
    assumed = bool(positional or keywords)
    return guarded(m, lambda: call(m, function, positional, keywords, Site(place)), limit, assumed, (function,))


def unknown_rest(function: object, place: Place) -> dict[str, object]:
    """The marks for further arguments that are not known, for a function that takes any or does not show which."""
    if isinstance(function, FunctionValue):
        parameters = function.definition.parameters
        stars = {"*": parameters.var_positional, "**": parameters.var_keyword}
        return {star: Unknown("further arguments", place) for star, taken in stars.items() if taken is not None}
    return {star: Unknown("further arguments", place) for star in ("*", "**")}


def construct(
    m: Interpreter, owner: ClassValue, place: Place, limit: int, unknown: frozenset[str] = frozenset()
) -> object:
    """Make an object of a class with its defaults, and unknowns for the parameters that have none or are named."""

    initializer = class_attribute(owner, "__init__")
    given: dict[str, object] = (
        dict(unknown_parameters(m, initializer, 1, unknown)) if isinstance(initializer, FunctionValue) else {}
    )
    given.update(unknown_rest(initializer, place))
    return guarded(m, lambda: call(m, owner, [], given, Site(place)), limit, bool(given), (owner, initializer))
