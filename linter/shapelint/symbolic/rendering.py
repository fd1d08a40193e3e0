"""Sizes as text, in Python's own notation."""

from __future__ import annotations

from shapelint.symbolic.expression import (
    Atom,
    Expression,
    FloorDivision,
    Maximum,
    Monomial,
    Remainder,
    Size,
    Symbol,
    Terms,
    add,
    constant_of,
    defines,
    subtract,
    terms_of,
)
from shapelint.symbolic.factoring import readable_factors
from shapelint.symbolic.memory import remembered

LONGEST = 400  # characters of an atom; what is longer is elided


@defines("str")
@remembered
def render(size: Size) -> str:
    """The size as Python would write it: `64*H*W`, `(H - 3)//2`, `max(H, W)`. Parts that are too long become `(...)`.

    The text depends on the normal form alone, so that equal sizes read alike.
    """
    return _size(size, {})


def _size(size: Size, known: dict[Atom, str]) -> str:
    if not isinstance(size, Expression):
        return str(size)
    window = _window(size)
    if window is not None:
        return _fraction(*window, "//", known)
    coefficient, factors = readable_factors(size)
    if len(factors) == 1 and coefficient == 1:
        return _sum(terms_of(size), known)
    texts = [str(coefficient)] if coefficient != 1 else []
    return "*".join(texts + sorted(_factor(factor, known) for factor in factors))


def _window(size: Size) -> tuple[Size, int] | None:
    """(e + c*d, d) for e//d + c: a convolution's output reads better as one quotient."""
    quotient = subtract(size, constant_of(size))
    if not isinstance(quotient, FloorDivision):
        return None
    numerator, denominator = quotient.arguments
    if not isinstance(denominator, int):
        return None
    return add(numerator, constant_of(size) * denominator), denominator


def _sum(terms: Terms, known: dict[Atom, str]) -> str:
    parts = [(value < 0, -_degree(monomial), _product(monomial, abs(value), known), value) for monomial, value in terms]
    parts.sort(key=lambda part: (part[1] == 0, *part))
    if parts[0][0]:
        parts.sort(key=lambda part: part[0])  # a positive constant comes before what is subtracted from it
    negative, _, text, value = parts[0]
    if negative:
        loose = value == -1 and ("//" in text or "%" in text)
        text = f"-({text})" if loose else f"-{text}"
    return text + "".join((" - " if negative else " + ") + part for negative, _, part, _ in parts[1:])


def _degree(monomial: Monomial) -> int:
    return sum(exponent for _, exponent, _ in monomial)


def _product(monomial: Monomial, coefficient: int, known: dict[Atom, str]) -> str:
    alone = coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1
    factors = []
    for _, exponent, atom in monomial:
        text = _atom(atom, known) if alone else _factor(atom, known)
        factors.append((not isinstance(atom, Symbol), text if exponent == 1 else f"{text}**{exponent}"))
    texts = [text for _, text in sorted(factors)]
    if coefficient != 1 or not texts:
        texts.insert(0, str(coefficient))
    return "*".join(texts)


def _atom(atom: Atom, known: dict[Atom, str]) -> str:
    if isinstance(atom, Symbol):
        return atom.name
    text = known.get(atom)
    if text is None:
        operands = atom.operands()
        if isinstance(atom, (FloorDivision, Remainder)):
            text = _fraction(operands[0], operands[1], "//" if isinstance(atom, FloorDivision) else "%", known)
        else:
            inner = sorted((isinstance(operand, int), _size(operand, known)) for operand in operands)
            text = f"{'max' if isinstance(atom, Maximum) else 'min'}({', '.join(part for _, part in inner)})"
        known[atom] = text = text if len(text) <= LONGEST else "(...)"
    return text


def _fraction(numerator: Size, denominator: Size, operator: str, known: dict[Atom, str]) -> str:
    return f"{_factor(numerator, known)}{operator}{_factor(denominator, known)}"


def _factor(size: Size, known: dict[Atom, str]) -> str:
    """The text of an operand, in parentheses unless it is a name, a call or a natural number."""
    text = _size(size, known)
    bare = isinstance(size, Atom) and not isinstance(size, (FloorDivision, Remainder))
    return text if bare or (isinstance(size, int) and size >= 0) else f"({text})"
