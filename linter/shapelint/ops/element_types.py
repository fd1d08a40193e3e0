"""How the element types of results are declared: a rule for each name, made of a few kinds of results and needs.

    "softmax": Rule(of_argument("dtype", same(0)), (needs(0, FLOATING, "softmax of {actual}"),))

A result is the name of a type, an operand's own type, or None where it does not follow. A need says which operand must
have which type; it fails only where the type is certain. Frameworks differ in how they promote (`Promotion`), and each
has its tables in its own folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from shapelint.ir import ElementType, Kind, Requirement, Tensor, TypedCall, Typing
from shapelint.ir.element_types import UNTYPED
from shapelint.ops.dtypes import CATEGORIES
from shapelint.records import dataclass
from shapelint.symbolic import Verdict

Answer = str | ElementType | None
Result = Callable[[TypedCall], Answer | tuple[Answer, ...]]
Need = Callable[[TypedCall], Iterator[Requirement]]
Promotion = Callable[[TypedCall, tuple[Tensor, ...]], Answer]
"""The common type of some operands of a call."""

BOOL = frozenset({"bool"})
INTEGERS = frozenset(name for name, category in CATEGORIES.items() if category == 1)
FLOATING = frozenset(name for name, category in CATEGORIES.items() if category == 2)
COMPLEX = frozenset(name for name, category in CATEGORIES.items() if category == 3)
WHOLE = BOOL | INTEGERS
INEXACT = FLOATING | COMPLEX
NUMERIC = INTEGERS | INEXACT
REAL = {"complex64": "float32", "complex128": "float64"}


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What a call of some name gives, and what it needs."""

    result: Result
    needs: tuple[Need, ...] = ()


def answered(rule: Rule | None, call: TypedCall) -> Typing:
    """What a rule says of a call: the types of its outputs, unless a need fails; nothing without a rule."""
    if rule is None:
        return UNTYPED
    failures = tuple(failure for need in rule.needs for failure in need(call))
    if failures:
        return Typing((None,), failures[:1])
    found = rule.result(call)
    return Typing(tuple(as_type(call, one) for one in (found if isinstance(found, tuple) else (found,))))


def as_type(call: TypedCall, answer: Answer) -> ElementType | None:
    """A result's type, with what made it so: the first operand that has it already, else the call."""
    if answer is None:
        return None
    name = answer if isinstance(answer, str) else answer.name
    if isinstance(answer, ElementType) and not answer.is_number:
        return answer
    for tensor in call.operands:
        if tensor.element is not None and tensor.element.name == name and not tensor.element.is_number:
            return tensor.element
    if call.weights is not None and call.weights.name == name:
        return call.weights
    return ElementType(name, call.callee, call.place)


def element(call: TypedCall, position: int) -> ElementType | None:
    """The type of an operand; None where it is not certain, or there is no such operand."""
    return call.operands[position].element if position < len(call.operands) else None


def name_of(call: TypedCall, position: int) -> str | None:
    found = element(call, position)
    return None if found is None else found.name


# --------------------------------------------------------------------------------------------------------- results


def always(*names: Answer) -> Result:
    return lambda call: names


def same(position: int = 0) -> Result:
    return lambda call: element(call, position)


def several(*results: Result) -> Result:
    """One result for each output."""

    def of_each(call: TypedCall) -> tuple[Answer, ...]:
        found = (result(call) for result in results)
        return tuple(one[0] if isinstance(one, tuple) else one for one in found)

    return of_each


def mapped(table: Mapping[str, str], position: int = 0) -> Result:
    """The operand's type, or what the table says instead."""

    def result(call: TypedCall) -> Answer:
        own = element(call, position)
        return own if own is None or own.name not in table else table[own.name]

    return result


def only(names: frozenset[str], result: Result, position: int = 0) -> Result:
    """The result for some types of an operand; for others it does not follow."""
    return lambda call: result(call) if name_of(call, position) in names else None


def each(call: TypedCall) -> tuple[Answer, ...]:
    """For each operand an output of its type."""
    return tuple(tensor.element for tensor in call.operands)


def promoted(promotion: Promotion, start: int = 0, stop: int | None = None) -> Result:
    return lambda call: promotion(call, call.operands[start:stop])


def default(call: TypedCall) -> Answer:
    return call.default


def inexact(result: Result) -> Result:
    """The result, and for whole numbers the default floating type."""

    def lifted(call: TypedCall) -> Answer:
        found = result(call)
        assert not isinstance(found, tuple)
        name = found.name if isinstance(found, ElementType) else found
        return call.default if name in WHOLE else found

    return lifted


