"""Which undecided conditions are free choices.

What fails under an undecided condition is no proof: `if in_channels == out_channels: x = x + y` guards exactly what
would raise. It is one where nothing but the program's user, or chance, decides: then some execution gets there. A free
unknown says so itself (`Unknown.free`); what is derived from it is free as long as it stays a choice: a part of it, its
negation, whether it is a certain text or flag. Whether it is None, or a certain number, or equal to another value may
have been decided so that what follows fits, and is not free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor

if TYPE_CHECKING:
    from shapelint.interpret.interpreter import Interpreter

CHOICE = "choice"
CHANCE = "chance"
"""A random draw, and what the data holds: the elements of a tensor."""
TURN = "turn"
"""The number of a loop's turn, which is 0 in the first. It is not free: what holds then is known."""

COUNT = "count"
"""How much a loop that runs an unknown number of times has gathered: whether that is more than a number is free."""

UNCOUNTED = "a loop that runs an unknown number of times"
"""Why a list is open that such a loop fills."""

IN_DOUBT = 2
"""What an undecided condition that is not free counts as."""
FREE = 1

MOST_DOUBTS = 1
"""Up to one free choice: two may exclude each other."""

EQUALITIES = frozenset({"==", "is", "in"})
CONVERSIONS = frozenset({"not", "int", "float", "bool", "str"})
ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%", "**"})
ORDERS = frozenset({"<", "<=", ">", ">="})
COMPARISONS = EQUALITIES | ORDERS


def doubt_of(test: object) -> int:
    """How much an undecided condition counts; the turns of a loop (None) do not."""
    if test is None:
        return 0
    return FREE if freedom(test) else IN_DOUBT


def freedom(test: object) -> str:
    """Who decides a condition: `CHOICE`, `CHANCE`, or "" when that is not known."""
    if isinstance(test, Tensor):
        return CHANCE
    if not isinstance(test, Unknown) or test.free in (TURN, COUNT):
        return ""
    if test.free:
        return test.free
    key = test.key
    if isinstance(key, Unknown):
        return freedom(key)
    if not isinstance(key, tuple):
        return ""
    if len(key) == 2 and key[0] in CONVERSIONS:
        return freedom(key[1])
    if len(key) != 3:
        return ""
    first, second, third = key
    if first == "attribute":
        return freedom(second)
    if second == "item":
        return freedom(first)
    return _of_comparison(first, second, third)


def _of_comparison(operator: object, left: object, right: object) -> str:
    for value, other in ((left, right), (right, left)):
        if operator in ORDERS and isinstance(value, Unknown) and value.free == COUNT and isinstance(other, int):
            return CHANCE
        decided_by = freedom(value)
        if operator in ARITHMETIC and decided_by == CHANCE:
            return decided_by
        if operator in EQUALITIES and decided_by and isinstance(other, (str, bool)):
            return decided_by
        if operator in COMPARISONS and decided_by == CHANCE:
            return decided_by
    return ""


def at_beginning(value: object) -> object:
    """What a loop's item is in its first turn: the number of the turn is 0 then."""
    if isinstance(value, tuple):
        return tuple(0 if isinstance(one, Unknown) and one.free == TURN else one for one in value)
    return 0 if isinstance(value, Unknown) and value.free == TURN else value


def is_in_doubt(m: Interpreter) -> bool:
    """Whether undecided conditions lead here that no execution may meet, or an assertion that may have failed, which is
    caught: what fails here is no proof."""
    return m.doubts > MOST_DOUBTS or 0 < m.escapable <= len(m.handlers)


def is_chosen(m: Interpreter) -> bool:
    """Whether a free choice leads here: what fails here does so whenever it is made so."""
    return 0 < m.doubts <= MOST_DOUBTS
