"""Comparisons of lists, tuples, dicts and sets, of which not all may be known: three-valued."""

from __future__ import annotations

import operator as python_operators
from collections.abc import Iterable, Sequence

from shapelint.interpret.domain.values import (
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    SetValue,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.symbolic import Expression
from shapelint.syntax.source import Place

ORDERS = {
    "<": python_operators.lt,
    "<=": python_operators.le,
    ">": python_operators.gt,
    ">=": python_operators.ge,
}


def first_elements(value: object) -> tuple[Sequence[object], int, bool]:
    """What a list or tuple surely begins with, how many elements it has at least, and whether these are all."""
    if isinstance(value, ListValue):
        return value.at_least(), value.fewest(), value.exactly() is not None
    assert isinstance(value, tuple)
    return value, len(value), True


def sequence_order(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """`<` and its kin between two lists or tuples: the first elements that differ decide, else the lengths."""
    (one, one_count, one_whole), (other, other_count, other_whole) = first_elements(left), first_elements(right)
    undecided = Unknown("a comparison of values that are not all known", place)
    for a, b in zip(one, other, strict=False):
        same = m.same(a, b)
        if same is None:
            return undecided
        if not same:
            return m.compare(operator, a, b, place)
    if one_whole and other_whole:
        return ORDERS[operator](one_count, other_count)
    if one_whole and len(one) < other_count and len(one) <= len(other):
        return operator in ("<", "<=")
    if other_whole and len(other) < one_count and len(other) <= len(one):
        return operator in (">", ">=")
    return undecided


def set_order(operator: str, left: SetValue, right: SetValue) -> bool | None:
    """`<` and its kin between sets: whether one holds all that the other does."""
    if operator in (">", ">="):
        left, right, operator = right, left, "<" if operator == ">" else "<="
    contained = is_subset(left, right)
    if operator == "<=" or contained is False:
        return contained
    whole = is_subset(right, left)
    return None if contained is None or whole is None else not whole


def is_subset(left: SetValue, right: SetValue) -> bool | None:
    """Whether a set holds all that another one does."""
    if are_vague(left.at_least()) or are_vague(right.at_least()):
        return None
    missing = [key for key in left.at_least() if key not in right.at_least()]
    if not missing:
        return True if left.exactly() is not None else None
    return False if right.exactly() is not None else None


def are_vague(keys: Iterable[object]) -> bool:
    """Whether among keys there are some that may be equal to others that are not the same."""
    return any(is_vague(key) for key in keys)


def is_vague(key: object) -> bool:
    """Whether a key may be equal to others than itself, for all that is known; a slice is none at all."""
    if isinstance(key, tuple):
        return are_vague(key)
    if isinstance(key, Instance):
        return "_value_" not in key.attributes and (
            class_attribute(key.type, "__eq__") is not None or any(c.unknown_base for c in key.type.mro)
        )
    return isinstance(key, (Unknown, Expression, slice))


def has_a_say(value: object) -> bool:
    """Whether a value may have a say in whether another one is equal to it: it is not known, or its class compares its
    objects in its own way."""
    if not isinstance(value, Instance):
        return isinstance(value, Unknown)
    method = class_attribute(value.type, "__eq__")
    return isinstance(method, FunctionValue) or any(c.unknown_base for c in value.type.mro)


def every(results: list[bool | None], whole: bool) -> bool | None:
    """Whether all of some conditions hold, where these may not be all."""
    return False if False in results else None if None in results or not whole else True


def same_sequence(m: Interpreter, left: object, right: object) -> bool | None:
    """Whether two lists or tuples are equal."""
    (one, one_count, one_whole), (other, other_count, other_whole) = first_elements(left), first_elements(right)
    if (one_whole and other_count > one_count) or (other_whole and one_count > other_count):
        return False
    results = [m.same(a, b) for a, b in zip(one, other, strict=False)]
    return every(results, one_whole and other_whole)


def same_items(m: Interpreter, left: DictValue, right: DictValue) -> bool | None:
    """Whether two dicts are equal."""
    one, other = left.at_least(), right.at_least()
    vague = are_vague(one) or are_vague(other)
    absent = [right.holds(k) for k in one if k not in other] + [left.holds(k) for k in other if k not in one]
    if False in absent and not vague:
        return False
    results = [m.same(value, other[k]) for k, value in one.items() if k in other]
    whole = not absent and left.exactly() is not None and right.exactly() is not None
    return None if vague and (False in results or absent) else every(results, whole)
