"""What fails under an undecided condition is reported where the condition is a free choice, and nowhere else."""

from __future__ import annotations

import pytest

import shapelint

TORCH = """
import argparse, os, random
import torch
from torch import nn
from somewhere import hidden

class Net(nn.Module):
    def __init__(self, channels, out, {parameters}):
        super().__init__()
        self.shortcut = shortcut
        self.mode = mode
        self.flag = flag
        self.channels = channels
        self.first = nn.Linear(8, 16)
        self.second = nn.Linear(8, 16)

    def forward(self, x, target):
        y = self.first(x)
        {statement}
        return y

{rest}
"""

FREE = [
    "if self.flag: y = self.second(y)",
    "if not self.flag: y = self.second(y)",
    "y = self.second(y) if self.flag else y",
    "if self.mode == 'twice': y = self.second(y)",
    "if self.mode in ('twice', 'again'): y = self.second(y)",
    "if self.mode.twice: y = self.second(y)",
    "if self.mode['twice']: y = self.second(y)",
    "if self.mode is True: y = self.second(y)",
    "if random.random() < 0.5: y = self.second(y)",
    "if random.random() < self.mode: y = self.second(y)",
    "if os.path.exists('again'): y = self.second(y)",
    "while random.random() < 0.5: y = self.second(y)",
]
BOUND = [
    "if self.channels == 16: y = self.second(y)",
    "if self.channels > 8: y = self.second(y)",
    "if self.channels == self.mode: y = self.second(y)",
    "if self.shortcut is None: y = self.second(y)",
    "if self.shortcut is not None: y = self.second(y)",
    "if isinstance(self.mode, int): y = self.second(y)",
    "if hidden(x): y = self.second(y)",
    "if hidden(x).wide: y = self.second(y)",
    "if hidden(x) == 'wide': y = self.second(y)",
    "if hidden(x) and self.flag: y = self.second(y)",
    "y = y if hidden(x) else self.second(y)",
    "while hidden(x): y = self.second(y)",
    "if hidden(x): return y\\n        y = self.second(y)",
    "if self.flag and self.mode.twice:\\n            if self.mode.again: y = self.second(y)",
]
PARAMETERS = "shortcut, mode, flag"


def codes(statement: str, rest: str = "") -> list[str]:
    text = TORCH.format(parameters=PARAMETERS, statement=statement.replace("\\n", "\n"), rest=rest)
    return [f"{d.code} {d.evidence}" for d in shapelint.check_source(text, filename="net.py") if d.severity == "error"]


@pytest.mark.parametrize("statement", FREE)
def test_free(statement: str) -> None:
    assert codes(statement) == ["SHP102 assumed"]


@pytest.mark.parametrize("statement", BOUND)
def test_not_free(statement: str) -> None:
    assert codes(statement) == []


def test_after_a_try_that_left_early() -> None:
    """That nothing raises is no choice at all."""
    lines = ("try:", "    y = hidden(y) and y", "except ValueError:", "    return y", "self.second(self.first(x))")
    assert codes("\n        ".join(lines)) == ["SHP102 assumed"]


KERAS = """
import argparse
import keras
from keras import layers
from somewhere import hidden

parser = argparse.ArgumentParser()
parser.add_argument("kind")
args = parser.parse_args()

def make(width, deep):
    x = y = keras.Input((8,))
    {statement}
    return keras.Model(x, y)
"""


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("if deep: y = layers.Reshape((3,))(y)", ["SHP106"]),
        ("if args.kind == 'deep': y = layers.Reshape((3,))(y)", ["SHP106"]),
        ("if width == 3: y = layers.Reshape((3,))(y)", []),
        ("if hidden(y).shape[-1] == 3: y = layers.Reshape((3,))(y)", []),
        ("if hidden(y): y = layers.Reshape((3,))(y)", []),
    ],
)
def test_of_keras(statement: str, expected: list[str]) -> None:
    found = shapelint.check_source(KERAS.format(statement=statement), filename="net.py")
    assert [d.code for d in found if d.severity == "error"] == expected


def test_an_event_under_a_condition_that_is_not_free() -> None:
    text = "import torch\nfrom somewhere import hidden\nx = torch.zeros(2, 3)\nif hidden(x):\n    a, b, c = x.shape\n"
    assert shapelint.check_source(text, filename="net.py") == []


LOOP = """
import torch
from torch import nn
from somewhere import data, count

net, wrong = nn.Linear(4, 4), nn.Linear(6, 4)
inputs, best = torch.zeros(2, 4), 0

for i, batch in enumerate(data):
    loss = net(inputs).mean()
    {}
"""


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ("if i % 100 == 0: wrong(inputs)", 1),
        ("if i == 0: wrong(inputs)", 1),
        ("if i > 0: wrong(inputs)", 0),
        ("if i % 2: wrong(inputs)", 0),
        ("if loss > 3: wrong(inputs)", 1),
        ("if loss.item() > best: wrong(inputs)", 1),
        ("if 2 * float(loss) + 1 > best: wrong(inputs)", 1),
        ("if torch.cuda.is_available(): wrong(inputs)", 1),
        ("if count(loss) > 3: wrong(inputs)", 0),
        ("if batch: wrong(inputs)", 0),
    ],
)
def test_in_a_loop(statement: str, count: int) -> None:
    """The first turn is that of number 0; what the data holds is left to chance."""
    found = shapelint.check_source(LOOP.format(statement), filename="net.py")
    assert len([d for d in found if d.severity == "error"]) == count


def test_a_state_that_is_carried_from_turn_to_turn() -> None:
    text = """
import torch
from torch import nn
from somewhere import count

first, other = nn.Linear(4, 8), nn.Linear(8, 8)
x = torch.zeros(2, 4)
for i in range(count()):
    x = first(x) if i == 0 else other(x)
"""
    assert shapelint.check_source(text, filename="net.py") == []
