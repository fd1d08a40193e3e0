"""Functional and Sequential models: graphs of layer calls, replayed on new inputs; and the order of their layers."""

from __future__ import annotations

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.models.graph import UNKNOWN_ENDS, FunctionalGraph, as_list, make_graph
from shapelint.frontends.keras.models.history import LayerCall, Step, history, parents, substituted
from shapelint.frontends.keras.models.layer import layer_init
from shapelint.frontends.keras.models.layer_contents import GIVEN_NAME, is_layer, sublayers
from shapelint.frontends.keras.models.names import auto_name
from shapelint.frontends.keras.models.open_sizes import tensor_shape
from shapelint.frontends.keras.models.parameters import doubt_of_parts
from shapelint.frontends.keras.removed import EARLIER
from shapelint.frontends.openness import reason_open
from shapelint.interpret.api.apply import apply_node
from shapelint.interpret.api.binding import refuse, reject
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.layers import unshifted
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.domain.values import ClassValue, DictValue, Instance, ListValue, NativeFunction, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Kind, Tensor, TensorType
from shapelint.ops.structural.model_input import Feed
from shapelint.records import replace
from shapelint.symbolic import Verdict

MODEL = "keras.Model"
SEQUENTIAL = "keras.Sequential"
INPUT_LAYER = "keras.layers.InputLayer"
MODEL_KEYWORDS = ("inputs", "outputs", "name", "trainable", "dtype", "autocast", "activity_regularizer")


def make_input(m: Interpreter, site: Site, input_layer: ClassValue, keywords: dict[str, object]) -> object:
    """`keras.Input(...)`: a tensor with an open batch, and the InputLayer that stands for it."""
    shape = keywords.get("shape")
    batch = keywords.get("batch_size")
    batched = keywords.get("batch_shape", keywords.get("batch_input_shape"))
    dims = elements(batched) if batched is not None else elements(shape)
    if isinstance(shape, int):
        dims = (shape,)
    if dims is None:
        return m.unknown("the shape of an Input", site.place)
    whole = dims if batched is not None else (batch, *dims)
    name = keywords.get("name")
    shown = name if isinstance(name, str) else auto_name(m, "InputLayer")
    dtype = keywords.get("dtype")
    kind = TensorType(tensor_shape(whole, shown), dtype if isinstance(dtype, str) else "float32")
    tensor = Tensor(kind, "input", "Input", site.place, dialect=KERAS)
    layer = Instance(input_layer, {"name": shown, "trainable": True, "built": True}, place=site.place)
    history(m).inputs[tensor] = layer
    return tensor


def replay(m: Interpreter, graph: FunctionalGraph, given: list[Tensor], site: Site) -> object:
    """Run the graph's steps on other inputs."""
    mapping: dict[Tensor, Tensor] = dict(zip(graph.inputs, given, strict=False))
    for step in graph.steps:
        if isinstance(step, LayerCall):
            positional = [substituted(a, mapping) for a in step.arguments]
            keywords = {k: substituted(v, mapping) for k, v in step.keywords.items()}
            result = m.call(step.layer, positional, keywords, step.site)
            before, after = list(tensors_in([step.result])), list(tensors_in([result]))
            mapping.update(zip(before, after, strict=False))
        else:
            made = history_outputs(m, step)
            given_here = tuple(mapping.get(t, t) for t in step.inputs)
            arguments = {
                name: replace(one, value=substituted(one.value, mapping)) for name, one in step.arguments.items()
            }
            _, outputs = apply_node(m, step.operation, given_here, step.callee, step.place, KERAS, arguments=arguments)
            mapping.update(zip(made, outputs, strict=False))
    if graph.gap and any(t not in mapping for t in as_list(graph.outputs)):
        return m.unknown(graph.gap, site.place)
    return substituted(graph.outputs, mapping)


def history_outputs(m: Interpreter, node: object) -> list[Tensor]:
    """The tensors that an operation between layers gave, in order."""
    outputs = m.node_outputs.get(id(node))
    return list(outputs) if outputs is not None else []


