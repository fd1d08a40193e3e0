"""What would fit: the numbers of features nearest to a declared one that some square input gives."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ir import Requirement, Tensor
from shapelint.ir.constraints import Constraints
from shapelint.records import dataclass
from shapelint.symbolic import Size, Symbol, describe_ranges, evaluate, symbols
from shapelint_rules.support.provenance import joining_node, square_image, written_product

LARGEST_SIDE = 1024


@dataclass(frozen=True, slots=True)
class Fitting:
    """A number of features, and the sides of the square inputs that give it, first and last."""

    features: int
    first: int
    last: int


def nearest_fits(operand: Tensor | None, requirement: Requirement, known: Constraints) -> str:
    """Which features would fit what input: "with 50 channels the number of features is a multiple of 50, which 2304 is
    not; 50*6*6 = 1800 fits square inputs of 32 to 35, 50*7*7 = 2450 square inputs of 36 to 39". "" when that is not
    known."""
    wanted, actual = requirement.expected, requirement.actual
    if not isinstance(wanted, int) or isinstance(actual, (int, str)):
        return ""
    nearest = around(wanted, fittings(actual, known, wanted))
    what = "square inputs of" if len(symbols(actual)) > 1 else "inputs of length"
    parts: list[str] = []
    for one in nearest:
        factors = factors_of(operand, one.features)
        number = f"{factors} = {one.features}" if factors else str(one.features)
        fits = "fits " if not parts else ""
        parts.append(f"{number} {fits}{what} {describe_ranges(((one.first, one.last),))}")
    said = [arriving(operand, wanted), ", ".join(parts)]
    return "; ".join(filter(None, said))


def arriving(operand: Tensor | None, wanted: int) -> str:
    """The channels that are flattened, and what that says of the number of features."""
    joining = joining_node(operand)
    shape = joining.inputs[0].shape if joining is not None else None
    channels = shape[1] if shape is not None and len(shape) > 2 else None
    if not isinstance(channels, int) or channels < 2:
        return ""
    if wanted % channels:
        return f"with {channels} channels the number of features is a multiple of {channels}, which {wanted} is not"
    return f"with {channels} channels no input size leaves {wanted // channels} positions"


def factors_of(operand: Tensor | None, features: int) -> str:
    """ "50*6*6", as channels and sides; "" when it is no such product."""
    joining = joining_node(operand)
    shape = joining.inputs[0].shape if joining is not None else None
    factors = square_image(shape, features) if shape is not None else None
    return written_product(factors, features) if factors else ""


def fittings(actual: Size, known: Constraints, wanted: int) -> Iterator[Fitting]:
    """The numbers of features of square inputs, side by side, up to some that are larger than wanted."""
    free = symbols(actual)
    others = [s for s in symbols_of(known) if s not in free]
    last: Fitting | None = None
    for side in range(1, LARGEST_SIDE + 1):
        at = {**dict.fromkeys(others, 1), **dict.fromkeys(free, side)}
        if not holds(known, at):
            continue
        features = evaluate(actual, at)
        if last is not None and last.features == features and last.last == side - 1:
            last = Fitting(features, last.first, side)
            continue
        if last is not None:
            yield last
            if last.features > wanted:
                return
        last = Fitting(features, side, side)
    if last is not None and last.last < LARGEST_SIDE:
        yield last


def around(wanted: int, found: Iterator[Fitting]) -> list[Fitting]:
    """The nearest number below the one wanted, and the nearest above."""
    every = [one for one in found if one.features > 0]
    below = max((one for one in every if one.features < wanted), key=lambda one: one.features, default=None)
    above = min((one for one in every if one.features > wanted), key=lambda one: one.features, default=None)
    return [one for one in (below, above) if one is not None]


def symbols_of(known: Constraints) -> frozenset[Symbol]:
    sizes = [*known.positive, *(size for pair in known.equalities for size in pair)]
    return frozenset[Symbol]().union(*(symbols(size) for size in sizes))


def holds(known: Constraints, at: dict[Symbol, int]) -> bool:
    """Whether the constraints are met by these values."""
    try:
        return all(evaluate(size, at) >= 1 for size in known.positive) and all(
            evaluate(left, at) == evaluate(right, at) for left, right in known.equalities
        )
    except ZeroDivisionError:
        return False
