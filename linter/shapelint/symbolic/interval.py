"""What a size lies between, whatever the values of its symbols: interval arithmetic.

An interval is a pair (low, high), inclusive, None for unbounded on that side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import lcm

from shapelint.symbolic.expression import (
    Atom,
    Bounds,
    Expression,
    FloorDivision,
    Maximum,
    Minimum,
    Monomial,
    Operator,
    Polynomial,
    Remainder,
    Size,
    Symbol,
    Terms,
    add,
    fresh,
    multiply,
    power,
    terms_of,
)
from shapelint.symbolic.memory import remembered

EVERYTHING: Bounds = (None, None)
LARGEST_DEGREE = 8  # of polynomials that are worth being rewritten

Lookup = Callable[[Size], Bounds]


def bounds(size: Size) -> Bounds:
    """The least and the greatest value proved for a size, each None where nothing is proved."""
    if not isinstance(size, Expression):
        return (size, size)
    found = size.cached_bounds
    if found is None:
        found = _polynomial(size) if isinstance(size, Polynomial) else _operator(size, bounds)
        size.cached_bounds = found
    return found


def bounds_within(ranges: Mapping[Symbol, Bounds]) -> Lookup:
    """A function that gives the bounds of sizes while symbols stay within these ranges. It remembers its answers."""
    known: dict[Size, Bounds] = dict(ranges.items())

    def look_up(size: Size) -> Bounds:
        if not isinstance(size, Expression):
            return (size, size)
        found = known.get(size)
        if found is None:
            if isinstance(size, Operator):
                found = _operator(size, look_up)
            elif isinstance(size, Polynomial):
                found = _sum(size.terms, look_up)
            else:
                found = bounds(size)
            known[size] = found
        return found

    return look_up


def intersect(left: Bounds, right: Bounds) -> Bounds:
    lows = [low for low in (left[0], right[0]) if low is not None]
    highs = [high for high in (left[1], right[1]) if high is not None]
    return (max(lows, default=None), min(highs, default=None))


def negate(interval: Bounds) -> Bounds:
    low, high = interval
    return (None if high is None else -high, None if low is None else -low)


def add_intervals(left: Bounds, right: Bounds) -> Bounds:
    return (
        None if left[0] is None or right[0] is None else left[0] + right[0],
        None if left[1] is None or right[1] is None else left[1] + right[1],
    )


def scale_interval(interval: Bounds, factor: int) -> Bounds:
    low, high = interval if factor >= 0 else (interval[1], interval[0])
    return (None if low is None else low * factor, None if high is None else high * factor)


def multiply_intervals(left: Bounds, right: Bounds) -> Bounds:
    a, b = left
    c, d = right
    if a is not None and a >= 0 and c is not None and c >= 0:
        if b == 0 or d == 0:
            return (0, 0)
        return (a * c, None if b is None or d is None else b * d)
    if a is not None and b is not None and c is not None and d is not None:
        corners = (a * c, a * d, b * c, b * d)
        return (min(corners), max(corners))
    low = _least_product(left, right)
    high = _least_product(negate(left), right)
    return (low, None if high is None else -high)


def _least_product(left: Bounds, right: Bounds) -> int | None:
    """The low end of the product, at one of the four corners; an infinite end times zero counts as zero."""
    least: int | None = None
    for x, sign_x in ((left[0], -1), (left[1], 1)):
        for y, sign_y in ((right[0], -1), (right[1], 1)):
            if x is not None and y is not None:
                corner = x * y
            else:
                direction = (sign_x if x is None else _sign(x)) * (sign_y if y is None else _sign(y))
                if direction < 0:
                    return None
                if direction > 0:
                    continue
                corner = 0
            least = corner if least is None else min(least, corner)
    return least


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def raise_interval(interval: Bounds, exponent: int) -> Bounds:
    """The bounds of a power of one value: an even power is never negative."""
    low, high = interval
    if exponent == 1:
        return interval
    if exponent % 2 or (low is not None and low >= 0):
        return (None if low is None else low**exponent, None if high is None else high**exponent)
    if high is not None and high <= 0:
        return (high**exponent, None if low is None else low**exponent)
    return (0, None if low is None or high is None else max(-low, high) ** exponent)


def divide_intervals(numerator: Bounds, denominator: Bounds) -> Bounds:
    """The floor of the quotient, wherever the denominator is not zero."""
    low, high = denominator
    if high is not None and high < 0:
        return divide_intervals(negate(numerator), negate(denominator))
    bottom, top = numerator
    if low is None or low < 0:
        # The quotient may have either sign, but is no farther from zero than the numerator.
        if bottom is None or top is None:
            return EVERYTHING
        reach = max(abs(bottom), abs(top))
        return (-reach, reach)
    low = max(low, 1)
    high = None if high is None else max(high, 1)
    least, greatest = bottom, top
    if bottom is not None:
        least = bottom // low if bottom < 0 else (0 if high is None else bottom // high)
    if top is not None:
        greatest = top // low if top >= 0 else (-1 if high is None else top // high)
    return (least, greatest)


def _remainder(numerator: Bounds, denominator: Bounds) -> Bounds:
    low, high = denominator
    if low is None or low < 0:
        return EVERYTHING
    greatest = None if high is None else max(high - 1, 0)
    if numerator[0] is not None and numerator[0] >= 0 and numerator[1] is not None:
        greatest = numerator[1] if greatest is None else min(greatest, numerator[1])
    return (0, greatest)


def _maximum(parts: list[Bounds]) -> Bounds:
    lows = [low for low, _ in parts if low is not None]
    highs = [high for _, high in parts if high is not None]
    return (max(lows, default=None), max(highs) if len(highs) == len(parts) else None)


def _operator(atom: Expression, look_up: Lookup) -> Bounds:
    if not isinstance(atom, Operator):
        return EVERYTHING
    parts = [look_up(argument) for argument in atom.arguments]
    if isinstance(atom, FloorDivision):
        return divide_intervals(parts[0], parts[1])
    if isinstance(atom, Remainder):
        return _remainder(parts[0], parts[1])
    if isinstance(atom, Maximum):
        return _maximum(parts)
    return negate(_maximum([negate(part) for part in parts])) if isinstance(atom, Minimum) else EVERYTHING


def _monomial(monomial: Monomial, look_up: Lookup) -> Bounds:
    result: Bounds = (1, 1)
    for _, exponent, atom in monomial:
        result = multiply_intervals(result, raise_interval(look_up(atom), exponent))
    return result


def _sum(terms: Terms, look_up: Lookup) -> Bounds:
    result: Bounds = (0, 0)
    for monomial, coefficient in terms:
        result = add_intervals(result, scale_interval(_monomial(monomial, look_up), coefficient))
    return result


def _polynomial(size: Polynomial) -> Bounds:
    result = _sum(size.terms, bounds)
    variable = [monomial for monomial, _ in size.terms if monomial]
    if len(variable) < 2:
        return result
    if 1 < max(sum(exponent for _, exponent, _ in monomial) for monomial in variable) <= LARGEST_DEGREE:
        result = intersect(result, _shifted(size))
    if any(isinstance(atom, FloorDivision) for monomial in variable for _, _, atom in monomial):
        result = intersect(result, _relaxed(size))
    return result


def _shifted(size: Polynomial) -> Bounds:
    """The bounds of the polynomial rewritten in how far each atom is above its least value.

    (f - 1)*(g - 1), multiplied out, hides that it is not negative for f, g >= 1; this shows it.
    """
    result: Size = 0
    shifted: dict[Atom, Size] = {}
    reach: dict[Symbol, Bounds] = {}
    for monomial, coefficient in size.terms:
        term: Size = coefficient
        for _, exponent, atom in monomial:
            if atom not in shifted:
                low, high = bounds(atom)
                above = fresh("above", low=None if low is None else 0)
                reach[above] = bounds(atom) if low is None else (0, None if high is None else high - low)
                shifted[atom] = add(above, low or 0)
            term = multiply(term, power(shifted[atom], exponent))
        result = add(result, term)
    return _sum(terms_of(result), bounds_within(reach))


def _relaxed(size: Polynomial) -> Bounds:
    """Bounds after floor divisions by constants are replaced by the real quotients they lie close to.

    That lets terms cancel which interval arithmetic takes for independent: 2*((h + 1)//2) - h is 0 or 1.
    """
    low = _linear_low(*_linear(size.terms, upper=False))
    numerators, denominator = _linear(size.terms, upper=True)
    high = _linear_low({monomial: -value for monomial, value in numerators.items()}, denominator)
    return (low, None if high is None else -high)


Linear = tuple[dict[Monomial, int], int]  # the numerators of rational coefficients, and their common denominator


def _linear(terms: Terms, upper: bool) -> Linear:
    """A combination of monomials that is nowhere below the sum (`upper`) or nowhere above it."""
    parts = []
    for monomial, coefficient in terms:
        inner: Linear | None = None
        if len(monomial) == 1 and monomial[0][1] == 1:
            inner = _quotient(monomial[0][2], upper == (coefficient > 0))
        parts.append((coefficient, inner or ({monomial: 1}, 1)))
    common = lcm(*(denominator for _, (_, denominator) in parts))
    result: dict[Monomial, int] = {}
    for coefficient, (numerators, denominator) in parts:
        for monomial, value in numerators.items():
            result[monomial] = result.get(monomial, 0) + coefficient * value * (common // denominator)
    return result, common


def _quotient(atom: Atom, upper: bool) -> Linear | None:
    """(n - d + 1)/d <= n//d <= n/d for a constant d > 0; None for other atoms."""
    return _quotient_above(atom) if upper else _quotient_below(atom)


@remembered
def _quotient_above(atom: Size) -> Linear | None:
    return _quotient_of(atom, upper=True)


@remembered
def _quotient_below(atom: Size) -> Linear | None:
    return _quotient_of(atom, upper=False)


def _quotient_of(atom: Size, upper: bool) -> Linear | None:
    if not isinstance(atom, FloorDivision):
        return None
    numerator, denominator = atom.arguments
    if not isinstance(denominator, int) or denominator <= 0:
        return None
    inner, common = _linear(terms_of(numerator), upper)
    if not upper:
        inner[()] = inner.get((), 0) - (denominator - 1) * common
    return inner, denominator * common


def _linear_low(numerators: dict[Monomial, int], denominator: int) -> int | None:
    """The low end of the combination, rounded up."""
    low = 0
    for monomial, coefficient in numerators.items():
        if coefficient:
            end = _monomial(monomial, bounds)[0 if coefficient > 0 else 1]
            if end is None:
                return None
            low += coefficient * end
    return -(-low // denominator)
