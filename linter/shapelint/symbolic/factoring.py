"""Products hidden in polynomials: how to get from f*g - 2*f - 2*g + 4 back to (f - 2)*(g - 2)."""

from __future__ import annotations

from math import gcd, isqrt

from shapelint.records import dataclass
from shapelint.symbolic.expression import (
    Atom,
    Monomial,
    Size,
    Symbol,
    Terms,
    atoms_of,
    from_terms,
    leading_coefficient,
    multiply,
    scale,
    subtract,
    symbols,
    terms_of,
)


@dataclass(frozen=True, slots=True)
class Product:
    """A size written as `coefficient * (product of factors) + constant`, no two factors sharing a symbol."""

    coefficient: int
    factors: tuple[Size, ...]
    constant: int


def separate(size: Size) -> Product | None:
    """The size as a product of two or more factors without a symbol in common, plus a constant; None if it is none."""
    groups = independent_groups(size)
    if len(groups) < 2:
        return None
    group = groups[0]
    entries = {_divided(monomial, group): coefficient for monomial, coefficient in terms_of(size)}
    # The coefficients are a matrix over (own part, other part). But for the constant's entry it must have rank one, so
    # that one row and one column, through an entry that lies in neither the first row nor the first column, tell all.
    pivot = next(((own, other) for own, other in entries if own and other), None)
    if pivot is None:
        return None
    first = from_terms({own: value for (own, other), value in entries.items() if other == pivot[1]})
    second = from_terms({other: value for (own, other), value in entries.items() if own == pivot[0]})
    first, second = primitive(first), primitive(second)
    lead = dict(terms_of(first))[pivot[0]] * dict(terms_of(second))[pivot[1]]
    if entries[pivot] % lead:
        return None
    coefficient = entries[pivot] // lead
    constant = subtract(size, scale(multiply(first, second), coefficient))
    if not isinstance(constant, int):
        return None
    return Product(coefficient, (first, *_factors(second)), constant)


def _factors(size: Size) -> tuple[Size, ...]:
    found = separate(size)
    return found.factors if found and found.constant == 0 and found.coefficient == 1 else (size,)


def primitive(size: Size) -> Size:
    """The size without the greatest common divisor of its coefficients, and with a positive leading one."""
    terms = terms_of(size)
    if not terms:
        return 0
    common = gcd(*(coefficient for _, coefficient in terms))
    if leading_coefficient(size) < 0:
        common = -common
    return from_terms({monomial: coefficient // common for monomial, coefficient in terms})


def independent_groups(size: Size) -> list[frozenset[Atom]]:
    """The atoms of a size, grouped so that atoms in different groups share no symbol; in the order of the atoms."""
    groups: list[tuple[set[Atom], set[Symbol]]] = []
    for atom in sorted(atoms_of(size), key=lambda a: a.serial):
        members, inside = {atom}, set(symbols(atom))
        apart = []
        for other in groups:
            if other[1].isdisjoint(inside):
                apart.append(other)
            else:
                members |= other[0]
                inside |= other[1]
        groups = [*apart, (members, inside)]
    return [frozenset(members) for members, _ in groups]


def _divided(monomial: Monomial, group: frozenset[Atom]) -> tuple[Monomial, Monomial]:
    own = tuple(power for power in monomial if power[2] in group)
    return own, tuple(power for power in monomial if power[2] not in group)


def readable_factors(size: Size) -> tuple[int, tuple[Size, ...]]:
    """A coefficient and factors whose product is the size, for display. Often just the size itself."""
    terms = terms_of(size)
    common = gcd(*(coefficient for _, coefficient in terms))
    if len(terms) < 3 or not all(monomial for monomial, _ in terms[1:]):
        return 1, (size,)
    found = separate(size)
    if found is not None and found.constant == 0:
        return found.coefficient, tuple(f for factor in found.factors for f in _square_factors(factor))
    return common, _square_factors(from_terms({monomial: value // common for monomial, value in terms}))


def _square_factors(size: Size) -> tuple[Size, ...]:
    """a*x**2 + b*x + c by its integer roots, if it has them."""
    atoms = atoms_of(size)
    roots = integer_roots(size)
    if len(atoms) != 1 or not roots or degree(terms_of(size)) != 2 or terms_of(size)[-1][1] != 1:
        return (size,)
    atom = atoms[0]
    other = -roots[0] - dict(terms_of(size)).get(((atom.serial, 1, atom),), 0)
    return (subtract(atom, roots[0]), subtract(atom, other))


def degree(terms: Terms) -> int:
    """The highest total power of a term."""
    return max((sum(exponent for _, exponent, _ in monomial) for monomial, _ in terms), default=0)


def integer_roots(size: Size) -> list[int] | None:
    """The integers at which a polynomial in one atom is zero; None for what is not of the second degree or less, or not
    of the form a*x**n + c."""
    atoms = atoms_of(size)
    if len(atoms) != 1:
        return None
    coefficients = {sum(exponent for _, exponent, _ in monomial): value for monomial, value in terms_of(size)}
    highest = max(coefficients)
    if set(coefficients) <= {0, highest}:
        candidates = _nth_roots(-coefficients.get(0, 0), coefficients[highest], highest)
    elif highest == 2:
        candidates = _quadratic(coefficients[2], coefficients.get(1, 0), coefficients.get(0, 0))
    else:
        return None
    return sorted(set(candidates))


def _nth_roots(value: int, factor: int, exponent: int) -> list[int]:
    """The integers x with factor * x**exponent == value."""
    if value % factor:
        return []
    value //= factor
    root = _floor_root(abs(value), exponent)
    return [x for x in (root, -root) if x**exponent == value]


def _floor_root(value: int, exponent: int) -> int:
    low, high = 0, 1 << (value.bit_length() // exponent + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**exponent <= value else (low, middle - 1)
    return low


def _quadratic(a: int, b: int, c: int) -> list[int]:
    discriminant = b * b - 4 * a * c
    if discriminant < 0 or isqrt(discriminant) ** 2 != discriminant:
        return []
    root = isqrt(discriminant)
    return [(-b + sign * root) // (2 * a) for sign in (1, -1) if (-b + sign * root) % (2 * a) == 0]
