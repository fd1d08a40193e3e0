"""Integer expressions for sizes, in an ordered normal form.

A size is an `int` or an `Expression`. An expression is a polynomial with integer coefficients over atoms: symbols, and
the floor divisions, remainders, maxima and minima that do not simplify. Atoms are interned, so that the same atom is
the same object, and every operation returns the normal form: a constant is always a plain `int`, a lone atom is the
atom itself, and anything else a `Polynomial`. Hence `==` between sizes is identity of normal forms, which proves that
they are equal; its negation proves nothing (see `comparison.equal`).

Expressions denote integers wherever no division by zero occurs. No operation on sizes raises: what has no value (a
division by the constant zero) and what grows beyond all reason is a fresh unknown symbol without bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from shapelint.lifetimes import CHECK
from shapelint.limits import LARGEST_BITS

Bounds = tuple[int | None, int | None]
Monomial = tuple[tuple[int, int, "Atom"], ...]  # (serial, power, atom), ascending; the serial makes tuples comparable
Terms = tuple[tuple[Monomial, int], ...]  # monomial and coefficient, ascending; the constant's monomial is ()

LARGEST_SUM = 256  # terms
LARGEST_DEPTH = 40  # atoms within atoms
LARGEST_DEGREE = 64  # of a term

_serials = count(1)


_operations: dict[str, Callable[..., Any]] = {}
_Operation = TypeVar("_Operation", bound=Callable[..., object])


def defines(operation: str) -> Callable[[_Operation], _Operation]:
    """A decorator of the function that an operation on expressions is ("//", "%", "str"), where it takes more than this
    module knows: simplifying a division needs bounds, which need this module."""

    def define(function: _Operation) -> _Operation:
        _operations[operation] = function
        return function

    return define


class Expression:
    """A size that is not a constant. Immutable and hashable; `+ - * // % **` follow Python's integers."""

    __slots__ = ("__weakref__", "cached_bounds", "cached_symbols")

    cached_bounds: Bounds | None
    cached_symbols: frozenset[Symbol] | None

    def __add__(self, other: Size) -> Size:
        return add(self, other) if _is_size(other) else NotImplemented

    __radd__ = __add__

    def __neg__(self) -> Size:
        return scale(self, -1)

    def __pos__(self) -> Size:
        return self

    def __sub__(self, other: Size) -> Size:
        return subtract(self, other) if _is_size(other) else NotImplemented

    def __rsub__(self, other: Size) -> Size:
        return subtract(other, self) if _is_size(other) else NotImplemented

    def __mul__(self, other: Size) -> Size:
        return multiply(self, other) if _is_size(other) else NotImplemented

    __rmul__ = __mul__

    def __pow__(self, exponent: int) -> Size:
        return power(self, exponent) if type(exponent) is int and exponent >= 0 else NotImplemented

    def __floordiv__(self, other: Size) -> Size:
        return _operations["//"](self, other) if _is_size(other) else NotImplemented

    def __rfloordiv__(self, other: Size) -> Size:
        return _operations["//"](other, self) if _is_size(other) else NotImplemented

    def __mod__(self, other: Size) -> Size:
        return _operations["%"](self, other) if _is_size(other) else NotImplemented

    def __rmod__(self, other: Size) -> Size:
        return _operations["%"](other, self) if _is_size(other) else NotImplemented

    def __divmod__(self, other: Size) -> tuple[Size, Size]:
        return (self // other, self % other) if _is_size(other) else NotImplemented

    def __copy__(self) -> Expression:
        return self

    def __deepcopy__(self, memo: object) -> Expression:
        return self

    def __str__(self) -> str:
        return str(_operations["str"](self))

    def __repr__(self) -> str:
        return f"<{self}>"


Size = int | Expression


def _is_size(value: object) -> bool:
    return isinstance(value, (int, Expression))


class Atom(Expression):
    """An expression that is no sum or product. Equal atoms are the same object."""

    __slots__ = ("depth", "serial")

    depth: int
    serial: int

    def operands(self) -> tuple[Size, ...]:
        """The expressions inside."""
        return ()


class Symbol(Atom):
    """An integer that is at least `low` (1, as sizes are; None for no bound).

    `known` tells a free size of a model's input, for which the solver may choose values, from an unknown size. Two
    symbols of the same name, `known` and `low` are the same; for unknowns that are like no other see `fresh`.
    """

    __slots__ = ("known", "low", "name", "unique")

    name: str
    known: bool
    low: int | None
    unique: bool

    def __new__(cls, name: str, known: bool = True, low: int | None = 1) -> Symbol:
        key = (name, known, low)
        symbol = _symbols.get(key)
        if symbol is None:
            symbol = _symbol(name, known, low, unique=False)
            _symbols[key] = symbol
        return symbol

    def __reduce__(self) -> tuple[object, ...]:
        if self.unique:
            return fresh, (self.name, self.low)
        return Symbol, (self.name, self.known, self.low)


SymbolKey = tuple[str, bool, int | None]
_standing: dict[SymbolKey, Symbol] = {}
_symbols: WeakValueDictionary[SymbolKey, Symbol] = CHECK.table(WeakValueDictionary(), _standing)


def _symbol(name: str, known: bool, low: int | None, unique: bool) -> Symbol:
    symbol: Symbol = object.__new__(Symbol)
    symbol.cached_bounds = (low, None)
    symbol.cached_symbols = None
    symbol.depth = 0
    symbol.serial = next(_serials)
    symbol.name, symbol.known, symbol.low, symbol.unique = name, known, low, unique
    return symbol


def standing(name: str) -> Symbol:
    """The symbol of that name in every check, for constants of modules: others are made anew for each, so that their
    order tells nothing of the files before."""
    symbol = Symbol(name)
    return _standing.setdefault((name, symbol.known, symbol.low), symbol)


def fresh(name: str = "unknown", low: int | None = 1) -> Symbol:
    """A new unknown, equal to no other symbol. Pass `low=0` or None for an unknown integer that need not be a size."""
    return _symbol(name, known=False, low=low, unique=True)


class Operator(Atom):
    """An atom made of other sizes. Built by `atom` only, from operands that do not simplify."""

    __slots__ = ("arguments",)

    arguments: tuple[Size, ...]

    def operands(self) -> tuple[Size, ...]:
        return self.arguments

    def __reduce__(self) -> tuple[object, ...]:
        return atom, (type(self), *self.arguments)


class FloorDivision(Operator):
    """`numerator // denominator`."""

    __slots__ = ()


class Remainder(Operator):
    """`numerator % denominator`."""

    __slots__ = ()


class Maximum(Operator):
    """The greatest of two or more sizes."""

    __slots__ = ()


class Minimum(Operator):
    """The least of two or more sizes."""

    __slots__ = ()


_operators: WeakValueDictionary[tuple[object, ...], Operator] = CHECK.table(WeakValueDictionary())


def atom(kind: type[Operator], *arguments: Size) -> Atom:
    """The atom of that kind over operands already simplified; an unknown where atoms are nested too deeply."""
    key = (kind, *arguments)
    found = _operators.get(key)
    if found is not None:
        return found
    depth = 1 + max(depth_of(argument) for argument in arguments)
    if depth > LARGEST_DEPTH:
        return fresh(low=None)
    made: Operator = object.__new__(kind)
    made.cached_bounds = None
    made.cached_symbols = None
    made.depth = depth
    made.serial = next(_serials)
    made.arguments = arguments
    _operators[key] = made
    return made


class Polynomial(Expression):
    """A sum of products of atoms: two terms or more, or one that is not a lone atom."""

    __slots__ = ("_hash", "terms")

    terms: Terms
    _hash: int

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._hash = hash(terms)
        self.cached_bounds = None
        self.cached_symbols = None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Polynomial) and self._hash == other._hash and self.terms == other.terms

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[object, ...]:
        return from_powers, (tuple((c, tuple((a, p) for _, p, a in monomial)) for monomial, c in self.terms),)


