"""What undecided requirements say about the free sizes of a model's input, as the solver takes it."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.ir.requirement import Requirement
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of sizes that must be equal, and sizes that must be at least 1. `complete` tells that nothing undecided is
    left out for want of a form that the solver takes."""

    equalities: tuple[tuple[Size, Size], ...] = ()
    positive: tuple[Size, ...] = ()
    complete: bool = True

    def __bool__(self) -> bool:
        return bool(self.equalities or self.positive)

    def joined(self, other: Constraints) -> Constraints:
        """Both of them."""
        return all_of((self, other))


def all_of(constraints: Iterable[Constraints]) -> Constraints:
    """All of them together, each once."""
    equalities: dict[tuple[Size, Size], None] = {}
    positive: dict[Size, None] = {}
    complete = True
    for one in constraints:
        equalities.update(dict.fromkeys(one.equalities))
        positive.update(dict.fromkeys(one.positive))
        complete = complete and one.complete
    return Constraints(tuple(equalities), tuple(positive), complete)


def constraints_of(requirements: Iterable[Requirement]) -> Constraints:
    """The constraints that the undecided ones among some requirements state."""
    equalities: dict[tuple[Size, Size], None] = {}
    positive: dict[Size, None] = {}
    complete = True
    for requirement in requirements:
        if requirement.verdict is not Verdict.UNDECIDED:
            continue
        expected, actual = requirement.expected, requirement.actual
        if isinstance(expected, str) or isinstance(actual, str):
            complete = False
        elif (equality := as_equality(requirement.relation, actual, expected)) is not None:
            equalities[equality] = None
        elif (margin := as_positive(requirement.relation, actual, expected)) is not None:
            positive[margin] = None
        else:
            complete = False
    return Constraints(tuple(equalities), tuple(positive), complete)


def as_equality(relation: str, actual: Size, expected: Size) -> tuple[Size, Size] | None:
    """The relation as an equation; None for one that is none."""
    if relation == "==":
        return actual, expected
    if relation == "divides" and expected != 0:
        return actual % expected, 0
    if relation == "broadcasts with":
        return (actual - expected) * (actual - 1) * (expected - 1), 0
    return None


def as_positive(relation: str, actual: Size, expected: Size) -> Size | None:
    """The size that is at least 1 exactly if the relation holds; None for a relation that is no comparison."""
    return {
        ">=": actual - expected + 1,
        ">": actual - expected,
        "<=": expected - actual + 1,
        "<": expected - actual,
    }.get(relation)
