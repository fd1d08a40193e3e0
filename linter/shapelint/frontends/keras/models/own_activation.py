"""The activation that a layer applies to what it gives, as an operation of its own: `Dense(10, activation="relu")`."""

from __future__ import annotations

from shapelint.frontends.keras.models.fields import CONVOLUTIONS
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import DeclaredFunction, Instance
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.pointwise.activation import Activation, UnknownActivation

WITH_ACTIVATION = frozenset((*CONVOLUTIONS, "Dense", "EinsumDense"))
"""The layers that apply their `activation` to the whole of what they give."""
AROUND_A_LAYER = "TimeDistributed"


def activated(m: Interpreter, layer: Instance, result: object, site: Site) -> object:
    """What a declared layer gives, after its own activation.

    Keras takes the shape from the layer's `compute_output_shape`, and runs the activation only on data: one that is
    not known, or that the program has written itself, is an operation that keeps the shape.
    """
    wanted = own_activation(layer)
    if wanted is None or not isinstance(result, Tensor):
        return result
    if is_known(wanted):
        mark = m.recorder.mark()
        found = m.call(wanted, [result], {}, Site(site.place))
        if isinstance(found, Tensor) and found.shape == result.shape:
            return found
        m.recorder.rewind(mark)
    unknown = UnknownActivation()
    return apply_operation(m, unknown, (result,), unknown.name, site.place)


def is_known(activation: object) -> bool:
    """Whether an activation is a declared function, or a declared layer without weights."""
    payload = activation.payload if isinstance(activation, Instance) else None
    is_layer = isinstance(payload, Layer) and isinstance(payload.operation, (Activation, Softmax))
    return is_layer or isinstance(activation, DeclaredFunction)


def own_activation(layer: Instance) -> object:
    """The activation of a layer: a declared function, what else was given, None for none."""
    if not isinstance(layer.payload, Layer):
        return None
    kind = layer.payload.entry.name.rpartition(".")[2]
    if kind == AROUND_A_LAYER:
        inner = layer.attributes.get("layer")
        return own_activation(inner) if isinstance(inner, Instance) else None
    value = layer.attributes.get("activation") if kind in WITH_ACTIVATION else None
    if value == "linear":
        return None
    entry = keras.entries.get(f"keras.activations.{value}") if isinstance(value, str) else None
    return value if entry is None else DeclaredFunction(entry)