def functional_call(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """The `call` of a functional model."""
    model = arguments[0]
    if not isinstance(model, Instance) or not isinstance(model.payload, FunctionalGraph):
        return m.unknown("a model whose graph is not known", site.place)
    value = arguments[1] if len(arguments) > 1 else keywords.get("inputs")
    if isinstance(value, DictValue):
        track = history(m)
        names = [str(track.inputs[t].attributes["name"]) if t in track.inputs else "" for t in model.payload.inputs]
        given = [t for n in names if isinstance(t := value.at_least().get(n), Tensor)]
    else:
        given = as_list(value)
    if len(given) != len(model.payload.inputs):
        return m.unknown("a model called on inputs that are not all known", site.place)
    if refuses(m, model, model.payload, given, site):
        return model.payload.outputs
    return replay(m, model.payload, given, site)


def is_sequential(model: Instance) -> bool:
    return any(c.qualified_name == SEQUENTIAL for c in model.type.mro)


def refuses(m: Interpreter, model: Instance, graph: FunctionalGraph, given: list[Tensor], site: Site) -> bool:
    """Whether a functional model, which takes its declared sizes only, refuses what it is called on; with the
    finding."""
    if is_sequential(model):
        return False
    for tensor, own in zip(given, graph.inputs, strict=True):
        if own.shape is None:
            continue
        operation = Feed(own.shape)
        if any(r.verdict is Verdict.FAILS for r in operation.infer([tensor.type]).requirements):
            apply_node(m, operation, (tensor,), MODEL, site.place, KERAS)
            return True
    return False


def refuse_repeated_names(m: Interpreter, layers: list[Instance], site: Site) -> None:
    """Two layers of one model must not have the same name."""
    names = [name for one in layers if isinstance(name := one.attributes.get(GIVEN_NAME), str)]
    repeated = next((name for name in names if names.count(name) > 1), None)
    if repeated is not None:
        text = f"two layers of a model have the name {repeated!r}"
        reject(m, Rejected(Kind.HYPERPARAMETER, "name", text), MODEL, site.place, {})


def ordered_layers(m: Interpreter, graph: FunctionalGraph) -> list[Instance | Step]:
    """The layers in the order of `model.layers`: by depth from the outputs, then by the order in which a walk from the
    outputs meets them (`keras.src.ops.function.map_graph`). Operations between layers stand for themselves."""
    track = history(m)
    sources = set(graph.inputs)
    index: dict[int, int] = {}
    owners: dict[int, Instance | Step] = {}
    finished: dict[int, Instance | Step] = {}

    def owner_of(tensor: Tensor) -> tuple[object, Instance | Step, tuple[Tensor, ...]] | None:
        if tensor in sources:
            layer = track.inputs.get(tensor)
            return (tensor, layer, ()) if layer is not None else None
        step = track.step(tensor)
        if step is None:
            return None
        return step, step.layer if isinstance(step, LayerCall) else step, parents(step)

    depth_of_node: dict[int, int] = {}
    parents_of: dict[int, list[int]] = {}
    visited: set[int] = set()
    stack: list[tuple[Tensor, bool]] = [(t, False) for t in reversed(as_list(graph.outputs))]
    while stack:
        tensor, leaving = stack.pop()
        found = owner_of(tensor)
        if found is None:
            continue
        node, owner, inputs = found
        if leaving:
            finished.setdefault(id(node), owner)
            continue
        if id(node) in visited:
            continue
        visited.add(id(node))
        index.setdefault(id(owner), len(index))
        owners[id(owner)] = owner
        parents_of[id(node)] = [id(p[0]) for t in inputs if (p := owner_of(t)) is not None]
        stack.append((tensor, True))
        stack.extend((t, False) for t in reversed(inputs))
    depth_of_owner: dict[int, int] = {}
    for node_id, owner in reversed(finished.items()):
        depth = max(depth_of_node.setdefault(node_id, 0), depth_of_owner.get(id(owner), 0))
        depth_of_owner[id(owner)] = depth
        depth_of_node[node_id] = depth
        for parent in parents_of.get(node_id, []):
            depth_of_node[parent] = max(depth + 1, depth_of_node.get(parent, 0))
    for tensor in graph.inputs:
        layer = track.inputs.get(tensor)
        if layer is not None and id(layer) not in depth_of_owner:
            depth_of_owner[id(layer)] = 0
            index[id(layer)] = -1
            owners[id(layer)] = layer
    return [owners[i] for i in sorted(owners, key=lambda i: (-depth_of_owner[i], index[i]))]


# ---------------------------------------------------------------------------------------------------------- models


def model_new(functional: ClassValue, layer_class: ClassValue) -> NativeFunction:
    """`Model(inputs, outputs)` makes a functional model; without them, an object of a subclass."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        owner, *rest = arguments
        assert isinstance(owner, ClassValue)
        given = dict(zip(("inputs", "outputs", "name"), rest, strict=False)) | keywords
        surplus = [k for k in keywords if k not in MODEL_KEYWORDS and k not in ("*", "**")]
        if owner.definition is None and surplus and not m.state.get(EARLIER):
            refuse(m, MODEL, f"got an unexpected keyword argument '{surplus[0]}'", unshifted(site))
        if owner.definition is not None or "inputs" not in given or "outputs" not in given:
            return Instance(owner, {}, place=site.place)
        made = Instance(functional, {}, place=site.place)
        fill_functional(m, made, given, site)
        return made

    return NativeFunction("keras.Model", run)


def fill_functional(m: Interpreter, model: Instance, given: dict[str, object], site: Site) -> None:
    graph = make_graph(m, given["inputs"], given["outputs"])
    name = given.get("name")
    layer_init(m, [model], {"name": name} if name is not None else {}, site)
    if graph is None:
        m.recorder.stop(UNKNOWN_ENDS, site.place)
        model.attributes["_layers"] = ListValue([], UNKNOWN_ENDS)
        return
    if graph.gap:
        m.recorder.stop(graph.gap, site.place)
    model.payload = graph
    layers = [o for o in ordered_layers(m, graph) if isinstance(o, Instance)]
    refuse_repeated_names(m, layers, site)
    model.attributes["_layers"] = ListValue(list(layers), graph.gap)
    model.attributes["inputs"] = ListValue(list(graph.inputs))
    model.attributes["outputs"] = ListValue([*as_list(graph.outputs)])
    model.attributes["input"] = graph.inputs[0] if len(graph.inputs) == 1 else ListValue(list(graph.inputs))
    model.attributes["output"] = graph.outputs
    model.attributes["built"] = True


def model_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`super().__init__(...)` in a Model subclass: with inputs and outputs it makes the functional graph."""
    model, *rest = arguments
    if not isinstance(model, Instance):
        return None
    given = dict(zip(("inputs", "outputs", "name"), rest, strict=False)) | keywords
    if isinstance(model.payload, FunctionalGraph):
        return None
    if "inputs" in given and "outputs" in given:
        fill_functional(m, model, given, site)
        return None
    return layer_init(m, [model], keywords, site)


# ------------------------------------------------------------------------------------------------------ Sequential


def sequential_add(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`model.add(layer)`: an Input or a first layer with `input_shape=` makes the shapes known from here on."""
    model = arguments[0]
    if not isinstance(model, Instance):
        return m.unknown("add() of something that is no model", site.place)
    layer = arguments[1] if len(arguments) > 1 else keywords.get("layer", m.unknown("a layer", site.place))
    m.journal.record_write(model)
    held = model.attributes.get("_layers")
    if not isinstance(held, ListValue):
        held = model.attributes["_layers"] = ListValue([], reason_open(model))
    m.journal.record_write(held)
    track = history(m)
    is_input_layer = isinstance(layer, Instance) and layer.type.qualified_name == INPUT_LAYER
    given = layer.attributes.get("_tensor") if is_input_layer and isinstance(layer, Instance) else layer
    if isinstance(given, Tensor) and given in track.inputs:
        if "_input" in model.attributes:
            text = "the model has an input already, and takes no other one"
            return reject(m, Rejected(Kind.HYPERPARAMETER, None, text), SEQUENTIAL, site.place, {})
        model.attributes["_input"] = model.attributes["_running"] = given
        return None
    if not is_layer(layer):
        held.extend((), "a layer that is not known")
        forget_graph(model)
        return None
    assert isinstance(layer, Instance)
    first = not held.at_least() and held.exactly() is not None and "_running" not in model.attributes
    held.append(layer)
    refuse_repeated_names(m, [v for v in held.at_least() if isinstance(v, Instance)], site)
    if first:
        start_sequential(m, model, layer, site)
    running = model.attributes.get("_running")
    if isinstance(running, Tensor):
        run_on(m, model, layer, running, site)
    return None


def start_sequential(m: Interpreter, model: Instance, layer: Instance, site: Site) -> None:
    """The input that the first layer's `input_shape=` or its being a model already says."""
    shape = layer.attributes.get("_given_input_shape")
    graph = layer.payload if isinstance(layer.payload, FunctionalGraph) else None
    if isinstance(shape, tuple):
        source = Tensor(TensorType(tensor_shape(shape, "input")), "input", "input_shape", site.place, dialect=KERAS)
    elif graph is not None and len(graph.inputs) == 1:
        source = Tensor(graph.inputs[0].type, "input", "the first layer's input", site.place, dialect=KERAS)
    else:
        return
    stand_in = Instance(layer.type, {"name": auto_name(m, "InputLayer")})
    history(m).inputs[source] = stand_in
    model.attributes["_input"] = model.attributes["_running"] = source


def run_on(m: Interpreter, model: Instance, layer: Instance, running: Tensor, site: Site) -> None:
    """Extend the running output of a Sequential by one layer."""
    result = m.call(layer, [running], {}, layer_site(layer, site))
    source = model.attributes.get("_input")
    if isinstance(result, Tensor) and isinstance(source, Tensor):
        model.attributes["_running"] = result
        model.payload = make_graph(m, source, result)
        model.attributes.update({"input": source, "output": result, "built": True})
        model.attributes.update({"inputs": ListValue([source]), "outputs": ListValue([result])})
    else:
        forget_graph(model)


def forget_graph(model: Instance) -> None:
    """What a Sequential gives is not known from here on."""
    model.payload = None
    for name in ("_running", "output", "outputs"):
        model.attributes.pop(name, None)


def layer_site(layer: Instance, site: Site) -> Site:
    """A Sequential calls its layers where they are written."""
    return Site(layer.place) if layer.place is not None else site


def sequential_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    model, *rest = arguments
    assert isinstance(model, Instance)
    given = dict(zip(("layers", "trainable", "name"), rest, strict=False)) | keywords
    layer_init(m, [model], {k: v for k, v in given.items() if k in ("name", "trainable") and v is not None}, site)
    model.attributes["_layers"] = ListValue([])
    layers = given.get("layers")
    if layers is None:
        return None
    items, complete = m.iterate(layers, site.place)
    if not complete:
        model.attributes["_layers"] = ListValue([], "a list of layers of unknown length")
        return None
    for layer in items:
        sequential_add(m, [model, layer], {}, site)
    return None


def sequential_call(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    model = arguments[0]
    assert isinstance(model, Instance)
    held = model.attributes.get("_layers")
    value = arguments[1] if len(arguments) > 1 else keywords.get("inputs")
    layers = held.exactly() if isinstance(held, ListValue) else None
    if layers is None:
        return m.unknown("a Sequential whose layers are not all known", site.place)
    for layer in layers:
        assert isinstance(layer, Instance)
        value = m.call(layer, [value], {}, layer_site(layer, site))
    return value


def sequential_pop(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    model = arguments[0]
    assert isinstance(model, Instance)
    held = model.attributes.get("_layers")
    if not isinstance(held, ListValue):
        return None
    layers = held.exactly()
    m.journal.record_write(held)
    if not layers:
        held.forget(held.open)
        return None if layers is not None else m.unknown("a layer that is not known", site.place)
    layer, remaining = layers[-1], list(layers[:-1])
    source = model.attributes.get("_input")
    model.attributes["_running"] = source
    held.hold(())
    for one in remaining:
        sequential_add(m, [model, one], {}, site)
    return layer


def model_layers(model: Instance) -> list[Instance]:
    """`model.layers`, as far as they are known."""
    held = model.attributes.get("_layers")
    if isinstance(held, ListValue):
        return [v for v in held.at_least() if isinstance(v, Instance)]
    return list(sublayers(model))


def read_layers(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    model = arguments[0]
    assert isinstance(model, Instance)
    held = model.attributes.get("_layers")
    known: list[object] = list(model_layers(model))
    if isinstance(held, ListValue):
        return ListValue(known, held.open)
    return ListValue(known, doubt_of_parts(model))


def get_layer(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    model, *rest = arguments
    assert isinstance(model, Instance)
    given = dict(zip(("name", "index"), rest, strict=False)) | keywords
    layers = model_layers(model)
    if isinstance(given.get("index"), int):
        index = given["index"]
        assert isinstance(index, int)
        held = model.attributes.get("_layers")
        is_whole = isinstance(held, ListValue) and not held.open
        return (
            layers[index]
            if is_whole and -len(layers) <= index < len(layers)
            else m.unknown("a layer of an index that is not known", site.place)
        )
    for layer in layers:
        if layer.attributes.get("name") == given.get("name"):
            return layer
    return m.unknown("a layer of a name that is not known", site.place)


def build_model(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`model.build(input_shape)`: run it on an input of that shape, or on inputs of those shapes."""
    model, *rest = arguments
    given = rest[0] if rest else keywords.get("input_shape")
    if isinstance(model, Instance) and not isinstance(model.payload, FunctionalGraph):
        inputs = inputs_of(given, site)
        if inputs is not None:
            m.call(model, [inputs], {}, site)
    return None


def inputs_of(shape: object, site: Site) -> object | None:
    """An input of that shape; of shapes in a list, a tuple or a dict, as many inputs. None where it may be either."""
    if isinstance(shape, DictValue) and shape.exactly() is not None:
        parts = {key: inputs_of(part, site) for key, part in shape.at_least().items()}
        return None if None in parts.values() else DictValue(dict(parts))
    dims = elements(shape)
    if dims is None or (dims and all(isinstance(size, Unknown) for size in dims)):
        return None
    if not any(isinstance(size, (ListValue, tuple, DictValue)) for size in dims):
        return Tensor(TensorType(tensor_shape(dims, "input")), "input", "build()", site.place, dialect=KERAS)
    held = [inputs_of(part, site) for part in dims]
    return None if None in held else ListValue(held)
