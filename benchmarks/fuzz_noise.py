"""Files that are no source: random bytes and texts, and notebooks whose JSON is not what a notebook's is."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

WORDS = (
    b"import torch", b"from torch import nn", b"nn.Linear(2, 3)", b"def f(", b"class A:", b"\n", b"\n    ", b"\t",
    b"\r", b"\0", b"\x0c", b"\xff\xfe", b"\xef\xbb\xbf", b"# -*- coding: utf-7 -*-\n",
    b"# coding: unicode_escape\n", b"'", b'"""', b"f'{", b"}", b"(", b"]", b"0x", b"1e999", b"\xc3\xa9",
    b"\xed\xa0\x80", b"\\", b":", b"lambda", b"yield", b"@", b"match x:", b"# shapelint: ignore[",
    b"# shapelint: input=(", b"# noqa: SHP", b"# type: ", b"if 1:", b"else", b"async ", b"%matplotlib",
)  # fmt: skip
VALUES: tuple[object, ...] = (
    None, True, 0, -1, 1.5, "", "import torch\n", "nn.Linear(2, 3)\n", [], {}, ["import torch\n", "x = 1\n"], [None],
    ["a", 3], {"a": 1}, "code", "markdown", "python", 10**400, "\ud800", "\0",
)  # fmt: skip
KEYS = (
    "cells", "metadata", "nbformat", "nbformat_minor", "cell_type", "source", "outputs", "id", "language_info",
    "kernelspec", "name",
)  # fmt: skip


def noise(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Names of files and what is in them."""
    chance = random.Random(seed)
    makers = (random_bytes, random_words, random_text, random_notebook, random_json)
    for number in range(count):
        make = makers[number % len(makers)]
        data = make(chance)
        yield ("noise.ipynb" if make in (random_notebook, random_json) or chance.random() < 0.1 else "noise.py"), data


def random_bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(2000))


def random_words(chance: random.Random) -> bytes:
    return b"import torch\n" + b" ".join(chance.choice(WORDS) for _ in range(chance.randrange(200)))


def random_text(chance: random.Random) -> bytes:
    points = (chance.choice((0x20, 0x7F, 0x250, 0x3000, 0xFFFF, 0x10FFFF)) for _ in range(chance.randrange(500)))
    return ("import torch\n" + "".join(chr(chance.randrange(top)) for top in points)).encode("utf-8", "surrogatepass")


def random_notebook(chance: random.Random) -> bytes:
    """A notebook, most of it as it should be."""

    def or_else(value: object) -> object:
        return chance.choice(VALUES) if chance.random() < 0.1 else value

    def cell() -> object:
        lines = [chance.choice(WORDS).decode("utf-8", "replace") + "\n" for _ in range(chance.randrange(5))]
        made = {"cell_type": or_else("code"), "source": or_else(lines), "metadata": or_else({}), "outputs": or_else([])}
        return or_else(made)

    cells = [cell() for _ in range(chance.randrange(6))]
    return as_json(
        {"cells": or_else(cells), "metadata": or_else({}), "nbformat": or_else(4), "nbformat_minor": or_else(5)}
    )


def random_json(chance: random.Random) -> bytes:
    return as_json(random_value(chance, 0))


def random_value(chance: random.Random, depth: int) -> object:
    if depth > 4 or chance.random() < 0.2:
        return chance.choice(VALUES)
    if chance.random() < 0.5:
        return [random_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(KEYS): random_value(chance, depth + 1) for _ in range(chance.randrange(6))}


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()
