"""Recurrent layers as single layers, one behind the other: each gives its whole sequence (output 0) and the state of
its last step in each direction (outputs 1 and 2).

Gates in neutral order: input, forget, cell, output for an LSTM; reset, update, new for a GRU. Neutral weights are
(gates, features); a framework's several biases are told apart by their roles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.compare.reading.reader import Reader
from shapelint.compare.reading.views import Sizes, Value, View
from shapelint.compare.reading.weights import own_name, stored, turned
from shapelint.compare.records import StepWeight
from shapelint.frontends.inspection import NamedWeight
from shapelint.frontends.traits import NamedActivation, Traits, traits_among
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import Instance
from shapelint.ir import Node
from shapelint.ops.operation import Operation
from shapelint.ops.recurrent.cells import Recurrence, RecurrentCell
from shapelint.ops.recurrent.rnn import Recurrent
from shapelint.ops.structural.wrappers import BothDirections
from shapelint.symbolic import Size

GATES = {"lstm": 4, "gru": 3}
GATE_ORDER = {"gru": (1, 0, 2)}  # neutral gates by their positions where the update gate stands first
KINDS = {"simple": "rnn", "rnn": "rnn", "rnn_tanh": "rnn", "rnn_relu": "rnn"}


def emit_layer(
    reader: Reader,
    node: Node,
    view: View,
    axes: tuple[int, int, int],
    attributes: Mapping[str, object],
    units: Size,
    directions: int,
    weights: Sequence[StepWeight],
    traits: Traits | None,
    merged: bool,
) -> Value:
    """One layer: its sequence has the neutral axes batch, time, features."""
    batch, time, _ = (view.value.sizes[axis] for axis in axes)
    whole: Sizes = (batch, time, units * directions if merged else units)
    state: Sizes = (batch, units)
    return reader.emit(
        "recurrence", node, [(view, axes)], [whole, *[state] * directions], {**attributes, "axes": axes}, weights,
        traits, several=True,
    )  # fmt: skip


def recurrent(reader: Reader, node: Node, operation: Operation) -> None:
    """Layers that are stacked within one, each perhaps in both directions."""
    assert isinstance(operation, Recurrent)
    view = reader.solid(node.inputs[0])
    if (
        len(node.inputs) > 1
        or len(view.axes) != 3
        or not isinstance(operation.layers, int)
        or operation.projection != 0
    ):
        return reader.lose(node)
    traits = reader.traits(node)
    first, second, features = view.axes
    batch, time = (first, second) if operation.batch_first else (second, first)
    named = {own_name(weight): weight for weight in reader.weights_of(node)}
    axes = (batch, time, features)
    values: list[Value] = []
    wanted = traits.activation
    kind = KINDS.get(operation.kind, operation.kind)
    name = wanted.name if isinstance(wanted, NamedActivation) else "tanh"
    for layer in range(operation.layers):
        if layer:
            rate = traits.training.get("dropout", 0)
            if rate:
                value = reader.emit("dropout", None, [(view, ())], view.value.sizes, {"of_channels": False})
                reader.steps[-1].training["rate"] = rate
                view = View(Value(value.step, 0, view.value.sizes), view.axes)
            axes = (0, 1, 2)
        directions = operation.directions
        attributes: dict[str, object] = {
            "cell": kind, "units": operation.hidden_size, "directions": directions, "bias": operation.bias,
            "activation": name if kind != "gru" else "tanh", "gate_activation": "sigmoid" if kind != "rnn" else None,
            "reset_after": True if kind == "gru" else None, "merge": "concat" if directions == 2 else None,
            "backwards": False,
        }  # fmt: skip
        held = [w for suffix in ("", "_reverse")[:directions] for w in of_suffix(named, f"_l{layer}{suffix}", suffix)]
        plain = Traits({}, {}, traits.initial, None, traits.others, traits.unknown)
        value = emit_layer(reader, node, view, axes, attributes, operation.hidden_size, directions, held, plain, True)
        reader.steps[-1].name = f"{node.path}" if operation.layers == 1 else f"{node.path} (layer {layer})"
        reader.steps[-1].layer += layer
        values.append(value)
        view = View(value, (0, 1, 2))
    shown = (0, 1, 2) if operation.batch_first else (1, 0, 2)
    reader.give(node, View(values[-1], shown))
    for port in range(2 if operation.kind == "lstm" else 1):
        reader.hidden(node, port + 1, values, operation.directions, operation.hidden_size, is_cell=port == 1)
    return None


def of_suffix(named: Mapping[str, NamedWeight], end: str, suffix: str) -> list[StepWeight]:
    """The weights of one layer in one direction."""
    direction = "backward " if suffix else ""
    found: list[StepWeight] = []
    for stem, role in (("weight_ih", "kernel"), ("weight_hh", "recurrent kernel"), ("bias_ih", "bias"),
                       ("bias_hh", "recurrent bias")):  # fmt: skip
        weight = named.get(stem + end)
        if weight is not None:
            shape = stored(weight)
            found.append(
                StepWeight(direction + role, weight.name, weight.shown, shape, shape, tuple(range(len(shape))))
            )
    return found


def recurrence(reader: Reader, node: Node, operation: Operation) -> None:
    """A single layer, in one direction or in both."""
    forward = operation.forward if isinstance(operation, BothDirections) else operation
    backward = operation.backward if isinstance(operation, BothDirections) else None
    view = reader.solid(node.inputs[0])
    if (
        not isinstance(forward, Recurrence)
        or not isinstance(forward.cell, RecurrentCell)
        or len(node.inputs) > 1
        or len(view.axes) != 3
        or (backward is not None and not isinstance(backward, Recurrence))
    ):
        return reader.lose(node)
    traits = traits_of_inner(reader, node)
    cell = forward.cell
    kind = KINDS.get(cell.kind, cell.kind)
    directions = 1 if backward is None else 2
    merge = operation.merge if isinstance(operation, BothDirections) else None
    given, gate = traits.activation, traits.values.get("gate_activation")
    attributes: dict[str, object] = {
        "cell": kind, "units": cell.units, "directions": directions, "bias": cell.bias,
        "activation": given.name if isinstance(given, NamedActivation) else None,
        "gate_activation": getattr(gate, "name", None) if kind != "rnn" else None,
        "reset_after": bool(traits.values.get("reset_after")) if kind == "gru" else None, "merge": merge,
        "backwards": bool(traits.values.get("backwards")),
    }  # fmt: skip
    weights = cell_weights(reader.weights_of(node), kind, directions, cell.separate_bias)
    axes = (view.axes[0], view.axes[1], view.axes[2])
    plain = Traits({}, traits.training, traits.initial, None, traits.others, traits.unknown)
    merged = merge == "concat"
    value = emit_layer(reader, node, view, axes, attributes, cell.units, directions, weights, plain, merged)
    states = [Value(value.step, port + 1, (value.sizes[0], cell.units)) for port in range(directions)]
    if forward.sequences:
        reader.give(node, View(value, (0, 1, 2)))
    elif directions == 1:
        reader.give(node, View(states[0], (0, 1)))
    elif merge == "concat":
        reader.give(node, reader.joined_states(node, states))
    else:
        return reader.lose(node)
    if forward.states and directions == 1:
        reader.give(node, View(states[0], (0, 1)), 1)
    return None


def traits_of_inner(reader: Reader, node: Node) -> Traits:
    """The traits of the layer itself, or of the one that a wrapper holds."""
    arguments = node.definition.arguments if node.definition is not None else {}
    held = arguments.get("layer")
    if held is not None and isinstance(held.value, Instance) and isinstance(held.value.payload, Layer):
        inner = held.value.payload.definition
        return traits_among(inner.arguments, inner.kind, reader.one.inspection.traits)
    return reader.traits(node)


def cell_weights(weights: Sequence[NamedWeight], kind: str, directions: int, separate: bool) -> list[StepWeight]:
    """The weights of cells that store (features, gates), of the forward direction and then of the backward one."""
    found: list[StepWeight] = []
    each = len(weights) // directions
    gates = GATE_ORDER.get(kind, ())
    for position, weight in enumerate(weights):
        direction = "backward " if position >= each else ""
        role = ("kernel", "recurrent kernel", "bias")[position % each] if each <= 3 else "weight"
        if role == "bias":
            shape = stored(weight)
            both = "biases" if separate and len(shape) == 2 else "bias"
            made = StepWeight(
                direction + both, weight.name, weight.shown, shape, shape, tuple(range(len(shape))), gates
            )
        else:
            made = turned(weight, direction + role, (1, 0))
            made.gates = gates
        found.append(made)
    return found
