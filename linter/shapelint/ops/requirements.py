"""Requirements that many families share, as short constructors. Those that hold of plain numbers are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape
from shapelint.symbolic import Size, Symbol, Verdict, divides, equal, less_equal


def at_least(minimum: Size, value: Size, argument: str, kind: Kind = Kind.HYPERPARAMETER) -> Iterator[Requirement]:
    """`value` of the parameter `argument` must be `minimum` or more."""
    verdict = less_equal(minimum, value)
    if verdict is not Verdict.HOLDS:
        text = f"{argument} must be at least {minimum}"
        yield Requirement(kind, verdict, minimum, value, ">=", argument, operand=None, text=text)


def all_at_least(minimum: Size, values: Sequence[Size], argument: str) -> Iterator[Requirement]:
    """The first of `values` that is less than `minimum`, if any."""
    for value in values:
        found = tuple(at_least(minimum, value, argument))
        if found:
            yield from found
            return


def divisible(value: Size, divisor: Size, argument: str, divisor_name: str) -> Iterator[Requirement]:
    """`divisor` must divide `value`, which the parameter `argument` gives."""
    verdict = divides(divisor, value)
    if verdict is not Verdict.HOLDS:
        text = f"{argument} must be divisible by {divisor_name}"
        yield Requirement(Kind.HYPERPARAMETER, verdict, divisor, value, "divides", argument, operand=None, text=text)


def refused(argument: str, expected: Size | str, actual: Size | str, text: str) -> Requirement:
    """A parameter's value that is certainly wrong."""
    return Requirement(Kind.HYPERPARAMETER, Verdict.FAILS, expected, actual, "==", argument, operand=None, text=text)


def wrong_rank(shape: Shape, ranks: Sequence[int], operand: int = 0) -> Requirement:
    """The input has a rank that is none of `ranks`."""
    expected: Size | str = ranks[0] if len(ranks) == 1 else " or ".join(str(r) for r in sorted(ranks))
    text = f"the input must have {expected} dimensions"
    return Requirement(Kind.RANK, Verdict.FAILS, expected, len(shape), operand=operand, text=text)


def low_rank(shape: Shape, minimum: int, operand: int = 0) -> Requirement:
    """The input has fewer than `minimum` axes."""
    text = f"the input must have at least {minimum} dimensions"
    return Requirement(Kind.RANK, Verdict.FAILS, minimum, len(shape), ">=", operand=operand, text=text)


def possibly_zero(size: Size) -> Size:
    """An amount, such as a padding, that may be zero where symbols are at least one: an unknown u is taken as u - 1."""
    return size - 1 if isinstance(size, Symbol) and not size.known else size


def agreement(
    kind: Kind, expected: Size, actual: Size, text: str, operand: int | None = 0, axis: int | None = None
) -> tuple[Requirement, ...]:
    """That two sizes are the same, unless that is sure."""
    verdict = equal(expected, actual)
    if verdict is Verdict.HOLDS:
        return ()
    return (Requirement(kind, verdict, expected, actual, "==", None, operand, axis, text),)
