"""Making torch tensors: https://docs.pytorch.org/docs/stable/torch.html#creation-ops.

All of them share a number of keywords that say nothing of the shape, and `dtype`: these are `options`.
"""

from __future__ import annotations

import math
from typing import Any

from shapelint.frontends.constants import between, evenly_spaced, filled, flat
from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.tensors.declaring import Answer, apply, declare, declare_method, dtype_of, sizes_of
from shapelint.frontends.torch.vocabulary import torch
from shapelint.interpret.api.coercions import Sizes, as_size, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import ListValue, Unknown
from shapelint.ir import Shape, Tensor
from shapelint.ir.elements import Element
from shapelint.ops.dtypes import promote_names
from shapelint.ops.layout.creation import Creation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Expression, Size, ceil_div, fresh

Options = Any


def created(
    name: str, sizes: Shape | Undetermined, dtype: str | None, values: tuple[Element, ...] | None = None
) -> Answer:
    return sizes if isinstance(sizes, Undetermined) else Application(Creation(name, sizes, dtype, values=values), ())


def declare_sized(name: str, fill: int | None = None) -> None:
    @declare(name, method=False)
    def sized(*size: Any, **options: Options) -> Answer:
        sizes = sizes_of(size or ((options["size"],) if "size" in options else ()))
        return created(name, sizes, dtype_of(options.get("dtype"), "float32"), filled(sizes, fill))


for sized_name, sized_fill in (("randn", None), ("rand", None), ("zeros", 0), ("ones", 1), ("empty", None)):
    declare_sized(sized_name, sized_fill)


@declare("full", method=False)
def full(size: Sizes, fill_value: Any, **options: Options) -> Answer:
    return created("full", size, dtype_of(options.get("dtype"), number_dtype(fill_value)), filled(size, fill_value))


def number_dtype(value: object) -> str | None:
    """The type that torch gives to a Python number."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, Expression)):
        return "int64"
    if isinstance(value, float):
        return "float32"
    return "complex64" if isinstance(value, complex) else value.type.dtype if isinstance(value, Tensor) else None


def declare_like(name: str) -> None:
    @declare(f"{name}_like", method=False)
    def like(input: Tensor, *fill: object, **options: Options) -> Application:
        return apply(Elementwise(f"{name}_like", dtype_of(options.get("dtype"), "promote")), input)


for like_name in ("randn", "rand", "zeros", "ones", "empty", "full", "randint"):
    declare_like(like_name)


def declare_new(name: str) -> None:
    @declare_method(f"new_{name}")
    def new(self: Tensor, *size: Any, **options: Options) -> Answer:
        given = size or ((options["size"],) if "size" in options else ())
        return created(name, sizes_of(given), dtype_of(options.get("dtype"), self.type.dtype))


for new_name in ("zeros", "ones", "empty"):
    declare_new(new_name)


@declare_method("new_full")
def new_full(self: Tensor, size: Sizes, fill_value: object, **options: Options) -> Answer:
    return created("full", size, dtype_of(options.get("dtype"), self.type.dtype))


@declare_method("new_tensor")
def new_tensor(self: Tensor, *data: Any, **options: Options) -> Answer:
    if len(data) != 1 or isinstance(data[0], int):
        return Undetermined("a new tensor that is made in an old way")
    return tensor(data[0], dtype=self.type.dtype)


@declare_method("new")
def new(self: Tensor, *data: Any, **options: Options) -> Answer:
    """A torch.Size gives the shape, as numbers do, and another tuple the content: here both are tuples."""
    if data and all(isinstance(size, int) for size in data):
        return created("empty", sizes_of(data), self.type.dtype)
    return Undetermined("a new tensor that is made in an old way")


# --------------------------------------------------------------------------------------------------------- ranges


def is_number(value: object) -> bool:
    return isinstance(value, (int, float, Expression))


def steps_between(first: float, last: float, by: float) -> Size:
    try:
        return math.ceil((last - first) / by)
    except (ValueError, OverflowError):  # there is no number of steps
        return fresh("unknown", low=0)


def range_length(start: object, end: object, step: object) -> Size:
    """ceil((end - start) / step): https://docs.pytorch.org/docs/stable/generated/torch.arange.html."""
    values = [value.as_size() if isinstance(value, Unknown) else value for value in (start, end, step)]
    first, last, by = values
    if isinstance(first, (int, Expression)) and isinstance(last, (int, Expression)) and isinstance(by, int) and by != 0:
        if any(isinstance(value, Unknown) for value in (start, end, step)) and (first, by) != (0, 1):
            return fresh("unknown", low=0)
        return ceil_div(last - first, by) if by > 0 else ceil_div(first - last, -by)
    if isinstance(first, (int, float)) and isinstance(last, (int, float)) and isinstance(by, (int, float)) and by != 0:
        return steps_between(first, last, by)
    return fresh("unknown", low=0)


