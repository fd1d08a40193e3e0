"""Room for what a native operation makes: asked for before it is made.

Each question charges the run for what it grants. A refusal is the unknown to give in place of the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from shapelint.interpret.domain.values import DictValue, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter
from shapelint.limits import (
    CHARACTERS_OF_A_STEP,
    ELEMENTS_OF_A_STEP,
    LARGEST_BITS,
    LONGEST_TEXT,
    MOST_ELEMENTS,
)
from shapelint.syntax.source import Place

MOST_DIGITS = 18
"""Of a width in a template: longer ones are too large for any text."""


def no_room_for_elements(m: Interpreter, count: int, place: Place | None) -> Unknown | None:
    """The refusal to make a sequence of so many elements; None grants it."""
    if count > MOST_ELEMENTS:
        return Unknown(f"a sequence of more than {MOST_ELEMENTS:,} elements", place)
    m.spend(count // ELEMENTS_OF_A_STEP)
    return None


def no_room_for_text(m: Interpreter, length: int, place: Place | None) -> Unknown | None:
    """The refusal to make a text of so many characters; None grants it."""
    if length > LONGEST_TEXT:
        return Unknown(f"a text of more than {LONGEST_TEXT:,} characters", place)
    m.spend(length // CHARACTERS_OF_A_STEP)
    return None


def no_room_for_bits(bits: int, place: Place | None) -> Unknown | None:
    """The refusal to make an integer of so many bits; None grants it."""
    return Unknown(f"an integer of more than {LARGEST_BITS:,} bits", place) if bits > LARGEST_BITS else None


def is_small(value: object) -> bool:
    """Whether a number is within the limits."""
    return not isinstance(value, int) or value.bit_length() <= LARGEST_BITS


def held(m: Interpreter, value: object, place: Place | None) -> object:
    """A value that is already made, if it may be kept."""
    if isinstance(value, int):
        return value if is_small(value) else no_room_for_bits(value.bit_length(), place)
    if isinstance(value, (str, bytes)):
        return no_room_for_text(m, len(value), place) or value
    if isinstance(value, tuple):
        count = weight(value)
        if count > MOST_ELEMENTS:
            m.spend(count // ELEMENTS_OF_A_STEP)  # that took its time too
        return no_room_for_elements(m, count, place) or value
    return value


def weight(value: object, most: int = MOST_ELEMENTS + 1) -> int:
    """How many elements one comes by when a value is written out, tuples within tuples included; counted up to `most`.

    A tuple that holds another one twice, which does so again, and so on, is small in memory, and endless for whatever
    looks at all of it.
    """
    waiting: list[object] = [value]
    count = 1
    while waiting and count < most:
        held = elements_within(waiting.pop())
        count += len(held)
        waiting.extend([one for one in held if isinstance(one, COLLECTIONS)])
    return min(count, most)


COLLECTIONS = (tuple, ListValue, DictValue)


def elements_within(value: object) -> Sequence[object]:
    """The elements of a tuple, a list or a dict, keys and values; none of anything else."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, ListValue):
        return value.at_least()
    if isinstance(value, DictValue):
        held = value.at_least()
        return (*held, *held.values())
    return ()


def text_length(values: Iterable[object]) -> int:
    """About how long plain values are when written out; never much less than they are."""
    length = 0
    for value in leaves(values):
        if isinstance(value, (str, bytes)):
            length += 4 * len(value) + 4
        elif isinstance(value, int):
            length += value.bit_length() // 3 + 8
        else:
            length += 40
        if length > LONGEST_TEXT:
            break
    return length


def leaves(values: Iterable[object]) -> Iterator[object]:
    """Every value within some values, and these themselves."""
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        waiting.extend(elements_within(value))
        yield value


BRACES = re.compile(r"\{[^}]*")
PERCENTS = re.compile(r"%(?:\([^)]*\))?[-#0 +]*[\d.*]*")
NESTED = re.compile(r"\{[^}]*\{|%(?:\([^)]*\))?[-#0 +.\d]*\*")
DIGITS = re.compile(r"\d+")


def formatted_length(template: str, values: Iterable[object]) -> int:
    """How long a text may become that is made from a template with fields, as `format` and `%` do: the widths in it,
    those among the values where fields take them from there, and each value as often as there are fields."""
    values = list(values)
    fields = [*BRACES.findall(template), *PERCENTS.findall(template)]
    if NESTED.search(template):
        numbers = (value for value in leaves(values) if isinstance(value, int))
        return len(template) + widths_in(template) + sum(map(abs, numbers)) + len(fields) * text_length(values)
    return len(template) + sum(map(widths_in, fields)) + len(fields) * text_length(values)


def widths_in(specification: str) -> int:
    """The sum of the numbers in a format specification."""
    return sum(
        int(digits) if len(digits) <= MOST_DIGITS else 10**MOST_DIGITS for digits in DIGITS.findall(specification)
    )
