"""Floor division and remainder of sizes, simplified.

All rules hold for Python's floor semantics and integers of any sign. Where a denominator is zero nothing is claimed,
which allows common factors to be cancelled.
"""

from __future__ import annotations

from math import gcd

from shapelint.symbolic.expression import (
    Expression,
    FloorDivision,
    Monomial,
    Remainder,
    Size,
    add,
    atom,
    constant_of,
    defines,
    divide_monomials,
    fresh,
    from_terms,
    leading_coefficient,
    lexicographic,
    multiply,
    scale,
    terms_of,
)
from shapelint.symbolic.interval import bounds, divide_intervals


def ceil_div(numerator: Size, denominator: Size) -> Size:
    """The quotient rounded up."""
    if isinstance(denominator, int) and denominator > 0:
        return floor_divide(add(numerator, denominator - 1), denominator)
    return scale(floor_divide(scale(numerator, -1), denominator), -1)


@defines("//")
def floor_divide(numerator: Size, denominator: Size) -> Size:
    """`numerator // denominator`; a fresh unknown symbol if the denominator is the constant zero."""
    if isinstance(denominator, int):
        if denominator == 0:
            return fresh(low=None)
        if isinstance(numerator, int):
            return numerator // denominator
        if denominator < 0:
            return _by_constant(scale(numerator, -1), -denominator)
        return _by_constant(numerator, denominator)
    return _by_expression(numerator, denominator)


def _by_constant(numerator: Size, divisor: int) -> Size:
    if isinstance(numerator, int):
        return numerator // divisor
    if divisor == 1:
        return numerator
    terms = terms_of(numerator)
    if all(coefficient < 0 for monomial, coefficient in terms if monomial):
        # floor(-e / d) = -ceil(e / d), so that -(-h // 2) is (h + 1)//2
        return scale(_by_constant(add(scale(numerator, -1), divisor - 1), divisor), -1)
    whole, rest = _split(numerator, divisor)
    return add(whole, _reduced_by_constant(rest, divisor))


def _split(size: Size, divisor: int) -> tuple[Size, Size]:
    """(q, r) with size = q*divisor + r, and the coefficients of r in [0, divisor)."""
    whole: dict[Monomial, int] = {}
    rest: dict[Monomial, int] = {}
    for monomial, coefficient in terms_of(size):
        whole[monomial], rest[monomial] = divmod(coefficient, divisor)
    return from_terms(whole), from_terms(rest)


def _common(size: Size, divisor: int = 0) -> int:
    """The greatest common divisor of the coefficients other than the constant, and of the divisor."""
    return gcd(divisor, *(coefficient for monomial, coefficient in terms_of(size) if monomial))


