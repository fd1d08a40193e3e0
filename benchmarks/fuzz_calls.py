"""Calls of every declared function, layer and method with arguments that nobody would give."""

from __future__ import annotations

import inspect
import random
from collections.abc import Iterator
from dataclasses import dataclass

from fuzz_mutants import NASTY

PLAUSIBLE = {
    "int": ("2", "3", "4"), "Size1": ("3", "(2,)"), "Size2": ("3", "(2, 2)"), "Size3": ("3", "(1, 2, 2)"),
    "Sizes": ("(2, 4)", "[4, 2]"), "Axis": ("0", "-1", "1"), "Axes": ("0", "(0, 1)", "None"),
    "bool": ("True", "False"), "str": ("'same'", "'mean'", "'b c -> c b'", "'ij,jk->ik'"), "float": ("0.5", "1"),
    "Flag": ("True", "False"), "Tensors": ("[x, x]", "(x, y)"),
}  # fmt: skip
TENSORS = ("x", "y", "z", "w", "image", "scalar")
VALUES = (
    *NASTY, *TENSORS, "[x, y]", "(x,)", "{'x': x}", "x.shape", "len(x)", "[x] * 3", "'->'", "'a b'", "'(a b) -> '",
    "'a ' * 80 + '->'", "'...'", "'b (c d) -> b c d'", "'ii->i'", "'\\0'", "'valid'", "torch.float32", "np.int64",
    "nn.Linear(3, 4)", "nn.ReLU", "keras.layers.Dense(3)", "keras.layers.LSTMCell(3)", "-5", "7", "(3, 3, 3, 3, 3)",
    "(-1, -1)", "(0, 0)", "[10**30]", "(2**62, 2**62)", "[None, None]", "unknown.shape", "unknown(3)",
)  # fmt: skip
PRELUDE = """\
import numpy as np
import torch
from torch import nn
import keras
import tensorflow as tf
import einops
import einops.layers.torch
from hidden import unknown
"""
INPUTS = {
    "torch": "x, y, z, w = torch.randn(2, 4), torch.randn(4, 2), torch.randn(2, 3, 4), torch.randn(2, 3, 8, 8)\n"
    "image, scalar = torch.randn(1, 3, 16, 16), torch.tensor(3)\n",
    "keras": "x, y, z, w = tf.ones((2, 4)), tf.ones((4, 2)), tf.ones((2, 3, 4)), tf.ones((2, 8, 8, 3))\n"
    "image, scalar = keras.Input((16, 16, 3)), tf.constant(3)\n",
    "numpy": "x, y, z, w = np.ones((2, 4)), np.ones((4, 2)), np.ones((2, 3, 4)), np.ones((2, 8, 8, 3))\n"
    "image, scalar = np.zeros((16, 16)), np.array(3)\n",
}


@dataclass(frozen=True)
class Callee:
    """A declared name: how it is written, which tensors it is given, its parameters, whether its result is called."""

    text: str
    framework: str
    parameters: tuple[tuple[str, str, bool], ...]  # name, annotation, whether it must be given
    is_layer: bool = False


def callees() -> list[Callee]:
    """Everything that the vocabularies declare."""
    from shapelint.frontends.einops.functions import LAYERS, einops
    from shapelint.frontends.numpy.declarations import load as load_numpy
    from shapelint.frontends.tensorflow.declarations import load as load_keras
    from shapelint.frontends.torch.declarations import load as load_torch

    found: list[Callee] = []
    for framework, vocabulary in (("torch", load_torch()), ("keras", load_keras()), ("numpy", load_numpy())):
        for name, entry in vocabulary.entries.items():
            text = name.replace("numpy.", "np.", 1).replace("tensorflow.", "tf.", 1)
            found.append(Callee(text, framework, parameters_of(entry.implementation), entry.shape == "layer"))
        for name, entry in vocabulary.methods.items():
            if name.isidentifier():
                found.append(Callee(f"x.{name}", framework, parameters_of(entry.implementation)[1:]))
    for name, entry in einops.entries.items():
        found.append(Callee(name, "torch", parameters_of(entry.implementation)))
    for name, body in LAYERS.items():
        found.append(Callee(f"einops.layers.torch.{name}", "torch", parameters_of(body), True))
    return found


def parameters_of(function: object) -> tuple[tuple[str, str, bool], ...]:
    kinds = (inspect.Parameter.VAR_KEYWORD,)
    return tuple(
        (p.name, str(p.annotation), p.default is inspect.Parameter.empty and p.kind != p.VAR_POSITIONAL)
        for p in inspect.signature(function).parameters.values()  # type: ignore[arg-type]
        if p.kind not in kinds
    )


def argument(annotation: str, chance: random.Random) -> str:
    words = [word.strip() for word in annotation.split("|")]
    known = [word for word in words if word in PLAUSIBLE]
    return chance.choice(PLAUSIBLE[known[0]]) if known else chance.choice(TENSORS)


def call_of(callee: Callee, chance: random.Random) -> str:
    """A call, mostly as it should be, with one argument or more that should not."""
    given = [p for p in callee.parameters if p[2] or chance.random() < 0.2]
    wrong = set(chance.sample(range(len(given)), min(len(given), chance.choice((1, 1, 1, 2, 3))))) if given else set()
    texts = []
    by_name = False
    for position, (name, annotation, required) in enumerate(given):
        value = chance.choice(VALUES) if position in wrong else argument(annotation, chance)
        by_name = by_name or not required
        written = not by_name or value.startswith("*") or " for " in value
        texts.append(value if written else f"{name}={value}")
    if chance.random() < 0.03:
        texts.append(chance.choice(("*unknown", "**unknown", "*[x, y]", "**{'axis': 1}", "surplus=1")))
    positional = [t for t in texts if not is_keyword(t)]
    texts = [*positional, *(t for t in texts if is_keyword(t))]
    called = f"{callee.text}({', '.join(texts)})"
    if not callee.is_layer:
        return called
    tensors = ", ".join(chance.choice((*TENSORS, *VALUES)) for _ in range(chance.choice((1, 1, 1, 2))))
    return f"{called}({tensors})"


def is_keyword(text: str) -> bool:
    name, equals, _ = text.partition("=")
    return text.startswith("**") or (bool(equals) and name.isidentifier())


def programs(seed: int, rounds: int, in_one: int = 20) -> Iterator[tuple[str, int]]:
    """Programs of so many calls each, which together call every name so many times."""
    chance = random.Random(seed)
    found = callees()
    for framework, inputs in INPUTS.items():
        own = [c for c in found if c.framework == framework for _ in range(rounds)]
        chance.shuffle(own)
        for start in range(0, len(own), in_one):
            part = own[start : start + in_one]
            lines = [f"r{i} = {call_of(callee, chance)}" for i, callee in enumerate(part)]
            tail = "print(" + ", ".join(f"r{i}" for i in range(len(part))) + ")\n"
            yield PRELUDE + inputs + "\n".join(lines) + "\n" + tail, len(part)
