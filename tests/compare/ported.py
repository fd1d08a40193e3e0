"""What the tests of ports share: the pairs of fixtures/ports, what is said of them, and what they really compute."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch

from shapelint.compare.records import Comparison
from shapelint.project.compare import compare_targets, port_script
from shapelint.project.config.settings import SameSettings, Settings

PORTS = Path(__file__).parents[2] / "fixtures" / "ports"
SETTINGS = SameSettings(Settings())
TRAINING = frozenset({"momentum", "dropout", "training", "sharing"})  # change nothing else
DEFINED = re.compile(r"^def (\w+)\(\):(?:  # differs: (.*))?$", re.MULTILINE)


@dataclass(frozen=True)
class Pair:
    """A port of the model `original` in a file, and the kinds in which it is said to differ: none if it is faithful."""

    path: Path
    name: str
    kinds: frozenset[str]

    def __str__(self) -> str:
        return f"{self.path.stem}-{self.name}"


def pairs() -> Iterator[Pair]:
    for path in sorted(PORTS.glob("*.py")):
        for name, kinds in DEFINED.findall(path.read_text(encoding="utf-8")):
            if name != "original":
                yield Pair(path, name, frozenset(filter(None, (kind.strip() for kind in kinds.split(",")))))


@cache
def names(path: Path) -> dict[str, Any]:
    return runpy.run_path(str(path))


def comparison(first: str, second: str) -> Comparison:
    found = compare_targets(first, second, SETTINGS)
    assert isinstance(found, list), found
    (one,) = found
    return one


def script(first: str, second: str) -> dict[str, Any]:
    """The names that the script defines which carries weights from one model to the other."""
    text = port_script(first, second, SETTINGS)
    assert isinstance(text, str), text
    defined: dict[str, Any] = {"__name__": "the script"}
    exec(compile(text, "the script", "exec"), defined)
    return defined


def is_torch(model: object) -> bool:
    return isinstance(model, torch.nn.Module)


def scramble(model: Any) -> None:
    """Give all weights and statistics other values than they begin with."""
    chance = np.random.default_rng(0)
    if is_torch(model):
        with torch.no_grad():
            for name, value in model.state_dict().items():
                if value.is_floating_point():
                    low, high = (0.5, 1.5) if "var" in name else (-0.5, 0.5)
                    value.copy_(torch.from_numpy(chance.uniform(low, high, value.shape).astype("float32")))
        model.eval()
        return
    for variable in model.weights:
        low, high = (0.5, 1.5) if "variance" in variable.path else (-0.5, 0.5)
        variable.assign(chance.uniform(low, high, variable.shape).astype("float32"))


def run(model: Any, inputs: Sequence[np.ndarray]) -> np.ndarray:
    if is_torch(model):
        with torch.no_grad():
            return np.asarray(model.eval()(*map(torch.from_numpy, inputs)).numpy())
    return np.asarray(model(inputs[0] if len(inputs) == 1 else list(inputs), training=False))


def inputs_for(shapes: Sequence[tuple[int, ...]], tokens: int | None) -> list[np.ndarray]:
    chance = np.random.default_rng(1)
    if tokens is not None:
        return [chance.integers(0, tokens, shape) for shape in shapes]
    return [chance.uniform(-1, 1, shape).astype("float32") for shape in shapes]


def last(array: np.ndarray) -> np.ndarray:
    return np.moveaxis(array, 1, -1)


def agreement(
    a: Any, b: Any, shapes_a: Sequence[tuple[int, ...]], shapes_b: Sequence[tuple[int, ...]], tokens: int | None
) -> float:
    """The largest difference of what two models give for the same inputs, each in its own layout; infinite for shapes
    that do not fit."""
    given = inputs_for(shapes_a, tokens)
    there = [
        last(one) if one.shape[1:] != tuple(shape[1:]) and last(one).shape[1:] == tuple(shape[1:]) else one
        for one, shape in zip(given, shapes_b, strict=True)
    ]
    if is_torch(a) is is_torch(b):
        there = given
    x = run(a, given)
    try:
        y = run(b, there)
    except Exception:  # noqa: BLE001 - a port of another shape refuses the inputs
        return float("inf")
    is_other_layout = is_torch(a) is not is_torch(b)
    if is_other_layout and (x.ndim == 4 or (x.ndim > 2 and x.shape != y.shape)):
        x = last(x)
    return float(np.abs(x - y).max()) if x.shape == y.shape else float("inf")
