"""`math` and `random`."""

from __future__ import annotations

import math
from collections.abc import Callable

from shapelint.interpret.bounded import held, no_room_for_bits
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ListValue, Unknown, key_of
from shapelint.interpret.free_conditions import CHANCE
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.language.operators import binary
from shapelint.interpret.language.subscripts import merged_elements
from shapelint.interpret.raising.errors import python_error
from shapelint.symbolic import Expression

WHOLE = frozenset({"floor", "ceil", "trunc"})
EXACT = (
    "sqrt", "floor", "ceil", "trunc", "log", "log2", "log10", "log1p", "exp", "expm1", "pow", "sin", "cos", "tan",
    "asin",
    "acos", "atan", "atan2", "sinh", "cosh", "tanh", "fabs", "gcd", "lcm", "hypot", "isclose", "isnan", "isinf",
    "isfinite",
    "copysign", "fmod", "degrees", "radians", "factorial", "comb", "perm", "isqrt", "erf", "gamma", "modf", "dist",
)  # fmt: skip


def exact(name: str) -> Callable[..., object]:
    """A function of math that is computed when its arguments are numbers."""
    function = getattr(math, name)

    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        if all(isinstance(a, (int, float)) for a in arguments) and not keywords:
            refusal = no_room_for_bits(bits_of(name, arguments), site.place)
            if refusal is not None:
                return refusal
            try:
                return held(m, function(*arguments), site.place)
            except (ValueError, OverflowError, TypeError) as error:
                return python_error(m, type(error).__name__, str(error), site.place)
        if name in WHOLE and arguments and isinstance(arguments[0], Expression):
            return arguments[0]
        keys = tuple(map(key_of, arguments))
        unknown = next((a for a in arguments if isinstance(a, Unknown)), None)
        reason = unknown.reason if unknown is not None else f"math.{name} of a size that is not a number"
        return Unknown(reason, site.place, (name, *keys) if unknown is not None else None)

    return run


def bits_of(name: str, arguments: tuple[object, ...]) -> int:
    """How many bits the result has at most, of the functions that make large integers of small ones."""
    numbers = [abs(a) for a in arguments if isinstance(a, int)]
    if name == "lcm":
        return sum(number.bit_length() for number in numbers)
    if name not in ("factorial", "comb", "perm") or not numbers:
        return 0
    times = min(numbers) if name == "comb" else numbers[-1]
    return times * max(number.bit_length() for number in numbers)


def product(m: Interpreter, site: Site, values: object, *, start: object = 1) -> object:
    items, complete = iterate(m, values, site.place)
    if not complete:
        return m.unknown("math.prod of something of unknown length", site.place)
    result = start
    for item in items:
        m.spend(1)
        result = binary(m, "*", result, item, site.place)
    return result


def by_chance(name: str) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        m.may_raise()
        return Unknown(f"random.{name} is left to chance", site.place, free=CHANCE, is_number=name != "shuffle")

    return run


def chosen(m: Interpreter, site: Site, values: object, *rest: object, **keywords: object) -> object:
    """`random.choice`: what is true of every element."""
    m.may_raise()
    items, _ = iterate(m, values, site.place)
    typical = merged_elements(items, site.place) if items else None
    return Unknown("an element left to chance", site.place) if typical is None else typical


def sampled(
    m: Interpreter, site: Site, values: object, count: object = None, *, k: object = None, **rest: object
) -> object:
    """`random.sample`, `random.choices`: as many of what is true of every element."""
    number = k if isinstance(k, int) else count
    element = chosen(m, site, values)
    if isinstance(number, int) and 0 <= number <= MOST:
        return ListValue([element] * number)
    return ListValue([], "a sample of unknown length")


MOST = 4096
NAMES: dict[str, object] = {
    **{f"math.{name}": native(f"math.{name}", exact(name)) for name in EXACT if hasattr(math, name)},
    "math.prod": native("math.prod", product),
    "math.pi": math.pi,
    "math.e": math.e,
    "math.inf": math.inf,
    "math.nan": math.nan,
    "math.tau": math.tau,
    **{
        f"random.{name}": native(f"random.{name}", by_chance(name))
        for name in ("random", "randint", "uniform", "randrange", "gauss", "normalvariate", "shuffle")
    },
    "random.choice": native("random.choice", chosen),
    "random.choices": native("random.choices", sampled),
    "random.sample": native("random.sample", sampled),
    "random.seed": native("random.seed", lambda m, s, *a: None),
}