@declare("arange", method=False)
def arange(start: Any = 0, end: Any = None, step: Any = 1, **options: Options) -> Answer:
    first, last = (0, start) if end is None else (start, end)
    dtypes = [number_dtype(value) for value in (first, last, step)]
    dtype = dtype_of(options.get("dtype"), promote_names(dtypes))
    length = range_length(first, last, step)
    return created("arange", (length,), dtype, evenly_spaced(first, step, length))


@declare("linspace", method=False)
def linspace(start: Any, end: Any, steps: int, **options: Options) -> Answer:
    dtype = dtype_of(options.get("dtype"), "float32")
    return created("linspace", (steps,), dtype, between(start, end, steps, dtype))


@declare("logspace", method=False)
def logspace(start: object, end: object, steps: int, **options: Options) -> Answer:
    return created("logspace", (steps,), dtype_of(options.get("dtype"), "float32"))


@declare("eye", method=False)
def eye(n: int, m: int | None = None, **options: Options) -> Answer:
    return created("eye", (n, n if m is None else m), dtype_of(options.get("dtype"), "float32"))


@declare("triu_indices", method=False)
@declare("tril_indices", method=False)
def triangle_indices(row: int, col: int, offset: object = 0, **options: Options) -> Answer:
    return created("tril_indices", (2, fresh("unknown", low=0)), dtype_of(options.get("dtype"), "int64"))


def declare_window(name: str) -> None:
    @declare(f"{name}_window", method=False)
    def window(window_length: int, *settings: object, **options: Options) -> Answer:
        return created(name, (window_length,), dtype_of(options.get("dtype"), "float32"))


for window_name in ("hann", "hamming", "blackman", "bartlett", "kaiser"):
    declare_window(window_name)


# --------------------------------------------------------------------------------------------------------- random


@declare("randint", method=False)
def randint(*arguments: Any, **options: Options) -> Answer:
    size = options.get("size")
    if size is None:
        size = next((a for a in arguments if elements(a) is not None), None)
    if size is None:
        return Undetermined("the size of a random tensor is not known")
    return created("randint", sizes_of((size,)), dtype_of(options.get("dtype"), "int64"))


@declare("randperm", method=False)
def randperm(n: int, **options: Options) -> Answer:
    return created("randperm", (n,), dtype_of(options.get("dtype"), "int64"))


@declare("normal", method=False)
def normal(mean: Any = 0.0, std: Any = 1.0, size: Any = None, **options: Options) -> Answer:
    if size is not None:
        return created("normal", sizes_of((size,)), dtype_of(options.get("dtype"), "float32"))
    tensors = [value for value in (mean, std) if isinstance(value, Tensor)]
    if len(tensors) != 1 or any(isinstance(value, Unknown) for value in (mean, std)):
        return Undetermined("a random tensor of unknown shape")
    return apply(Elementwise("normal"), tensors[0])


# --------------------------------------------------------------------------------------------------- given values


