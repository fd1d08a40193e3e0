"""What the solver has to satisfy: sizes that must be zero and sizes that must be positive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from shapelint.records import dataclass
from shapelint.symbolic.comparison import is_zero, less_equal
from shapelint.symbolic.evaluation import substitute
from shapelint.symbolic.expression import (
    Bounds,
    FloorDivision,
    Monomial,
    Remainder,
    Size,
    Symbol,
    add,
    constant_of,
    divide_monomials,
    from_terms,
    multiply,
    scale,
    subtract,
    symbols,
    terms_of,
)
from shapelint.symbolic.factoring import Product, primitive, separate
from shapelint.symbolic.interval import Lookup, add_intervals, bounds, multiply_intervals
from shapelint.symbolic.memory import remembered
from shapelint.symbolic.verdict import Verdict


@dataclass(frozen=True, eq=False)
class Condition:
    """`size` must be zero, or if `positive` at least 1. `form` is the size as a product plus a constant, if it is."""

    size: Size
    positive: bool
    form: Product | None

    @cached_property
    def symbols(self) -> frozenset[Symbol]:
        return symbols(self.size)

    def verdict(self, look_up: Lookup) -> Verdict:
        """Whether the condition is met by all, none or perhaps some of the values within the bounds looked up."""
        if self.form is None:
            low, high = look_up(self.size)
        else:
            interval: Bounds = (self.form.coefficient, self.form.coefficient)
            for factor in self.form.factors:
                interval = multiply_intervals(interval, look_up(factor))
            low, high = add_intervals(interval, (self.form.constant, self.form.constant))
        if self.positive:
            if low is not None and low >= 1:
                return Verdict.HOLDS
            return Verdict.FAILS if high is not None and high < 1 else Verdict.UNDECIDED
        if low == 0 == high:
            return Verdict.HOLDS
        outside = (low is not None and low > 0) or (high is not None and high < 0)
        return Verdict.FAILS if outside else Verdict.UNDECIDED

    def accepts(self, value: int) -> bool:
        """Whether the condition is met when its size has this value."""
        return value >= 1 if self.positive else value == 0

    def replaced(self, replacements: Mapping[Symbol, Size]) -> Condition:
        """The condition with other sizes in the place of symbols. Its factors may then share symbols."""
        form = self.form
        if form is not None:
            factors = tuple(substitute(factor, replacements) for factor in form.factors)
            form = Product(form.coefficient, factors, form.constant)
        return Condition(substitute(self.size, replacements), self.positive, form)


def conditions_of(equalities: Iterable[tuple[Size, Size]], positive: Iterable[Size]) -> list[Condition] | None:
    """The conditions that are not settled by themselves, each once; None if one of them cannot be met."""
    found: dict[Condition, None] = {}
    for size in _linked([subtract(left, right) for left, right in equalities]):
        condition = _zero(size)
        if condition is Verdict.FAILS:
            return None
        if isinstance(condition, Condition):
            found[condition] = None
    for size in positive:
        condition = _positive(size)
        if condition is Verdict.FAILS:
            return None
        if isinstance(condition, Condition):
            found[condition] = None
    return list(found)


@remembered
def _zero(size: Size) -> Condition | Verdict:
    """The condition that a size is zero, where that is not settled by itself."""
    verdict = is_zero(size)
    return Condition(size, False, separate(size)) if verdict is Verdict.UNDECIDED else verdict


@remembered
def _positive(size: Size) -> Condition | Verdict:
    """The same that it is at least 1."""
    verdict = less_equal(1, size)
    return Condition(size, True, separate(size)) if verdict is Verdict.UNDECIDED else verdict


def _linked(sizes: Sequence[Size]) -> list[Size]:
    """Sizes that are all zero whenever the given ones are, simplified.

    Where n % d must be zero, d*(n//d) is n in all the others: a batch size that went through `view(-1, 1600)` and has
    to be the batch size again becomes a condition on the sizes of the image.
    """
    sizes = [_stripped(size) for size in sizes]
    exact = {size.arguments for size in sizes if isinstance(size, Remainder)}
    return [_stripped(_undivided(size, exact)) for size in sizes] if exact else sizes


def _undivided(size: Size, exact: set[tuple[Size, ...]]) -> Size:
    for monomial, coefficient in terms_of(size):
        atom = monomial[0][2] if len(monomial) == 1 and monomial[0][1] == 1 else None
        if isinstance(atom, FloorDivision) and atom.arguments in exact:
            numerator, denominator = atom.arguments
            others = subtract(size, scale(atom, coefficient))
            return _undivided(add(multiply(others, denominator), scale(numerator, coefficient)), exact)
    return size


@remembered
def _stripped(size: Size) -> Size:
    """A size that is zero whenever the given one is, without common factors that are never zero."""
    terms = terms_of(size)
    if not terms or constant_of(size):
        return primitive(size)
    common = terms[0][0]
    for monomial, _ in terms[1:]:
        common = _shared(common, monomial)
    common = tuple(power for power in common if _is_positive(power[2]))
    return primitive(from_terms({divide_monomials(monomial, common) or (): value for monomial, value in terms}))


def _shared(left: Monomial, right: Monomial) -> Monomial:
    powers = {serial: exponent for serial, exponent, _ in right}
    return tuple((serial, min(e, powers[serial]), atom) for serial, e, atom in left if serial in powers)


def _is_positive(size: Size) -> bool:
    low = bounds(size)[0]
    return low is not None and low >= 1
