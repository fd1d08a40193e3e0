"""tensorflow's objects around tensors: variables, shapes, tapes, modules: https://www.tensorflow.org/api_docs/python/tf."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.frontends.contexts import leave_nothing
from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.ops.creation import made
from shapelint.frontends.tensorflow.control import over_tensors
from shapelint.frontends.tensorflow.creation import nested_shape
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ClassValue, ListValue, NativeFunction, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.ir import Role, Tensor, TensorType


def make_variable(
    m: Interpreter, site: Site, owner: ClassValue, initial_value: object = None, *rest: object, **options: object
) -> object:
    """A tensor that may be written into; a shape that is given (`shape=[None]`) is all that is promised."""
    if isinstance(initial_value, NativeFunction) or callable_value(initial_value):
        initial_value = m.call(initial_value, [], {}, Site(site.place))
    if options.get("shape") is not None:
        return Tensor(TensorType(None), "parameter", "tf.Variable", site.place, dialect=KERAS)
    found = nested_shape(initial_value)
    if found is None and not isinstance(initial_value, (Tensor, Unknown)):
        return m.unknown("a variable whose first value is not known", site.place)
    shape, dtype = (None, None) if found is None else found
    given = options.get("dtype", dtype)
    kind = TensorType(shape, given if isinstance(given, str) else dtype)
    role: Role = "buffer" if options.get("trainable") is False else "parameter"
    element = initial_value.element if isinstance(initial_value, Tensor) and "dtype" not in options else None
    return Tensor(kind, role, "tf.Variable", site.place, dialect=KERAS, element=element)


def callable_value(value: object) -> bool:
    from shapelint.interpret.domain.values import BoundMethod, DeclaredFunction, FunctionValue

    return isinstance(value, (FunctionValue, BoundMethod, DeclaredFunction))


def make_shape(m: Interpreter, site: Site, owner: ClassValue, dims: object = None) -> object:
    """`tf.TensorShape([None, 32])`: the sizes as a tuple."""
    found = elements(dims)
    if found is not None:
        return found
    return (dims,) if isinstance(dims, int) else Unknown("a shape of unknown rank", site.place)


def gradient(
    m: Interpreter, site: Site, tape: object, target: object, sources: object, *rest: object, **options: object
) -> object:
    """A gradient has the shape of what it is taken by."""
    return over_tensors(sources, lambda t: Tensor(t.type, "data", "a gradient", site.place, dialect=KERAS))


def derivative(m: Interpreter, site: Site, *arguments: object, **options: object) -> object:
    return Unknown("a derivative", site.place)


def nothing(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return None


def tape_class() -> ClassValue:
    made = native_class("tensorflow.GradientTape")
    bodies: dict[str, Callable[..., object]] = {
        "__init__": nothing, "__enter__": lambda m, s, tape: tape, "__exit__": leave_nothing, "watch": nothing,
        "reset": nothing, "gradient": gradient, "jacobian": derivative, "batch_jacobian": derivative,
        "stop_recording": derivative, "watched_variables": derivative,
    }  # fmt: skip
    made.variables.update({name: native(f"tensorflow.GradientTape.{name}", body) for name, body in bodies.items()})
    return made


def making(name: str, body: Callable[..., object]) -> ClassValue:
    made = native_class(name)
    made.variables["__new__"] = native(name, body)
    return made


def initializer_scope(m: Interpreter, site: Site, ys: object, xs: object, *rest: object, **options: object) -> object:
    """`tf.gradients`."""
    found = over_tensors(xs, lambda t: Tensor(t.type, "data", "a gradient", site.place, dialect=KERAS))
    return ListValue([found]) if isinstance(found, Tensor) else found


def value_itself(m: Interpreter, site: Site, value: object, *rest: object, **options: object) -> object:
    """`tf.get_static_value`: numbers as they are; what a tensor holds is not known."""
    return value if isinstance(value, (int, float)) else Unknown("what a tensor holds", site.place)


def described(m: Interpreter, site: Site, *arguments: object, **options: object) -> object:
    return Unknown("a description of tensors", site.place)


def make_initializer(m: Interpreter, site: Site, *arguments: object, **options: object) -> object:
    """`tf.zeros_initializer()`: what makes a tensor of a shape."""

    def fill(m: Interpreter, site: Site, shape: object, dtype: object = None, **further: object) -> object:
        tensor = made(shape, dtype, "an initializer")
        return m.unknown(tensor.reason, site.place) if isinstance(tensor, Undetermined) else tensor

    return native("an initializer", fill)


INITIALIZERS = ("zeros", "ones", "constant", "random_normal", "random_uniform")
NAMES: dict[str, object] = {
    **{f"tensorflow.{n}_initializer": native(f"tensorflow.{n}_initializer", make_initializer) for n in INITIALIZERS},
    **{
        f"tensorflow.{name}": native(f"tensorflow.{name}", described)
        for name in ("make_ndarray", "make_tensor_proto", "import_graph_def")
    },
    "tensorflow.Variable": making("tensorflow.Variable", make_variable),
    "tensorflow.TensorShape": making("tensorflow.TensorShape", make_shape),
    "tensorflow.GradientTape": tape_class(),
    "tensorflow.gradients": native("tensorflow.gradients", initializer_scope),
    "tensorflow.get_static_value": native("tensorflow.get_static_value", value_itself),
    "tensorflow.group": native("tensorflow.group", nothing),
    "tensorflow.no_op": native("tensorflow.no_op", nothing),
    "tensorflow.print": native("tensorflow.print", nothing),
    "tensorflow.debugging.enable_check_numerics": native("tensorflow.debugging.enable_check_numerics", nothing),
    **{
        f"tensorflow.debugging.{name}": native(f"tensorflow.debugging.{name}", nothing)
        for name in ("assert_equal", "assert_greater", "assert_greater_equal", "assert_less", "assert_less_equal",
                     "assert_near", "assert_non_negative", "assert_positive", "assert_rank", "assert_rank_at_least",
                     "assert_rank_in", "assert_shapes", "assert_type", "assert_none_equal", "assert_all_finite")
    },
}  # fmt: skip
