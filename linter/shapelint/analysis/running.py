"""Runs one entry point: a module body, a model on its inputs, a function; always within a budget, never raising."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.inputs_found import InputShapes, entry_arguments
from shapelint.frontends.inspection import Inspection, KnownInput
from shapelint.interpret.calls import call
from shapelint.interpret.machine import Interpreter, Site
from shapelint.interpret.signals import Demand, OutOfBudget, Raised
from shapelint.interpret.values import ClassValue, FunctionValue, Instance, ListValue, Unknown, class_attribute
from shapelint.ir.run import Run
from shapelint.syntax.source import Place

MOST_DEMANDS = 40


def guarded(m: Interpreter, body: Callable[[], object], limit: int) -> object:
    """Run something to its end, its exception or the end of its budget, and leave the interpreter ready for the next."""
    m.steps, m.limit = 0, limit
    depth = len(m.frames)
    try:
        return body()
    except Raised as error:
        m.recorder.stop(f"the program raises {exception_name(error.value)}", error.place)
        return Unknown("the program raises", error.place)
    except OutOfBudget:
        place = m.frames[-1].call_place if m.frames else None
        m.recorder.stop(f"more than {limit} steps", place)
        return Unknown(f"more than {limit} steps", place)
    except RecursionError:
        m.recorder.stop("nested too deeply", None)
        return Unknown("nested too deeply")
    finally:
        del m.frames[depth:]
        m.journal.levels.clear()
        m.handlers.clear()
        m.assumptions = {}


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
    shapes: Mapping[str, tuple[object, ...]] | None = None,
) -> tuple[Run, object, InputShapes]:
    """Call a model on its inputs. Free sizes that its operations settle are settled by starting again.

    Returns what was recorded, the value that came out, and the inputs as settled in the end.
    """
    inputs = InputShapes(inspection.framework)
    function = inspection.entry_function(m, model)
    result: object = Unknown("the model was not run", place)
    for _ in range(MOST_DEMANDS):
        m.recorder.start()
        m.recorder.input_symbols = inputs.symbols
        if function is not None:
            arguments = entry_arguments(m, function, inputs, specs)
        else:
            arguments = {"": given_inputs(inputs, inspection.known_inputs(m, model), specs, place)}
        positional = [arguments[""]] if "" in arguments else []
        keywords = {name: value for name, value in arguments.items() if name}
        m.journal.open()

        def body(positional: list[object] = positional, keywords: dict[str, object] = keywords) -> object:
            levels, m.journal.levels = m.journal.levels, []
            try:
                return call(m, model, positional, keywords, Site(place))
            finally:
                m.journal.levels = levels

        try:
            result = guarded(m, body, limit)
        except Demand as demand:
            if inputs.settle(demand):
                continue
            result = Unknown("the inputs could not be settled", place)
        break
    return m.recorder.finish(entry), result, inputs


def given_inputs(
    inputs: InputShapes, known: list[KnownInput], specs: Sequence[InputSpec], place: Place
) -> object:
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


def unknown_parameters(function: FunctionValue, skip: int) -> list[tuple[str, Unknown]]:
    """An unknown for each parameter without a default."""
    parameters = function.definition.parameters
    positional = (*parameters.positional_only, *parameters.regular)[skip:]
    file = function.module.file
    return [
        (p.name, Unknown(f"the parameter {p.name}", Place(file, p.at) if file is not None else None))
        for p in (*positional, *parameters.keyword_only)
        if p.name not in function.defaults
    ]


def call_with_unknowns(m: Interpreter, function: FunctionValue, place: Place, limit: int) -> object:
    """Run a function with its defaults, and unknowns for what has none."""
    given = unknown_parameters(function, 0)
    only = {p.name for p in function.definition.parameters.positional_only}
    positional: list[object] = [v for n, v in given if n in only]
    keywords: dict[str, object] = {n: v for n, v in given if n not in only}
    return guarded(m, lambda: call(m, function, positional, keywords, Site(place)), limit)


def construct(m: Interpreter, owner: ClassValue, place: Place, limit: int) -> object:
    """Make an object of a class with its defaults, and unknowns for the parameters that have none."""

    initializer = class_attribute(owner, "__init__")
    given = unknown_parameters(initializer, 1) if isinstance(initializer, FunctionValue) else []
    return guarded(m, lambda: call(m, owner, [], dict(given), Site(place)), limit)


