"""What a Keras layer holds: the attributes that are its own business, and the layers in the others."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.interpret.domain.values import DictValue, Instance, ListValue

LAYER = "keras.layers.Layer"
WEIGHTS = "_shapelint_weights"
BUILT = "built"
GIVEN_NAME = "_given_name"  # a layer's name where the program gives it
# The attributes that are the layer's own business, and hold no layer or weight beside those that are counted.
OWN = frozenset(
    {WEIGHTS, GIVEN_NAME, BUILT, "name", "trainable", "_given_input_shape", "_tensor", "_input", "_running"}
    | {"input", "output", "inputs", "outputs", "optimizer", "loss", "_output_shape", "arguments"}
)


def is_layer(value: object) -> bool:
    return isinstance(value, Instance) and any(c.qualified_name == LAYER for c in value.type.mro)


def sublayers(layer: Instance) -> Iterator[Instance]:
    """The layers held by an object's attributes, in lists and dicts too, in the order in which they were set."""
    seen: set[int] = set()
    for name, value in layer.attributes.items():
        if name in OWN:
            continue
        for found in layers_in(value):
            if id(found) not in seen and found is not layer:
                seen.add(id(found))
                yield found


def layers_in(value: object) -> Iterator[Instance]:
    if isinstance(value, Instance):
        if is_layer(value):
            yield value
    elif isinstance(value, (ListValue, tuple)):
        for item in value.seen() if isinstance(value, ListValue) else value:
            yield from layers_in(item)
    elif isinstance(value, DictValue):
        for item in value.at_least().values():
            yield from layers_in(item)
