"""Keras, tf.keras and the part of TensorFlow that models use, as the interpreter imports them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.frontends.external import Package
from shapelint.frontends.keras.data.datasets import data_names
from shapelint.frontends.keras.data.pipelines import DATASET, dataset_classes
from shapelint.frontends.keras.data.sequences import sequence_names
from shapelint.frontends.keras.declarations import load
from shapelint.frontends.keras.element_types import typed
from shapelint.frontends.keras.losses import loss_classes
from shapelint.frontends.keras.metrics import metric_classes
from shapelint.frontends.keras.models.building import declared_build
from shapelint.frontends.keras.models.functional import (
    INPUT_LAYER,
    MODEL,
    build_model,
    functional_call,
    get_layer,
    make_input,
    model_init,
    model_new,
    read_layers,
    sequential_add,
    sequential_call,
    sequential_init,
    sequential_pop,
)
from shapelint.frontends.keras.models.history import history
from shapelint.frontends.keras.models.layer import NATIVE_LAYER, declared_call, declared_init, layer_init, publish
from shapelint.frontends.keras.models.layer_contents import LAYER, WEIGHTS
from shapelint.frontends.keras.models.layer_names import LAYER_NAMES
from shapelint.frontends.keras.models.open_sizes import keras_shape, tensor_shape
from shapelint.frontends.keras.models.wrappers import RUNS, wrapping_call
from shapelint.frontends.keras.removed import EARLIER, is_earlier_keras, reason_removed
from shapelint.frontends.keras.runtime import OPAQUE_MODULES, RUNTIME, opaque_name
from shapelint.frontends.keras.training.fit import PARAMETERS, compile_model, trainer
from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.keras.weights import loading
from shapelint.frontends.registry import frameworks_of
from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import (
    ClassValue,
    Instance,
    ListValue,
    ModuleValue,
    NativeFunction,
    PropertyValue,
    Removed,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.ir import OPEN_BATCH, Tensor, TensorType
from shapelint.ops.layout.creation import Creation

PACKAGE = "keras.package"
LAYERS = "keras.layers."
ALIASES = (
    ("tensorflow.keras", "keras"),
    ("tensorflow.python.keras", "keras"),
    ("tensorflow.compat.v1.keras", "keras"),
    ("tf_keras", "keras"),
    ("keras.src.layers", "keras.layers"),
    ("keras.src.models.functional", "keras.models"),
    ("keras.src.models", "keras.models"),
    ("keras.src.backend", "keras.backend"),
    ("keras.src.ops.operation_utils", "keras.src.ops.operation_utils"),
    ("keras.src.ops", "keras.ops"),
    ("keras.src.utils", "keras.utils"),
    ("keras.src.initializers", "keras.initializers"),
    ("keras.layers.core", "keras.layers"),
    ("keras.layers.convolutional", "keras.layers"),
    ("keras.layers.pooling", "keras.layers"),
    ("keras.layers.normalization", "keras.layers"),
    ("keras.layers.recurrent", "keras.layers"),
    ("keras.layers.embeddings", "keras.layers"),
    ("keras.layers.merge", "keras.layers"),
    ("keras.engine.topology", "keras.layers"),
    ("keras.engine", "keras"),
    ("tensorflow.losses", "keras.losses"),
    ("tensorflow.metrics", "keras.metrics"),
    ("tensorflow.optimizers", "keras.optimizers"),
    ("tensorflow.initializers", "keras.initializers"),
)
FROM_SOURCE = ("keras.applications", "keras.src.applications")


def keras_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name if Keras declares it. The applications are read from source where there is one."""
    if name.partition(".")[0] not in ("keras", "tensorflow", "tf_keras"):
        return None
    package = m.state.get(PACKAGE)
    if not isinstance(package, KerasPackage):
        package = make_package(m)
        package.applications = lambda: keras_fallback(m, FROM_SOURCE[0])
        package.earlier = is_earlier_keras(m)
        m.state[EARLIER] = package.earlier
        m.state[PACKAGE] = package
    if name.partition(".")[0] == "tf_keras":
        package.earlier = m.state[EARLIER] = True
    canonical = package.canonical(name)
    if any(canonical == prefix or canonical.startswith(prefix + ".") for prefix in FROM_SOURCE):
        return None
    return package.module(name)


def keras_fallback(m: Interpreter, name: str) -> ModuleValue | None:
    """The applications as far as they are known without their source."""
    package = m.state.get(PACKAGE)
    canonical = package.canonical(name) if isinstance(package, KerasPackage) else name
    if canonical != FROM_SOURCE[0] and not canonical.startswith(f"{FROM_SOURCE[0]}."):
        return None
    from shapelint.frontends.keras.applications.models import application_module

    return application_module(m, canonical)


