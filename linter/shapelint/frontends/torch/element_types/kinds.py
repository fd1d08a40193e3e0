"""The kinds of rules that torch's names have."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.frontends.torch.promotion import result_type
from shapelint.frontends.torch.tensors.declaring import exact_dtype
from shapelint.ir import Requirement, TypedCall
from shapelint.ops.dtypes import CATEGORIES
from shapelint.ops.element_types import (
    COMPLEX,
    FLOATING,
    INEXACT,
    INTEGERS,
    REAL,
    WHOLE,
    Answer,
    Need,
    Result,
    Rule,
    all_alike,
    always,
    element,
    failed,
    inexact,
    mapped,
    name_of,
    needs,
    of_argument,
    only,
    promoted,
    refuses,
    same,
    several,
    without_argument,
)

FLOATS = "floating"
WHOLE_SUM = dict.fromkeys(WHOLE, "int64")
SAME = Rule(same())
PROMOTED = Rule(promoted(result_type))
FLOAT = Rule(inexact(promoted(result_type)))
TRUTH = Rule(always("bool"))
POSITIONS = Rule(always("int64"))


def dtype_or(otherwise: Result) -> Result:
    """The type that the argument `dtype` names, or the other result."""
    return of_argument("dtype", otherwise, exact_dtype)


def floating_only(result: Result | None = None, what: str = "the input") -> Rule:
    """A function that is not defined for whole numbers."""
    return Rule(result or same(), (needs(0, INEXACT, what, FLOATS),))


def real_only(result: Result | None = None, what: str = "the input") -> Rule:
    """A function that is neither defined for whole numbers nor for complex ones."""
    return Rule(result or same(), (needs(0, FLOATING, what, FLOATS),))


def contraction(*positions: int) -> Rule:
    """A product of matrices: all operands must be of one type, which is not that of truths."""
    return Rule(known_alike, (all_alike(0, "operand {}"), no_product_of_truths))


def no_product_of_truths(call: TypedCall) -> Iterator[Requirement]:
    """A product of tensors of booleans is refused."""
    if call.operands and all(name_of(call, i) == "bool" for i in range(len(call.operands))):
        yield failed(call, 0, "a number", "bool", "the operands of a product must be numbers, not bool")


def known_alike(call: TypedCall) -> Answer:
    """The type of the operands that are tensors, where each is known to have it."""
    names = {None if tensor.element is None else tensor.element.name for tensor in call.operands}
    return element(call, 0) if len(names) == 1 and name_of(call, 0) != "bool" else None


def written_into(rule: Rule, castable: bool = True) -> Rule:
    """An in-place method: the result must be castable to the type of what it is written into, which stays."""
    return Rule(same(), (*rule.needs, *((fits_into(rule.result),) if castable else ())))


def fits_into(result: Result) -> Need:
    """The result must not be of a category above that of the first operand."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        own, found = element(call, 0), result(call)
        found = found[0] if isinstance(found, tuple) else found
        name = found if isinstance(found, str) or found is None else found.name
        if own is None or name is None or own.is_number or not is_loss(name, own.name):
            return
        other = next((i for i in range(1, len(call.operands)) if name_of(call, i) == name), None)
        text = f"the result is {name}, which cannot be written into a tensor of {own.name}"
        yield failed(call, other if other is not None else 0, own.name, name, text)

    return check


def is_loss(source: str, target: str) -> bool:
    """Whether torch refuses to cast a result to a target's type:
    https://docs.pytorch.org/docs/stable/generated/torch.can_cast.html."""
    above, below = CATEGORIES[source], CATEGORIES[target]
    if above == 3 and below < 3:
        return True
    if above >= 2 and below < 2:
        return True
    return source != "bool" and target == "bool"


INDEX = frozenset({"int64", "int32"})
LONG = frozenset({"int64"})
MASK = frozenset({"bool"})


def indices(position: int, what: str = "the index", allowed: frozenset[str] = INDEX) -> Need:
    return needs(position, allowed, what, "int64" if allowed is LONG else "int64 or int32")


def mask(position: int, what: str = "the mask") -> Need:
    return needs(position, MASK, what, "bool")


def floating_argument(call: TypedCall) -> Iterator[Requirement]:
    """The argument `dtype` must name a floating type."""
    given = call.arguments.get("dtype")
    name = None if given is None else exact_dtype(given.value)
    if name in WHOLE:
        yield failed(call, None, FLOATS, str(name), f"dtype must be floating, not {name}")


SUM = Rule(dtype_or(mapped(WHOLE_SUM)))
MEAN = Rule(
    dtype_or(same()),
    (floating_argument, without_argument("dtype", needs(0, INEXACT, "the input of a mean", FLOATS))),
)
SPREAD = Rule(mapped(REAL), (needs(0, INEXACT, "the input", FLOATS),))
EXTREME = Rule(several(same(), always("int64")), (refuses(0, COMPLEX, "the input", "real"),))
SOFTMAX = Rule(
    dtype_or(same()),
    (floating_argument, without_argument("dtype", needs(0, FLOATING, "the input of a softmax", FLOATS))),
)
SMALL_INTEGERS = INTEGERS
MAYBE_FLOAT = Rule(only(INEXACT, same()))
