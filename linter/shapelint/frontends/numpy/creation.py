"""Making arrays: https://numpy.org/doc/stable/reference/routines.array-creation.html."""

from __future__ import annotations

import math
from typing import Any

from shapelint.frontends.constants import between, evenly_spaced, filled, flat
from shapelint.frontends.numpy.arraylike import as_array
from shapelint.frontends.numpy.arrays import NUMBERS, Array, array_of, number_dtype, sizes_of
from shapelint.frontends.numpy.declaring import Answer, Options, apply, created, declare, list_of
from shapelint.frontends.numpy.dtypes import dtype_of
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.layout.concat_split import Meshgrid
from shapelint.ops.layout.reshape import Reshape
from shapelint.ops.pointwise.activation import ShapePreservingWithRank
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.records import replace
from shapelint.symbolic import Expression, Size, Verdict, ceil_div, fresh, less_equal, maximum

FILLS = {"zeros": 0, "ones": 1}


def declare_sized(name: str) -> None:
    @declare(name)
    def sized(shape: Any, dtype: Any = None, *rest: object, **options: Options) -> Answer:
        sizes = sizes_of(shape)
        return created(name, sizes, dtype_of(dtype, "float64"), filled(sizes, FILLS.get(name)))


def declare_like(name: str) -> None:
    @declare(f"{name}_like")
    def like(a: Array, dtype: Any = None, *rest: Any, **options: Options) -> Answer:
        if options.get("shape") is not None or len(rest) > 2:
            return created(name, sizes_of(options.get("shape")), dtype_of(dtype, a.type.dtype))
        return apply(Elementwise(f"{name}_like", dtype_of(dtype, a.type.dtype)), a)


for sized_name in ("zeros", "ones", "empty"):
    declare_sized(sized_name)
    declare_like(sized_name)


@declare("full")
def full(shape: Any, fill_value: Any, dtype: Any = None, *rest: object, **options: Options) -> Answer:
    own = array_of(fill_value).type.dtype
    return created("full", sizes_of(shape), dtype_of(dtype, own))


@declare("full_like")
def full_like(a: Array, fill_value: object, dtype: Any = None, *rest: Any, **options: Options) -> Answer:
    if options.get("shape") is not None or len(rest) > 2:
        return created("full", sizes_of(options.get("shape")), dtype_of(dtype, a.type.dtype))
    return apply(Elementwise("full_like", dtype_of(dtype, a.type.dtype)), a)


@declare("eye")
def eye(N: int, M: int | None = None, k: object = 0, dtype: Any = None, *rest: object, **options: Options) -> Answer:
    return created("eye", (N, N if M is None else M), dtype_of(dtype, "float64"))


@declare("identity")
def identity(n: int, dtype: Any = None, *rest: object, **options: Options) -> Answer:
    return created("identity", (n, n), dtype_of(dtype, "float64"))


@declare("tri")
def tri(N: int, M: int | None = None, k: object = 0, dtype: Any = None, *rest: object, **options: Options) -> Answer:
    return created("tri", (N, N if M is None else M), dtype_of(dtype, "float64"))


@declare("tril", "triu")
def triangle(m: Array, k: object = 0) -> Answer:
    if m.shape is not None and len(m.shape) < 2:
        return Undetermined("a triangle of a vector")
    return apply(ShapePreservingWithRank("tril", minimum_rank=2), m)


# ----------------------------------------------------------------------------------------------------------- ranges