class KerasPackage(Package):
    """Keras' package: optimizers, losses and their kin are there under any name, and layers under the names of the
    modules that held them in earlier versions (`keras.layers.convolutional.Conv2D`), marked as removed unless the
    environment has such a version (`earlier`)."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.earlier = False
        self.applications: Callable[[], ModuleValue | None] = lambda: None
        self.spelled: dict[str, ModuleValue] = {}
        self.opaque: dict[str, ClassValue | None] = {}

    def find(self, name: str) -> object | None:
        reason = "" if self.earlier else reason_removed(name)
        return Removed(self.known(name), reason) if reason else self.known(name)

    def known(self, name: str) -> object | None:
        found = super().find(name)
        if isinstance(found, ModuleValue):
            return self.module(name)
        if found is not None:
            return found
        canonical = self.canonical(name)
        if canonical == FROM_SOURCE[0]:
            return self.applications()
        last = canonical.rsplit(".", 1)[-1]
        if canonical.startswith(LAYERS) and canonical != LAYERS + last and last[0].isupper():
            return super().find(LAYERS + last)
        if canonical not in self.opaque:
            self.opaque[canonical] = opaque_name(canonical)
        return self.opaque[canonical]

    def module(self, name: str) -> ModuleValue | None:
        """The module as it is spelled: what `keras` lacks, `tensorflow.keras` may still have."""
        found = self.spelled.get(name)
        if found is None:
            inner = self.known_module(name)
            reason = "" if self.earlier else reason_removed(name)
            if inner is None and not reason:
                return None
            variables: dict[str, object] = {"__name__": name} if inner is None else dict(inner.variables)
            called = name if inner is None else inner.name
            look_up = self.known if reason else self.find  # one finding is enough
            found = ModuleValue(called, variables, None, lambda child: look_up(f"{name}.{child}"), reason)
            self.spelled[name] = found
        return found

    def known_module(self, name: str) -> ModuleValue | None:
        found = super().module(name)
        canonical = self.canonical(name)
        if found is None and (canonical in OPAQUE_MODULES or (canonical.startswith(LAYERS) and canonical.islower())):
            found = ModuleValue(
                canonical, {"__name__": canonical}, lookup=lambda child: self.find(f"{canonical}.{child}")
            )
        return found


def keras_layer_class(m: Interpreter, entry: Entry) -> ClassValue:
    """The class of a layer that is declared elsewhere, a subclass of Layer."""
    package = m.state[PACKAGE]
    assert isinstance(package, Package)
    made = package.make_layer(entry)
    assert isinstance(made, ClassValue)
    return made


def make_package(m: Interpreter) -> KerasPackage:
    vocabulary = load()
    added = frameworks_of(m).additions_to(m, "keras")
    if "shape" not in vocabulary.properties:
        keras.attribute("shape")(read_shape)
    vocabulary.typed, vocabulary.default_setters = typed, ("enable_numpy_behavior",)
    m.vocabularies["keras"] = vocabulary
    m.state.setdefault("framework", "keras")
    tensor = native_class("keras.KerasTensor")
    m.tensor_classes["keras"] = tensor
    names: dict[str, object] = {**RUNTIME, **added}
    layer = native_class(LAYER)
    layer.names = LAYER_NAMES
    layer.variables.update({name: NativeFunction(f"{LAYER}.{name}", body) for name, body in NATIVE_LAYER.items()})
    names.update(model_classes(layer))
    names.update(loss_classes())
    names.update(metric_classes())
    names.update(dataset_classes())
    names.update(data_names(names[DATASET]))
    names.update(sequence_names())
    for alias in ("keras.Layer", "keras.layers.Layer", "keras.models.Layer"):
        names[alias] = layer
    for alias in ("tensorflow.Tensor", "keras.KerasTensor", "keras.backend.KerasTensor"):
        names[alias] = tensor
    module = native_class("tensorflow.Module")
    names["tensorflow.Module"] = module
    return KerasPackage(names, vocabulary.entries, lambda entry: declared_layer(entry, layer), ALIASES)


def read_shape(tensor: Tensor) -> object:
    """`tensor.shape`: None for what is open."""
    return Unknown("the shape of an unknown tensor") if tensor.shape is None else keras_shape(tensor.shape)


def declared_layer(entry: Entry, layer: ClassValue) -> ClassValue:
    """The class of a declared layer, a subclass of Layer."""
    made = native_class(entry.name, (layer,))
    made.entry = entry
    made.variables["__init__"] = declared_init(entry)
    made.variables["build"] = declared_build(entry, publish)
    made.variables["call"] = wrapping_call(entry) if entry.name in RUNS else declared_call(entry)
    return made


def model_classes(layer: ClassValue) -> dict[str, object]:
    """Model, Functional, Sequential, Input, InputLayer and Lambda under all their names."""
    model = native_class(MODEL, (layer,))
    model.names = LAYER_NAMES
    functional = native_class("keras.models.Functional", (model,))
    sequential = native_class("keras.Sequential", (model,))
    input_layer = native_class(INPUT_LAYER, (layer,))
    methods = {
        "__init__": model_init,
        "get_layer": get_layer,
        "compile": compile_model,
        "build": build_model,
    }
    model.variables.update({name: NativeFunction(f"{MODEL}.{name}", body) for name, body in methods.items()})
    model.variables.update({name: trainer(name) for name in PARAMETERS})
    for name in ("summary", "save_weights", "save", "reset_states", "to_json"):
        model.variables[name] = native(f"{MODEL}.{name}", lambda m, s, *a, **k: None)
    model.variables["load_weights"] = native(f"{MODEL}.load_weights", loading.load_weights)
    layer.variables["get_weights"] = native(f"{LAYER}.get_weights", loading.get_weights)
    layer.variables["set_weights"] = native(f"{LAYER}.set_weights", loading.set_weights)
    model.variables["layers"] = PropertyValue(NativeFunction("keras.Model.layers", read_layers))
    model.variables["__new__"] = model_new(functional, layer)
    functional.variables["call"] = NativeFunction("keras.models.Functional.call", functional_call)
    functional.variables["__new__"] = model_new(functional, layer)
    model.variables["call"] = NativeFunction("keras.Model.call", functional_call)
    sequential.variables.update(
        {
            "__new__": native("keras.Sequential", lambda m, s, owner, *a, **k: Instance(owner, {}, place=s.place)),
            "__init__": NativeFunction("keras.Sequential", sequential_init),
            "add": NativeFunction("keras.Sequential.add", sequential_add),
            "pop": NativeFunction("keras.Sequential.pop", sequential_pop),
            "call": NativeFunction("keras.Sequential.call", sequential_call),
        }
    )
    input_layer.variables["__init__"] = input_layer_init(input_layer)
    make = native("keras.Input", input_maker(input_layer))
    lambda_layer = native_class("keras.layers.Lambda", (layer,))
    lambda_layer.variables["__init__"] = NativeFunction("keras.layers.Lambda", lambda_init)
    lambda_layer.variables["call"] = NativeFunction("keras.layers.Lambda.call", lambda_call)
    names: dict[str, object] = {name: native(name, merge_function(layer_name)) for name, layer_name in MERGES.items()}
    wrapper = native_class("keras.layers.Wrapper", (layer,))
    wrapper.variables["__init__"] = NativeFunction("keras.layers.Wrapper", wrapper_init)
    names["keras.layers.Wrapper"] = wrapper
    names.update({f"{LAYERS}{name}": opaque_layer(name, layer) for name in OPAQUE_LAYERS})
    names |= {INPUT_LAYER: input_layer, "keras.layers.Lambda": lambda_layer}
    for where in ("keras", "keras.models", "keras.layers"):
        names[f"{where}.Model"] = model
        names[f"{where}.Sequential"] = sequential
        names[f"{where}.Input"] = make
        names[f"{where}.Functional"] = functional
    return names


MERGES = {
    f"keras.layers.{name.lower()}": f"keras.layers.{name}"
    for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate", "Dot")
}


def merge_function(layer_name: str) -> Callable[..., object]:
    """`keras.layers.add(tensors, name=...)`: the layer of that name, made and called at once."""

    def run(m: Interpreter, site: Site, inputs: object, *arguments: object, **keywords: object) -> object:
        package = m.state[PACKAGE]
        assert isinstance(package, Package)
        plain = Site(site.place)
        layer = m.call(package.find(layer_name), list(arguments), dict(keywords), plain)
        return m.call(layer, [inputs], {}, plain)

    return run


INPUT_PARAMETERS = ("shape", "batch_size", "dtype", "sparse", "batch_shape", "name", "tensor", "optional")


def input_maker(input_layer: ClassValue) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        given = {**dict(zip(INPUT_PARAMETERS, arguments, strict=False)), **keywords}
        return make_input(m, site, input_layer, given)

    return run


def input_layer_init(input_layer: ClassValue) -> NativeFunction:
    """`InputLayer(shape=...)` as the first layer of a Sequential."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        layer, *rest = arguments
        assert isinstance(layer, Instance)
        given = {**dict(zip(("shape", "batch_size", "dtype"), rest, strict=False)), **keywords}
        if "shape" not in given and "input_shape" in given:
            given["shape"] = given["input_shape"]
        tensor = make_input(m, site, input_layer, given)
        layer.attributes.update({"_tensor": tensor, "name": given.get("name", "input_layer")})
        return None

    return NativeFunction(INPUT_LAYER, run)


