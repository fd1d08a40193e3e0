"""What the declarations of torch.* functions and of tensor methods share.

The operations of torch itself are built in, so that their signatures are those of the documentation,
https://docs.pytorch.org/docs/stable/torch.html. numpy's words for `dim` and `keepdim` are understood by the binding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from shapelint.frontends.python.containers import named_tuple_class
from shapelint.frontends.torch.vocabulary import torch
from shapelint.interpret.api.coercions import Unfit, as_size, as_sizes
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.interpret.builtins.types import TYPES
from shapelint.interpret.domain.values import ClassValue, Instance, ListValue, Unknown
from shapelint.ir import Shape, Tensor
from shapelint.ir.element_types import GuessedName
from shapelint.ops.dtypes import CATEGORIES
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.elementwise import Elementwise

Answer = Application | Rejected | Undetermined
Body = TypeVar("Body", bound=Callable[..., object])

DTYPE_NAMES = {
    "float": "float32", "double": "float64", "half": "float16", "long": "int64", "int": "int32", "short": "int16",
    "cfloat": "complex64", "cdouble": "complex128",
}  # fmt: skip
PYTHON_TYPES = {"float": "float64", "int": "int64", "bool": "bool", "complex": "complex128"}


def declare(*names: str, method: bool = True, in_place: bool = False) -> Callable[[Body], Body]:
    """Declare torch.<name> for each name (a dotted one stands below torch), and the plain ones as tensor methods as
    well; with `in_place` those also with a trailing underscore."""

    def register(body: Body) -> Body:
        torch.function(*(f"torch.{name}" for name in names))(body)
        if method:
            declare_method(*(name for name in names if "." not in name), in_place=in_place)(body)
        return body

    return register


def declare_method(*names: str, in_place: bool = False) -> Callable[[Body], Body]:
    """Declare tensor methods alone."""

    def register(body: Body) -> Body:
        for name in names:
            torch.method(name)(body)
            if in_place:
                torch.method(f"{name}_")(body)
        return body

    return register


def apply(operation: Operation, *inputs: Tensor) -> Application:
    return Application(operation, inputs)


def same_shape(name: str, input: Tensor, dtype: str | None = "promote") -> Application:
    return Application(Elementwise(name, dtype), (input,))


def sizes_of(arguments: Sequence[object]) -> Shape | Undetermined:
    """Sizes given one by one, or as one sequence."""
    if len(arguments) == 1 and isinstance(arguments[0], (tuple, ListValue, Unknown)):
        found = as_sizes(arguments[0])
        return found if isinstance(found, (tuple, Undetermined)) else Undetermined("sizes that are not numbers")
    sizes = tuple(as_size(argument) for argument in arguments)
    wrong = next((size for size in sizes if isinstance(size, Unfit)), None)
    return Undetermined("sizes that are not numbers") if wrong is not None else sizes  # type: ignore[return-value]


def axes_of(arguments: Sequence[object]) -> tuple[int, ...] | Undetermined:
    """Axes given one by one, or as one sequence."""
    axes = sizes_of(arguments)
    if isinstance(axes, Undetermined):
        return axes
    known = tuple(a for a in axes if isinstance(a, int))
    return known if len(known) == len(axes) else Undetermined("an axis is not known")


def dtype_of(value: object, default: str | None = None) -> str | None:
    """The element type that an argument names; None for one that is not known."""
    if value is None:
        return default
    if isinstance(value, ClassValue):
        return PYTHON_TYPES.get(value.name) if TYPES.get(value.name) is value else None
    if not isinstance(value, str):
        return None
    name = value.removeprefix("torch.")
    name = DTYPE_NAMES.get(name, name)
    return name if name in CATEGORIES else None


def exact_dtype(value: object) -> str | None:
    """The element type that an argument certainly names."""
    return None if isinstance(value, GuessedName) else dtype_of(value)


def fields(name: str, *names: str) -> Callable[..., object]:
    """How several outputs come out as one of torch.return_types: a tuple whose elements have names."""
    kind = named_tuple_class(f"torch.return_types.{name}", list(names), {}, ())

    def arrange(*outputs: object) -> object:
        return Instance(kind, dict(zip(names, outputs, strict=True)))

    return arrange
