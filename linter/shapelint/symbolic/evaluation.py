"""Values of sizes, and sizes with other sizes in the place of symbols."""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.symbolic.division import floor_divide, remainder
from shapelint.symbolic.expression import (
    Atom,
    Expression,
    FloorDivision,
    Maximum,
    Operator,
    Remainder,
    Size,
    Symbol,
    add,
    atoms_of,
    multiply,
    power,
    symbols,
    terms_of,
)
from shapelint.symbolic.extrema import maximum, minimum
from shapelint.symbolic.memory import remembered


def evaluate(size: Size, values: Mapping[Symbol, int]) -> int:
    """The value of a size. Raises KeyError for a symbol without value and ZeroDivisionError where Python would."""
    return _evaluate(size, values, {})


def _evaluate(size: Size, values: Mapping[Symbol, int], known: dict[Atom, int]) -> int:
    if not isinstance(size, Expression):
        return size
    result = 0
    for monomial, coefficient in terms_of(size):
        for _, exponent, atom in monomial:
            value = known.get(atom)
            if value is None:
                value = known[atom] = _evaluate_atom(atom, values, known)
            coefficient *= value**exponent
        result += coefficient
    return result


def _evaluate_atom(atom: Atom, values: Mapping[Symbol, int], known: dict[Atom, int]) -> int:
    if isinstance(atom, Symbol):
        return values[atom]
    operands = [_evaluate(operand, values, known) for operand in atom.operands()]
    if isinstance(atom, FloorDivision):
        return operands[0] // operands[1]
    if isinstance(atom, Remainder):
        return operands[0] % operands[1]
    return max(operands) if isinstance(atom, Maximum) else min(operands)


@remembered
def extent(size: Size) -> int:
    """How many terms a size is written with, those of its divisions, maxima and minima included, each of which counts
    once."""
    waiting, seen, count = [size], {size}, 0
    while waiting:
        part = waiting.pop()
        count += len(terms_of(part))
        held = {operand for atom in atoms_of(part) if not isinstance(atom, Symbol) for operand in atom.operands()}
        waiting.extend(held - seen)
        seen |= held
    return count


def substitute(size: Size, replacements: Mapping[Symbol, Size]) -> Size:
    """The size with each of these symbols replaced, all at once."""
    if symbols(size).isdisjoint(replacements):
        return size
    return _substitute(size, replacements, {})


def _substitute(size: Size, replacements: Mapping[Symbol, Size], known: dict[Atom, Size]) -> Size:
    result: Size = 0
    for monomial, coefficient in terms_of(size):
        part: Size = coefficient
        for _, exponent, atom in monomial:
            value = known.get(atom)
            if value is None:
                value = known[atom] = _substitute_atom(atom, replacements, known)
            part = multiply(part, power(value, exponent))
        result = add(result, part)
    return result


def _substitute_atom(atom: Atom, replacements: Mapping[Symbol, Size], known: dict[Atom, Size]) -> Size:
    if isinstance(atom, Symbol):
        return replacements.get(atom, atom)
    if symbols(atom).isdisjoint(replacements) or not isinstance(atom, Operator):
        return atom
    operands = [_substitute(operand, replacements, known) for operand in atom.arguments]
    if isinstance(atom, FloorDivision):
        return floor_divide(*operands)
    if isinstance(atom, Remainder):
        return remainder(*operands)
    return maximum(*operands) if isinstance(atom, Maximum) else minimum(*operands)