def from_powers(terms: Iterable[tuple[int, Iterable[tuple[Atom, int]]]]) -> Size:
    """The sum of products, each a coefficient and powers of distinct atoms."""
    return total((tuple(sorted((a.serial, p, a) for a, p in powers)), c) for c, powers in terms)


def terms_of(size: Size) -> Terms:
    """The terms of a size, ascending; a constant has one, zero none."""
    if isinstance(size, Polynomial):
        return size.terms
    if isinstance(size, Atom):
        return ((((size.serial, 1, size),), 1),)
    return (((), int(size)),) if isinstance(size, int) and size else ()


def atoms_of(size: Size) -> tuple[Atom, ...]:
    """The atoms that a size is a polynomial of, each once."""
    if isinstance(size, Atom):
        return (size,)
    if isinstance(size, Polynomial):
        return tuple({a: None for monomial, _ in size.terms for _, _, a in monomial})
    return ()


def constant_of(size: Size) -> int:
    """The constant term."""
    terms = terms_of(size)
    return terms[0][1] if terms and not terms[0][0] else 0


def lexicographic(monomial: Monomial) -> tuple[tuple[int, int], ...]:
    """A key of the lexicographic order of monomials, which multiplication preserves: lower serials weigh more."""
    return tuple((-serial, exponent) for serial, exponent, _ in monomial)


def leading_coefficient(size: Size) -> int:
    """The coefficient of the term of the highest degree, which is multiplicative; 0 for zero."""
    terms = terms_of(size)
    return max(terms, key=lambda t: (sum(p for _, p, _ in t[0]), lexicographic(t[0])))[1] if terms else 0


def depth_of(size: Size) -> int:
    return max((a.depth for a in atoms_of(size)), default=0)


def from_terms(coefficients: dict[Monomial, int]) -> Size:
    """The size with these coefficients."""
    terms = tuple(sorted(item for item in coefficients.items() if item[1]))
    if not terms:
        return 0
    if len(terms) == 1:
        monomial, coefficient = terms[0]
        if not monomial:
            return coefficient
        if coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1:
            return monomial[0][2]
    return Polynomial(terms) if is_small(terms) else fresh(low=None)


