"""What Keras offers beside layers and operations: settings, utilities, training, data sets."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.frontends.contexts import context_class
from shapelint.frontends.keras.models.names import COUNTS, DATA_FORMAT
from shapelint.frontends.keras.removed import EARLIER
from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.opaque import opaque_class
from shapelint.interpret.api.binding import refuse
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import (
    BoundMethod,
    ClassValue,
    DeclaredFunction,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor


def nothing(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return None


def first_argument(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    """Decorators with or without arguments: what they decorate."""
    if arguments and not isinstance(arguments[0], (str, ListValue, tuple)):
        return arguments[0]
    return native("a decorator", lambda m, s, f: f)


def decorator_factory(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return native("a decorator", lambda m, s, f: f)


def image_data_format(m: Interpreter, site: Site) -> object:
    return m.state.get(DATA_FORMAT, "channels_last")


def set_image_data_format(m: Interpreter, site: Site, data_format: object) -> object:
    if isinstance(data_format, str):
        m.state[DATA_FORMAT] = data_format
    return None


def standardize_data_format(m: Interpreter, site: Site, data_format: object = None) -> object:
    return m.state.get(DATA_FORMAT, "channels_last") if data_format is None else data_format


def clear_session(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    m.state[COUNTS] = {}
    return None


def get_uid(m: Interpreter, site: Site, prefix: object = "") -> object:
    counts = m.state.setdefault("keras.uids", {})
    assert isinstance(counts, dict)
    counts[prefix] = counts.get(prefix, 0) + 1
    return counts[prefix]


def is_keras_tensor(m: Interpreter, site: Site, value: object) -> object:
    if isinstance(value, Unknown):
        return Unknown("is_keras_tensor() of a value that is not known", site.place, ("is_keras_tensor", value.same()))
    return isinstance(value, Tensor)


def get_source_inputs(m: Interpreter, site: Site, tensor: object) -> object:
    """The Input tensors that a tensor comes from."""
    from shapelint.frontends.keras.models.history import history, parents

    track = history(m)
    found: dict[Tensor, None] = {}
    stack = [tensor] if isinstance(tensor, Tensor) else []
    while stack:
        current = stack.pop()
        step = track.step(current)
        if step is None:
            found[current] = None
        else:
            stack.extend(parents(step))
    return ListValue(list(found))


def get_activation(m: Interpreter, site: Site, identifier: object) -> object:
    """`keras.activations.get`: the function of a name, `linear` for None; a function or layer is its own."""
    if isinstance(identifier, (DeclaredFunction, FunctionValue, BoundMethod, NativeFunction, Instance, ClassValue)):
        return identifier
    name = "linear" if identifier is None else identifier
    entry = keras.entries.get(f"keras.activations.{name}") if isinstance(name, str) else None
    return Unknown("an activation that is not known", site.place) if entry is None else DeclaredFunction(entry)


def get_mask(m: Interpreter, site: Site, tensor: object) -> object:
    """The mask that a tensor carries along, or None: which of them is not followed."""
    return Unknown("the mask of a tensor", site.place)


OPAQUE_MODULES = (
    "keras.optimizers", "keras.losses", "keras.metrics", "keras.callbacks", "keras.regularizers", "keras.initializers",
    "keras.constraints",
)  # fmt: skip


def opaque_name(full: str) -> ClassValue | None:
    """An optimizer, loss, initializer, ... by its full name; None for other names."""
    module, _, name = full.rpartition(".")
    if module not in OPAQUE_MODULES or name.startswith("_"):
        return None
    return optimizer_class(full) if module == "keras.optimizers" else opaque_class(full)


def optimizer_class(full: str) -> ClassValue:
    made = opaque_class(full)
    made.variables["__init__"] = native(full, make_optimizer(full))
    return made


def make_optimizer(full: str) -> Callable[..., object]:
    """An optimizer's constructor: the rate is no longer called `lr`."""

    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        if "lr" in keywords and not m.state.get(EARLIER):
            refuse(m, full, "got an unexpected keyword argument 'lr'; it is 'learning_rate'", site)
        return None

    return run


VERSION = "3.15.1"
NOTHING = (
    "keras.utils.set_random_seed", "tensorflow.random.set_seed", "keras.utils.plot_model", "keras.config.set_floatx",
    "keras.mixed_precision.set_global_policy", "keras.mixed_precision.set_dtype_policy",
    "keras.config.enable_unsafe_deserialization",
    "tensorflow.config.run_functions_eagerly", "tensorflow.compat.v1.disable_eager_execution",
    "tensorflow.debugging.set_log_device_placement",
)  # fmt: skip
FACTORIES = (
    "keras.saving.register_keras_serializable", "keras.utils.register_keras_serializable",
    "keras.src.api_export.keras_export",
    "keras.src.saving.serialization_lib.register_keras_serializable",
)  # fmt: skip
FUNCTIONS: dict[str, Callable[..., object]] = {
    "keras.backend.image_data_format": image_data_format,
    "keras.config.image_data_format": image_data_format,
    "keras.backend.set_image_data_format": set_image_data_format,
    "keras.config.set_image_data_format": set_image_data_format,
    "keras.backend.standardize_data_format": standardize_data_format,
    "keras.backend.config.standardize_data_format": standardize_data_format,
    "keras.backend.clear_session": clear_session,
    "keras.utils.clear_session": clear_session,
    "keras.backend.get_uid": get_uid,
    "keras.backend.is_keras_tensor": is_keras_tensor,
    "keras.utils.is_keras_tensor": is_keras_tensor,
    "keras.src.ops.operation_utils.get_source_inputs": get_source_inputs,
    "keras.utils.get_source_inputs": get_source_inputs,
    "keras.backend.floatx": lambda m, s: "float32",
    "keras.config.floatx": lambda m, s: "float32",
    "keras.backend.backend": lambda m, s: "tensorflow",
    "keras.config.backend": lambda m, s: "tensorflow",
    "keras.backend.epsilon": lambda m, s: 1e-7,
    "keras.activations.get": get_activation,
    "keras.backend.get_keras_mask": get_mask,
    "keras.version": lambda m, s: VERSION,
    "tensorflow.function": first_argument,
}


def make_runtime() -> dict[str, object]:
    names: dict[str, object] = {name: native(name, nothing) for name in NOTHING}
    names.update({name: native(name, decorator_factory) for name in FACTORIES})
    names.update({name: native(name, body) for name, body in FUNCTIONS.items()})
    for name in (
        "float16",
        "float32",
        "float64",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "bool",
        "bfloat16",
        "string",
    ):
        names[f"tensorflow.{name}"] = name
    names["keras.backend.name_scope"] = names["keras.name_scope"] = context_class("keras.name_scope")
    names["tensorflow.name_scope"] = context_class("tensorflow.name_scope")
    names["keras.__version__"] = VERSION
    names["tensorflow.__version__"] = "2.21.0"
    names["tensorflow.newaxis"] = None
    return names


RUNTIME = make_runtime()