def _quotient(size: Size, divisor: int) -> Size:
    """The size with each coefficient divided by a divisor of all of them, the constant rounded down."""
    return from_terms({monomial: coefficient // divisor for monomial, coefficient in terms_of(size)})


def _reduced_by_constant(numerator: Size, divisor: int) -> Size:
    if isinstance(numerator, int):
        return numerator // divisor
    common = _common(numerator, divisor)
    if common > 1:
        # floor((g*e + c) / (g*d)) = floor((e + floor(c / g)) / d)
        return floor_divide(_quotient(numerator, common), divisor // common)
    merged = _merged(numerator, divisor)
    if merged is not None:
        return merged
    low, high = divide_intervals(bounds(numerator), (divisor, divisor))
    if low is not None and low == high:
        return low
    return atom(FloorDivision, numerator, divisor)


def _merged(numerator: Expression, divisor: int) -> Size | None:
    """(x//a + r) // b as (x + a*r) // (a*b), if there is just one such x//a."""
    inner = [
        monomial[0][2]
        for monomial, coefficient in terms_of(numerator)
        if coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1 and isinstance(monomial[0][2], FloorDivision)
    ]
    if len(inner) != 1 or not isinstance(inner[0], FloorDivision):
        return None
    dividend, step = inner[0].arguments
    rest = add(numerator, scale(inner[0], -1))
    if not isinstance(step, int) and rest != 0:
        return None
    return floor_divide(add(dividend, multiply(step, rest)), multiply(step, divisor))


def _by_expression(numerator: Size, denominator: Expression) -> Size:
    if numerator == 0:
        return 0
    if leading_coefficient(denominator) < 0:
        return floor_divide(scale(numerator, -1), scale(denominator, -1))
    content = gcd(*(coefficient for _, coefficient in terms_of(denominator)))
    primitive = _quotient(denominator, content)
    exact = divide_exactly(numerator, primitive)
    if exact is not None:
        return floor_divide(exact, content)
    numerator, denominator_left = _cancelled(numerator, denominator)
    if isinstance(denominator_left, int):
        return floor_divide(numerator, denominator_left)
    whole, rest = _extracted(numerator, denominator_left)
    return add(whole, _reduced(rest, denominator_left))


def _reduced(numerator: Size, denominator: Expression) -> Size:
    if numerator == 0:
        return 0
    low, high = divide_intervals(bounds(numerator), bounds(denominator))
    if low is not None and low == high:
        return low
    least = bounds(denominator)[0]
    if least is not None and least >= 1:
        if is_below(numerator, denominator):
            return 0
        if isinstance(numerator, FloorDivision):
            dividend, step = numerator.arguments
            return floor_divide(dividend, multiply(step, denominator))
    return atom(FloorDivision, numerator, denominator)


def is_below(size: Size, limit: Size) -> bool:
    """Whether 0 <= size < limit is proved."""
    low = bounds(size)[0]
    if low is None or low < 0:
        return False
    room = bounds(add(limit, scale(size, -1)))[0]
    return room is not None and room >= 1


def _cancelled(numerator: Size, denominator: Size) -> tuple[Size, Size]:
    """Both without their common integer factor and their common atoms."""
    upper, lower = terms_of(numerator), terms_of(denominator)
    number = gcd(*(coefficient for _, coefficient in upper), *(coefficient for _, coefficient in lower))
    common: Monomial = _common_monomial([monomial for monomial, _ in (*upper, *lower)])
    if number == 1 and not common:
        return numerator, denominator
    return (
        from_terms({divide_monomials(m, common) or (): c // number for m, c in upper}),
        from_terms({divide_monomials(m, common) or (): c // number for m, c in lower}),
    )


def _common_monomial(monomials: list[Monomial]) -> Monomial:
    shared = {serial: (exponent, a) for serial, exponent, a in monomials[0]}
    for monomial in monomials[1:]:
        powers = {serial: exponent for serial, exponent, _ in monomial}
        shared = {s: (min(e, powers[s]), a) for s, (e, a) in shared.items() if s in powers}
    return tuple((serial, *shared[serial]) for serial in sorted(shared))


def _extracted(numerator: Size, denominator: Expression) -> tuple[Size, Size]:
    """(q, r) with numerator = q*denominator + r, where the terms of q are found one by one."""
    terms = terms_of(denominator)
    if len(terms) > 1:
        return 0, numerator
    monomial, coefficient = terms[0]
    whole: dict[Monomial, int] = {}
    rest: dict[Monomial, int] = {}
    for key, value in terms_of(numerator):
        quotient = divide_monomials(key, monomial)
        if quotient is None:
            rest[key] = value
        else:
            whole[quotient], rest[key] = divmod(value, coefficient)
    return from_terms(whole), from_terms(rest)


def divide_exactly(numerator: Size, denominator: Size) -> Size | None:
    """The polynomial q with numerator = q * denominator, None if there is none with integer coefficients."""
    if denominator == 0:
        return None
    lead, lead_coefficient = max(terms_of(denominator), key=lambda term: lexicographic(term[0]))
    left = dict(terms_of(numerator))
    result: dict[Monomial, int] = {}
    steps = 0
    while left:
        monomial = max(left, key=lexicographic)
        coefficient = left[monomial]
        quotient = divide_monomials(monomial, lead)
        steps += 1
        if quotient is None or coefficient % lead_coefficient or steps > 512:
            return None
        factor = coefficient // lead_coefficient
        result[quotient] = factor
        for key, value in terms_of(multiply(from_terms({quotient: factor}), denominator)):
            remaining = left.get(key, 0) - value
            if remaining:
                left[key] = remaining
            else:
                left.pop(key, None)
    return from_terms(result)


@defines("%")
def remainder(numerator: Size, denominator: Size) -> Size:
    """`numerator % denominator`; a fresh unknown symbol if the denominator is the constant zero."""
    if isinstance(denominator, int):
        if denominator == 0:
            return fresh(low=None)
        if isinstance(numerator, int):
            return numerator % denominator
        if denominator < 0:
            return scale(_remainder_by_constant(scale(numerator, -1), -denominator), -1)
        return _remainder_by_constant(numerator, denominator)
    return _remainder_by_expression(numerator, denominator)


def _remainder_by_constant(numerator: Size, divisor: int) -> Size:
    if divisor == 1:
        return 0
    rest = _split(_unwrapped(numerator, divisor), divisor)[1]
    if isinstance(rest, int):
        return rest
    common = _common(rest, divisor)
    if common > 1:
        # (g*e + c) % (g*d) = g*((e + c//g) % d) + c % g
        return add(
            scale(remainder(_quotient(rest, common), divisor // common), common),
            constant_of(rest) % common,
        )
    low, high = bounds(rest)
    if low is not None and high is not None and low // divisor == high // divisor:
        return add(rest, -(low // divisor) * divisor)
    return atom(Remainder, rest, divisor)


def _unwrapped(size: Size, divisor: int) -> Size:
    """The size, up to multiples of the divisor, without inner remainders by its multiples."""
    result: Size = 0
    for monomial, coefficient in terms_of(size):
        part: Size = coefficient
        for _, exponent, a in monomial:
            inner: Size = a
            if isinstance(a, Remainder) and isinstance(a.arguments[1], int) and a.arguments[1] % divisor == 0:
                inner = a.arguments[0]
            for _ in range(exponent):
                part = multiply(part, inner)
        result = add(result, part)
    return result


def _remainder_by_expression(numerator: Size, denominator: Expression) -> Size:
    if divide_exactly(numerator, denominator) is not None:
        return 0
    rest = _extracted(numerator, denominator)[1]
    if rest == 0:
        return 0
    if is_below(rest, denominator):
        return rest
    return atom(Remainder, rest, denominator)
