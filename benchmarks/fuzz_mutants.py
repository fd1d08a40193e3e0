"""Mutants of model files: tokens, lines, numbers and names changed at random, be it Python afterwards or not."""

from __future__ import annotations

import random
import re

TOKEN = re.compile(r"\w+|\s+|[^\w\s]+?")
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
NAME = re.compile(r"[A-Za-z_]\w*")
NASTY = (
    "0", "-1", "1", "2**31", "2**63", "2**70", "10**30", "-10**30", "10**9", "1e400", "float('nan')", "float('-inf')",
    "0.5", "1j", "None", "True", "''", "'x' * 10**9", "b'a'", "[]", "()", "{}", "set()", "[0] * 10**8", "(None,)",
    "[[1], [2, 3]]", "{'a': 1}", "lambda: 0", "slice(None)", "...", "range(10**12)", "range(3)", "unknown", "object()",
    "int", "print", "-(3)", "1 << 5000", "9" * 4301, "0x" + "f" * 4000, "'1' * 5000", "((),) * 5", "iter(())", "type",
    "x for x in range(3)", "*range(5)", "super()", "[unknown] * 70", "NotImplemented", "Exception",
)  # fmt: skip


def mutant(text: str, chance: random.Random, others: tuple[str, ...] = ()) -> str:
    """The text with one to four changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        text = chance.choice((numbers, numbers, names, names, tokens, tokens, lines, nasty_token))(text, chance, others)
    return text


def numbers(text: str, chance: random.Random, others: tuple[str, ...]) -> str:
    found = list(NUMBER.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(NASTY) + text[one.end() :]


def names(text: str, chance: random.Random, others: tuple[str, ...]) -> str:
    found = list(NAME.finditer(text))
    if not found:
        return text
    one, other = chance.choice(found), chance.choice(found)
    return text[: one.start()] + other.group() + text[one.end() :]


def nasty_token(text: str, chance: random.Random, others: tuple[str, ...]) -> str:
    found = list(NAME.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(NASTY) + text[one.end() :]


def tokens(text: str, chance: random.Random, others: tuple[str, ...]) -> str:
    found = TOKEN.findall(text)
    if not found:
        return text
    position = chance.randrange(len(found))
    kind = chance.randrange(4)
    if kind == 0:
        del found[position]
    elif kind == 1:
        found.insert(position, found[chance.randrange(len(found))])
    elif kind == 2:
        found[position] = found[chance.randrange(len(found))]
    else:
        other = chance.randrange(len(found))
        found[position], found[other] = found[other], found[position]
    return "".join(found)


def lines(text: str, chance: random.Random, others: tuple[str, ...]) -> str:
    found = text.splitlines(keepends=True)
    if not found:
        return text
    position = chance.randrange(len(found))
    kind = chance.randrange(5)
    if kind == 0:
        del found[position]
    elif kind == 1:
        found.insert(position, found[chance.randrange(len(found))])
    elif kind == 2:
        other = chance.randrange(len(found))
        found[position], found[other] = found[other], found[position]
    elif kind == 3:
        found[position] = (
            chance.choice(("    ", "\t", "for _ in range(3): ", "if unknown: ")) + found[position].lstrip()
        )
    elif others:
        found.insert(position, chance.choice(chance.choice(others).splitlines(keepends=True) or [""]))
    return "".join(found)
