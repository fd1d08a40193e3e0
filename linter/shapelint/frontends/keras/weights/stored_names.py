"""Where Keras keeps the weights of a model in its files: `layers/dense/vars/0`.

The rule is that of keras.src.saving.saving_lib: the layers of a functional or Sequential model stand under `layers`, by
the names of their classes, counted; what other objects hold stands under the names of their attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.frontends.inspection import NamedWeight, NamedWeights
from shapelint.frontends.keras.models.functional import ordered_layers
from shapelint.frontends.keras.models.graph import FunctionalGraph
from shapelint.frontends.keras.models.layer_contents import OWN, WEIGHTS, is_layer
from shapelint.frontends.keras.models.names import snake_case
from shapelint.frontends.keras.models.parameters import gap_of
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import (
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Tensor
from shapelint.ops.attention.multi_head_projection import HeadAttention
from shapelint.ops.operation import Operation
from shapelint.ops.recurrent.cells import Recurrence, RecurrentCell
from shapelint.ops.structural.wrappers import BothDirections, EachStep, SpectralNorm

OWN_WAYS = ("save_own_variables", "load_own_variables")


def named_weights(m: Interpreter, model: Instance) -> NamedWeights:
    """Every weight once, under its place in a file."""
    found: list[NamedWeight] = []
    gap = own = ""
    for path, shown, layer in places(m, model, "", "", set()):
        gap = gap or gap_of(layer)
        own = own or own_ways(layer)
        held = layer.attributes.get(WEIGHTS)
        tensors = [t for t in held.at_least() if isinstance(t, Tensor)] if isinstance(held, ListValue) else []
        operation = layer.payload.operation if isinstance(layer.payload, Layer) else None
        for name, tensor in zip(variables(operation, tensors), in_order(operation, tensors), strict=True):
            whole = f"{path}/{name}" if path else name
            called = tensor.origin or "weight"
            found.append(NamedWeight(whole, f"{shown}/{called}" if shown else called, tensor, shown, layer))
    return NamedWeights(tuple(found), gap, own)


def own_ways(layer: Instance) -> str:
    name = next((n for n in OWN_WAYS if isinstance(class_attribute(layer.type, n), FunctionValue)), "")
    return f"{layer.type.name} has its own {name}" if name else ""


def places(
    m: Interpreter, layer: Instance, path: str, shown: str, seen: set[int]
) -> Iterator[tuple[str, str, Instance]]:
    """A layer and all that it holds, each once, with its place in a file and the names that lead to it."""
    if id(layer) in seen:
        return
    seen.add(id(layer))
    yield path, shown, layer
    if isinstance(layer.payload, Layer):
        return
    if isinstance(layer.payload, FunctionalGraph):
        parts = [one for one in ordered_layers(m, layer.payload) if isinstance(one, Instance)]
        yield from within(m, parts, joined(path, "layers"), shown, seen)
    for name, value in sorted(layer.attributes.items(), key=lambda held: str(held[0])):
        if name in OWN:
            continue
        if isinstance(value, Instance) and is_layer(value):
            yield from places(m, value, joined(path, str(name)), joined(shown, name_of(value)), seen)
        elif isinstance(value, (ListValue, DictValue, tuple)):
            yield from within(m, items(value), joined(path, str(name)), shown, seen)


def items(value: ListValue | DictValue | tuple[object, ...]) -> Iterable[object]:
    if isinstance(value, DictValue):
        return value.at_least().values()
    return value.seen() if isinstance(value, ListValue) else value


def within(
    m: Interpreter, values: Iterable[object], path: str, shown: str, seen: set[int]
) -> Iterator[tuple[str, str, Instance]]:
    """The layers in a container, by the names of their classes."""
    used: dict[str, int] = {}
    for value in values:
        if isinstance(value, Instance) and is_layer(value):
            name = unique(snake_case(value.type.name), used)
            yield from places(m, value, joined(path, name), joined(shown, name_of(value)), seen)
        elif isinstance(value, (ListValue, DictValue, tuple)):
            yield from within(m, items(value), joined(path, unique("container", used)), shown, seen)


def unique(name: str, used: dict[str, int]) -> str:
    count = used.get(name, 0)
    used[name] = count + 1
    return f"{name}_{count}" if count else name


def joined(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name


def name_of(layer: Instance) -> str:
    return str(layer.attributes.get("name", layer.type.name))


def in_order(operation: Operation | None, tensors: list[Tensor]) -> list[Tensor]:
    """The weights as a layer's own variables are counted: the trainable ones first."""
    return tensors if operation is not None else sorted(tensors, key=lambda t: t.role != "parameter")


def variables(operation: Operation | None, tensors: list[Tensor]) -> list[str]:
    """The places of a layer's weights below its own."""
    names = [t.origin for t in tensors]
    if isinstance(operation, HeadAttention):
        used: dict[str, int] = {}
        found = []
        for name in names:
            part = name.rpartition("/")[0].removeprefix("attention_")
            found.append(f"{part}_dense/vars/{used.get(part, 0)}")
            used[part] = used.get(part, 0) + 1
        return found
    return [prefix_of(operation, position, len(names)) for position in range(len(names))]


def prefix_of(operation: Operation | None, position: int, count: int) -> str:
    if isinstance(operation, BothDirections):
        half = count // 2
        inner, part = (operation.forward, "forward") if position < half else (operation.backward, "backward")
        return f"{part}_layer/{prefix_of(inner, position % half, half)}"
    if isinstance(operation, (EachStep, SpectralNorm)):
        return f"layer/{prefix_of(operation.inner, position, count)}"
    if isinstance(operation, Recurrence):
        if isinstance(operation.cell, RecurrentCell):
            return f"cell/vars/{position}"
        counts = [len(cell.parameters() or ()) for cell in operation.cell.cells]
        index = 0
        while index < len(counts) and position >= counts[index]:
            position -= counts[index]
            index += 1
        kinds = [cell.kind for cell in operation.cell.cells]
        before = kinds[:index].count(kinds[index])
        stem = {"simple": "simple_rnn_cell", "gru": "gru_cell", "lstm": "lstm_cell"}.get(kinds[index], "cell")
        return f"cell/cells/{stem}{f'_{before}' if before else ''}/vars/{position}"
    return f"vars/{position}"
