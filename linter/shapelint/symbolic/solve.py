"""For which input sizes do given equalities hold?

The free sizes of the inputs are the known symbols (`Symbol.known`). `solve` looks for integers in their place, from
`Symbol.low` on, and where there are none it proves that: a classifier that needs 50*h*w == 2304 accepts no image.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from math import isqrt

from shapelint.lifetimes import CHECK
from shapelint.records import dataclass
from shapelint.symbolic.condition import Condition, conditions_of
from shapelint.symbolic.expression import Size, Symbol, fresh, subtract, symbols
from shapelint.symbolic.factoring import Product
from shapelint.symbolic.interval import bounds_within
from shapelint.symbolic.search import Box, Examples, Range, Ranges, append, assignments, matching

MOST_DIVISORS = 256
LARGEST_FACTORED = 10**10
CUSTOMARY = (1, 2, 4, 8, 16, 32, 64, 128, 3)  # batch sizes and the like, tried while the squares are looked for


class Fit(Enum):
    """Whether there are input sizes that satisfy all constraints."""

    NONE = "none"  # proved that there are none
    SOME = "some"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Solution:
    """The input sizes that fit.

    `squares` are the ascending, inclusive ranges of values up to the limit that fit when all `square` symbols have the
    same value; if `unbounded`, everything beyond the last of them fits as well. `examples` are some assignments of all
    symbols that occur, a square one first if there is any. Where symbols that are not square take part (a batch size),
    the ranges are those for their values in the first example. If the verdict is UNDECIDED, ranges and examples fit
    those constraints that could be looked into: the ones without unknown symbols.
    """

    verdict: Fit
    squares: tuple[tuple[int, int], ...] = ()
    unbounded: bool = False
    examples: tuple[Mapping[Symbol, int], ...] = ()


def solve(
    constraints: Sequence[tuple[Size, Size]],
    positive: Sequence[Size] = (),
    square: Sequence[Symbol] = (),
    limit: int = 4096,
    examples: int = 8,
) -> Solution:
    """The values of the known symbols for which each pair of `constraints` is equal and each of `positive` at least 1.

    `square` names the spatial symbols that are the same in the customary case: (H, W), or (L,) alone; their common
    value is looked for up to `limit`. Constraints with unknown symbols count only if they are settled for all values
    of these. NONE is a proof for all values, beyond the limit too; who asks for nothing else passes `examples=1`.
    """
    conditions = conditions_of(constraints, positive)
    if conditions is None:
        return Solution(Fit.NONE)
    usable = [c for c in conditions if all(symbol.known and symbol.low is not None for symbol in c.symbols)]
    spatial: list[Condition] = []
    found: list[Mapping[Symbol, int]] = [{}]
    everywhere = True
    for group in _connected(usable):
        part = _examples(group, limit, examples)
        if part.complete and not part.examples:
            return Solution(Fit.NONE)
        if any(not condition.symbols.isdisjoint(square) for condition in group):
            spatial.extend(group)
        else:
            everywhere = everywhere and bool(part.examples)
        found = _combined(found, part.examples)
    squares = _squares(spatial, square, limit, found)
    if squares.example and everywhere:
        first = {**(found[0] if found else {}), **squares.example}
        found = [first, *(example for example in found if example != first)]
    verdict = Fit.SOME if found and len(usable) == len(conditions) else Fit.UNDECIDED
    return Solution(verdict, squares.ranges, squares.unbounded, tuple(example for example in found if example))


def _connected(conditions: Iterable[Condition]) -> list[list[Condition]]:
    """The conditions in groups that share no symbol."""
    groups: list[tuple[list[Condition], frozenset[Symbol]]] = []
    for condition in conditions:
        touching = [group for group in groups if not group[1].isdisjoint(condition.symbols)]
        groups = [group for group in groups if group[1].isdisjoint(condition.symbols)]
        members = [member for group in touching for member in group[0]]
        groups.append(([*members, condition], condition.symbols.union(*(group[1] for group in touching))))
    return [members for members, _ in groups]


def _combined(
    first: Sequence[Mapping[Symbol, int]], second: Sequence[Mapping[Symbol, int]]
) -> list[Mapping[Symbol, int]]:
    """Assignments of all symbols from assignments of independent ones; none if there are none of either."""
    if not first or not second:
        return []
    count = max(len(first), len(second))
    return [{**first[index % len(first)], **second[index % len(second)]} for index in range(count)]


@dataclass(frozen=True, slots=True)
class _Squares:
    ranges: tuple[tuple[int, int], ...] = ()
    unbounded: bool = False
    example: Mapping[Symbol, int] | None = None


def _squares(
    conditions: Sequence[Condition],
    square: Sequence[Symbol],
    limit: int,
    examples: Sequence[Mapping[Symbol, int]],
) -> _Squares:
    """The side lengths that fit. Other symbols have customary values, or those of an example."""
    if not square:
        return _Squares()
    side = fresh("side", low=max((s.low for s in square if s.low is not None), default=1))
    others = sorted({s for condition in conditions for s in condition.symbols} - set(square), key=lambda s: s.serial)
    choices: list[dict[Symbol, int]] = [{}]
    if others:
        choices = [dict.fromkeys(others, value) for value in CUSTOMARY]
        choices += [{s: example[s] for s in others} for example in examples if set(others) <= set(example)]
    for choice in choices:
        values: dict[Symbol, Size] = {**dict.fromkeys(square, side), **choice}
        replaced = list({(c.size, c.positive): c for c in (c.replaced(values) for c in conditions)}.values())
        found = matching(replaced, side, (side.low or 1, limit))
        if found.ranges:
            ranges = tuple((low, limit if high is None else high) for low, high in found.ranges)
            beyond = matching(replaced, side, (limit + 1, None), steps=1)
            return _Squares(ranges, bool(beyond.ranges), {**dict.fromkeys(square, ranges[0][0]), **choice})
    return _Squares()


def _examples(conditions: Sequence[Condition], limit: int, most: int) -> Examples:
    """Assignments for conditions that hang together, or the proof that there are none."""
    order = sorted({symbol for condition in conditions for symbol in condition.symbols}, key=lambda s: s.serial)
    domains: dict[Symbol, Ranges] = {}
    for symbol in order:
        own = [condition for condition in conditions if condition.symbols == {symbol}]
        domains[symbol] = _domain(own, symbol, limit)
        if domains[symbol].empty:
            return Examples((), True)
    joint = [condition for condition in conditions if len(condition.symbols) > 1]
    if not joint:
        symbol = order[0]
        ranges = domains[symbol].ranges
        return Examples(tuple({symbol: low} for low, _ in ranges[:most]), domains[symbol].complete)
    whole = {symbol: _hull(domains[symbol], symbol) for symbol in order}
    product = next((c for c in joint if c.form is not None and _is_solvable(c)), None)
    if product is None:
        return assignments(conditions, whole, most, steps=1500)
    return _by_divisors(product, conditions, whole, most)


def _domain(conditions: Sequence[Condition], symbol: Symbol, limit: int) -> Ranges:
    """The values of a symbol that meet the conditions on it alone; beyond the limit only as far as that is simple."""
    key = (symbol, limit, tuple([(condition.size, condition.positive) for condition in conditions]))
    found = DOMAINS.get(key)
    if found is None:
        found = DOMAINS[key] = _values(conditions, symbol, limit)
    return found


DOMAINS: dict[tuple[object, ...], Ranges] = CHECK.table({})
"""Those that have been looked for: the same conditions come up for each block of a model, and for each model."""


def _values(conditions: Sequence[Condition], symbol: Symbol, limit: int) -> Ranges:
    near = matching(conditions, symbol, (symbol.low or 0, limit), most=32)
    if not near.complete:
        return near
    far = matching(conditions, symbol, (limit + 1, None), steps=300)
    ranges = list(near.ranges)
    for low, high in far.ranges:
        append(ranges, low, high)
    return Ranges(tuple(ranges), far.complete)


def _hull(domain: Ranges, symbol: Symbol) -> Range:
    first = domain.ranges[0][0] if domain.ranges else symbol.low or 0
    return (first, domain.ranges[-1][1] if domain.complete else None)


def _is_solvable(condition: Condition) -> bool:
    """Whether the condition says that a product of factors in one symbol each is some number other than zero."""
    form = condition.form
    if form is None or condition.positive or form.constant == 0 or abs(form.constant) > LARGEST_FACTORED:
        return False
    return all(len(symbols(factor)) == 1 for factor in form.factors)


def _by_divisors(condition: Condition, conditions: Sequence[Condition], whole: Box, most: int) -> Examples:
    """Assignments for conditions among which a product of factors has a given value: each factor must divide it."""
    form = condition.form
    if form is None or form.constant % form.coefficient:
        return Examples((), form is not None)
    boxes = _Boxes(form, conditions, whole, most)
    boxes.choose(0, -form.constant // form.coefficient, whole)
    return Examples(tuple(boxes.found), boxes.complete)


class _Boxes:
    """The search through the ways of writing a number as a product of given factors."""

    def __init__(self, form: Product, conditions: Sequence[Condition], whole: Box, most: int) -> None:
        self.most = most
        self.conditions = conditions
        self.complete = True
        self.found: list[Mapping[Symbol, int]] = []
        self.trials = MOST_DIVISORS
        self.factors = [(factor, next(iter(symbols(factor)))) for factor in form.factors]
        look_up = bounds_within(whole)
        self.ranges = [look_up(factor) for factor, _ in self.factors]
        self.whole = whole
        self.known: dict[tuple[int, int], Ranges] = {}

    def choose(self, index: int, remaining: int, box: Box) -> None:
        """Give the factors from `index` on values whose product is `remaining`."""
        last = index == len(self.factors) - 1
        for value in (remaining,) if last else self._divisors(index, remaining):
            if len(self.found) >= self.most:
                return
            places = self._places(index, value)
            self.complete = self.complete and places.complete
            for within in places.ranges:
                self.trials -= 1
                if self.trials < 0:
                    self.complete = False
                    return
                part = {**box, self.factors[index][1]: within}
                if last:
                    self._finish(part)
                else:
                    self.choose(index + 1, remaining // value, part)

    def _divisors(self, index: int, number: int) -> list[int]:
        low, high = self.ranges[index]
        found = [sign * divisor for divisor in divisors(abs(number)) for sign in (1, -1)]
        return [d for d in found if (low is None or low <= d) and (high is None or d <= high)]

    def _places(self, index: int, value: int) -> Ranges:
        """Where the factor has this value, among what the conditions on its symbol alone allow."""
        if (index, value) not in self.known:
            factor, symbol = self.factors[index]
            own = [condition for condition in self.conditions if condition.symbols == {symbol}]
            wanted = Condition(subtract(factor, value), False, None)
            self.known[index, value] = matching([wanted, *own], symbol, self.whole[symbol], steps=400)
        return self.known[index, value]

    def _finish(self, box: Box) -> None:
        result = assignments(self.conditions, box, most=1, steps=200)
        self.found.extend(result.examples)
        self.complete = self.complete and (result.complete or bool(result.examples))


def divisors(number: int) -> list[int]:
    """The positive divisors of a positive number, ascending."""
    small = [d for d in range(1, isqrt(number) + 1) if number % d == 0]
    return small + [number // d for d in reversed(small) if d * d != number]
