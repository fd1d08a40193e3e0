"""Operations on each element by itself, and on operands that are stretched to one shape."""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.compare.reading.reader import Reader
from shapelint.compare.reading.views import Value, View, is_one, with_unit
from shapelint.compare.values import COMMUTATIVE
from shapelint.frontends.traits import Traits
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Node, Tensor
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.operation import Operation
from shapelint.records import replace

NAMES = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "**": "power", "mul": "multiply", "sub": "subtract",
    "div": "divide", "pow": "power", "true_divide": "divide", "//": "floor_divide", "absolute": "abs", "swish": "silu",
    "hard_silu": "hard_swish", "neg": "negative", "exponential": "exp", "clamp": "clip", "+=": "add", "-=": "subtract",
    "*=": "multiply", "/=": "divide", "rsub": "subtract", "max": "maximum", "min": "minimum",
}  # fmt: skip
POSITIVE = frozenset({"relu", "relu6", "sigmoid", "softmax", "softplus", "hard_sigmoid", "exp", "abs", "square"})
KEEPS_SIGN = frozenset({"dropout", "identity", "multiply", "add", "maximum", "minimum", "average", "divide"})
NUMBERS = {"leaky_relu": ("slope",), "elu": ("alpha",), "celu": ("alpha",), "gelu": ("approximate",),
           "softplus": ("beta", "threshold"), "threshold": ("threshold", "fill"), "hard_tanh": ("low", "high"),
           "soft_shrink": ("threshold",), "hard_shrink": ("threshold",), "clip": ("low", "high"),
           "rrelu": ("lower", "upper")}  # fmt: skip
DEFAULTS: Mapping[str, object] = {
    "slope": 0.01, "alpha": 1.0, "approximate": False, "beta": 1.0, "threshold": 20, "fill": 0, "low": -1.0,
    "high": 1.0,
}  # fmt: skip
IDENTITIES = frozenset({"identity", "linear", "stop_gradient", "detach", "copy", "contiguous", "clone"})


def neutral(name: str) -> str:
    return NAMES.get(name, name)


def activation(reader: Reader, node: Node, operation: Operation) -> None:
    """A function of one tensor."""
    name = neutral(getattr(operation, "name", ""))
    traits = reader.traits(node)
    values = dict(traits.values)
    if name == "relu":
        name, values = clipped_relu(values)
    wanted = traits.activation
    if isinstance(wanted, Unknown):
        reader.doubt(wanted.reason, node.place)
    numbers = dict(getattr(wanted, "numbers", ()))
    view = reader.view(node.inputs[0])
    if name in IDENTITIES:
        return reader.give(node, view)
    view = reader.solid(node.inputs[0])
    reader.give(node, emit_activation(reader, node, view, name, {**values, **numbers}, view.axes[-1], traits))
    return None


def unknown_activation(reader: Reader, node: Node, operation: Operation) -> None:
    reader.doubt("an activation of the program's own", node.place)
    reader.lose(node)


def clipped_relu(values: dict[str, object]) -> tuple[str, dict[str, object]]:
    """A rectifier with an upper bound, a slope or a threshold."""
    high, slope, threshold = values.pop("high", None), values.pop("slope", 0.0), values.pop("threshold", 0.0)
    if threshold not in (0, 0.0, None):
        return "relu", {**values, "high": high, "slope": slope, "threshold": threshold}
    if high in (6, 6.0) and slope in (0, 0.0):
        return "relu6", values
    if high is None and slope not in (0, 0.0):
        return "leaky_relu", {**values, "slope": slope}
    return "relu", values if high is None else {**values, "high": high}