def range_length(start: object, stop: object, step: object) -> Size:
    """ceil((stop - start) / step), 0 at least: https://numpy.org/doc/stable/reference/generated/numpy.arange.html."""
    sizes = (int, Expression)
    if isinstance(start, sizes) and isinstance(stop, sizes) and isinstance(step, int) and step != 0:
        length = ceil_div(stop - start, step) if step > 0 else ceil_div(start - stop, -step)
        return length if less_equal(0, length) is Verdict.HOLDS else maximum(length, 0)
    numbers = (int, float)
    if isinstance(start, numbers) and isinstance(stop, numbers) and isinstance(step, numbers) and step != 0:
        try:
            return max(math.ceil((stop - start) / step), 0)
        except (ValueError, OverflowError):  # there is no number of steps
            return fresh("unknown", low=0)
    if isinstance(stop, Unknown) and (start, step) == (0, 1):
        return stop.as_size()
    return fresh("unknown", low=0)


@declare("arange")
def arange(*bounds: Any, **options: Options) -> Answer:
    named = {"start": None, "stop": None, "step": None, "dtype": None, **options}
    named.update(zip(("start", "stop", "step", "dtype"), bounds, strict=False))
    start, stop, step = named["start"], named["stop"], named["step"]
    if stop is None:
        start, stop = 0, start
    start, step = 0 if start is None else start, 1 if step is None else step
    dtypes = [number_dtype(value) for value in (start, stop, step)]
    default = None if None in dtypes else "float64" if "float64" in dtypes else "int64"
    length = range_length(start, stop, step)
    return created("arange", (length,), dtype_of(named["dtype"], default), evenly_spaced(start, step, length))


def declare_spaced(name: str) -> None:
    @declare(name)
    def spaced(start: Any, stop: Any, num: int = 50, *rest: Any, **options: Options) -> Answer:
        dtype = dtype_of(options.get("dtype"), "float64") if len(rest) < 3 else None
        if not all(isinstance(v, NUMBERS) or (isinstance(v, Tensor) and v.shape == ()) for v in (start, stop)):
            return created(name, None, dtype)
        with_step = options.get("retstep", rest[1] if len(rest) > 1 and name == "linspace" else False)
        if with_step is not False:
            return Undetermined("numbers together with the step between them")
        plain = name == "linspace" and not rest and not options.keys() - {"dtype", "retstep"}
        return created(name, (num,), dtype, between(start, stop, num, dtype) if plain else None)


for spaced_name in ("linspace", "logspace", "geomspace"):
    declare_spaced(spaced_name)


@declare("meshgrid")
def meshgrid(*xi: Array, **options: Options) -> Answer:
    indexing = options.get("indexing", "xy")
    if options.get("sparse", False) is not False or not isinstance(indexing, str):
        return Undetermined("coordinates in a form that is not known")
    flat = tuple(flattened(x) for x in xi)
    return Application(Meshgrid(transposed=indexing == "xy"), flat, list_of)


def flattened(x: Tensor) -> Tensor:
    """The same array as a vector, as far as its shape is concerned."""
    return replace(x, type=Reshape((-1,)).infer([x.type]).outputs[0])


# ----------------------------------------------------------------------------------------------------- given values


@declare("array", "asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "require")
def array(object: Any, dtype: Any = None, *rest: Any, **options: Options) -> Answer:
    least = options.get("ndmin", 0)
    object = as_array(object)
    own = array_of(object)
    wanted = dtype_of(dtype, own.type.dtype)
    if least != 0 or len(rest) > 3:
        shape = own.shape
        if shape is None or not isinstance(least, int):
            return created("array", None, wanted)
        return created("array", (1,) * (least - len(shape)) + shape, wanted)
    if isinstance(object, Tensor):
        return apply(Elementwise("array", wanted), object)
    return created("array", own.shape, wanted, flat(object))


@declare("copy")
def copy(a: Array, *rest: object, **options: Options) -> Answer:
    return apply(Elementwise("copy"), a)


def from_file(name: str) -> None:
    @declare(name)
    def read(*arguments: object, **options: Options) -> Answer:
        return Undetermined(f"np.{name} reads what is not in the program")


for reading_name in ("load", "loadtxt", "genfromtxt", "fromfile", "frombuffer", "fromstring", "memmap", "fromiter"):
    from_file(reading_name)
