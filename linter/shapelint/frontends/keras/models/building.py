"""`layer.build(shape)`: what a layer makes of the shapes of its inputs, before its first call or by it.

https://github.com/keras-team/keras/blob/v3.15.1/keras/src/layers/layer.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.models.fields import current_layer
from shapelint.frontends.keras.models.layer_contents import BUILT
from shapelint.frontends.keras.models.open_sizes import refuse_open_weights, tensor_shape
from shapelint.frontends.keras.models.promises import shape_of
from shapelint.interpret.api.binding import bind
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.api.vocabulary import Application, Entry
from shapelint.interpret.domain.values import (
    BoundMethod,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor, TensorType
from shapelint.ops.operation import Opaque, Operation
from shapelint.records import replace

Publish = Callable[[Interpreter, Instance, Operation], None]


def declared_build(entry: Entry, publish: Publish) -> NativeFunction:
    """The `build` of a declared layer: it makes the weights for inputs of the given shapes, and runs nothing."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance, *shapes = arguments
        if not isinstance(instance, Instance) or not isinstance(instance.payload, Layer) or instance.payload.built:
            return None
        layer = current_layer(instance, instance.payload)
        operation = built_for(layer, shapes, keywords)
        if operation is not None:
            m.journal.record_write(instance)
            instance.payload = replace(layer, operation=operation, built=True)
            publish(m, instance, operation)
            refuse_open_weights(m, entry.name, operation, site.place)
        return None

    return NativeFunction(f"{entry.name}.build", run)


def built_for(layer: Layer, shapes: list[object], named: Mapping[str, object]) -> Operation | None:
    """The operation of a layer for inputs of these shapes; None where they are not known, and its first call says."""
    if isinstance(layer.operation, Opaque) or layer.entry.call is None:
        return None
    given = [example(shape) for shape in shapes]
    by_name = {name.removesuffix("_shape"): example(shape) for name, shape in named.items() if shape is not None}
    by_name = {"inputs" if name == "input" else name: value for name, value in by_name.items()}
    if not given and not by_name:
        return with_weights(layer.operation.build([TensorType(None)]))
    bound = bind(layer.entry.call, given, by_name, Site(None), skip=1)
    if isinstance(bound, str) or bound.undetermined or any(one is None for one in (*given, *by_name.values())):
        return None
    answer = layer.entry.call(layer.operation, *bound.positional, **bound.keywords)
    if not isinstance(answer, Application) or answer.operation is not layer.operation:
        return None
    return with_weights(layer.operation.build([one.type for one in answer.inputs]))


def with_weights(operation: Operation) -> Operation | None:
    """An operation whose weights are known; None for another."""
    return None if operation.parameters() is None else operation


def example(shape: object) -> object:
    """A tensor of a shape as Keras writes it, a list of them for several shapes; None for one that is not known."""
    sizes = elements(shape)
    if not isinstance(sizes, tuple):
        return None
    if sizes and all(isinstance(elements(one), tuple) for one in sizes):
        parts = [example(one) for one in sizes]
        return None if any(one is None for one in parts) else ListValue(parts)
    return Tensor(TensorType(tensor_shape(sizes, "input")), "input", "build()", dialect=KERAS)


def own_build(layer: Instance) -> NativeFunction | None:
    """The `build` that Keras puts in place of a layer's own: which then counts as built."""
    build = class_attribute(layer.type, "build")
    if not isinstance(build, FunctionValue):
        return None

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        result = m.call(BoundMethod(build, layer), arguments, keywords, site)
        m.journal.record_write(layer)
        layer.attributes[BUILT] = True
        return result

    return NativeFunction(f"{layer.type.name}.build", run)


def build_if_needed(
    m: Interpreter, layer: Instance, arguments: list[object], keywords: dict[str, object], site: Site
) -> None:
    """Call a `build` that is read from source, once, with the shapes of the inputs."""
    if layer.attributes.get(BUILT) is True:
        return
    m.journal.record_write(layer)
    build = class_attribute(layer.type, "build")
    if isinstance(build, FunctionValue):
        layer.attributes[BUILT] = True
        m.call(BoundMethod(build, layer), *shapes_for(layer, build, arguments, keywords), site)
    if not isinstance(layer.payload, Layer):
        layer.attributes[BUILT] = True


def shapes_for(
    layer: Instance, build: FunctionValue, arguments: list[object], keywords: dict[str, object]
) -> tuple[list[object], dict[str, object]]:
    """What `build` is given: the shape of the first input; where it has several parameters, each the shape of the
    argument of `call` that it is named after, and None where that is no tensor."""
    value = arguments[0] if arguments else next(iter(keywords.values()), None)
    further = build.definition.parameters.regular[2:]
    if not further:
        return [shape_of(value)], {}
    call = class_attribute(layer.type, "call")
    names = [p.name for p in call.definition.parameters.regular[1:]] if isinstance(call, FunctionValue) else []
    given = {**dict(zip(names, arguments, strict=False)), **keywords}
    shapes: dict[str, object] = {}
    for position, parameter in enumerate(further, 1):
        name = parameter.name.removesuffix("_shape")
        by_position = arguments[position] if position < len(arguments) and not names else None
        is_shape = name != parameter.name or parameter.name not in build.defaults
        if is_shape:
            found = given.get(name, by_position)
            shapes[parameter.name] = None if found is None else shape_of(found)
    return [shape_of(value)], shapes
