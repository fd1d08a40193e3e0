"""What a tensor says of itself: its sizes, rank and type, as plain values;
https://docs.pytorch.org/docs/stable/tensors.html."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.frontends.torch.tensors.declaring import declare, declare_method
from shapelint.frontends.torch.vocabulary import torch
from shapelint.interpret.api.coercions import Axis, as_sizes
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.interpret.domain.values import ListValue, Unknown
from shapelint.interpret.free_conditions import CHANCE
from shapelint.ir import Kind, Tensor
from shapelint.ir.element_types import name_of_type
from shapelint.ir.elements import plain_number
from shapelint.ops.broadcasting import broadcast_pair
from shapelint.ops.dtypes import CATEGORIES
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.records import replace
from shapelint.symbolic import Size, Verdict, product

UNKNOWN_RANK = "a tensor whose rank is not known"
BYTES = {
    "bool": 1, "uint8": 1, "int8": 1, "int16": 2, "int32": 4, "int64": 8, "bfloat16": 2, "float16": 2, "float32": 4,
    "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip


def unknown_of(self: Tensor, what: str) -> Unknown:
    """An unknown that is the same whenever it is asked of the same tensor."""
    return Unknown(what, None, (what, self))


@torch.attribute("shape")
def shape(self: Tensor) -> object:
    return unknown_of(self, f"the shape of {UNKNOWN_RANK}") if self.shape is None else self.shape


@declare_method("size")
def size(self: Tensor, dim: Axis | None = None) -> object:
    if self.shape is None:
        return unknown_of(self, f"the size of {UNKNOWN_RANK}")
    if dim is None:
        return self.shape
    rank = len(self.shape)
    if not -rank <= dim < rank:
        text = f"a tensor of rank {rank} has the axes {-rank} to {rank - 1}"
        return Rejected(Kind.AXIS, "dim", text, f"{-rank} to {rank - 1}", dim)
    return self.shape[dim]


@torch.attribute("ndim")
def ndim(self: Tensor) -> object:
    return unknown_of(self, f"the rank of {UNKNOWN_RANK}") if self.shape is None else len(self.shape)


@declare_method("dim", "ndimension")
def dim(self: Tensor) -> object:
    return ndim(self)


@declare("numel")
def numel(input: Tensor) -> object:
    return unknown_of(input, f"the elements of {UNKNOWN_RANK}") if input.shape is None else product(input.shape)


declare_method("nelement")(numel)


@declare_method("element_size")
def element_size(self: Tensor) -> object:
    return BYTES.get(self.type.dtype or "", unknown_of(self, "the size of an element"))


@torch.attribute("itemsize")
def itemsize(self: Tensor) -> object:
    return element_size(self)


@torch.attribute("dtype")
def dtype(self: Tensor) -> object:
    return name_of_type(self) or unknown_of(self, "an unknown type of elements")


@torch.attribute("device")
def device(self: Tensor) -> Unknown:
    return Unknown("the device of a tensor", None, ("torch.device", "of", self))


@torch.attribute(
    "layout",
    "grad_fn",
    "grad",
    "is_leaf",
    "names",
    "is_cuda",
    "is_sparse",
    "is_quantized",
    "is_mps",
    "is_meta",
)
def machine(self: Tensor) -> Unknown:
    return unknown_of(self, "what depends on the machine or on the run")


@declare("is_floating_point")
def is_floating_point(input: Tensor) -> object:
    return category_is(input, 2)


@declare("is_complex")
def is_complex(input: Tensor) -> object:
    return category_is(input, 3)


def category_is(tensor: Tensor, category: int) -> object:
    found = CATEGORIES.get(tensor.type.dtype or "")
    return unknown_of(tensor, "an unknown type of elements") if found is None else found == category


@declare("is_tensor", method=False)
def is_tensor(obj: Any) -> object:
    return Unknown("whether a value is a tensor") if isinstance(obj, Unknown) else isinstance(obj, Tensor)


@declare_method("item", "__float__", "__int__", "__index__", "__bool__")
def item(self: Tensor) -> object:
    known = None if self.elements is None else self.elements.known
    if known is None or len(known) != 1:
        is_real = not (self.type.dtype or "").startswith("complex")
        return replace(unknown_of(self, "an element of a tensor"), free=CHANCE, is_number=is_real)
    return plain_number(known[0])


@declare_method("numpy", "__array__")
def as_array(self: Tensor, *arguments: object, **keywords: object) -> Application:
    """The same elements as an array of numpy."""
    return Application(Elementwise("numpy"), (self,), lambda array: replace(array, dialect=NUMPY))


@declare_method("tolist")
def tolist(self: Tensor) -> object:
    known = None if self.elements is None else self.elements.known
    if known is None or self.shape is None:
        return Unknown("the elements of a tensor")
    values = iter([plain_number(value) for value in known])
    return listed([size for size in self.shape if isinstance(size, int)], values)


def listed(sizes: Sequence[int], values: Iterator[object]) -> object:
    """Elements in row-major order as nested lists."""
    return ListValue([listed(sizes[1:], values) for _ in range(sizes[0])]) if sizes else next(values)


@declare_method("data_ptr", "storage", "untyped_storage", "get_device", "stride", "storage_offset")
def plain(self: Tensor, *arguments: object, **keywords: object) -> Unknown:
    return Unknown("the elements of a tensor")


@declare_method(
    "is_contiguous", "is_shared", "is_pinned", "is_inference", "is_same_size", "is_set_to", "has_names", "is_signed"
)
def state(self: Tensor, *arguments: object, **keywords: object) -> Unknown:
    return Unknown("how a tensor is held")


@declare("allclose")
@declare("equal")
def equal(input: Tensor, other: Tensor, *arguments: object, **keywords: object) -> Unknown:
    return Unknown("whether two tensors are equal")


@declare("result_type", "promote_types", "can_cast", "get_default_dtype", method=False)
def type_question(*arguments: object, **keywords: object) -> Unknown:
    return Unknown("a question about types")


@declare("broadcast_shapes", method=False)
def broadcast_shapes(*shapes: Any) -> object:
    joined: tuple[Size, ...] = ()
    for given in shapes:
        sizes = as_sizes(given)
        if not isinstance(sizes, tuple):
            return Undetermined("a shape that is not known")
        joined, clashes = broadcast_pair(joined, sizes)
        if any(clash.verdict is Verdict.FAILS for clash in clashes):
            return Rejected(Kind.OPERANDS, None, clashes[0].text)
    return joined