def emit_activation(
    reader: Reader,
    node: Node,
    view: View,
    name: str,
    numbers: Mapping[str, object],
    channel: int,
    traits: Traits | None = None,
) -> View:
    """The step of an activation; a softmax runs along the last axis of the tensor."""
    name = neutral(name)
    attributes: dict[str, object] = {"function": name}
    if name in ("softmax", "log_softmax", "softmin"):
        attributes["along"] = (view.axes[-1],) if traits is None else numbers.get("along")
    wanted = NUMBERS.get(name, ())
    attributes |= {key: numbers.get(key, DEFAULTS.get(key)) for key in wanted}
    attributes |= {key: numbers[key] for key in ("high", "threshold") if name == "relu" and key in numbers}
    kept = None if traits is None else replace(traits, values={}, others=traits.others)
    value = reader.emit("activation", node, [(view, ())], view.value.sizes, attributes, (), kept)
    return View(followed(view.value, value, name), view.axes)


def followed(before: Value, after: Value, name: str) -> Value:
    """What is still known of a value after a function of each element."""
    positive = name in POSITIVE or (before.is_positive and name in KEEPS_SIGN)
    return Value(after.step, after.port, before.sizes, before.orders, before.makers, positive)


def softmax(reader: Reader, node: Node, operation: Operation) -> None:
    """A function along axes that keeps the shape."""
    assert isinstance(operation, Softmax)
    view = reader.solid(node.inputs[0])
    rank = len(view.axes)
    axes = operation.axes or (
        (1 if rank in (2, 4) else 0,) if node.dialect.implicit_softmax_axis and rank > 1 else (-1,)
    )
    if not all(-rank <= a < rank for a in axes):
        return reader.lose(node)
    along = tuple(sorted(view.axes[axis] for axis in axes))
    value = reader.emit(
        "activation", node, [(view, ())], view.value.sizes, {"function": operation.name, "along": along}, (),
        reader.traits(node),
    )  # fmt: skip
    reader.give(node, View(followed(view.value, value, operation.name), view.axes))
    return None


def dropout(reader: Reader, node: Node, operation: Operation) -> None:
    """Dropout does nothing but in training."""
    view = reader.solid(node.inputs[0])
    attributes: dict[str, object] = {"of_channels": bool(getattr(operation, "of_channels", False))}
    value = reader.emit("dropout", node, [(view, ())], view.value.sizes, attributes, (), reader.traits(node))
    reader.give(node, View(followed(view.value, value, "dropout"), view.axes))


def elementwise(reader: Reader, node: Node, operation: Operation) -> None:
    """Arithmetic: of one tensor, of a tensor and a number, or of several tensors."""
    name = neutral(getattr(operation, "name", ""))
    if name == "rescale":
        return rescaling(reader, node)
    traits = reader.traits(node)
    numbers = operands_of(node, traits)
    if len(node.inputs) == 1 and not numbers:
        name = {"add": "identity", "subtract": "negative"}.get(name, name)
    if len(node.inputs) == 1 and name in IDENTITIES:
        return reader.give(node, reader.view(node.inputs[0]))
    if len(node.inputs) == 1:
        return of_number(reader, node, name, numbers, traits)
    return of_tensors(reader, node, name, traits)


def operands_of(node: Node, traits: Traits) -> tuple[object, ...]:
    """The operands with the numbers among them, None for a tensor; empty where nothing stands beside the tensor."""
    held = node.arguments.get("operands")
    if held is not None and isinstance(held.value, tuple):
        return tuple(None if isinstance(one, Tensor) else one for one in held.value)
    others = traits.others
    assert isinstance(others, dict)
    named = [key for key in ("other", "x1", "x2", "exponent", "y", "x") if isinstance(others.get(key), (int, float))]
    if len(named) == 1:
        number = others.pop(named[0])
        return (number, None) if named[0] in ("x1", "x") else (None, number)
    return ()


def of_number(reader: Reader, node: Node, name: str, numbers: tuple[object, ...], traits: Traits) -> None:
    view = reader.solid(node.inputs[0])
    attributes: dict[str, object] = {"function": name, **traits.values}
    if numbers:
        number = next((one for one in numbers if one is not None), None)
        if not isinstance(number, (int, float)):
            reader.doubt("a number beside a tensor that is not known", node.place)
        else:
            name, attributes = scaled(name, number, numbers[0] is None)
    value = reader.emit(
        "function" if numbers else "activation", node, [(view, ())], view.value.sizes, attributes, (), traits
    )
    positive = (
        name
        if not numbers
        else ("multiply" if attributes.get("by", 0) == abs(float(str(attributes.get("by", 0) or 0))) else "")
    )
    reader.give(
        node, View(followed(view.value, value, positive if view.value.is_positive or not numbers else ""), view.axes)
    )


