"""How deeply the expressions of a text are nested, without parsing it.

libcst's parser recurses once for each level and does not guard its stack, so what it cannot bear must be known
beforehand.
"""

from __future__ import annotations

import re

from shapelint.records import dataclass
from shapelint.syntax.scan import COMMENT, STRING

_TOKEN = re.compile(
    rf"(?P<string>{STRING})|{COMMENT}|\\\r?\n|[()\[\]{{}},;\r\n.+\-*/%@&|^~<>=]"
    r"|\b(?:not|and|or|if|lambda|await|for|elif|case)\b"
)
_OPENING = re.compile(r"[(\[{]")
_PREFIXES = "fFtT"
_BETWEEN_STRINGS = "\"'#\\\r\n"
"""First characters of what may stand between adjacent strings, the strings among it."""


@dataclass(frozen=True, slots=True)
class Nesting:
    """`brackets`: the most brackets that are open at once. `path`: an upper bound for the levels of the deepest
    expression, operators included; so are `branches` for the longest row of `elif` and `strings` for that of adjacent
    strings. `patterns`: the most brackets open at once in a `case`. `at`: the index in the text where the depth of
    brackets is greatest."""

    brackets: int
    path: int
    branches: int
    strings: int
    patterns: int
    at: int


BEARABLE = Nesting(brackets=200, path=2000, branches=50_000, strings=5000, patterns=8, at=0)
"""What is read at all. As many brackets as Python's own tokenizer allows; libcst's time for a path grows with its
square, and for a pattern fourfold with each level."""
MODERATE = Nesting(brackets=90, path=250, branches=1000, strings=1000, patterns=8, at=0)
"""What is read where there is no room for a deeper stack than the usual one, as in a browser."""
SHALLOW = Nesting(brackets=16, path=60, branches=200, strings=100, patterns=8, at=0)
"""What the stack of any thread bears."""


def within(nesting: Nesting, bounds: Nesting) -> bool:
    return (
        nesting.brackets <= bounds.brackets
        and nesting.path <= bounds.path
        and nesting.branches <= bounds.branches
        and nesting.strings <= bounds.strings
        and nesting.patterns <= bounds.patterns
    )


def measure(text: str) -> Nesting:
    """The nesting of `text`. Operators that stand in one bracket without a comma between them count as nested in one
    another, and so do brackets inside formatted strings."""
    brackets = path = branches = strings = patterns = at = 0
    row = 0
    outer: list[int] = []
    sum_of_outer = here = 0
    in_case = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        first = token[0]
        if first not in _BETWEEN_STRINGS:
            row = 0
        if first in ",;":
            here = 0
        elif first in "([{":
            outer.append(here)
            sum_of_outer += here + 1
            here = 0
            if len(outer) > brackets:
                brackets, at = len(outer), match.start()
            if in_case and len(outer) > patterns:
                patterns = len(outer)
        elif first in ")]}":
            if outer:
                here = outer.pop()
                sum_of_outer -= here + 1
            here += 1
        elif first in "\r\n":
            if not outer:
                here = 0
                in_case = False
        elif first in "\"'":
            row += 1
            if row > strings:
                strings = row
            inside = _inside_formatted(text, match.start(), token)
            if len(outer) + inside > brackets:
                brackets, at = len(outer) + inside, match.start()
            path = max(path, sum_of_outer + here + inside)
        elif first not in "#\\":
            here += 1
            branches += token == "elif"
            in_case = in_case or token == "case"
        if sum_of_outer + here > path:
            path = sum_of_outer + here
    return Nesting(brackets, path, branches, strings, patterns, at)


def _inside_formatted(text: str, start: int, literal: str) -> int:
    """An upper bound for the depth of the replacement fields in the string literal that begins at `start`."""
    before = text[max(start - 2, 0) : start]
    if not before or not any(letter in _PREFIXES for letter in before):
        return 0
    return len(_OPENING.findall(literal))
