"""Random arrays: https://numpy.org/doc/stable/reference/random/legacy.html and
https://numpy.org/doc/stable/reference/random/generator.html.

A generator's methods are the functions of the same names; `GENERATORS` says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.frontends.numpy.arrays import NUMBERS, Array, number_dtype, sizes_of
from shapelint.frontends.numpy.declaring import Options, apply, created, declare
from shapelint.frontends.numpy.dtypes import dtype_of
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import Unknown, is_one_number
from shapelint.interpret.free_conditions import CHANCE
from shapelint.ir import Tensor
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Expression

# Distributions: their parameters before `size`, and the type of what is drawn.
DISTRIBUTIONS: dict[str, tuple[tuple[str, ...], str]] = {
    "random_sample": ((), "float64"), "random": ((), "float64"), "sample": ((), "float64"), "ranf": ((), "float64"),
    "standard_normal": ((), "float64"), "standard_exponential": ((), "float64"), "standard_cauchy": ((), "float64"),
    "uniform": (("low", "high"), "float64"), "normal": (("loc", "scale"), "float64"),
    "lognormal": (("mean", "sigma"), "float64"), "laplace": (("loc", "scale"), "float64"),
    "logistic": (("loc", "scale"), "float64"), "gumbel": (("loc", "scale"), "float64"), "beta": (("a", "b"), "float64"),
    "gamma": (("shape", "scale"), "float64"), "exponential": (("scale",), "float64"),
    "rayleigh": (("scale",), "float64"),
    "chisquare": (("df",), "float64"), "standard_t": (("df",), "float64"), "poisson": (("lam",), "int64"),
    "binomial": (("n", "p"), "int64"), "geometric": (("p",), "int64"),
    "triangular": (("left", "mode", "right"), "float64"),
}  # fmt: skip
GENERATORS = {
    **{name: name for name in DISTRIBUTIONS},
    "rand": "rand", "randn": "randn", "randint": "randint", "integers": "randint", "random_integers": "randint",
    "choice": "choice", "permutation": "permutation", "permuted": "permuted", "shuffle": "shuffle", "seed": "seed",
    "bytes": "bytes",
}  # fmt: skip
DRAWN = "a number that is left to chance"


def drawn(name: str, size: object, parameters: Sequence[object], dtype: str | None) -> object:
    """An array of the given size; without one, as many numbers as the parameters are."""
    if size is not None:
        return created(f"random.{name}", sizes_of(size), dtype)
    arrays = tuple(p for p in parameters if isinstance(p, Tensor))
    if all(isinstance(p, NUMBERS) or is_one_number(p) or p is None for p in parameters):
        return Unknown(DRAWN, free=CHANCE, is_number=True)
    if arrays and all(isinstance(p, (Tensor, *NUMBERS)) or p is None for p in parameters):
        return apply(Elementwise(name, dtype), *arrays)
    return Undetermined(DRAWN)


def declare_distribution(name: str, names: tuple[str, ...], dtype: str) -> None:
    @declare(f"random.{name}")
    def distribution(*arguments: Any, **options: Options) -> object:
        given = {**dict(zip((*names, "size"), arguments, strict=False)), **options}
        own = dtype_of(given.get("dtype"), dtype) if len(arguments) <= len(names) + 1 else None
        return drawn(name, given.get("size"), [given.get(n) for n in names], own)


for distribution_name, (distribution_parameters, distribution_dtype) in DISTRIBUTIONS.items():
    declare_distribution(distribution_name, distribution_parameters, distribution_dtype)


def declare_spread(name: str) -> None:
    @declare(f"random.{name}")
    def spread(*sizes: Any) -> object:
        if not sizes:
            return Unknown(DRAWN, free=CHANCE, is_number=True)
        known = all(isinstance(s, (int, Expression, Unknown)) for s in sizes)
        return created(f"random.{name}", sizes_of(sizes) if known else None, "float64")


declare_spread("rand")
declare_spread("randn")


@declare("random.randint")
def randint(
    low: Any, high: Any = None, size: Any = None, dtype: Any = None, *rest: object, **options: Options
) -> object:
    return drawn("randint", size, (low, high), dtype_of(dtype, "int64"))


@declare("random.choice")
def choice(a: Any, size: Any = None, *rest: object, **options: Options) -> object:
    if size is None:
        return Unknown(DRAWN, free=CHANCE, is_number=isinstance(a, (int, Expression)))
    if isinstance(a, (int, Expression)):
        return created("random.choice", sizes_of(size), "int64")
    if isinstance(a, Tensor):
        vector = a.shape is not None and len(a.shape) == 1
        return created("random.choice", sizes_of(size), a.type.dtype) if vector else Undetermined(DRAWN)
    found = list(a) if isinstance(a, range) else elements(a)
    if found is None or not all(isinstance(item, (str, *NUMBERS)) for item in found):
        return Undetermined("a choice among values that are not known")
    dtypes = {number_dtype(item) for item in found}
    return created("random.choice", sizes_of(size), dtypes.pop() if len(dtypes) == 1 else None)


@declare("random.permutation")
def permutation(x: Any, *rest: object, **options: Options) -> object:
    if isinstance(x, (int, Expression)):
        return created("random.permutation", (x,), "int64")
    return shuffled(x)


@declare("random.permuted")
def permuted(x: Array, *rest: object, **options: Options) -> object:
    return shuffled(x)


def shuffled(x: object) -> object:
    if isinstance(x, Tensor):
        return apply(ShapePreservingOverAxis("permutation", (0,), "axis"), x)
    found = list(x) if isinstance(x, range) else elements(x)
    if found is None or not all(isinstance(item, NUMBERS) for item in found):
        return Undetermined("a permutation of values that are not known")
    return created("random.permutation", (len(found),), "int64" if all(isinstance(i, int) for i in found) else None)


@declare("random.bytes")
def random_bytes(length: object) -> object:
    return Unknown(DRAWN, free=CHANCE)