def scaled(name: str, number: float, is_right: bool) -> tuple[str, dict[str, object]]:
    """Arithmetic with a number in one form: a quotient as a product, a difference as a sum."""
    if name == "divide" and is_right and number:
        return "multiply", {"function": "multiply", "by": significant(1 / number)}
    if name == "subtract" and is_right:
        return "add", {"function": "add", "by": significant(-number)}
    if name in COMMUTATIVE:
        return name, {"function": name, "by": significant(number)}
    return name, {"function": name, "by": significant(number), "from": "right" if is_right else "left"}


def significant(number: float) -> float:
    """A number as far as single precision tells it apart."""
    return float(f"{number:.7g}")


def rescaling(reader: Reader, node: Node) -> None:
    """x * factor + offset."""
    traits = reader.traits(node)
    view = reader.solid(node.inputs[0])
    for name, value in (("multiply", traits.values.get("factor", 1)), ("add", traits.values.get("offset", 0))):
        if not isinstance(value, (int, float)):
            reader.doubt("a rescaling by what is no number", node.place)
        elif value != (1 if name == "multiply" else 0):
            made = reader.emit("function", node, [(view, ())], view.value.sizes,
                               {"function": name, "by": significant(value)})  # fmt: skip
            view = View(followed(view.value, made, ""), view.axes)
    reader.give(node, view)


def standardization(reader: Reader, node: Node, operation: Operation) -> None:
    """(x - mean) / sqrt(variance), with numbers that are given or learned from data."""
    view = reader.solid(node.inputs[0])
    traits = reader.traits(node)
    reader.weights_of(node)
    attributes = {"function": "standardize", **{key: traits.values.get(key) for key in ("mean", "variance", "invert")}}
    value = reader.emit("function", node, [(view, ())], view.value.sizes, attributes, (), traits)
    reader.give(node, View(followed(view.value, value, ""), view.axes))


def of_tensors(reader: Reader, node: Node, name: str, traits: Traits) -> None:
    """Operands that are stretched to one shape: each sees the axes of the widest one."""
    views = [reader.solid(tensor) for tensor in node.inputs]
    rank = max(len(view.axes) for view in views)
    widest = max(range(len(views)), key=lambda i: (len(views[i].axes), sum(not is_one(s) for s in views[i].sizes)))
    main = views[widest]
    shape = node.output_types[0].shape
    if shape is None or len(shape) != rank:
        return reader.lose(node)
    sizes = tuple(
        shape[main.axes.index(axis)] if axis in main.axes else main.value.sizes[axis]
        for axis in range(len(main.value.sizes))
    )
    inputs = []
    for view in views:
        missing = rank - len(view.axes)
        stretched = view
        for _ in range(missing):
            stretched = with_unit(stretched, 0)
        order = [stretched.axes[main.axes.index(axis)] for axis in range(len(main.axes))]
        real = tuple(
            axis if axis < len(view.value.sizes) and not is_one(stretched.value.sizes[axis]) else -1 for axis in order
        )
        inputs.append((view, real))
    orders = [view.value.orders for view in views if len(view.axes) == rank]
    shared = orders[0] if orders and all(one == orders[0] for one in orders) else {}
    attributes: dict[str, object] = {"function": name, **traits.values}
    if any(one != shared for one in orders):
        attributes["order of elements"] = str(orders)
    value = reader.emit("combination", node, inputs, sizes, attributes, (), traits)
    makers: dict[int, tuple[int, ...]] = {}
    positive = name in KEEPS_SIGN and all(view.value.is_positive for view in views)
    reader.give(node, View(Value(value.step, 0, sizes, shared, makers, positive), main.axes))
    return None
