"""Sizes made ready for being evaluated many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from shapelint.symbolic.expression import Atom, FloorDivision, Maximum, Operator, Remainder, Size, Symbol, terms_of

Registers = list[int]
Formula = Callable[[Registers], int]


def compiled(sizes: Sequence[Size], order: Sequence[Symbol]) -> Callable[[Iterable[int]], tuple[int, ...]]:
    """A function from the values of the symbols, in `order`, to the values of the sizes.

    Every symbol of the sizes must be in `order`. The function raises ZeroDivisionError where Python would.
    """
    place: dict[Atom, int] = {symbol: index for index, symbol in enumerate(order)}
    steps: list[Formula] = []
    results = [_formula(size, place, steps) for size in sizes]

    def run(values: Iterable[int]) -> tuple[int, ...]:
        registers = list(values)
        for step in steps:
            registers.append(step(registers))
        return tuple([result(registers) for result in results])

    return run


def _formula(size: Size, place: dict[Atom, int], steps: list[Formula]) -> Formula:
    constant = 0
    linear: list[tuple[int, int]] = []
    products: list[tuple[int, tuple[int, ...]]] = []
    for monomial, coefficient in terms_of(size):
        factors = tuple(_place(atom, place, steps) for _, exponent, atom in monomial for _ in range(exponent))
        if not factors:
            constant = coefficient
        elif len(factors) == 1:
            linear.append((coefficient, factors[0]))
        else:
            products.append((coefficient, factors))
    if not products and len(linear) == 1:
        factor, index = linear[0]
        return lambda registers: factor * registers[index] + constant

    def evaluate(registers: Registers) -> int:
        result = constant
        for factor, index in linear:
            result += factor * registers[index]
        for factor, indices in products:
            for index in indices:
                factor *= registers[index]
            result += factor
        return result

    return evaluate


def _place(atom: Atom, place: dict[Atom, int], steps: list[Formula]) -> int:
    """The register of an atom; appends the steps that fill it."""
    found = place.get(atom)
    if found is None:
        step = _operation(atom, [_formula(operand, place, steps) for operand in atom.operands()])
        found = place[atom] = len(place)
        steps.append(step)
    return found


def _operation(atom: Atom, operands: list[Formula]) -> Formula:
    if not isinstance(atom, Operator):
        raise KeyError(atom)
    if isinstance(atom, FloorDivision):
        upper, lower = operands
        return lambda registers: upper(registers) // lower(registers)
    if isinstance(atom, Remainder):
        upper, lower = operands
        return lambda registers: upper(registers) % lower(registers)
    choose = max if isinstance(atom, Maximum) else min
    return lambda registers: choose([operand(registers) for operand in operands])
