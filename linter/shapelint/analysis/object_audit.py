"""What is there once everything has been run: the layers that objects hold, and how they hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shapelint.analysis.attribute_references import Mentions, is_own
from shapelint.analysis.engine import inspections
from shapelint.frontends.attributes import UNDEFINED
from shapelint.frontends.inspection import Inspection
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
from shapelint.ir.dialect import Dialect
from shapelint.ir.run import Holding, Run
from shapelint.ops.operation import Opaque

OWN_COUNT = ("parameters", "named_parameters")
MOST_NESTED = 3


class Views:
    """The frameworks' views on the objects of a program."""

    def __init__(self, m: Interpreter) -> None:
        self._views = inspections(m)
        self.registries = m.registries

    def of(self, value: object) -> Inspection | None:
        """The view that knows a value as its model or layer."""
        return next((view for view in self._views if view.is_model(value)), None)

    def registered(self, owner: Instance) -> Iterator[tuple[str, Instance]]:
        """The parts that an object has in a registry."""
        return (pair for view in self._views for pair in view.registered(owner))


def audit_objects(m: Interpreter, module: ModuleValue, runs: Sequence[Run]) -> Run:
    """The layers that the objects of the program hold at its end, and those built on the way that nothing holds."""
    views = Views(m)
    owners = [(i, view) for i in m.instances if i.type.definition is not None and (view := views.of(i)) is not None]
    registered: set[int] = set()
    for owner, _ in owners:
        for _ in below(views, owner, registered):
            pass
    called = {id(call.owner) for run in runs for call in run.calls}
    lacking = {event.expected for run in runs for event in run.events if event.kind == UNDEFINED}
    mentions, held = Mentions(m, module), times_held(views, [owner for owner, _ in owners])
    holdings = [
        *(
            holding
            for owner, view in owners
            if view.dialect.models.containers
            for holding in unregistered(views, view.dialect, owner, registered, mentions)
        ),
        *(
            holding
            for owner, view in owners
            if owner.type.name not in lacking
            for holding in unused(views, view, owner, called, mentions, held)
        ),
    ]
    return Run(
        "the objects at the end", holdings=tuple(holdings), loose=tuple(loose(m, views, module, runs)), evidence="built"
    )


def below(views: Views, module: Instance, seen: set[int]) -> Iterator[Instance]:
    """Every registered module below one."""
    for _, child in views.registered(module):
        if id(child) not in seen:
            seen.add(id(child))
            yield child
            yield from below(views, child, seen)


def layers_in(views: Views, value: object, depth: int = 0) -> Iterator[Instance]:
    """The layers in a value: itself, or in lists, tuples and dicts."""
    if isinstance(value, Instance):
        if views.of(value) is not None:
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
            yield from layers_in(views, item, depth + 1)


def has_weights(views: Views, layer: Instance, seen: set[int] | None = None) -> bool:
    """Whether a layer has weights of its own or below, or gets them at its first call."""
    seen = set() if seen is None else seen
    seen.add(id(layer))
    if isinstance(layer.payload, Layer):
        operation = layer.payload.operation
        parameters = operation.parameters()
        return not isinstance(operation, Opaque) and (parameters is None or bool(parameters))
    view = views.of(layer)
    if view is None or view.has_own_weights(layer):
        return view is not None
    return any(has_weights(views, child, seen) for child in view.parts(layer) if id(child) not in seen)


# --------------------------------------------------------------------------------------------------- not registered


def unregistered(
    views: Views, dialect: Dialect, owner: Instance, registered: set[int], mentions: Mentions
) -> Iterator[Holding]:
    """The lists and dicts of a model that hold layers which no model has registered."""
    if sees_to_itself(owner):
        return
    for name, value in owner.attributes.items():
        if name in views.registries or not isinstance(value, (ListValue, DictValue, tuple)):
            continue
        found = [
            layer for layer in layers_in(views, value) if id(layer) not in registered and has_weights(views, layer)
        ]
        if not found or is_hidden_on_purpose(value, found):
            continue
        place = mentions.assigned(owner.type, name)
        if place is not None:
            kind = "dict" if isinstance(value, DictValue) else "list" if isinstance(value, ListValue) else "tuple"
            is_flat = all(any(layer is one for one in parts_of(value)) for layer in found)
            yield Holding(owner.type.name, name, place, dialect, kind, names_of(found), is_flat)


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


def times_held(views: Views, owners: list[Instance]) -> dict[int, int]:
    """How many attributes and containers hold each layer."""
    counts: dict[int, int] = {}
    waiting, seen = list(owners), {id(owner) for owner in owners}
    while waiting:
        owner = waiting.pop()
        values = [v for n, v in owner.attributes.items() if n not in views.registries]
        for layer in layers_in(views, (*values, *(child for _, child in views.registered(owner)))):
            counts[id(layer)] = counts.get(id(layer), 0) + 1
            if id(layer) not in seen:
                seen.add(id(layer))
                waiting.append(layer)
    return counts


def unused(
    views: Views, view: Inspection, owner: Instance, called: set[int], mentions: Mentions, counts: dict[int, int]
) -> Iterator[Holding]:
    """The layers with weights that an object holds in an attribute of which nothing in the program makes use."""
    entry = class_attribute(owner.type, view.dialect.models.method)
    if not isinstance(entry, FunctionValue) or any(c.unknown_base for c in owner.type.mro):
        return
    for name, layer in view.named(owner).items():
        if not isinstance(name, str) or not isinstance(layer, Instance) or id(layer) in called:
            continue
        if views.of(layer) is None or not has_weights(views, layer) or counts.get(id(layer), 0) > 1:
            continue
        place = mentions.assigned(owner.type, name)
        if place is not None and not mentions.reads(owner.type, name):
            yield Holding(owner.type.name, name, place, view.dialect, "", names_of([layer]), True)


# ------------------------------------------------------------------------------------------------------- held by none


def loose(m: Interpreter, views: Views, module: ModuleValue, runs: Sequence[Run]) -> Iterator[Definition]:
    """The layers with weights that were built within a model's call and that nothing keeps beyond it."""
    made = [d for run in runs for d in run.definitions if d.depth]
    if not made:
        return
    kept: set[Definition] = set()
    own = [i.attributes for i in m.instances if i.type.module is not None and is_own(i.type.module.file)]
    for values in (*own, *(v.variables for v in (module, *m.modules.values()))):
        kept |= {d for layer in layers_in(views, tuple(values.values())) for d in definitions_of(views, layer, set())}
    for definition in made:
        parameters = definition.operation.parameters()
        if isinstance(definition.operation, Opaque) or (parameters is not None and not parameters):
            continue
        if definition not in kept and definition not in m.touched:
            yield definition


def definitions_of(views: Views, layer: Instance, seen: set[int]) -> Iterator[Definition]:
    seen.add(id(layer))
    if isinstance(layer.payload, Layer):
        yield layer.payload.definition
    view = views.of(layer)
    for child in () if view is None else view.parts(layer):
        if id(child) not in seen:
            yield from definitions_of(views, child, seen)
