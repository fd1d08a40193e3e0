"""What a program sets on Keras's own layers: some fields are read when the layer is built, others at each call.

https://keras.io/api/layers/: `Dense.units` counts until the kernel is made, `Conv2D.strides` at any time.
"""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.interpret.api.layers import MISSING, Layer, fields_set, reconstructed
from shapelint.interpret.domain.values import Instance, Unknown
from shapelint.ops.operation import Opaque, Operation
from shapelint.records import replace

CONVOLUTIONS = tuple(
    f"{kind}{rank}D{transposed}"
    for kind in ("Conv", "DepthwiseConv", "SeparableConv")
    for rank in (1, 2, 3)
    for transposed in ("", "Transpose")
)
WINDOW = frozenset({"strides", "padding", "dilation_rate"})
# Layers with weights whose fields are read as they are built, with those that each call reads as well.
READ_AT_BUILD: dict[str, frozenset[str]] = {
    **dict.fromkeys(CONVOLUTIONS, WINDOW),
    **dict.fromkeys(("Dense", "Embedding", "EinsumDense", "PReLU"), frozenset()),
    **dict.fromkeys(("BatchNormalization", "LayerNormalization", "GroupNormalization"), frozenset()),
}
# Layers with weights whose constructor makes others of its arguments: these alone can be set afterwards.
READ_AT_CALL: dict[str, frozenset[str]] = dict.fromkeys(
    ("LSTM", "GRU", "SimpleRNN"), frozenset({"return_sequences", "return_state"})
)
UNREAD = frozenset({"name", "trainable", "dtype", "rate", "seed", "noise_shape", "momentum", "epsilon", "activation"})


def is_unread(name: str) -> bool:
    return name in UNREAD or name.endswith(("_initializer", "_regularizer", "_constraint", "dropout"))


def current_layer(instance: Instance, layer: Layer) -> Layer:
    """The layer as a call finds it now: as it was constructed, or with the fields that the program has set since."""
    if isinstance(layer.operation, Opaque):
        return layer
    changed = {name: value for name, value in fields_set(instance, layer).items() if not is_unread(name)}
    if not changed:
        return layer
    kind = layer.entry.name.rsplit(".", 1)[-1]
    has_weights = layer.operation.parameters() != {} or bool(layer.operation.state())
    unknown = Opaque(f"{layer.entry.name} whose {', '.join(sorted(changed))} the program sets")
    if any(isinstance(value, Unknown) or value is MISSING for value in changed.values()):
        return replace(layer, operation=unknown)
    if not may_be_set(kind, changed, has_weights, layer.built):
        return replace(layer, operation=unknown)
    made = reconstructed(layer, changed)
    if layer.built and has_weights:
        return replace(layer, operation=filled(made, layer.operation))
    return replace(layer, operation=made, fields={**layer.fields, **changed})


def may_be_set(kind: str, changed: Mapping[str, object], has_weights: bool, is_built: bool) -> bool:
    """Whether what follows from the fields that were set is known."""
    if not has_weights:
        return True
    if kind in READ_AT_CALL:
        return changed.keys() <= READ_AT_CALL[kind]
    return kind in READ_AT_BUILD and (not is_built or changed.keys() <= READ_AT_BUILD[kind])


def filled(made: Operation, built: Operation) -> Operation:
    """An operation with what an earlier one of its kind has taken from its first input."""
    if type(made) is not type(built):
        return made
    names = {name for owner in type(built).__mro__ for name in getattr(owner, "__annotations__", ())}
    own = {name: getattr(built, name) for name in names}
    lacking = {name: value for name, value in own.items() if getattr(made, name) is None and value is not None}
    return replace(made, **lacking)
