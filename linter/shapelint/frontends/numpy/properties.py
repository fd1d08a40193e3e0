"""What an array says of itself, as plain values: https://numpy.org/doc/stable/reference/arrays.ndarray.html."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from shapelint.frontends.numpy.arrays import Array, array_of, sizes_of
from shapelint.frontends.numpy.declaring import (
    Answer,
    Options,
    apply,
    created,
    declare,
    declare_method,
    unknown_like,
)
from shapelint.frontends.numpy.dtypes import object_for
from shapelint.frontends.numpy.vocabulary import numpy
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import ListValue, Unknown
from shapelint.interpret.free_conditions import CHANCE
from shapelint.ir import Tensor
from shapelint.ir.element_types import name_of_type
from shapelint.ir.elements import plain_number
from shapelint.ops.dtypes import is_floating, is_integral
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import product

MOST = 4096


def unknown_of(self: Tensor, what: str) -> Unknown:
    """An unknown that is the same whenever it is asked of the same array."""
    return Unknown(what, None, (what, self))


@numpy.attribute("shape")
def shape(self: Tensor) -> object:
    return unknown_of(self, "the shape of an array whose rank is not known") if self.shape is None else self.shape


@numpy.attribute("ndim")
def ndim(self: Tensor) -> object:
    return unknown_of(self, "the rank of an array whose rank is not known") if self.shape is None else len(self.shape)


@numpy.attribute("size")
def size(self: Tensor) -> object:
    return (
        unknown_of(self, "the size of an array whose rank is not known") if self.shape is None else product(self.shape)
    )


@numpy.attribute("dtype")
def dtype(self: Tensor) -> object:
    return object_for(name_of_type(self)) or unknown_of(self, "an unknown type of elements")


@numpy.attribute("real", "imag")
def part(self: Tensor) -> Answer:
    own = self.type.dtype
    return apply(Elementwise("real", {"complex64": "float32", "complex128": "float64"}.get(own or "", own)), self)


@numpy.attribute("flat", "itemsize", "nbytes", "strides", "base", "flags", "data", "ctypes", "device")
def memory(self: Tensor) -> object:
    return Unknown("how an array is held")


@declare("shape")
def shape_of(a: Any) -> object:
    return unknown_like("shape", a) if isinstance(a, Unknown) else shape(array_of(a))


@declare("ndim")
def ndim_of(a: Any) -> object:
    return unknown_like("ndim", a) if isinstance(a, Unknown) else ndim(array_of(a))


@declare("size")
def size_of(a: Any, axis: Any = None) -> object:
    if isinstance(a, Unknown):
        return unknown_like("size", a, axis)
    array = array_of(a)
    if axis is None:
        return size(array)
    sizes = array.shape
    if sizes is None or not isinstance(axis, int) or not -len(sizes) <= axis < len(sizes):
        return Undetermined("the size of an axis that is not known")
    return sizes[axis]


def is_real(dtype: str | None) -> bool:
    """Whether elements of the type are certainly real numbers or truth values."""
    return is_integral(dtype) or is_floating(dtype)


@declare_method("item", "__float__", "__int__", "__index__", "__bool__")
def item(self: Array, *position: object) -> object:
    known = None if self.elements is None else self.elements.known
    return (
        plain_number(known[0])
        if known is not None and len(known) == 1
        else Unknown("an element of an array", free=CHANCE, is_number=is_real(self.type.dtype))
    )


@declare_method("tolist")
def tolist(self: Array) -> object:
    """As many numbers as there are elements, known or not, nested as the axes are."""
    sizes = self.shape
    if sizes is None or not all(isinstance(s, int) for s in sizes) or product(sizes) > MOST:  # type: ignore[operator]
        return Unknown("the elements of an array")
    known = None if self.elements is None else self.elements.known
    plain = None if known is None else iter([plain_number(value) for value in known])
    return listed(tuple(s for s in sizes if isinstance(s, int)), plain or unknown_elements(self.type.dtype))


def unknown_elements(dtype: str | None) -> Iterator[object]:
    """Elements of an array without end, each a value of its own."""
    while True:
        yield Unknown("an element of an array", is_number=is_real(dtype))


def listed(sizes: tuple[int, ...], values: Iterator[object]) -> object:
    return ListValue([listed(sizes[1:], values) for _ in range(sizes[0])]) if sizes else next(values)


@declare_method("__iter__")
def elements_of(self: Array) -> object:
    """The elements of a vector, unknown numbers, each a value of its own; None where iteration gives arrays or the
    elements are known."""
    if self.elements is not None and self.elements.known is not None:
        return None
    if self.shape is None or len(self.shape) != 1 or not isinstance(self.shape[0], int) or self.shape[0] > MOST:
        return None
    return list(islice(unknown_elements(self.type.dtype), self.shape[0]))


@declare(
    "allclose",
    "array_equal",
    "array_equiv",
    "may_share_memory",
    "shares_memory",
    "isscalar",
    "iscomplexobj",
    "isrealobj",
)
def question(*arguments: object, **options: Options) -> object:
    return Unknown("a question about the elements of arrays")


@declare_method("tobytes", "tostring", "byteswap", "view", "dumps", "getfield", "__array__")
def other_view(self: Array, *arguments: object, **options: Options) -> object:
    return Undetermined("an array seen in another way")


@numpy.method("resize", replaces=True)
def resize(self: Array, *new_shape: Any, **options: Options) -> Answer:
    """Changes the array itself."""
    sizes = sizes_of(new_shape[0] if len(new_shape) == 1 else new_shape)
    return Undetermined("an array that is resized") if sizes is None else created("resize", sizes, self.type.dtype)
