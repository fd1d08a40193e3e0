"""What single functions of torch's need of the element types of their operands, where no kind of needs says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.frontends.torch.element_types.kinds import no_product_of_truths
from shapelint.frontends.torch.promotion import result_type
from shapelint.ir import Requirement, Tensor, TypedCall
from shapelint.ops.element_types import (
    BOOL,
    FLOATING,
    INTEGERS,
    WHOLE,
    Answer,
    Need,
    Result,
    all_alike,
    argument,
    element,
    failed,
    is_number,
    name_of,
    needs_together,
    refuses,
)
from shapelint.ops.pointwise.dropout import Dropout


def together(names: frozenset[str], what: str, expected: str) -> Need:
    """The type that the operands are promoted to must be one of these."""
    return needs_together(result_type, names, what, expected)


def of_two(need: Need) -> Need:
    """The need, where the function is given two tensors: alone one is reduced."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        if len(call.operands) == 2:
            yield from need(call)

    return check


def without_flag(name: str, need: Need) -> Need:
    """The need, where a flag is certainly not set."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        if setting(call, name) in (None, False):
            yield from need(call)

    return check


def of_flag(name: str, set_: Answer, otherwise: Answer) -> Result:
    """One type where a flag is set, another where it is not."""

    def result(call: TypedCall) -> Answer:
        given = setting(call, name)
        if not isinstance(given, (bool, type(None))):
            return None  # not known
        return set_ if given else otherwise

    return result


def setting(call: TypedCall, name: str) -> Any:
    """The value of an argument of the call, or of the layer that is called."""
    of_layer = {} if call.definition is None else call.definition
    given = call.arguments.get(name, of_layer.get(name))
    return None if given is None else given.value


def no_truths(call: TypedCall) -> Iterator[Requirement]:
    """A difference with a tensor of booleans is refused."""
    for position in range(len(call.operands)):
        found = tuple(refuses(position, BOOL, "an operand of a difference", "a number")(call))
        if found:
            yield found[0]
            return


def no_power_of_truths(call: TypedCall) -> Iterator[Requirement]:
    """Booleans to the power of booleans are refused, if both are tensors."""
    if len(call.operands) == 2 and all(name_of(call, i) == "bool" and not is_number(call.operands[i]) for i in (0, 1)):
        yield failed(call, 0, "a number", "bool", "the operands of a power must be numbers, not bool")


def no_negative_power(call: TypedCall) -> Iterator[Requirement]:
    """Whole numbers to a negative whole number are refused."""
    if len(call.operands) != 2 or name_of(call, 0) not in INTEGERS or is_number(call.operands[0]):
        return
    exponent = call.operands[1]
    known = None if exponent.elements is None else exponent.elements.known
    if is_number(exponent) and known is not None and type(known[0]) is int and known[0] < 0 and not call.has_scalars:
        name = str(name_of(call, 0))
        yield failed(call, 0, "floating", name, f"a tensor of {name} has no power of a negative whole number")


def division_of_whole(call: TypedCall) -> Iterator[Requirement]:
    """`addcdiv` does not divide whole numbers by whole numbers."""
    names = [name_of(call, i) for i in (1, 2)]
    if all(name in WHOLE for name in names):
        yield failed(call, 1, "floating", str(names[0]), "addcdiv does not divide whole numbers by whole numbers")


def real_if_rounded(call: TypedCall) -> Iterator[Requirement]:
    """A division that is rounded is one of real numbers, of which no two are bools."""
    if isinstance(argument(call, "rounding_mode"), str):
        yield from together(INTEGERS | FLOATING, "a rounded division", "real numbers")(call)


def dropped(call: TypedCall) -> Iterator[Requirement]:
    """A dropout that is at work divides by what it keeps, which whole numbers cannot hold."""
    name = name_of(call, 0)
    if name in WHOLE and is_at_work(call):
        yield failed(call, 0, "floating", str(name), f"the input of a dropout must be floating, not {name}")


def is_at_work(call: TypedCall) -> bool:
    """Whether a dropout certainly leaves out some elements, and not all."""
    if call.definition is not None:
        return isinstance(call.operation, Dropout) and call.operation.at_work
    p = argument(call, "p")
    mode = argument(call, "training" if "training" in call.arguments else "train")
    return isinstance(mode, bool) and mode and isinstance(p, (int, float)) and 0 < p < 1


def summed_alike(call: TypedCall) -> Iterator[Requirement]:
    """An `einsum` of two tensors that sums over what both have is a product of matrices: both are of one type."""
    equation = argument(call, "equation")
    if len(call.operands) == 2 and isinstance(equation, str) and sums_over_both(equation, call.operands):
        yield from all_alike(0, "operand {}")(call)
        yield from no_product_of_truths(call)


def sums_over_both(equation: str, operands: tuple[Tensor, ...]) -> bool:
    """Whether some subscript of both operands, of a size that is certainly above 1, is not in the output."""
    given, arrow, output = equation.replace(" ", "").partition("->")
    subscripts = [text.removeprefix("...") for text in given.split(",")]
    if len(subscripts) != 2 or not all(text.isalpha() for text in subscripts):
        return False
    if not arrow:
        output = "".join(set(subscripts[0]) ^ set(subscripts[1]))
    if any(len(set(text)) != len(text) for text in subscripts):
        return False
    common = set(subscripts[0]) & set(subscripts[1]) - set(output)
    pairs = list(zip(operands, subscripts, strict=True))
    return any(all(is_several(t, s.index(label) - len(s)) for t, s in pairs) for label in common)


def is_several(tensor: Tensor, axis: int) -> bool:
    size = tensor.shape[axis] if tensor.shape is not None and -axis <= len(tensor.shape) else None
    return isinstance(size, int) and size > 1


def attention_alike(call: TypedCall) -> Iterator[Requirement]:
    """Queries, keys and values are of one type."""
    names = [name_of(call, i) for i in range(3)]
    for position, what in ((1, "the keys"), (2, "the values")):
        if names[0] is not None and names[position] is not None and names[position] != names[0]:
            text = f"the queries are {names[0]}, {what} {names[position]}: both must be of one type"
            yield failed(call, position, str(names[0]), str(names[position]), text)
            return


def attention_mask(call: TypedCall) -> Iterator[Requirement]:
    """A mask of an attention is of bools, of float32, or of the queries' type."""
    own, name = element(call, 0), name_of(call, 3)
    if own is not None and name is not None and name not in ("bool", "float32", own.name):
        yield failed(call, 3, "bool", name, f"the mask of an attention must be bool or {own.name}, not {name}")