def of_argument(argument: str, otherwise: Result, named: Callable[[object], str | None]) -> Result:
    """The type that an argument of the call names; the other result where it is None or not given."""

    def result(call: TypedCall) -> Answer | tuple[Answer, ...]:
        given = call.arguments.get(argument)
        return otherwise(call) if given is None or given.value is None else named(given.value)

    return result


def without_argument(argument: str, need: Need) -> Need:
    """The need, where an argument is not given: it says what the operand is converted to first."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        given = call.arguments.get(argument)
        if given is None or given.value is None:
            yield from need(call)

    return check


# ----------------------------------------------------------------------------------------------------------- needs


def failed(call: TypedCall, position: int | None, expected: str, actual: str, text: str) -> Requirement:
    operand = None if position is None else place_among_inputs(call, position)
    return Requirement(Kind.ELEMENT_TYPE, Verdict.FAILS, expected, actual, "==", None, operand, None, text)


def place_among_inputs(call: TypedCall, position: int) -> int:
    """The position of an operand among the tensors alone where the call is an operator, which lists no numbers."""
    if call.callee[:1].isidentifier():
        return position
    return sum(not is_number(tensor) for tensor in call.operands[:position])


def is_number(tensor: Tensor) -> bool:
    return tensor.element is not None and tensor.element.is_number


def needs(position: int, names: frozenset[str], what: str, expected: str) -> Need:
    """The operand must be of one of these types: `what` is it, in words; `expected` is how these are called."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        own = element(call, position)
        if own is not None and not own.is_number and own.name not in names:
            text = f"{what} must be {expected}, not {own.name}"
            yield failed(call, position, expected, own.name, text)

    return check


def refuses(position: int, names: frozenset[str], what: str, expected: str) -> Need:
    """The operand may be of any type but these."""
    return needs(position, frozenset(CATEGORIES) - names, what, expected)


def alike(first: int, second: int, one: str, other: str) -> Need:
    """Two operands must be of the same type; `one` and `other` are they, in words."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        left, right = element(call, first), element(call, second)
        if left is None or right is None or left.is_number or right.is_number or left.name == right.name:
            return
        text = f"{one} is {left.name}, {other} {right.name}: both must be of one type"
        yield failed(call, second, left.name, right.name, text)

    return check


def all_alike(start: int, what: str) -> Need:
    """All operands from some position on must be of the same type."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        for second in range(start + 1, len(call.operands)):
            found = tuple(alike(start, second, what.format(start + 1), what.format(second + 1))(call))
            if found:
                yield from found
                return

    return check


def like_weights(position: int, what: str = "the input") -> Need:
    """The operand must be of the type of the layer's parameters."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        own, weights = element(call, position), call.weights
        if own is not None and weights is not None and own.name != weights.name:
            text = f"{what} is {own.name}, the layer's parameters are {weights.name}"
            yield failed(call, position, weights.name, own.name, text)

    return check


def needs_together(promotion: Promotion, names: frozenset[str], what: str, expected: str) -> Need:
    """The common type of the operands must be one of these: `what` is it that they are given to, in words."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        answer = promotion(call, call.operands)
        common = answer.name if isinstance(answer, ElementType) else answer
        if common is None or common in names:
            return
        outside = (i for i in range(len(call.operands)) if name_of(call, i) not in names)
        text = f"the operands of {what} must be {expected}, not {common}"
        yield failed(call, next(outside, 0), expected, common, text)

    return check


def needs_argument(name: str, names: frozenset[str], what: str, expected: str) -> Need:
    """A tensor that is an argument, and no operand of the operation, must be of one of these types."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        own = type_of_argument(call, name)
        if own is not None and not own.is_number and own.name not in names:
            yield failed(call, None, expected, own.name, f"{what} must be {expected}, not {own.name}")

    return check


def like_argument(name: str, one: str, other: str) -> Need:
    """A tensor that is an argument must be of the first operand's type; `one` and `other` are they, in words."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        left, right = element(call, 0), type_of_argument(call, name)
        if left is None or right is None or left.is_number or right.is_number or left.name == right.name:
            return
        text = f"{one} is {left.name}, {other} {right.name}: both must be of one type"
        yield failed(call, None, left.name, right.name, text)

    return check


def type_of_argument(call: TypedCall, name: str) -> ElementType | None:
    """The type of a tensor that is an argument; None where it is not certain."""
    value = argument(call, name)
    return call.certain(value) if isinstance(value, Tensor) else None


def argument(call: TypedCall, name: str) -> Any:
    """The value of an argument of the call; None where it is not given."""
    given = call.arguments.get(name)
    return None if given is None else given.value
