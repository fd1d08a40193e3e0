"""Searching for values of symbols that meet conditions, by bisection with interval arithmetic.

A box of values that the bounds rule out is dropped, one that they accept is taken whole, any other is halved; what is
small is tried value by value. Where sizes rise with their symbols, as they mostly do, that takes a logarithmic number
of steps, and it also proves that there is nothing beyond.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import product as cartesian
from math import prod

from shapelint.records import dataclass
from shapelint.symbolic.condition import Condition
from shapelint.symbolic.expression import Bounds, Symbol
from shapelint.symbolic.interval import bounds_within
from shapelint.symbolic.program import compiled
from shapelint.symbolic.verdict import Verdict

FARTHEST = 1 << 40
TRIED_SINGLY = 48  # values

Range = tuple[int, "int | None"]
Box = dict[Symbol, Range]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ascending inclusive ranges, None for no end. `complete` tells that there is proved to be nothing else."""

    ranges: tuple[Range, ...]
    complete: bool

    @property
    def empty(self) -> bool:
        """Whether nothing exists for certain."""
        return self.complete and not self.ranges


@dataclass(frozen=True, slots=True)
class Examples:
    """Assignments that meet the conditions. `complete` tells that none exist if there are none here."""

    examples: tuple[Mapping[Symbol, int], ...]
    complete: bool


def matching(
    conditions: Sequence[Condition], symbol: Symbol, within: Range, steps: int = 2000, most: int = 4096
) -> Ranges:
    """The values of the only symbol of these conditions that meet all of them, ascending.

    The search ends early, and is then not complete, with `most` ranges found or `steps` boxes seen.
    """
    test = _Tester(conditions, [symbol])
    found: list[Range] = []
    waiting: list[Range] = [within]
    while waiting and steps and len(found) < most:
        steps -= 1
        low, high = waiting.pop()
        verdict = _verdict(conditions, {symbol: (low, high)})
        if verdict is Verdict.HOLDS:
            append(found, low, high)
        elif verdict is Verdict.UNDECIDED and high is not None and high - low < TRIED_SINGLY:
            for value in range(low, high + 1):
                if test((value,)):
                    append(found, value, value)
        elif verdict is Verdict.UNDECIDED:
            if high is None and low > FARTHEST:
                return Ranges(tuple(found), False)
            waiting.extend(reversed(_halves(low, high)))
    return Ranges(tuple(found), not waiting)


def assignments(conditions: Sequence[Condition], box: Box, most: int, steps: int) -> Examples:
    """Up to `most` assignments that meet all conditions, smaller values first and not more than one from a box."""
    order = list(box)
    test = _Tester(conditions, order)
    found: list[Mapping[Symbol, int]] = []
    waiting: deque[Box] = deque([box])
    complete = True
    while waiting and steps:
        steps -= 1
        part = waiting.popleft()
        if _verdict(conditions, part) is Verdict.FAILS:
            continue
        corner = tuple(low for low, _ in part.values())
        if test(corner):
            found.append(dict(zip(order, corner, strict=True)))
        elif _volume(part) <= TRIED_SINGLY:
            ranges = [range(low, low if high is None else high + 1) for low, high in part.values()]
            match = next((values for values in cartesian(*ranges) if test(values)), None)
            if match is not None:
                found.append(dict(zip(order, match, strict=True)))
        else:
            symbol = max(order, key=lambda s: _width(part[s]))
            low, high = part[symbol]
            if high is None and low > FARTHEST:
                complete = False
            else:
                waiting.extend({**part, symbol: half} for half in _halves(low, high))
        if len(found) >= most:
            return Examples(tuple(found), False)
    return Examples(tuple(found), complete and not waiting)


def _verdict(conditions: Sequence[Condition], box: Mapping[Symbol, Bounds]) -> Verdict:
    look_up = bounds_within(box)
    result = Verdict.HOLDS
    for condition in conditions:
        verdict = condition.verdict(look_up)
        if verdict is Verdict.FAILS:
            return verdict
        if verdict is Verdict.UNDECIDED:
            result = verdict
    return result


class _Tester:
    """Tells whether given values meet all conditions; a division by zero meets none."""

    __slots__ = ("conditions", "run")

    def __init__(self, conditions: Sequence[Condition], order: Sequence[Symbol]) -> None:
        self.conditions = conditions
        self.run = compiled([condition.size for condition in conditions], order)

    def __call__(self, values: Sequence[int]) -> bool:
        try:
            results = self.run(values)
        except ZeroDivisionError:
            return False
        return all(c.accepts(result) for c, result in zip(self.conditions, results, strict=True))


def append(ranges: list[Range], low: int, high: int | None) -> None:
    """Add a range beyond all others, joined to the last one where they touch."""
    if ranges and ranges[-1][1] == low - 1:
        ranges[-1] = (ranges[-1][0], high)
    else:
        ranges.append((low, high))


def _halves(low: int, high: int | None) -> list[Range]:
    middle = 2 * max(low, 8) if high is None else (low + high) // 2
    return [(low, middle), (middle + 1, high)]


def _width(within: Range) -> float:
    low, high = within
    return float("inf") if high is None else high - low


def _volume(box: Box) -> float:
    return prod(_width(within) + 1 for within in box.values())
