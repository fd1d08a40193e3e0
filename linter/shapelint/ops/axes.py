"""Axes and sizes: the small questions that most operations ask about a shape."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.limits import MOST_AXES
from shapelint.symbolic import Expression, Size, Verdict, equal, fresh, less_equal, render, symbols


def unknown_size() -> Size:
    """A size of which nothing is known, equal to no other."""
    return fresh("unknown", low=0)


def unknown_shape(rank: int) -> Shape:
    return tuple(unknown_size() for _ in range(min(rank, MOST_AXES + 1)))  # more are no tensor's


def resolve_axis(axis: Size, rank: int) -> int | None:
    """The axis counted from 0, or None when a tensor of that rank does not have it. A scalar has the axes 0 and -1."""
    bound = max(rank, 1)
    if isinstance(axis, int) and -bound <= axis < bound:
        return axis % bound
    return None


def axis_requirement(axis: Size, rank: int, argument: str | None = None, operand: int = 0) -> Requirement:
    """That a tensor of that rank has the axis."""
    bound = max(rank, 1)
    if not isinstance(axis, int):
        verdict = Verdict.UNDECIDED
    else:
        verdict = Verdict.HOLDS if -bound <= axis < bound else Verdict.FAILS
    text = f"a tensor of rank {rank} has the axes {-bound} to {bound - 1}"
    return Requirement(Kind.AXIS, verdict, f"{-bound} to {bound - 1}", axis, "in", argument, operand, None, text)


def missing_axes(axes: Iterable[int], rank: int, argument: str | None = None) -> tuple[Requirement, ...]:
    """A failed requirement for every axis that a tensor of that rank does not have."""
    return tuple(axis_requirement(a, rank, argument) for a in axes if resolve_axis(a, rank) is None)


def rank_requirement(
    type: TensorType, ranks: tuple[int, ...], operand: int = 0, argument: str | None = None, text: str = ""
) -> Requirement | None:
    """That the operand has one of the ranks; None while its rank is unknown."""
    if type.rank is None:
        return None
    expected: Size | str = ranks[0] if len(ranks) == 1 else " or ".join(str(r) for r in ranks)
    verdict = Verdict.HOLDS if type.rank in ranks else Verdict.FAILS
    return Requirement(Kind.RANK, verdict, expected, type.rank, "==", argument, operand, None, text)


def scalar_refused(what: str) -> Requirement:
    """A failed requirement: the input is a scalar, and `what` needs an axis."""
    text = f"{what} needs an axis, and a scalar has none"
    return Requirement(Kind.RANK, Verdict.FAILS, 1, 0, ">=", None, 0, None, text)


def surely_nonnegative(size: Size) -> bool:
    """Whether the number is known not to be negative. An argument of which nothing is known may well be -1, although as
    a symbol it counts as positive."""
    if isinstance(size, int):
        return size >= 0
    return all(s.known for s in symbols(size)) and less_equal(0, size) is Verdict.HOLDS


def is_unknown(size: Size) -> bool:
    """Whether an unknown takes part in the size (and not only the free sizes of a model's input)."""
    return isinstance(size, Expression) and any(not s.known for s in symbols(size))


def agreed(first: Size, second: Size) -> Size:
    """The better known of two sizes that are taken to be equal."""
    if isinstance(first, int):
        return first
    if isinstance(second, int) or (is_unknown(first) and not is_unknown(second)):
        return second
    return first


def same(first: Size, second: Size) -> bool:
    return equal(first, second) is Verdict.HOLDS


def render_shape(shape: Shape | None) -> str:
    """A shape as Python writes a tuple: "(N, 64, 8, 8)", "(3,)", "()"."""
    if shape is None:
        return "(...)"
    inner = ", ".join(render(size) for size in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"
