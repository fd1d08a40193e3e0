"""The weights of a Keras model: those that are known to be there, and why there may be others."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.frontends.inspection import Counted, Parameters
from shapelint.frontends.keras.models.graph import FunctionalGraph
from shapelint.frontends.keras.models.layer_contents import BUILT, OWN, WEIGHTS, sublayers
from shapelint.frontends.openness import keeps_what_it_holds, reason_open
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.tensors import ANY_NAME
from shapelint.interpret.domain.values import (
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    SetValue,
    Unknown,
    class_attribute,
    is_text,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Tensor
from shapelint.ops.operation import Opaque


def parameters_of(m: Interpreter, model: Instance) -> Parameters:
    """Every weight of a model and of the layers that it holds, once."""
    counted: dict[int, Counted] = {}
    gap = ""
    for layer, sure in layers_below(model, True, set()):
        gap = gap or gap_of(layer)
        held = layer.attributes.get(WEIGHTS)
        for tensor in held.at_least() if isinstance(held, ListValue) else ():
            if isinstance(tensor, Tensor) and id(tensor) not in counted:
                certain = sure and keeps_what_it_holds(layer)
                counted[id(tensor)] = Counted(tensor, trains(m, tensor, layer, model), certain)
    return Parameters(tuple(counted.values()), gap)


def layers_below(layer: Instance, sure: bool, seen: set[int]) -> Iterator[tuple[Instance, bool]]:
    """A layer and all that it holds, each once, and whether it is certain that they are there."""
    if id(layer) in seen:
        return
    seen.add(id(layer))
    yield layer, sure
    for inner in sublayers(layer):
        yield from layers_below(inner, sure and keeps_what_it_holds(layer), seen)


def trains(m: Interpreter, tensor: Tensor, owner: Instance, model: Instance) -> bool | None:
    """Whether a weight is trained: as its layer, and the model, say. None when that is not known."""
    if tensor.role != "parameter":
        return False
    held = m.tensor_attributes.get(tensor, {})
    wanted = [
        held.get("trainable", held.get(ANY_NAME, True)),
        *(one.attributes.get("trainable", True) for one in (owner, model)),
    ]
    if any(flag is False for flag in wanted):
        return False
    return True if all(flag is True for flag in wanted) else None


def gap_of(layer: Instance) -> str:
    """Why a layer itself may hold weights or layers beside those that are known; "" when it surely holds no others."""
    held = layer.attributes.get(WEIGHTS)
    if isinstance(held, ListValue) and held.open:
        return held.open
    if isinstance(layer.payload, FunctionalGraph) and layer.payload.gap:
        return layer.payload.gap
    if isinstance(layer.payload, Layer):
        operation = layer.payload.operation
        if isinstance(operation, Opaque):
            return operation.reason
        if not layer.payload.built and operation.parameters() != {}:
            return f"{layer.type.name} is not built"
    elif isinstance(class_attribute(layer.type, "build"), FunctionValue) and layer.attributes.get(BUILT) is not True:
        return f"{layer.type.name} is not built"
    return doubt_of_parts(layer)


def doubt_of_parts(layer: Instance) -> str:
    """Why a layer may hold other layers than those that are known; "" when it surely does not."""
    reason = reason_open(layer)
    return reason or next((why for _, value in own_attributes(layer) if (why := doubt(value))), "")


def own_attributes(layer: Instance) -> Iterator[tuple[str, object]]:
    """The attributes in which a layer tracks others: not what a declared layer was constructed with."""
    given = layer.payload.definition.arguments if isinstance(layer.payload, Layer) else {}
    for name, value in layer.attributes.items():
        if name not in OWN and name not in given:
            yield name, value


def doubt(value: object) -> str:
    """Why a value may hold layers or weights that are not known; "" when it surely does not."""
    if isinstance(value, Unknown):
        return "" if is_text(value) else value.reason
    if isinstance(value, (ListValue, DictValue, SetValue)) and value.open:
        return str(value.open)
    inner: tuple[object, ...] = ()
    if isinstance(value, tuple):
        inner = value
    elif isinstance(value, ListValue):
        inner = tuple(value.seen())
    elif isinstance(value, DictValue):
        inner = tuple(value.at_least().values())
    return next((why for one in inner if (why := doubt(one))), "")


def weights_known(layer: Instance) -> bool:
    """Whether all weights of a layer and of those that it holds are known."""
    return not any(gap_of(one) for one, _ in layers_below(layer, True, set()))


def weights_of(layer: Instance) -> Iterator[Tensor]:
    """Every known weight of a layer and of the layers that it holds, once."""
    seen: set[int] = set()
    for one, _ in layers_below(layer, True, set()):
        held = one.attributes.get(WEIGHTS)
        for value in held.at_least() if isinstance(held, ListValue) else ():
            if isinstance(value, Tensor) and id(value) not in seen:
                seen.add(id(value))
                yield value
