"""Objects of declared packages that numpy and the frameworks read as arrays: data frames and their columns.

Such a class says so by a class variable, and its objects keep the sizes of the array that they stand for.
"""

from __future__ import annotations

from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.interpret.domain.values import Instance, Unknown, class_attribute
from shapelint.ir import Shape, Tensor, TensorType
from shapelint.symbolic import Expression, Size, fresh

MARK = "_shapelint_sizes"
"""In the class: the names of the attributes that hold the sizes, or a function that gives the shape, None where the
rank is not known."""


def as_array(value: object) -> object:
    """What numpy makes of such an object, an array; any other value as it is."""
    if not isinstance(value, Instance):
        return value
    names = class_attribute(value.type, MARK)
    if not isinstance(names, tuple) and not callable(names):
        return value
    if value.open is not None:
        return Unknown(f"a {value.type.name} that may have been changed", value.place)
    if callable(names):
        shape = names(value)
        return numpy_array(None if shape is None else tuple(size_of(size) for size in shape), value.type.name, value)
    held = [value.attributes.get(str(name)) for name in names]
    return numpy_array(tuple(size_of(size) for size in held), value.type.name, value)


def numpy_array(shape: Shape | None, origin: str, source: Instance | None = None) -> Tensor:
    """An array of those sizes and of any type."""
    place = source.place if source is not None else None
    return Tensor(TensorType(shape, None), "data", origin, place, dialect=NUMPY)


def size_of(value: object, low: int = 0) -> Size:
    """A value as a size; one that nobody knows where it is none."""
    if isinstance(value, (int, Expression)) and not isinstance(value, bool):
        return value
    return fresh("size", low=low)
