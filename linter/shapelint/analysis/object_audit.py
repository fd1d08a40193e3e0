"""What is there once everything has been run: the layers that objects hold, and how they hold them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from shapelint.analysis.attribute_references import Mentions, is_own
from shapelint.frontends.attributes import UNDEFINED
from shapelint.frontends.torch.module import children, is_module
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import (
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    ModuleValue,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Definition
from shapelint.ir.run import Holding, Run
from shapelint.ops.operation import Opaque

REGISTRIES = ("_modules", "_parameters", "_buffers")
OWN_COUNT = ("parameters", "named_parameters")
MOST_NESTED = 3
KERAS = "shapelint.frontends.keras.layer"


def is_layer(value: Instance) -> bool:
    """Whether it is a layer of Keras; nothing is as long as no program has imported Keras."""
    if KERAS not in sys.modules:
        return False
    from shapelint.frontends.keras.layer import is_layer

    return is_layer(value)


def sublayers(layer: Instance) -> Iterable[Instance]:
    """See shapelint.frontends.keras.layer."""
    from shapelint.frontends.keras.layer import sublayers

    return sublayers(layer)


def audit_objects(m: Interpreter, module: ModuleValue, runs: Sequence[Run]) -> Run:
    """The layers that the objects of the program hold at its end, and those built on the way that nothing holds."""
    owners = [i for i in m.instances if i.type.definition is not None and (is_module(i) or is_layer(i))]
    registered = {id(child) for owner in owners for child in below(owner, set())}
    called = {id(call.owner) for run in runs for call in run.calls}
    lacking = {event.expected for run in runs for event in run.events if event.kind == UNDEFINED}
    mentions, held = Mentions(m, module), times_held(owners)
    holdings = [
        *(h for owner in owners if is_module(owner) for h in unregistered(owner, registered, mentions)),
        *(h for owner in owners if owner.type.name not in lacking for h in unused(owner, called, mentions, held)),
    ]
    return Run(
        "the objects at the end", holdings=tuple(holdings), loose=tuple(loose(m, module, runs)), evidence="built"
    )


def below(module: Instance, seen: set[int]) -> Iterator[Instance]:
    """Every registered module below one."""
    for _, child in children(module):
        if id(child) not in seen:
            seen.add(id(child))
            yield child
            yield from below(child, seen)


def layers_in(value: object, depth: int = 0) -> Iterator[Instance]:
    """The layers in a value: itself, or in lists, tuples and dicts."""
    if isinstance(value, Instance):
        if is_module(value) or is_layer(value):
            yield value
    elif depth < MOST_NESTED:
        items: Iterable[object] = ()
        if isinstance(value, ListValue):
            items = value.seen()
        elif isinstance(value, tuple):
            items = value
        elif isinstance(value, DictValue):
            items = value.at_least().values()
        for item in items:
            yield from layers_in(item, depth + 1)


def has_weights(layer: Instance, seen: set[int] | None = None) -> bool:
    """Whether a layer has weights of its own or below, or gets them at its first call."""
    seen = set() if seen is None else seen
    seen.add(id(layer))
    if isinstance(layer.payload, Layer):
        operation = layer.payload.operation
        parameters = operation.parameters()
        return not isinstance(operation, Opaque) and (parameters is None or bool(parameters))
    held = layer.attributes.get("_parameters")
    if isinstance(held, DictValue) and held.at_least():
        return True
    below = [child for _, child in children(layer)] if is_module(layer) else list(sublayers(layer))
    return any(has_weights(child, seen) for child in below if id(child) not in seen)


# --------------------------------------------------------------------------------------------------- not registered


def unregistered(owner: Instance, registered: set[int], mentions: Mentions) -> Iterator[Holding]:
    """The lists and dicts of a torch module that hold layers which no module has registered."""
    if sees_to_itself(owner):
        return
    for name, value in owner.attributes.items():
        if name in REGISTRIES or not isinstance(value, (ListValue, DictValue, tuple)):
            continue
        found = [layer for layer in layers_in(value) if id(layer) not in registered and has_weights(layer)]
        if not found or is_hidden_on_purpose(value, found):
            continue
        place = mentions.assigned(owner.type, name)
        if place is not None:
            kind = "dict" if isinstance(value, DictValue) else "list" if isinstance(value, ListValue) else "tuple"
            is_flat = all(any(layer is one for one in parts_of(value)) for layer in found)
            yield Holding(owner.type.name, name, place, "torch", kind, names_of(found), is_flat)


def sees_to_itself(owner: Instance) -> bool:
    """Whether a class says on its own what its parameters are."""
    held = [class_attribute(owner.type, name) for name in OWN_COUNT]
    return any(isinstance(one, FunctionValue) and is_own(one.module.file) for one in held)


def parts_of(value: object) -> list[object]:
    if isinstance(value, DictValue):
        held = value.at_least()
        return list(held.values()) if all(isinstance(k, str) for k in held) else []
    return list(value.seen()) if isinstance(value, ListValue) else list(value) if isinstance(value, tuple) else []


def is_hidden_on_purpose(value: object, found: list[Instance]) -> bool:
    """A single whole model in a list or tuple: the usual way to keep a frozen one out of the parameters."""
    return len(found) == 1 and len(parts_of(value)) == 1 and not isinstance(found[0].payload, Layer)


def names_of(layers: list[Instance]) -> tuple[str, ...]:
    return tuple(layer.type.name for layer in layers)


# ------------------------------------------------------------------------------------------------------------ unused


def times_held(owners: list[Instance]) -> dict[int, int]:
    """How many attributes and containers hold each layer."""
    counts: dict[int, int] = {}
    waiting, seen = list(owners), {id(owner) for owner in owners}
    while waiting:
        owner = waiting.pop()
        values = [v for n, v in owner.attributes.items() if n not in REGISTRIES]
        held = owner.attributes.get("_modules")
        for layer in layers_in((*values, held if isinstance(held, DictValue) else None)):
            counts[id(layer)] = counts.get(id(layer), 0) + 1
            if id(layer) not in seen:
                seen.add(id(layer))
                waiting.append(layer)
    return counts


def unused(owner: Instance, called: set[int], mentions: Mentions, counts: dict[int, int]) -> Iterator[Holding]:
    """The layers with weights that an object holds in an attribute of which nothing in the program makes use."""
    entry = class_attribute(owner.type, "forward" if is_module(owner) else "call")
    if not isinstance(entry, FunctionValue) or any(c.unknown_base for c in owner.type.mro):
        return
    held = owner.attributes.get("_modules")
    registry = held.at_least() if is_module(owner) and isinstance(held, DictValue) else owner.attributes
    for name, layer in registry.items():
        if not isinstance(name, str) or not isinstance(layer, Instance) or id(layer) in called:
            continue
        if not (is_module(layer) or is_layer(layer)) or not has_weights(layer) or counts.get(id(layer), 0) > 1:
            continue
        place = mentions.assigned(owner.type, name)
        if place is not None and not mentions.reads(owner.type, name):
            framework = "torch" if is_module(owner) else "keras"
            yield Holding(owner.type.name, name, place, framework, "", names_of([layer]), True)


# ------------------------------------------------------------------------------------------------------- held by none


def loose(m: Interpreter, module: ModuleValue, runs: Sequence[Run]) -> Iterator[Definition]:
    """The layers with weights that were built within a model's call and that nothing keeps beyond it."""
    made = [d for run in runs for d in run.definitions if d.depth]
    if not made:
        return
    kept: set[Definition] = set()
    own = [i.attributes for i in m.instances if i.type.module is not None and is_own(i.type.module.file)]
    for values in (*own, *(v.variables for v in (module, *m.modules.values()))):
        kept |= {d for layer in layers_in(tuple(values.values())) for d in definitions_of(layer, set())}
    for definition in made:
        parameters = definition.operation.parameters()
        if isinstance(definition.operation, Opaque) or (parameters is not None and not parameters):
            continue
        if definition not in kept and definition not in m.touched:
            yield definition


def definitions_of(layer: Instance, seen: set[int]) -> Iterator[Definition]:
    seen.add(id(layer))
    if isinstance(layer.payload, Layer):
        yield layer.payload.definition
    for _, child in children(layer):
        if id(child) not in seen:
            yield from definitions_of(child, seen)
