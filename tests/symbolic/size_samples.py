"""Random sizes, built twice: as expressions, and as plain Python functions that say what they ought to mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from shapelint.symbolic import Size, Symbol, ceil_div, maximum, minimum

N, H, W = (Symbol(name) for name in "NHW")
U = Symbol("U", known=False)
ANY = Symbol("A", known=False, low=None)
SYMBOLS = (N, H, W, U, ANY)

Values = Mapping[Symbol, int]


@dataclass(frozen=True)
class Sample:
    """A size and its meaning; `text` says how it was built."""

    size: Size
    meaning: Callable[[Values], int]
    text: str

    def __repr__(self) -> str:
        return self.text


def constant(number: int) -> Sample:
    return Sample(number, lambda values: number, str(number))


def symbol(which: Symbol) -> Sample:
    return Sample(which, lambda values: values[which], which.name)


OPERATORS: dict[str, tuple[Callable[[Size, Size], Size], Callable[[int, int], int]]] = {
    "+": (lambda a, b: a + b, lambda a, b: a + b),
    "-": (lambda a, b: a - b, lambda a, b: a - b),
    "*": (lambda a, b: a * b, lambda a, b: a * b),
    "//": (lambda a, b: a // b, lambda a, b: a // b),
    "%": (lambda a, b: a % b, lambda a, b: a % b),
    "max": (maximum, max),
    "min": (minimum, min),
    "ceil": (ceil_div, lambda a, b: -(-a // b)),
}


def combined(operator: str, left: Sample, right: Sample) -> Sample:
    symbolic, concrete = OPERATORS[operator]
    if operator in ("//", "%", "ceil") and right.size == 0:
        right = constant(2)
    text = f"{operator}({left}, {right})" if operator.isalpha() else f"({left} {operator} {right})"
    return Sample(
        symbolic(left.size, right.size),
        lambda values: concrete(left.meaning(values), right.meaning(values)),
        text,
    )


leaves = st.integers(-9, 9).map(constant) | st.sampled_from(SYMBOLS).map(symbol)
positive_constants = st.integers(1, 8).map(constant)


def extended(inner: st.SearchStrategy[Sample]) -> st.SearchStrategy[Sample]:
    # Division by constants is what networks do: it gets its own, larger share.
    return st.builds(combined, st.sampled_from(sorted(OPERATORS)), inner, inner) | st.builds(
        combined, st.sampled_from(["//", "%", "+", "*", "ceil"]), inner, positive_constants
    )


samples = st.recursive(leaves, extended, max_leaves=8)


@st.composite
def values(draw: st.DrawFn) -> dict[Symbol, int]:
    numbers = st.integers(1, 6) | st.integers(1, 60) | st.integers(1, 5000)
    return {which: draw(numbers if which.low is not None else st.integers(-30, 30)) for which in SYMBOLS}
