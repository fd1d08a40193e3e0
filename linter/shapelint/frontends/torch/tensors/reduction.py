"""Reductions and what goes along an axis: https://docs.pytorch.org/docs/stable/torch.html#reduction-ops."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.tensors.declaring import Answer, apply, declare, dtype_of, fields
from shapelint.interpret.api.coercions import Axes, Axis, Operand, as_axes
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.dtypes import is_integral
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Difference, Distance, Reduce, TopK, Trace


def reduce(name: str, input: Tensor, dim: Axes | None, keepdim: bool, dtype: str | None = "") -> Application:
    """A reduction of one output. No axes at all are all axes, but for `all` and `any`."""
    axes = dim if name in ("all", "any") else dim or None
    return apply(Reduce(name, axes, bool(keepdim), dtype), input)


def declare_typed(name: str, dtype: str) -> None:
    @declare(name)
    def typed(
        input: Tensor, dim: Axes | None = None, keepdim: bool = False, *, dtype: Any = None, out: object = None
    ) -> Application:
        return reduce(name, input, dim, keepdim, result if dtype is None else dtype_of(dtype))

    result = dtype


def declare_plain(name: str, dtype: str) -> None:
    @declare(name)
    def plain(input: Tensor, dim: Axes | None = None, keepdim: bool = False, *, out: object = None) -> Application:
        return reduce(name, input, dim, keepdim, dtype)


for typed_name, typed_dtype in (("sum", "sum"), ("nansum", "sum"), ("mean", ""), ("nanmean", ""), ("prod", "sum")):
    declare_typed(typed_name, typed_dtype)
for plain_name, plain_dtype in (
    ("all", "bool"), ("any", "bool"), ("amax", ""), ("amin", ""), ("logsumexp", "float"), ("count_nonzero", "int64"),
):  # fmt: skip
    declare_plain(plain_name, plain_dtype)


@declare("argmin")
@declare("argmax")
def argmax(input: Tensor, dim: Axis | None = None, keepdim: bool = False, *, out: object = None) -> Application:
    return reduce("argmax", input, None if dim is None else (dim,), keepdim, "int64")


def spread_axes(dim: object) -> tuple[int, ...] | Undetermined | None:
    """The axes of a spread, in whose place the switch `unbiased` may stand."""
    if dim is None or isinstance(dim, bool):
        return None
    found = as_axes(dim)
    return found if isinstance(found, tuple) else Undetermined("an axis is not known")


def declare_spread(name: str) -> None:
    @declare(name)
    def spread(
        input: Tensor,
        dim: Any = None,
        unbiased: object = True,
        keepdim: bool = False,
        *,
        correction: object = 1,
        out: object = None,
    ) -> Answer:
        axes = spread_axes(dim)
        return axes if isinstance(axes, Undetermined) else reduce(name, input, axes, keepdim)

    @declare(f"{name}_mean", method=False)
    def with_mean(
        input: Tensor,
        dim: Any = None,
        unbiased: object = True,
        keepdim: bool = False,
        *,
        correction: object = 1,
        out: object = None,
    ) -> Answer:
        axes = spread_axes(dim)
        if isinstance(axes, Undetermined):
            return axes
        return apply(Reduce(name, axes or None, bool(keepdim), outputs=2, positions=False), input)


declare_spread("std")
declare_spread("var")

PAIRS = {name: fields(name, "values", "indices") for name in ("max", "min", "median", "nanmedian", "mode", "kthvalue")}


def pair(name: str, input: Tensor, dim: int, keepdim: bool) -> Application:
    """The values along an axis with their positions."""
    return Application(Reduce(name, (dim,), bool(keepdim), outputs=2), (input,), PAIRS[name])


def declare_extremum(name: str) -> None:
    @declare(name)
    def extremum(
        input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Operand | None = None, out: object = None
    ) -> Answer:
        if isinstance(dim, Tensor):
            other = dim
        if other is not None:
            return apply(Elementwise(name), input, other)
        if dim is None:
            return reduce(name, input, None, False)
        return pair(name, input, dim, keepdim) if isinstance(dim, int) else Undetermined("an axis is not known")


declare_extremum("max")
declare_extremum("min")


def declare_middle(name: str) -> None:
    @declare(name)
    def middle(input: Tensor, dim: Axis | None = None, keepdim: bool = False, *, out: object = None) -> Application:
        return reduce(name, input, None, False) if dim is None else pair(name, input, dim, keepdim)


declare_middle("median")
declare_middle("nanmedian")


@declare("mode")
def mode(input: Tensor, dim: Axis = -1, keepdim: bool = False, *, out: object = None) -> Application:
    return pair("mode", input, dim, keepdim)


@declare("kthvalue")
def kthvalue(input: Tensor, k: object, dim: Axis = -1, keepdim: bool = False, *, out: object = None) -> Application:
    return pair("kthvalue", input, dim, keepdim)


@declare("aminmax")
def aminmax(input: Tensor, *, dim: Axis | None = None, keepdim: bool = False, out: object = None) -> Application:
    operation = Reduce("aminmax", None if dim is None else (dim,), bool(keepdim), outputs=2, positions=False)
    return Application(operation, (input,), BOTH)


BOTH = fields("aminmax", "min", "max")


@declare("norm")
def norm(
    input: Tensor,
    p: object = "fro",
    dim: Axes | None = None,
    keepdim: bool = False,
    out: object = None,
    dtype: object = None,
) -> Application:
    return reduce("norm", input, dim, keepdim)


@declare("linalg.norm", "linalg.vector_norm", method=False)
def linalg_norm(
    x: Tensor,
    ord: object = None,
    dim: Axes | None = None,
    keepdim: bool = False,
    *,
    out: object = None,
    dtype: object = None,
) -> Application:
    return reduce("norm", x, dim, keepdim)


@declare("nanquantile")
@declare("quantile")
def quantile(
    input: Tensor,
    q: Operand,
    dim: Axis | None = None,
    keepdim: bool = False,
    *,
    interpolation: object = "linear",
    out: object = None,
) -> Answer:
    if q.shape != ():
        return Undetermined("several quantiles at once")
    return reduce("quantile", input, None if dim is None else (dim,), keepdim)


@declare("trace")
def trace(input: Tensor) -> Application:
    return apply(Trace(), input)


@declare("dist")
def dist(input: Tensor, other: Tensor, p: object = 2) -> Application:
    return apply(Distance(), input, other)


# ------------------------------------------------------------------------------------------------ along an axis


def declare_cumulative(name: str, dtype: str) -> None:
    @declare(name, in_place=True)
    def cumulative(input: Tensor, dim: Axis, *, dtype: Any = None, out: object = None) -> Application:
        given = input.type.dtype
        result = dtype_of(dtype) if dtype is not None else "int64" if is_sum and is_integral(given) else given
        return apply(ShapePreservingOverAxis(name, (dim,), dtype=result), input)

    is_sum = dtype == "sum"


for cumulative_name in ("cumsum", "cumprod"):
    declare_cumulative(cumulative_name, "sum")
declare_cumulative("logcumsumexp", "")

EXTREMES = fields("cummax", "values", "indices")
SORTED = fields("sort", "values", "indices")
TOP = fields("topk", "values", "indices")


@declare("cummin")
@declare("cummax")
def cummax(input: Tensor, dim: Axis, *, out: object = None) -> Application:
    return Application(ShapePreservingOverAxis("cummax", (dim,), copies=2), (input,), EXTREMES)


@declare("sort")
def sort(
    input: Tensor, dim: Axis = -1, descending: object = False, stable: object = False, *, out: object = None
) -> Application:
    return Application(ShapePreservingOverAxis("sort", (dim,), copies=2), (input,), SORTED)


@declare("argsort")
def argsort(input: Tensor, dim: Axis = -1, descending: object = False, stable: object = False) -> Application:
    return apply(ShapePreservingOverAxis("argsort", (dim,), dtype="int64"), input)


@declare("topk")
def topk(
    input: Tensor, k: int, dim: Axis = -1, largest: object = True, sorted: object = True, *, out: object = None
) -> Application:
    return Application(TopK(k, dim), (input,), TOP)


@declare("diff")
def diff(
    input: Tensor, n: Axis = 1, dim: Axis = -1, prepend: Any = None, append: Any = None, *, out: object = None
) -> Answer:
    if prepend is not None or append is not None:
        return Undetermined("differences with something before or after")
    return apply(Difference(n, dim), input)


@declare("renorm", in_place=True)
def renorm(input: Tensor, p: object, dim: Axis, maxnorm: object) -> Application:
    return apply(ShapePreservingOverAxis("renorm", (dim,)), input)
