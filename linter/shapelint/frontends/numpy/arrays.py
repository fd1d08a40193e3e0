"""What numpy takes for an array: arrays themselves, numbers, and nested sequences of both."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.constants import flat
from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.interpret.api.coercions import COERCIONS, as_operand, as_size, elements
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import Unknown, is_one_number
from shapelint.ir import UNKNOWN_TENSOR, Elements, ElementType, Shape, Tensor, TensorType
from shapelint.limits import MOST_ELEMENTS
from shapelint.symbolic import Expression, Verdict, equal

# A word of the declaration language: anything that numpy makes an array of, as a tensor. Any, because defaults are
# written as numbers.
Array = Any

NUMBERS = (int, float, complex, Expression)
ORDER = ("bool", "int64", "float64", "complex128")


def number_dtype(value: object) -> str | None:
    """The type that numpy gives to a Python number."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, Expression)):
        return "int64"
    return "float64" if isinstance(value, float) else "complex128" if isinstance(value, complex) else None


def nested(value: object) -> TensorType:
    """The type of the array that numbers in nested sequences make; unknown where they are not all known."""
    if isinstance(value, Tensor):
        return value.type
    if isinstance(value, NUMBERS) or is_one_number(value):
        return TensorType((), number_dtype(value))
    if isinstance(value, range):
        kind = "int64" if value else "float64"
        return TensorType((len(value),), kind) if is_short(value) else UNKNOWN_TENSOR
    found = elements(value)
    if found is None:
        return UNKNOWN_TENSOR
    if not found:
        return TensorType((0,), "float64")
    types = [nested(item) for item in found]
    first = types[0].shape
    if first is None or not all(t.shape is not None and same_shape(first, t.shape) for t in types):
        return UNKNOWN_TENSOR
    dtypes = {t.dtype for t in types}
    known = [d for d in dtypes if d is not None]
    if len(known) < len(dtypes):
        dtype = None
    elif len(known) == 1:
        dtype = known[0]
    else:
        dtype = max(known, key=ORDER.index) if all(d in ORDER for d in known) else None
    return TensorType((len(found), *first), dtype)


def is_short(value: range) -> bool:
    """Whether the numbers of a range are as many as a list may have."""
    return not value[MOST_ELEMENTS : MOST_ELEMENTS + 1]


def same_shape(first: Shape, second: Shape) -> bool:
    return len(first) == len(second) and all(equal(a, b) is Verdict.HOLDS for a, b in zip(first, second, strict=True))


def array_of(value: object) -> Tensor:
    """Anything as an array; of unknown shape where its content is not known."""
    if isinstance(value, Tensor):
        return value
    origin = value.reason if isinstance(value, Unknown) else "a number" if isinstance(value, NUMBERS) else "values"
    values = flat(value)
    held = None if values is None else Elements(values)
    kind = nested(value)
    own = None
    if isinstance(value, NUMBERS):
        own = of_number(value)
    elif values is not None and kind.dtype is not None:
        own = ElementType(kind.dtype, origin)
    return Tensor(kind, "data", origin, dialect=NUMPY, elements=held, element=own)


def of_number(value: object) -> ElementType | None:
    """The element type of a Python number, which counts only beside arrays of lesser kinds."""
    as_number = as_operand(value)
    return as_number.element if isinstance(as_number, Tensor) else None


COERCIONS["Array"] = array_of


def arrays_of(value: object) -> tuple[Tensor, ...] | Undetermined:
    """The arrays of a list or tuple."""
    found = elements(value)
    if found is None:
        return Undetermined(value.reason if isinstance(value, Unknown) else "a list of arrays that are not all known")
    return tuple(array_of(item) for item in found)


def sizes_of(value: object) -> Shape | None:
    """A shape as numpy takes it: a size, or a sequence of them; None when it is not known."""
    if isinstance(value, (int, Expression)):
        return (value,)
    found = elements(value)
    if found is None:
        return None
    sizes = tuple(as_size(item) for item in found)
    return sizes if all(isinstance(s, (int, Expression)) for s in sizes) else None  # type: ignore[return-value]


def spread_sizes(arguments: tuple[object, ...]) -> Shape | None:
    """A shape given size by size, or as one sequence."""
    return sizes_of(arguments[0] if len(arguments) == 1 else arguments)
