"""Models as most frameworks have them: objects that hold their layers in attributes and run one method when called.

A framework whose models do no more than this needs no code of its own for them; torch and Keras, whose models register,
name, build and record their parts, have theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shapelint.frontends.inspection import Counted, KnownInput, LayerView, NamedWeight, NamedWeights, Parameters
from shapelint.frontends.openness import keeps_what_it_holds, reason_open
from shapelint.frontends.porting import Porting
from shapelint.frontends.traits import TraitTable
from shapelint.interpret.api.layers import Layer, construct_layer, invoke_layer, unshifted
from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.tensors import all_known, tensors_in
from shapelint.interpret.domain.values import (
    BoundMethod,
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import find_attribute
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.record.recorder import UNPLACED
from shapelint.ir import Tensor, TensorType
from shapelint.ir.dialect import Dialect
from shapelint.ir.run import ModelCall
from shapelint.ops.operation import Operation

WEIGHTS = "_shapelint_weights"
ROOT = "the model that is called"


def model_class(name: str, dialect: Dialect) -> ClassValue:
    """The base class of a framework's models and layers."""
    made = native_class(name)
    made.variables["__init__"] = native(name, lambda m, s, *arguments: None)
    made.variables["__call__"] = caller(name, dialect)
    return made


def layer_class(entry: Entry, base: ClassValue, dialect: Dialect) -> ClassValue:
    """The class of a declared layer."""

    def construct(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = as_instance(arguments)
        built = construct_layer(m, entry, arguments[1:], keywords, unshifted(site))
        if built is not None:
            m.journal.record_write(instance)
            instance.payload, given = built
            instance.attributes.update({name: one.value for name, one in given.items()})
            publish(m, instance, instance.payload.operation)
        return None

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = as_instance(arguments)
        if not isinstance(instance.payload, Layer):
            return m.unknown(f"{entry.name} whose construction is not known", site.place)
        return invoke_layer(m, instance, instance.payload, arguments[1:], keywords, unshifted(site), publish)

    made = native_class(entry.name, (base,))
    made.entry = entry
    made.variables["__init__"] = NativeFunction(f"{entry.name}.__init__", construct)
    made.variables[dialect.models.method] = NativeFunction(entry.name, run)
    return made


def caller(name: str, dialect: Dialect) -> NativeFunction:
    """`model(...)`: run its method, and record the call with what came out."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        model = as_instance(arguments)
        path = path_of(m, model)
        m.recorder.enter(path, model.type.name, model)
        try:
            function = find_attribute(m, model, dialect.models.method, site.place)
            result = m.call(function, arguments[1:], keywords, unshifted(site))
        finally:
            m.recorder.leave()
        given, found = (types_in(values) for values in ([*arguments[1:], *keywords.values()], [result]))
        definition = model.payload.definition if isinstance(model.payload, Layer) else None
        place = site.place or UNPLACED
        m.recorder.call(
            ModelCall(model.type.name, path, model, given, found, place, definition, complete=all_known(result))
        )
        return result

    return NativeFunction(f"{name}.__call__", run)


def as_instance(arguments: list[object]) -> Instance:
    instance = arguments[0]
    assert isinstance(instance, Instance)
    return instance


def types_in(values: list[object]) -> tuple[TensorType, ...]:
    return tuple(tensor.type for tensor in tensors_in(values))


def publish(m: Interpreter, layer: Instance, operation: Operation) -> None:
    """Give a layer its weights, as soon as their shapes are known."""
    shapes = operation.parameters()
    if shapes is not None and WEIGHTS not in layer.attributes:
        assert isinstance(layer.payload, Layer)
        dialect = layer.payload.definition.dialect
        layer.attributes[WEIGHTS] = tuple(
            Tensor(TensorType(shape), "parameter", name, dialect=dialect) for name, shape in shapes.items()
        )


def weights_of(layer: Instance) -> tuple[Tensor, ...] | None:
    """A layer's own weights; None where they are not known."""
    held = layer.attributes.get(WEIGHTS)
    if isinstance(held, tuple):
        return held
    return None if isinstance(layer.payload, Layer) or layer.type.entry is not None or reason_open(layer) else ()


def path_of(m: Interpreter, model: Instance) -> str:
    """The dotted path of a part within the model that is being run."""
    if not m.recorder.paths:
        m.state[ROOT] = model
        return ""
    root = m.state.get(ROOT)
    found = below(root) if isinstance(root, Instance) else iter(())
    return next((path for path, part in found if part is model), m.recorder.paths[-1])


def below(model: Instance, prefix: str = "", seen: set[int] | None = None) -> Iterator[tuple[str, Instance]]:
    """A model and all that it holds, each once, with dotted paths."""
    seen = set() if seen is None else seen
    if id(model) in seen:
        return
    seen.add(id(model))
    yield prefix, model
    for name, part in parts_of(model):
        yield from below(part, f"{prefix}.{name}" if prefix else name, seen)


def parts_of(model: Instance) -> Iterator[tuple[str, Instance]]:
    """The models and layers that the attributes of a model hold, in lists and dicts too."""
    for name, value in model.attributes.items():
        yield from parts_in(name, value)


def parts_in(name: str, value: object) -> Iterator[tuple[str, Instance]]:
    if isinstance(value, Instance):
        yield name, value
    elif isinstance(value, (ListValue, tuple)):
        for position, item in enumerate(value.seen() if isinstance(value, ListValue) else value):
            yield from parts_in(f"{name}.{position}", item)
    elif isinstance(value, DictValue):
        for key, item in value.at_least().items():
            yield from parts_in(f"{name}.{key}", item)


class AttributeInspection:
    """The view on such models: see shapelint.frontends.inspection.Inspection. `base` is the name of their class."""

    by_first_call = True
    traits = TraitTable({}, frozenset())
    porting = Porting()

    def __init__(self, dialect: Dialect, base: str) -> None:
        self.dialect = dialect
        self._base = base

    def is_model(self, value: object) -> bool:
        return isinstance(value, Instance) and any(c.qualified_name == self._base for c in value.type.mro)

    def registered(self, model: Instance) -> Iterable[tuple[str, Instance]]:
        return ()

    def parts(self, model: Instance) -> Iterable[Instance]:
        return (part for _, part in parts_of(model) if self.is_model(part))

    def named(self, model: Instance) -> Mapping[object, object]:
        return dict(model.attributes.items())

    def has_own_weights(self, model: Instance) -> bool:
        return bool(model.attributes.get(WEIGHTS))

    def entry_function(self, m: Interpreter, model: Instance) -> FunctionValue | None:
        found = find_attribute(m, model, self.dialect.models.method, None)
        function = found.function if isinstance(found, BoundMethod) else found
        return function if isinstance(function, FunctionValue) else None

    def known_inputs(self, m: Interpreter, model: Instance) -> list[KnownInput]:
        return []

    def prepare(self, m: Interpreter, model: Instance) -> None:
        pass

    def layers(self, m: Interpreter, model: Instance) -> list[LayerView]:
        """The layers that hold no others."""
        return [
            LayerView(path, part.type.name, part, weights_of(part), definition_of(part))
            for path, part in below(model)
            if self.is_model(part) and not any(self.parts(part))
        ]

    def parameters(self, m: Interpreter, model: Instance) -> Parameters:
        counted: dict[int, Counted] = {}
        gap = ""
        for _, part in below(model):
            if not self.is_model(part):
                continue
            weights = weights_of(part)
            gap = gap or reason_open(part) or ("" if weights is not None else f"the weights of {part.type.name}")
            for tensor in weights or ():
                counted[id(tensor)] = Counted(tensor, True, keeps_what_it_holds(part))
        return Parameters(tuple(counted.values()), gap)

    def weights(self, m: Interpreter, model: Instance) -> NamedWeights:
        """The weights by the paths of their layers."""
        found = [
            NamedWeight(name, name, tensor, path, part)
            for path, part in below(model)
            if self.is_model(part)
            for tensor in weights_of(part) or ()
            for name in [f"{path}.{tensor.origin}" if path else tensor.origin]
        ]
        return NamedWeights(tuple(found), self.parameters(m, model).gap)


def definition_of(layer: Instance) -> object:
    return layer.payload.definition if isinstance(layer.payload, Layer) else None
