"""Layers around a layer or a cell that the program has written itself: the interpreter runs what they hold.

https://keras.io/api/layers/recurrent_layers/time_distributed/, https://keras.io/api/layers/recurrent_layers/rnn/
"""

from __future__ import annotations

from collections.abc import Callable

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.models.building import build_if_needed
from shapelint.frontends.keras.models.history import history
from shapelint.frontends.keras.models.layer import declared_call
from shapelint.interpret.api.binding import reject
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.api.vocabulary import Entry, Rejected
from shapelint.interpret.domain.values import Instance, ListValue, NativeFunction
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import find_attribute
from shapelint.ir import Kind, Tensor, TensorType
from shapelint.ops.structural.wrappers import Foreign
from shapelint.records import replace
from shapelint.symbolic import Expression, Size

Run = Callable[[Interpreter, Instance, Tensor, Site], object]


def wrapping_call(entry: Entry) -> NativeFunction:
    """The `call` of a declared wrapper: as declared where the inner layer is declared too."""
    declared = declared_call(entry)
    run_inner = RUNS[entry.name]

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = arguments[0]
        assert isinstance(instance, Instance)
        payload = instance.payload
        if not isinstance(payload, Layer) or not isinstance(payload.operation, Foreign):
            return m.call(declared, arguments, keywords, site)
        given = arguments[1] if len(arguments) > 1 else keywords.get("inputs", keywords.get("sequences"))
        if isinstance(given, Tensor) and given.shape is not None and len(given.shape) < 3:
            return build_on_too_few_axes(m, instance, given, site)
        if not isinstance(given, Tensor) or given.shape is None:
            return m.unknown("a sequence whose shape is not known", site.place)
        return run_inner(m, instance, given, Site(site.place))

    return NativeFunction(f"{entry.name}.call", run)


def build_on_too_few_axes(m: Interpreter, instance: Instance, given: Tensor, site: Site) -> object:
    """What has no time axis, or nothing at each step, is refused as the wrapper is built; by an RNN, where its cell has
    a weight for each feature of a step."""
    assert given.shape is not None
    if "cell" not in instance.attributes:
        history(m).refused_builds += 1
        text = "a sequence has a batch axis, a time axis and at least one more"
        rejected = Rejected(Kind.RANK, None, text, 3, len(given.shape))
        return reject(m, rejected, instance.type.qualified_name, site.place, {})
    cell = instance.attributes["cell"]
    if isinstance(cell, Instance) and len(given.shape) == 2:
        build_if_needed(m, cell, [one_step(given)], {}, site)
    return m.unknown("a sequence with too few axes", site.place)


def one_step(given: Tensor) -> Tensor:
    """What the inner layer sees: the sequence without its time axis."""
    assert given.shape is not None
    return replace(given, type=given.type.with_shape((given.shape[0], *given.shape[2:])))


def over_time(given: Tensor, step: Tensor) -> Tensor:
    """The steps' results as a sequence."""
    assert given.shape is not None
    shape = (step.shape[0], given.shape[1], *step.shape[1:]) if step.shape else None
    return replace(step, type=step.type.with_shape(shape))


def each_step(m: Interpreter, instance: Instance, given: Tensor, site: Site) -> object:
    """TimeDistributed: the inner layer on each step."""
    result = m.call(instance.attributes["layer"], [one_step(given)], {}, site)
    if not isinstance(result, Tensor):
        return m.unknown("what the wrapped layer gives", site.place)
    return over_time(given, result)


def recurrence(m: Interpreter, instance: Instance, given: Tensor, site: Site) -> object:
    """RNN: the cell on a step and the states that it says the sizes of."""
    cell = instance.attributes["cell"]
    states = initial_states(m, cell, given, site)
    if states is None:
        return m.unknown("a cell whose state_size is not known", site.place)
    result = m.call(cell, [one_step(given), ListValue(list(states))], {}, site)
    if not isinstance(result, tuple) or not result or not isinstance(result[0], Tensor):
        return m.unknown("what the cell gives", site.place)
    settings = instance.attributes
    output = over_time(given, result[0]) if settings.get("return_sequences") is True else result[0]
    if settings.get("return_state") is not True:
        return output
    kept = elements(result[1]) if not isinstance(result[1], Tensor) else (result[1],)
    return m.unknown("the states of a cell", site.place) if kept is None else ListValue([output, *kept])


def initial_states(m: Interpreter, cell: object, given: Tensor, site: Site) -> tuple[Tensor, ...] | None:
    assert given.shape is not None
    size = find_attribute(m, cell, "state_size", site.place)
    sizes = (size,) if isinstance(size, (int, Expression)) else elements(size)
    states: list[Tensor] = []
    for one in sizes or ():
        shape: tuple[object, ...] | None = (one,) if isinstance(one, (int, Expression)) else elements(one)
        if shape is None or not all(isinstance(s, (int, Expression)) for s in shape):
            return None
        whole: tuple[Size, ...] = (given.shape[0], *(s for s in shape if isinstance(s, (int, Expression))))
        states.append(Tensor(TensorType(whole), "", "a state", site.place, dialect=KERAS))
    return tuple(states) or None


RUNS: dict[str, Run] = {"keras.layers.TimeDistributed": each_step, "keras.layers.RNN": recurrence}
