"""Exact answers for sizes that repeat themselves.

A size made of sums and of floor divisions and remainders by constants is linear but for a pattern that repeats: for
f(h) = h - h//2 - (h + 1)//2 and every h, f(h + 2) = f(h). So a few values tell all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product as cartesian
from math import gcd, lcm, prod

from shapelint.symbolic.expression import (
    Atom,
    Bounds,
    FloorDivision,
    Maximum,
    Minimum,
    Operator,
    Remainder,
    Size,
    Symbol,
    symbols,
    terms_of,
)
from shapelint.symbolic.memory import remembered
from shapelint.symbolic.program import compiled

MOST_VALUES = 1024

Pattern = dict[Symbol, tuple[int, int]]  # symbol: (p, t) such that adding p to the symbol adds t to the size


@remembered
def exact_bounds(size: Size) -> Bounds | None:
    """The tight bounds of a size with a repeating pattern; None where there is none, or one that is too long."""
    values = _first_values(size)
    if values is None:
        return None
    numbers, pattern = values
    found = list(numbers)
    falls, rises = (any(t < 0 for _, t in pattern.values()), any(t > 0 for _, t in pattern.values()))
    if any(t and symbol.low is None for symbol, (_, t) in pattern.items()):
        return None
    return (None if falls else min(found), None if rises else max(found))


def is_never_zero(size: Size) -> bool:
    """Whether a size that keeps repeating the same values is proved to leave out zero."""
    values = _first_values(size)
    if values is None or any(t for _, t in values[1].values()):
        return False
    return 0 not in values[0]


def _first_values(size: Size) -> tuple[Iterator[int], Pattern] | None:
    """The values over one period of each symbol, from the symbol's least value on."""
    pattern = pattern_of(size)
    if pattern is None or prod(p for p, _ in pattern.values()) > MOST_VALUES:
        return None
    order = sorted(symbols(size), key=lambda symbol: symbol.serial)
    run = compiled([size], order)
    ranges = [range(symbol.low or 0, (symbol.low or 0) + pattern[symbol][0]) for symbol in order]
    return (run(values)[0] for values in cartesian(*ranges)), pattern


def pattern_of(size: Size) -> Pattern | None:
    """How a size repeats in each of its symbols; None if it does not, or is not known to."""
    return _pattern(size, {})


def _pattern(size: Size, known: dict[Atom, Pattern | None]) -> Pattern | None:
    result: Pattern = {}
    for monomial, coefficient in terms_of(size):
        parts = [_atom_pattern(atom, known) for _, _, atom in monomial]
        linear = len(monomial) == 1 and monomial[0][1] == 1
        for part in parts:
            if part is None or (not linear and any(t for _, t in part.values())):
                return None
            for symbol, (p, t) in part.items():
                result[symbol] = _together(result.get(symbol, (1, 0)), (p, t * coefficient))
    return result


def _together(left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
    """The pattern of the sum of two sizes in one symbol."""
    period = lcm(left[0], right[0])
    return period, left[1] * (period // left[0]) + right[1] * (period // right[0])


def _atom_pattern(atom: Atom, known: dict[Atom, Pattern | None]) -> Pattern | None:
    if atom not in known:
        known[atom] = None
        known[atom] = {atom: (1, 1)} if isinstance(atom, Symbol) else _operator_pattern(atom, known)
    return known[atom]


def _operator_pattern(atom: Atom, known: dict[Atom, Pattern | None]) -> Pattern | None:
    if not isinstance(atom, Operator):
        return None
    if isinstance(atom, (FloorDivision, Remainder)):
        numerator, divisor = atom.arguments
        inner = _pattern(numerator, known)
        if inner is None or not isinstance(divisor, int):
            return None
        result = {}
        for symbol, (p, t) in inner.items():
            times = abs(divisor) // gcd(divisor, t)  # t == 0 gives 1
            result[symbol] = (p * times, t * times // divisor if isinstance(atom, FloorDivision) else 0)
        return result
    if isinstance(atom, (Maximum, Minimum)):
        return _aligned([_pattern(argument, known) for argument in atom.arguments])
    return None


def _aligned(parts: list[Pattern | None]) -> Pattern | None:
    """The pattern of an extremum of sizes that all rise alike."""
    patterns = [part for part in parts if part is not None]
    if len(patterns) < len(parts):
        return None
    result: Pattern = {}
    for symbol in {symbol: None for pattern in patterns for symbol in pattern}:
        steps = [pattern.get(symbol, (1, 0)) for pattern in patterns]
        period = lcm(*(p for p, _ in steps))
        rises = {t * (period // p) for p, t in steps}
        if len(rises) > 1:
            return None
        result[symbol] = (period, rises.pop())
    return result