def wrapper_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`Wrapper(layer)`, the base of layers around another one."""
    instance, *rest = arguments
    assert isinstance(instance, Instance)
    layer_init(m, [instance], {k: v for k, v in keywords.items() if k != "layer"}, site)
    instance.attributes["layer"] = rest[0] if rest else keywords.get("layer", Unknown("a wrapped layer"))
    return None


# Layers that run what another framework or a file holds, or whose output hangs on more than shapes.
OPAQUE_LAYERS = (
    "FlaxLayer", "HashedCrossing", "JaxLayer", "MaxNumBoundingBoxes", "MelSpectrogram", "Pipeline", "STFTSpectrogram",
    "TFSMLayer", "TorchModuleWrapper",
)  # fmt: skip


def opaque_layer(name: str, layer: ClassValue) -> ClassValue:
    """A layer that can be made and called, of which neither weights nor outputs are known."""
    made = native_class(f"{LAYERS}{name}", (layer,))
    why = f"{name} is not modelled"

    def initialize(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = arguments[0]
        assert isinstance(instance, Instance)
        layer_init(m, [instance], {k: v for k, v in keywords.items() if k in ("name", "trainable")}, site)
        instance.attributes[WEIGHTS] = ListValue([], why)
        return None

    made.variables["__init__"] = NativeFunction(made.qualified_name, initialize)
    made.variables["call"] = native(made.qualified_name, lambda m, s, *a, **k: m.unknown(why, s.place))
    return made


def lambda_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    layer, *rest = arguments
    assert isinstance(layer, Instance)
    layer_init(m, [layer], {k: v for k, v in keywords.items() if k in ("name", "input_shape", "trainable")}, site)
    layer.attributes["function"] = rest[0] if rest else keywords.get("function", Unknown("a Lambda's function"))
    is_open = "*" in keywords or "**" in keywords
    unstated = Unknown("a Lambda's output_shape, which may be given") if is_open else None
    layer.attributes["_output_shape"] = rest[1] if len(rest) > 1 else keywords.get("output_shape", unstated)
    layer.attributes["arguments"] = keywords.get("arguments")
    return None


def promised(m: Interpreter, layer: Instance, inputs: list[object], site: Site) -> object:
    """What a Lambda that is given its output's shape says of a symbolic call, which does not run its function."""
    shape = layer.attributes.get("_output_shape")
    given = inputs[0] if inputs else None
    if shape is None or not may_be_symbolic(m, given):
        return None
    sizes = elements(shape) if isinstance(given, Tensor) and given.shape else None
    if sizes is None or not isinstance(given, Tensor) or any(isinstance(s, Unknown) for s in sizes):
        return m.unknown("a Lambda's output_shape that is not known", site.place)
    kind = TensorType(tensor_shape((None, *sizes), "lambda"), given.type.dtype)
    operation = Creation("keras.layers.Lambda", kind.shape, kind.dtype)
    return apply_operation(m, operation, (given,), "keras.layers.Lambda", site.place)


def may_be_symbolic(m: Interpreter, given: object) -> bool:
    """Whether what a layer is called on may stand for a model's input, and is not surely data."""
    if not isinstance(given, Tensor):
        return isinstance(given, Unknown)
    return not given.shape or given.shape[0] is OPEN_BATCH or history(m).is_symbolic()


def lambda_call(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    from shapelint.interpret.domain.values import DictValue

    layer, *rest = arguments
    assert isinstance(layer, Instance)
    stated = promised(m, layer, rest, site)
    if stated is not None:
        return stated
    extra = layer.attributes.get("arguments")
    given = {str(k): v for k, v in extra.at_least().items()} if isinstance(extra, DictValue) else {}
    if isinstance(extra, DictValue) and extra.exactly() is None:
        given["**"] = Unknown(extra.open, site.place)
    given.update({star: keywords[star] for star in ("*", "**") if star in keywords})
    return m.call(layer.attributes["function"], list(rest), given, Site(site.place))
