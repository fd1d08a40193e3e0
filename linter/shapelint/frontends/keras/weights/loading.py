"""`load_weights` and `set_weights`: which arrays a program loads into a model.

https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/
"""

from __future__ import annotations

from collections import Counter

from shapelint.frontends.keras.models.parameters import layers_below, weights_known, weights_of
from shapelint.frontends.keras.weights.stored_names import named_weights
from shapelint.frontends.weight_files import held_against, loaded, report, sizes, text
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import Instance, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.raising.errors import event_here, is_caught
from shapelint.ir import Shape, Tensor
from shapelint.records import replace
from shapelint.weights.fit import Fit, Sizes

WRITERS = (".save(", "save_weights", "ModelCheckpoint")
HELP = "build the model with the sizes of the weights, or load with skip_mismatch=True"


def load_weights(
    m: Interpreter, site: Site, model: object, filepath: object = None, skip_mismatch: object = False, **rest: object
) -> object:
    """`model.load_weights(path)`: every layer of a built model takes as many arrays, of its shapes."""
    held = None if skip_mismatch is not False or rest or is_caught(m, "ValueError") else loaded(m, filepath, WRITERS)
    if held is None or not isinstance(model, Instance) or len(held.sections) != 1:
        return None
    stored: dict[str, Shape | None] = {one.name: one.shape for one in held.sections[0].tensors}
    named = named_weights(m, model)
    if named.doubt or not any("/vars/" in name or name.startswith("vars/") for name in stored):
        return None
    found = held_against(named.weights, stored)
    report(
        m,
        "keras.Model.load_weights",
        str(filepath),
        named.weights,
        Fit(found.matched, found.missing, wrong=found.wrong),
        site,
        HELP,
    )
    return None


def get_weights(m: Interpreter, site: Site, layer: object) -> object:
    """The arrays of all weights, in order."""
    if not isinstance(layer, Instance) or not weights_known(layer):
        return Unknown("the weights of a layer that are not all known", site.place)
    touch(m, layer)
    return ListValue([replace(tensor, role="data") for tensor in weights_of(layer)])


def touch(m: Interpreter, layer: Instance) -> None:
    """Note that the program has looked at the weights of all layers below one, or replaced them."""
    for one, _ in layers_below(layer, True, set()):
        if isinstance(one.payload, Layer):
            m.touched.add(one.payload.definition)


def set_weights(m: Interpreter, site: Site, layer: object, weights: object = None) -> object:
    """`layer.set_weights(arrays)`: as many as the layer has, each of the shape of one of its weights."""
    given = elements(weights)
    if not isinstance(layer, Instance):
        return None
    touch(m, layer)
    if given is None or site.place is None or is_caught(m, "ValueError") or not weights_known(layer):
        return None
    wanted = Counter(sizes(weight.shape) for weight in weights_of(layer))
    held = Counter(sizes(one.shape) if isinstance(one, Tensor) else None for one in given)
    count, there = sum(wanted.values()), sum(held.values())
    message, expected, actual = "", str(count), str(there)
    if count != there:
        message = f"{layer.type.name} has {count} weights, but is given {there}"
    elif all(known(shape) for shape in (*wanted, *held)):
        lacking, surplus = next(iter(wanted - held), None), like(next(iter(wanted - held), None), held - wanted)
        if lacking is not None and surplus is not None:
            expected, actual = text(lacking), text(surplus)
            message = f"{layer.type.name} has a weight of shape {expected}, but is given {actual}"
    if message:
        event = event_here(m, "weights", "keras.Layer.set_weights", message, site.place, expected, actual)
        m.recorder.reject(replace(event, help="build both with the same sizes"))
    return None


def like(shape: Sizes | None, others: Counter[Sizes | None]) -> Sizes | None:
    """One of the other shapes, with as many axes where there is one."""
    return max(others, key=lambda one: len(one or ()) == len(shape or ()), default=None)


def known(shape: Sizes | None) -> bool:
    return shape is not None and None not in shape
