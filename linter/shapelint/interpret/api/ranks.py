"""Declarations that are the same for one, two and three spatial axes: `SizeN` in their annotations."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar

# Stands for Size1, Size2 or Size3 in a declaration that `at_rank` turns into the one of that many spatial axes. A body
# gets a tuple of sizes; Any, because the defaults are written as the framework writes them, as a number.
SizeN = Any

Body = TypeVar("Body", bound=Callable[..., object])


def at_rank(rank: int) -> Callable[[Body], Body]:
    """Makes `SizeN` in a declaration's annotations the size of `rank` spatial axes."""

    def rename(body: Body) -> Body:
        body.__annotations__ = annotations_at(body, rank)
        return body

    return rename


def annotations_at(body: Callable[..., object], rank: int) -> dict[str, Any]:
    return {name: str(kind).replace("SizeN", f"Size{rank}") for name, kind in body.__annotations__.items()}


def copied_at(rank: int, body: Callable[..., object], repeats: bool) -> Callable[..., object]:
    """A declaration of its own for `rank` spatial axes. `repeats` tells that a number which is the default of a `SizeN`
    is written once for each of several axes: `strides=(1, 1)`."""
    assert isinstance(body, FunctionType)
    defaults = body.__defaults__ or ()
    names = body.__code__.co_varnames[: body.__code__.co_argcount][-len(defaults) :] if defaults else ()
    sizes = {name for name, kind in body.__annotations__.items() if str(kind).startswith("SizeN")}
    written = tuple(
        (value,) * rank if repeats and rank > 1 and name in sizes and isinstance(value, int) else value
        for name, value in zip(names, defaults, strict=True)
    )
    made = FunctionType(body.__code__, body.__globals__, f"{body.__name__}{rank}d", written, body.__closure__)
    made.__kwdefaults__ = body.__kwdefaults__
    made.__annotations__ = annotations_at(body, rank)
    return made
