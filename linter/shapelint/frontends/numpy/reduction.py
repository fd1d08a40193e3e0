"""Reductions: https://numpy.org/doc/stable/reference/routines.math.html#sums-products-differences and
https://numpy.org/doc/stable/reference/routines.statistics.html.

Of a sequence of numbers the result is a number, and of sizes a size: `np.prod(x.shape[1:])`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.frontends.numpy.arrays import NUMBERS, array_of
from shapelint.frontends.numpy.declaring import Options, apply, declare, given_out, unknown_like
from shapelint.frontends.numpy.dtypes import dtype_of, floating
from shapelint.interpret.api.coercions import Axes, elements
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import IteratorValue, Unknown
from shapelint.ops.dtypes import is_integral
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.symbolic import Expression, Size, maximum, minimum


def sum_of(values: tuple[Any, ...]) -> object:
    total: Any = 0
    for value in values:
        total = total + value
    return total


def product_of(values: tuple[Any, ...]) -> object:
    result: Any = 1
    for value in values:
        result = result * value
    return result


def mean_of(values: tuple[Any, ...]) -> object:
    return float(sum(values)) / len(values)


def largest(values: tuple[Any, ...]) -> object:
    return extreme(values, maximum, max)


def smallest(values: tuple[Any, ...]) -> object:
    return extreme(values, minimum, min)


def extreme(values: tuple[Any, ...], of_sizes: Callable[..., Size], of_numbers: Callable[..., object]) -> object:
    return of_sizes(*values) if any(isinstance(v, Expression) for v in values) else of_numbers(values)


EXACT: dict[str, Callable[[tuple[Any, ...]], object]] = {
    "sum": sum_of, "prod": product_of, "mean": mean_of, "max": largest, "min": smallest,
}  # fmt: skip


def reduced(name: str, a: object, axis: object, keep: object, dtype: Callable[[str | None], str | None]) -> object:
    """The reduction of an array, or the number that it is of a sequence of numbers."""
    if isinstance(a, (Unknown, IteratorValue)) or isinstance(axis, Undetermined):
        return unknown_like(name, a) if isinstance(a, Unknown) else Undetermined("values that are not all known")
    found = list(a) if isinstance(a, range) else elements(a)
    if found is not None and keep is False and axis in (None, (0,), (-1,)):
        if all(isinstance(v, NUMBERS) for v in found):
            return of_numbers(name, tuple(found))
        if all(isinstance(v, (Unknown, *NUMBERS)) for v in found):
            return unknown_like(name, *found)
    if isinstance(a, NUMBERS) and keep is False and axis is None:
        return of_numbers(name, (a,))
    array = array_of(a)
    if not isinstance(keep, bool):
        return Undetermined("a result of unknown rank")
    assert axis is None or isinstance(axis, tuple)
    return apply(Reduce(name, axis, keep, dtype(array.type.dtype), argument="axis"), array)


def of_numbers(name: str, values: tuple[object, ...]) -> object:
    exact = EXACT.get(name)
    sizes = all(isinstance(v, (int, Expression)) for v in values)
    if exact is None or (not sizes and any(isinstance(v, Expression) for v in values)) or not values:
        return (
            {"sum": 0.0, "prod": 1.0}.get(name, unknown_like(name, *values))
            if not values
            else unknown_like(name, *values)
        )
    if name == "mean" and any(isinstance(v, (Expression, complex)) for v in values):
        return unknown_like(name, *values)
    try:
        return exact(values)
    except (TypeError, OverflowError):
        return unknown_like(name, *values)


def same(dtype: str | None) -> str | None:
    return dtype


def summed(dtype: str | None) -> str | None:
    """Whole numbers are summed as int64; unsigned ones in a type that is not modelled."""
    return None if dtype == "uint8" else "int64" if is_integral(dtype) else dtype


def truth(dtype: str | None) -> str | None:
    return "bool"


def position(dtype: str | None) -> str | None:
    return "int64"


def averaged(dtype: str | None) -> str | None:
    return "float64" if is_integral(dtype) else floating(dtype)


def declare_typed(name: str, result: Callable[[str | None], str | None]) -> None:
    @declare(name, method=True)
    def typed(
        a: Any,
        axis: Axes | None = None,
        dtype: Any = None,
        out: Any = None,
        keepdims: Any = False,
        *rest: object,
        **options: Options,
    ) -> object:
        if out is not None:
            return Undetermined("a result that is written into an array that is given")
        return reduced(name, a, axis, keepdims, result if dtype is None else lambda own: dtype_of(dtype))


for typed_name, typed_result in (
    ("sum", summed), ("prod", summed), ("nansum", summed), ("nanprod", summed), ("mean", averaged),
    ("nanmean", averaged),
):  # fmt: skip
    declare_typed(typed_name, typed_result)


def declare_spread(name: str) -> None:
    @declare(name, method=True)
    def spread(
        a: Any,
        axis: Axes | None = None,
        dtype: Any = None,
        out: Any = None,
        ddof: object = 0,
        keepdims: Any = False,
        *rest: object,
        **options: Options,
    ) -> object:
        if out is not None:
            return Undetermined("a result that is written into an array that is given")
        return reduced(name, a, axis, keepdims, averaged if dtype is None else lambda own: dtype_of(dtype))


for spread_name in ("std", "var", "nanstd", "nanvar"):
    declare_spread(spread_name)


def declare_plain(name: str, result: Callable[[str | None], str | None], *aliases: str) -> None:
    @declare(name, *aliases, method=True)
    def plain(
        a: Any, axis: Axes | None = None, out: Any = None, keepdims: Any = False, *rest: object, **options: Options
    ) -> object:
        if out is not None:
            return Undetermined("a result that is written into an array that is given")
        return reduced(name, a, axis, keepdims, result)


for plain_name, plain_result, *plain_aliases in (
    ("max", same, "amax"), ("min", same, "amin"), ("nanmax", same), ("nanmin", same), ("ptp", same), ("all", truth),
    ("any", truth), ("argmax", position), ("argmin", position), ("nanargmax", position), ("nanargmin", position),
):  # fmt: skip
    declare_plain(plain_name, plain_result, *plain_aliases)


@declare("median", "nanmedian")
def median(
    a: Any, axis: Axes | None = None, out: object = None, overwrite_input: object = False, keepdims: Any = False
) -> object:
    return reduced("median", a, axis, keepdims, averaged)


@declare("count_nonzero")
def count_nonzero(a: Any, axis: Axes | None = None, *, keepdims: Any = False) -> object:
    return reduced("count_nonzero", a, axis, keepdims, position)


@declare("average")
def average(a: Any, axis: Axes | None = None, *rest: Any, **options: Options) -> object:
    if rest or any(key != "keepdims" for key in options):
        return Undetermined("a weighted average")
    return reduced("average", a, axis, options.get("keepdims", False), averaged)


@declare("quantile", "percentile", "nanquantile", "nanpercentile")
def quantile(a: Any, q: Any, axis: Axes | None = None, *rest: Any, **options: Options) -> object:
    if not isinstance(q, (int, float)) or rest or given_out(options):
        return Undetermined("several quantiles at once")
    return reduced("quantile", a, axis, options.get("keepdims", False), averaged)
