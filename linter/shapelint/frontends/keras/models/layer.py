"""keras.layers.Layer: naming, building at the first call, weights, tracking of sub-layers, and calling."""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.frontends.attributes import (
    is_set_before_the_call,
    note_late,
    note_undefined,
    note_uninitialized,
    note_unready_call,
)
from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.models.building import build_if_needed, own_build
from shapelint.frontends.keras.models.fields import current_layer
from shapelint.frontends.keras.models.history import LayerCall, history, substituted
from shapelint.frontends.keras.models.layer_contents import BUILT, GIVEN_NAME, WEIGHTS, is_layer, sublayers
from shapelint.frontends.keras.models.layer_names import LAYER_NAMES
from shapelint.frontends.keras.models.names import DATA_FORMAT, auto_name
from shapelint.frontends.keras.models.open_sizes import (
    keras_shape,
    refuse_open_weight,
    refuse_open_weights,
    tensor_shape,
)
from shapelint.frontends.keras.models.own_activation import activated
from shapelint.frontends.keras.models.parameters import doubt_of_parts, layers_below, parameters_of
from shapelint.frontends.keras.models.promises import runs_a_graph, taken_at_its_word
from shapelint.frontends.keras.removed import EARLIER, LAYER_METHODS, MODEL_METHODS
from shapelint.frontends.keras.vocabulary import admitted_keywords
from shapelint.frontends.missing_method import note_missing_method
from shapelint.interpret.api.binding import refuse, unexpected
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.layers import Layer, construct_layer, invoke_layer, unshifted
from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.tensors import all_known, tensors_in
from shapelint.interpret.domain.values import (
    BoundMethod,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    Removed,
    Unknown,
    class_attribute,
    is_special,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import (
    UNNAMED,
    find_attribute,
    of_open,
    store_any_attribute,
    store_attribute,
)
from shapelint.interpret.language.known_names import lacks
from shapelint.interpret.raising.errors import is_raised, missing_name, python_error
from shapelint.interpret.record.recorder import UNPLACED
from shapelint.ir import Role, Shape, Tensor, TensorType
from shapelint.ir.run import ModelCall
from shapelint.ops.operation import Opaque, Operation
from shapelint.records import replace

# The lists of weights that a layer has: of those that are trained, that are not, or of all.
WITHOUT_RESULT = {
    **dict.fromkeys(
        ("TextVectorization", "Normalization", "StringLookup", "IntegerLookup", "Discretization"), frozenset({"adapt"})
    ),
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D"), frozenset({"reset_state"})),
}
"""Methods of layers that give nothing and leave shapes as they are."""
WEIGHT_LISTS = {
    "weights": None,
    "variables": None,
    "trainable_weights": True,
    "trainable_variables": True,
    "non_trainable_weights": False,
    "non_trainable_variables": False,
}


def layer_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`Layer.__init__`: the name (given or counted), trainable, and the old ways to give an input shape."""
    layer = arguments[0]
    if not isinstance(layer, Instance):
        return None
    note_late(m, layer, site)
    m.journal.record_write(layer)
    given = keywords.get("name")
    if isinstance(given, str):
        layer.attributes[GIVEN_NAME] = given
    if given is None and not isinstance(layer.attributes.get("name"), str):
        given = auto_name(m, layer.type.name)
    if given is not None:
        layer.attributes["name"] = given
    layer.attributes.setdefault("trainable", keywords.get("trainable", True))
    layer.attributes.setdefault(BUILT, False)
    layer.attributes.setdefault(WEIGHTS, ListValue([]))
    if (build := own_build(layer)) is not None:
        layer.attributes["build"] = build
    shape = input_shape_keyword(keywords)
    if shape is not None:
        layer.attributes["_given_input_shape"] = shape
    return None


def input_shape_keyword(keywords: dict[str, object]) -> tuple[object, ...] | None:
    """The batched input shape that `input_shape=`, `batch_input_shape=` or `input_dim=` gives."""
    shape = elements(keywords.get("input_shape"))
    if isinstance(shape, tuple):
        return (None, *shape)
    batched = keywords.get("batch_input_shape")
    if isinstance(batched, tuple):
        return batched
    size = keywords.get("input_dim")
    return (None, size) if isinstance(size, int) else None


def declared_init(entry: Entry) -> NativeFunction:
    """The constructor of a declared layer."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = arguments[0]
        assert isinstance(instance, Instance)
        earlier = m.state.get(EARLIER) is True
        admitted = {*admitted_keywords(entry.name, earlier), *own_parameters(entry), "*", "**"}
        unknown = [k for k in keywords if k not in admitted]
        if unknown and entry.shape == "layer" and not earlier:
            refuse(m, entry.name, unexpected(unknown[0], admitted - {"*", "**"}), unshifted(site))
            keywords = {k: v for k, v in keywords.items() if k not in unknown}
        default_format = m.state.get(DATA_FORMAT)
        if (
            isinstance(default_format, str)
            and "data_format" in own_parameters(entry)
            and keywords.get("data_format") is None
        ):
            keywords = {**keywords, "data_format": default_format}
        made = construct_layer(m, entry, list(arguments[1:]), keywords, unshifted(site), earlier)
        named = {k: v for k, v in keywords.items() if k not in ("*", "**")}
        layer_init(m, [instance], named, site)
        if made is None:
            return None
        layer, given = made
        m.journal.record_write(instance)
        fields = {name: argument.value for name, argument in given.items() if name not in ("name", "trainable")}
        instance.payload = replace(layer, fields=fields)
        instance.attributes.update(fields)
        return None

    return NativeFunction(f"{entry.name}.__init__", run)


def own_parameters(entry: Entry) -> frozenset[str]:
    """The names in the declared constructor's signature, if it admits no other."""
    code = entry.implementation.__code__
    count = code.co_argcount + code.co_kwonlyargcount
    return frozenset(code.co_varnames[:count])


def declared_call(entry: Entry) -> NativeFunction:
    """The `call` of a declared layer: its declared call, on its operation."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = arguments[0]
        assert isinstance(instance, Instance)
        before = instance.payload
        if not isinstance(before, Layer):
            return m.unknown(f"{entry.name} whose construction is not known", site.place)
        result = invoke_layer(
            m, instance, current_layer(instance, before), list(arguments[1:]), keywords, unshifted(site), publish
        )
        result = activated(m, instance, result, site)
        after = instance.payload
        if isinstance(after, Layer) and after.built and not before.built:
            refuse_open_weights(m, entry.name, after.operation, site.place)
        return result

    return NativeFunction(f"{entry.name}.call", run)


def publish(m: Interpreter, instance: Instance, operation: Operation) -> None:
    """Keep the weights of a layer that has been built."""
    weights: list[object] = []
    parameters = operation.parameters()
    if parameters is None:
        instance.attributes[WEIGHTS] = ListValue([], "weights that depend on an unknown value")
        return
    weighed: tuple[tuple[Role, Mapping[str, Shape]], ...] = (("parameter", parameters), ("buffer", operation.state()))
    for role, shapes in weighed:
        for name, shape in shapes.items():
            tensor = Tensor(TensorType(shape), role, name, dialect=KERAS)
            weights.append(tensor)
            instance.attributes.setdefault(name, tensor)
    instance.attributes[WEIGHTS] = ListValue(weights)
    instance.attributes[BUILT] = True


def layer_call(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`layer(...)`: build from the input's shape if needed, run `call`, keep what a functional model needs to know."""
    layer = arguments[0]
    assert isinstance(layer, Instance)
    if not isinstance(layer.attributes.get("name"), str) and "name" not in layer.attributes:
        note_unready_call(m, layer, site)
        layer_init(m, [layer], {}, Site(None))
    track = history(m)
    path = str(layer.attributes.get("name", ""))
    if track.depth == 0:
        track.entered = tuple(tensors_in([*arguments[1:], *keywords.values()]))
    track.depth += 1
    try:
        build_if_needed(m, layer, arguments[1:], keywords, site)
    finally:
        track.depth -= 1
    m.recorder.enter(f"{m.recorder.paths[-1]}/{path}" if m.recorder.paths else path, layer.type.name, layer)
    mark, refused_builds = m.recorder.mark(), track.refused_builds
    traces = 0 if runs_a_graph(layer) else 1
    track.depth += 1
    track.traced += traces
    m.obscured += 1  # a layer converts what it is given to the type that its policy says
    try:
        function = find_attribute(m, layer, "call", site.place)
        if isinstance(function, Unknown):
            note_missing_method(m, layer, "call", site)
        result = m.call(function, list(arguments[1:]), accepted(function, keywords), unshifted(site))
        track.traced -= traces
        traces = 0
        if track.refused_builds == refused_builds:
            result = taken_at_its_word(m, layer, list(arguments[1:]), result, mark, site)
    finally:
        m.obscured -= 1
        track.traced -= traces
        track.depth -= 1
        path = m.recorder.leave()
    if layer.open is not None and layer.open.handed_over:
        result = of_open(layer, "call", site.place)
    given = list(tensors_in([*arguments[1:], *keywords.values()]))
    found = list(tensors_in([result]))
    if track.depth == 0:
        now = [substituted(value, {}) for value in arguments[1:]]  # a list may be changed after the call
        named = {name: substituted(value, {}) for name, value in keywords.items()}
        result = track.record(LayerCall(layer, tuple(now), named, tuple(given), result, site))
        found = list(tensors_in([result]))
    definition = layer.payload.definition if isinstance(layer.payload, Layer) else None
    m.recorder.call(
        ModelCall(
            layer.type.name,
            path,
            layer,
            tuple(t.type for t in given),
            tuple(t.type for t in found),
            site.place or UNPLACED,
            definition,
            all_known(result),
        )
    )
    return result


def accepted(function: object, keywords: dict[str, object]) -> dict[str, object]:
    """The keywords without `training` and `mask` for a `call` that does not take them, as Keras passes them."""
    code = function.function if isinstance(function, BoundMethod) else function
    if not isinstance(code, FunctionValue):
        return keywords
    parameters = code.definition.parameters
    if parameters.var_keyword is not None:
        return keywords
    names = {p.name for p in (*parameters.regular, *parameters.keyword_only)}
    return {k: v for k, v in keywords.items() if k in names or k not in ("training", "mask")}


def add_weight(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`layer.add_weight(shape, ..., trainable=True, name=None)`."""
    layer = arguments[0]
    shape = keywords.get("shape", arguments[1] if len(arguments) > 1 else ())
    if isinstance(shape, str):  # Keras 2 had the name first
        shape = keywords.get("shape", arguments[2] if len(arguments) > 2 else ())
    shape = (shape,) if isinstance(shape, int) else elements(shape)
    refuse_open_weight(m, shape, site)
    role: Role = "buffer" if keywords.get("trainable") is False else "parameter"
    sizes = tensor_shape(shape, "weight") if isinstance(shape, tuple) else None
    tensor = Tensor(TensorType(sizes), role, str(keywords.get("name", "weight")), site.place, dialect=KERAS)
    if isinstance(keywords.get("trainable"), Unknown):
        m.tensor_attributes[tensor] = {"trainable": keywords["trainable"]}
    if isinstance(layer, Instance):
        held = layer.attributes.get(WEIGHTS)
        if not isinstance(held, ListValue):
            held = layer.attributes[WEIGHTS] = ListValue([])
        m.journal.record_write(held)
        held.append(tensor)
    return tensor


def layer_set_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    layer, name, value = arguments[:3]
    if isinstance(layer, Instance) and isinstance(name, str):
        if is_layer(value):
            note_uninitialized(m, layer, name, site)
        if name == "trainable":
            set_trainable(m, layer, value, set())
        else:
            store_attribute(m, layer, name, value)
    elif isinstance(layer, Instance):
        store_any_attribute(m, layer, name, value)
        if isinstance(layer.payload, Layer):
            layer.payload = layer.payload.forget(UNNAMED)
    return None


def set_trainable(m: Interpreter, layer: Instance, value: object, seen: set[int]) -> None:
    """`layer.trainable = value` goes for all layers that it holds now.

    https://keras.io/guides/transfer_learning/#recursive-setting-of-the-trainable-attribute
    """
    if id(layer) in seen:
        return
    seen.add(id(layer))
    store_attribute(m, layer, "trainable", bool(value) if isinstance(value, (bool, int)) else value)
    for inner in sublayers(layer):
        set_trainable(m, inner, value, seen)


def layer_get_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """What a layer object knows of itself beside its own attributes."""
    layer, name = arguments[:2]
    if not isinstance(layer, Instance) or not isinstance(name, str):
        return m.unknown("an attribute of an unknown layer", site.place)
    shared = class_attribute(layer.type, name)
    if isinstance(shared, Unknown):
        return shared
    if name in ("input", "output"):
        return history(m).endpoint(layer, name)
    if name in ("input_shape", "output_shape"):
        return end_shape(m, layer, name.removesuffix("_shape"))
    if isinstance(layer.payload, Layer) and name.endswith(("weights", "variables")):
        m.touched.add(layer.payload.definition)
    if name in WEIGHT_LISTS:
        return weight_list(m, layer, name)
    is_model = any(c.qualified_name == "keras.Model" for c in layer.type.mro)
    instead = LAYER_METHODS.get(name) or (MODEL_METHODS.get(name) if is_model else None)
    if instead is not None and not m.state.get(EARLIER):
        owner = "models" if is_model else "layers"
        gone = Removed(Unknown(f"what {name} gives", site.place), f"Keras 3's {owner} have no {name}: {instead}")
        return missing_name(m, "AttributeError", gone, site.place)
    if layer.open is not None:
        return of_open(layer, name, site.place)
    unknown = next((c.unknown_base for c in layer.type.mro if c.unknown_base), "")
    if isinstance(layer.payload, Layer) and (
        isinstance(layer.payload.operation, Opaque) or layer.type.entry is not None
    ):
        if name in WITHOUT_RESULT.get(layer.type.name, ()):
            return native(f"{layer.type.name}.{name}", lambda m, site, *arguments, **keywords: None)
        return m.unknown(f"{layer.type.name}.{name} is not modelled", site.place)
    if unknown or any(c.entry is not None for c in layer.type.mro):
        return Unknown(unknown or f"{layer.type.name}.{name} is not modelled", site.place)
    if not lacks(layer.type, name) and (is_raised(m, "AttributeError") or name in LAYER_NAMES or is_special(name)):
        return Unknown(f"{layer.type.name}.{name} is not modelled", site.place)
    if is_set_before_the_call(m, layer, name):
        reason = f"{name} is set by what is not called here"
        return Unknown(reason, site.place, ("attribute", id(layer), name), may_be_missing=True)
    if name not in LAYER_NAMES:
        note_undefined(m, layer, name, [n for n, value in layer.attributes.items() if is_layer(value)], site)
    return python_error(m, "AttributeError", f"'{layer.type.name}' object has no attribute '{name}'", site.place)


def end_shape(m: Interpreter, layer: Instance, end: str) -> object:
    """The `input_shape` or `output_shape` of a layer, or of a model, whose ends are tensors; a list of several.

    https://github.com/keras-team/keras/blob/v3.15.1/keras/src/models/functional.py
    """
    ends = layer.attributes.get(end) if layer.open is None else None
    value = history(m).endpoint(layer, end) if ends is None else ends
    if isinstance(value, Tensor) and value.shape is not None:
        return keras_shape(value.shape)
    several = elements(value) if isinstance(value, ListValue) else None
    if several and all(isinstance(one, Tensor) and one.shape is not None for one in several):
        return ListValue([keras_shape(one.shape) for one in several if isinstance(one, Tensor) and one.shape])
    return Unknown("a shape")


def weight_list(m: Interpreter, layer: Instance, name: str) -> object:
    """`layer.weights` and its kin: open when the layer may have others."""
    if is_surely_unbuilt(layer):
        return ListValue([])
    found = parameters_of(m, layer)
    reason = found.gap or ("" if all(one.sure for one in found.counted) else "weights that are not all known")
    wanted = WEIGHT_LISTS[name]
    kept = [one for one in found.counted if wanted is None or one.trains is wanted]
    if wanted is not None and any(one.trains is None for one in found.counted):
        reason = reason or "whether a weight is trained is not known"
    return ListValue([one.tensor for one in kept if one.sure], reason)


def is_surely_unbuilt(layer: Instance) -> bool:
    """Whether a declared layer has certainly no weights yet."""
    payload = layer.payload
    if not isinstance(payload, Layer) or payload.built or isinstance(payload.operation, Opaque):
        return False
    return layer.open is None and not any(sublayers(layer))


def build_layer(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`Layer.build`, which a layer's own calls: the layer is built."""
    layer = arguments[0]
    if isinstance(layer, Instance) and not isinstance(layer.payload, Layer):
        m.journal.record_write(layer)
        layer.attributes[BUILT] = True
    return None


def flatten_layers(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`layer._flatten_layers(include_self=True, recursive=True)`: the layer and all that it holds."""
    layer, *rest = arguments
    given = {**dict(zip(("include_self", "recursive"), rest, strict=False)), **keywords}
    flags = [given.get("include_self", True), given.get("recursive", True)]
    if not isinstance(layer, Instance) or not all(isinstance(flag, bool) for flag in flags):
        return Unknown("the layers of a layer", site.place)
    inner = list(layers_below(layer, True, set()))[1:] if flags[1] else [(one, True) for one in sublayers(layer)]
    sure: list[object] = [one for one, is_there in inner if is_there]
    doubts = (doubt_of_parts(one) for one in (layer, *(one for one, _ in inner)))
    reason = next((why for why in doubts if why), "" if len(sure) == len(inner) else "layers that may be there")
    return ListValue([layer, *sure] if flags[0] else sure, reason)


def compute_output_shape(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    return m.unknown("compute_output_shape of a layer", site.place)


NATIVE_LAYER = {
    "__init__": layer_init,
    "__setattr__": layer_set_attribute,
    "__getattr__": layer_get_attribute,
    "__call__": layer_call,
    "add_weight": add_weight,
    "build": build_layer,
    "_flatten_layers": flatten_layers,
    "compute_output_shape": compute_output_shape,
}
