"""Questions about sizes, answered by proof for all values of their symbols, or not at all.

HOLDS and FAILS speak of all values that the symbols can have (from `Symbol.low` on) and for which nothing is divided by
zero: HOLDS says that it is so for all of them, FAILS that it is so for none. UNDECIDED is every other case, those where
the answer depends on the values included.
"""

from __future__ import annotations

from itertools import product as cartesian
from math import gcd

from shapelint.symbolic.division import floor_divide, remainder
from shapelint.symbolic.expression import (
    Bounds,
    Expression,
    Remainder,
    Size,
    add,
    atoms_of,
    constant_of,
    multiply,
    power,
    subtract,
    terms_of,
)
from shapelint.symbolic.factoring import integer_roots
from shapelint.symbolic.interval import bounds
from shapelint.symbolic.memory import remembered
from shapelint.symbolic.periodic import exact_bounds, is_never_zero
from shapelint.symbolic.verdict import Verdict

MODULI = (2, 3, 4, 5, 7, 8, 9)
MOST_RESIDUES = 81


def equal(left: Size, right: Size) -> Verdict:
    """Whether two sizes are the same."""
    if isinstance(left, int) and isinstance(right, int):
        return Verdict.HOLDS if left == right else Verdict.FAILS
    return is_zero(subtract(left, right))


def less_equal(left: Size, right: Size) -> Verdict:
    """Whether `left <= right`."""
    if isinstance(left, int) and isinstance(right, int):
        return Verdict.HOLDS if left <= right else Verdict.FAILS
    gap = subtract(right, left)
    verdict = _not_negative(bounds(gap))
    if verdict is Verdict.UNDECIDED:
        verdict = _not_negative(exact_bounds(gap))
    return verdict


def less(left: Size, right: Size) -> Verdict:
    """Whether `left < right`."""
    return less_equal(add(left, 1), right)


def divides(divisor: Size, size: Size) -> Verdict:
    """Whether `size` is a multiple of `divisor`. UNDECIDED for the divisor zero."""
    if divisor == 0:
        return Verdict.UNDECIDED
    return is_zero(remainder(size, divisor))


def _not_negative(interval: Bounds | None) -> Verdict:
    low, high = interval or (None, None)
    if low is not None and low >= 0:
        return Verdict.HOLDS
    return Verdict.FAILS if high is not None and high < 0 else Verdict.UNDECIDED


@remembered
def is_zero(size: Size) -> Verdict:
    """Whether a size is zero."""
    if isinstance(size, int):
        return Verdict.HOLDS if size == 0 else Verdict.FAILS
    verdict = _within(bounds(size))
    if verdict is Verdict.UNDECIDED and _is_unreachable(size):
        verdict = Verdict.FAILS
    if verdict is Verdict.UNDECIDED:
        verdict = _without_remainders(size)
    if verdict is Verdict.UNDECIDED:
        verdict = _within(exact_bounds(size))
    if verdict is Verdict.UNDECIDED and is_never_zero(size):
        verdict = Verdict.FAILS
    return verdict


def _within(interval: Bounds | None) -> Verdict:
    low, high = interval or (None, None)
    if low == 0 == high:
        return Verdict.HOLDS
    if (low is not None and low > 0) or (high is not None and high < 0):
        return Verdict.FAILS
    return Verdict.UNDECIDED


def _is_unreachable(size: Expression) -> bool:
    """Whether divisibility or roots prove that a polynomial is not zero, whatever integers its atoms are."""
    common = gcd(*(coefficient for monomial, coefficient in terms_of(size) if monomial))
    if constant_of(size) % common:
        return True
    roots = integer_roots(size)
    if roots is not None:
        return not any(_may_be(atoms_of(size)[0], root) for root in roots)
    return any(_no_zero_modulo(size, modulus) for modulus in MODULI)


def _may_be(size: Size, value: int) -> bool:
    low, high = bounds(size)
    return (low is None or low <= value) and (high is None or value <= high)


def _no_zero_modulo(size: Expression, modulus: int) -> bool:
    """Whether no residues of the atoms make the polynomial a multiple of the modulus."""
    atoms = atoms_of(size)
    if modulus ** len(atoms) > MOST_RESIDUES:
        return False
    for residues in cartesian(range(modulus), repeat=len(atoms)):
        value = dict(zip(atoms, residues, strict=True))
        total = 0
        for monomial, coefficient in terms_of(size):
            for _, exponent, atom in monomial:
                coefficient *= pow(value[atom], exponent, modulus)
            total += coefficient
        if total % modulus == 0:
            return False
    return True


def _without_remainders(size: Expression) -> Verdict:
    """The same question with every e % d as e - d*(e//d), which may cancel a floor division elsewhere."""
    if not any(isinstance(atom, Remainder) for atom in atoms_of(size)):
        return Verdict.UNDECIDED
    result: Size = 0
    for monomial, coefficient in terms_of(size):
        part: Size = coefficient
        for _, exponent, atom in monomial:
            value: Size = atom
            if isinstance(atom, Remainder):
                numerator, denominator = atom.arguments
                value = subtract(numerator, multiply(denominator, floor_divide(numerator, denominator)))
            part = multiply(part, power(value, exponent))
        result = add(result, part)
    return Verdict.HOLDS if result == 0 else _within(bounds(result))
