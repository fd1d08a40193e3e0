"""What functional models are made of: every call of a layer, or of an operation, on tensors at the top of a program."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.domain.values import DictValue, Instance, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Node, Tensor
from shapelint.records import dataclass, field, replace

HISTORY = "keras.history"


@dataclass(frozen=True, slots=True, eq=False)
class LayerCall:
    """One call of a layer: its arguments, the tensors among them, and what came out."""

    layer: Instance
    arguments: tuple[object, ...]
    keywords: dict[str, object]
    inputs: tuple[Tensor, ...]
    result: object
    site: Site


Step = LayerCall | Node


@dataclass(slots=True, eq=False)
class History:
    """`calls` tells by which call a tensor was made. `depth` counts the layers whose `call` is running, `traced` those
    of them whose own code runs, and `entered` are the tensors that the outermost is called on. `unrun` are the layers
    (by identity) that were taken at their word on a symbolic tensor, and would have refused it. `refused_builds` counts
    what was refused as layers were built, which is done on symbolic tensors too."""

    calls: dict[Tensor, LayerCall] = field(default_factory=dict)
    inputs: dict[Tensor, Instance] = field(default_factory=dict)
    by_layer: dict[int, list[LayerCall]] = field(default_factory=dict)
    depth: int = 0
    entered: tuple[Tensor, ...] = ()
    traced: int = 0
    refused_builds: int = 0
    unrun: set[int] = field(default_factory=set)

    def record(self, call: LayerCall) -> object:
        """Keep a call. A tensor that comes out as it went in becomes a new one, as in Keras."""
        given = set(call.inputs)
        fresh_tensors = {
            t: replace(t) for t in tensors_in([call.result]) if t in given or t in self.calls or t in self.inputs
        }
        result = substituted(call.result, fresh_tensors) if fresh_tensors else call.result
        kept = replace(call, result=result)
        for tensor in tensors_in([result]):
            self.calls[tensor] = kept
        self.by_layer.setdefault(id(call.layer), []).append(kept)
        return result

    def step(self, tensor: Tensor) -> Step | None:
        """What made a tensor: a layer's call, or an operation between layers; None for an input or a constant."""
        return self.calls.get(tensor) or (None if tensor in self.inputs else tensor.producer)

    def is_symbolic(self) -> bool:
        """Whether the layer that is running was called on what comes from an Input, and not on data."""
        seen: set[Tensor] = set()
        stack = list(self.entered) if self.depth else []
        while stack:
            tensor = stack.pop()
            if tensor in self.inputs:
                return True
            step = None if tensor in seen else self.step(tensor)
            seen.add(tensor)
            stack.extend(() if step is None else step.inputs)
        return False

    def endpoint(self, layer: Instance, name: str) -> object:
        """`layer.input` or `layer.output`, of its first call."""
        calls = self.by_layer.get(id(layer))
        if not calls:
            return Unknown(f"the {name} of a layer that has not been called")
        if name == "output":
            return calls[0].result
        return calls[0].inputs[0] if len(calls[0].inputs) == 1 else ListValue(list(calls[0].inputs))


def history(m: Interpreter) -> History:
    found = m.state.get(HISTORY)
    if not isinstance(found, History):
        found = m.state[HISTORY] = History()
    return found


def parents(step: Step) -> tuple[Tensor, ...]:
    return step.inputs


def substituted(value: object, mapping: dict[Tensor, Tensor]) -> object:
    """A value with tensors exchanged, also in lists, tuples and dicts."""
    if isinstance(value, Tensor):
        return mapping.get(value, value)
    if isinstance(value, tuple):
        return tuple(substituted(v, mapping) for v in value)
    if isinstance(value, ListValue):
        return value.changed(lambda v: substituted(v, mapping))
    if isinstance(value, DictValue):
        return value.changed(lambda v: substituted(v, mapping))
    return value


def steps_between(track: History, inputs: list[Tensor], outputs: list[Tensor]) -> Iterator[Step]:
    """The steps that lead from the inputs to the outputs, each after those that it needs."""
    done: set[int] = set()
    stop = set(inputs)
    stack: list[tuple[Tensor, bool]] = [(t, False) for t in reversed(outputs)]
    while stack:
        tensor, ready = stack.pop()
        step = None if tensor in stop else track.step(tensor)
        if step is None or id(step) in done:
            continue
        if ready:
            done.add(id(step))
            yield step
            continue
        stack.append((tensor, True))
        stack.extend((t, False) for t in reversed(parents(step)))