def nested(value: object) -> tuple[Shape, str | None] | Undetermined:
    """The shape and the element type of numbers in nested sequences."""
    if isinstance(value, Tensor):
        unknown = Undetermined("a tensor of unknown shape")
        return unknown if value.shape is None else (value.shape, value.type.dtype)
    found = elements(value)
    if found is None:
        if is_number(value) or isinstance(value, complex):
            return (), number_dtype(value)
        if isinstance(value, Unknown) and value.is_number:
            return (), None
        return Undetermined(value.reason if isinstance(value, Unknown) else "values that are not known")
    if not found:
        return (0,), "float32"
    known = [item for item in map(nested_part, found) if not isinstance(item, Undetermined)]
    if len(known) < len(found) or any(shape != known[0][0] for shape, _ in known):
        return Undetermined("values that are not all known")
    return (len(found), *known[0][0]), promote_names([dtype for _, dtype in known])


def nested_part(value: object) -> tuple[Shape, str | None] | Undetermined:
    """What an element of a sequence adds to its shape: a tensor must hold one number, and counts as that; an array is a
    sequence itself."""
    return ((), value.type.dtype) if isinstance(value, Tensor) and value.dialect is TORCH else nested(value)


@declare("scalar_tensor", method=False)
@declare("tensor", "as_tensor", "asarray", method=False)
def tensor(data: Any, dtype: Any = None, device: object = None, **options: Options) -> Answer:
    found = nested(data)
    if isinstance(found, Undetermined):
        return found
    shape, own = found
    return created("tensor", shape, own if dtype is None else dtype_of(dtype), flat(data))


@declare("from_numpy", method=False)
def from_numpy(ndarray: Any) -> Answer:
    if isinstance(ndarray, Tensor):
        return apply(Elementwise("from_numpy"), ndarray)
    return Undetermined("an array of unknown shape")


def is_size(value: object) -> bool:
    """Whether a value may be a size: a whole number, known or not."""
    size = as_size(value)
    return isinstance(size, (int, Expression, Unknown)) and not isinstance(size, bool)


def declare_class(name: str, dtype: str) -> None:
    @torch.function(*(f"{prefix}.{name}" for prefix in ("torch", "torch.cuda")))
    def made(*arguments: Any, **options: Options) -> Answer:
        """Sizes, or the values themselves in one sequence. A tuple of whole numbers may be a `Size` of another tensor,
        and says then what the shape is."""
        if len(arguments) == 1 and isinstance(arguments[0], tuple) and all(is_size(one) for one in arguments[0]):
            return Undetermined("either these numbers, or a tensor of these sizes")
        if len(arguments) == 1 and isinstance(arguments[0], (ListValue, tuple)):
            found = nested(arguments[0])
            return found if isinstance(found, Undetermined) else created(name, found[0], dtype, flat(arguments[0]))
        if len(arguments) == 1 and isinstance(arguments[0], Tensor):
            if arguments[0].shape == () and arguments[0].dialect is not TORCH:
                return Undetermined("a number that is not known says how many elements there are")
            return apply(Elementwise("clone"), arguments[0])
        if not all(isinstance(as_size(a), (int, Expression)) and not isinstance(a, Unknown) for a in arguments):
            return Undetermined("a tensor made of unknown values")
        return created(name, sizes_of(arguments) if arguments else (0,), dtype)


for class_name, class_dtype in (
    ("Tensor", "float32"), ("FloatTensor", "float32"), ("DoubleTensor", "float64"), ("HalfTensor", "float16"),
    ("LongTensor", "int64"), ("IntTensor", "int32"), ("ShortTensor", "int16"), ("ByteTensor", "uint8"),
    ("CharTensor", "int8"), ("BoolTensor", "bool"), ("BFloat16Tensor", "bfloat16"),
):  # fmt: skip
    declare_class(class_name, class_dtype)


@declare("empty_strided", method=False)
def empty_strided(size: Sizes, stride: object, **options: Options) -> Answer:
    return created("empty", size, dtype_of(options.get("dtype"), "float32"))