def is_small(terms: Terms) -> bool:
    """Whether a sum is of a size that can be worked with."""
    if len(terms) > LARGEST_SUM:
        return False
    for monomial, coefficient in terms:
        degree = 0
        for power in monomial:
            degree += power[1]
        if degree > LARGEST_DEGREE or coefficient.bit_length() > LARGEST_BITS:
            return False
    return True


def total(terms: Iterable[tuple[Monomial, int]]) -> Size:
    """The sum of terms, given in any order and with repetitions."""
    coefficients: dict[Monomial, int] = {}
    for monomial, coefficient in terms:
        coefficients[monomial] = coefficients.get(monomial, 0) + coefficient
    return from_terms(coefficients)


def add(left: Size, right: Size) -> Size:
    if isinstance(right, int):
        return left + right if isinstance(left, int) else _add_constant(left, right)
    if isinstance(left, int):
        return _add_constant(right, left)
    coefficients = dict(terms_of(left))
    for monomial, coefficient in terms_of(right):
        coefficients[monomial] = coefficients.get(monomial, 0) + coefficient
    return from_terms(coefficients)


def _add_constant(size: Expression, constant: int) -> Size:
    if constant == 0:
        return size
    terms = terms_of(size)
    if terms[0][0]:
        return Polynomial((((), int(constant)), *terms)) if len(terms) < LARGEST_SUM else fresh(low=None)
    return from_terms({**dict(terms), (): terms[0][1] + constant})


def subtract(left: Size, right: Size) -> Size:
    return add(left, scale(right, -1))


def scale(size: Size, factor: int) -> Size:
    """`size * factor`."""
    if isinstance(size, int):
        return size * factor
    if factor == 1:
        return size
    if factor == 0:
        return 0
    if factor == -1 or not isinstance(size, Atom):
        terms = terms_of(size)
        if len(terms) == 1:
            return from_terms({terms[0][0]: factor * terms[0][1]})
        scaled = tuple([(monomial, factor * coefficient) for monomial, coefficient in terms])  # in the same order
        return Polynomial(scaled) if is_small(scaled) else fresh(low=None)
    return Polynomial(((((size.serial, 1, size),), int(factor)),))


def multiply(left: Size, right: Size) -> Size:
    if isinstance(right, int):
        return scale(left, right)
    if isinstance(left, int):
        return scale(right, left)
    left_terms, right_terms = terms_of(left), terms_of(right)
    if len(left_terms) * len(right_terms) > 4 * LARGEST_SUM:
        return fresh(low=None)
    coefficients: dict[Monomial, int] = {}
    for first, a in left_terms:
        for second, b in right_terms:
            monomial = multiply_monomials(first, second)
            coefficients[monomial] = coefficients.get(monomial, 0) + a * b
    return from_terms(coefficients)


def multiply_monomials(left: Monomial, right: Monomial) -> Monomial:
    if not left:
        return right
    if not right:
        return left
    powers = {serial: (exponent, a) for serial, exponent, a in left}
    for serial, exponent, a in right:
        before = powers.get(serial)
        powers[serial] = (exponent + before[0] if before else exponent, a)
    return tuple((serial, *powers[serial]) for serial in sorted(powers))


def divide_monomials(left: Monomial, right: Monomial) -> Monomial | None:
    """`left / right`, None where that is no monomial."""
    if not right:
        return left
    powers = {serial: (exponent, a) for serial, exponent, a in left}
    for serial, exponent, a in right:
        before = powers.pop(serial, None)
        if before is None or before[0] < exponent:
            return None
        if before[0] > exponent:
            powers[serial] = (before[0] - exponent, a)
    return tuple((serial, *powers[serial]) for serial in sorted(powers))


def power(base: Size, exponent: int) -> Size:
    """`base ** exponent` for an exponent that is not negative."""
    if isinstance(base, Atom) and exponent:
        return from_terms({((base.serial, exponent, base),): 1})
    if isinstance(base, int):
        return int(base**exponent)
    result: Size = 1
    for _ in range(min(exponent, LARGEST_SUM)):
        result = multiply(result, base)
    return result if exponent <= LARGEST_SUM else fresh(low=None)


def product(sizes: Iterable[Size]) -> Size:
    """The product of an iterable of sizes; 1 for none."""
    constant = 1
    result: Size = 1
    for size in sizes:
        if isinstance(size, int):
            constant *= size
        else:
            result = multiply(result, size)
    return scale(result, constant)


def symbols(size: Size) -> frozenset[Symbol]:
    """The symbols that occur in a size, at any depth."""
    if not isinstance(size, Expression):
        return frozenset()
    if isinstance(size, Symbol):
        return frozenset((size,))
    found = size.cached_symbols
    if found is None:
        inside = size.operands() if isinstance(size, Atom) else atoms_of(size)
        found = frozenset().union(*(symbols(part) for part in inside))
        size.cached_symbols = found
    return found
