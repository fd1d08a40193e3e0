"""What shapelint has chosen gives an error only if it stands without the choice."""

from __future__ import annotations

import pytest

import shapelint

HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n"

SILENT = {
    "an input that is a list": """
class Net(nn.Module):
    def forward(self, xs):
        return xs[::-1][0] + xs[1]
""",
    "an input that is a dict": """
class Net(nn.Module):
    def forward(self, batch):
        return batch["image"].flatten(1)
""",
    "an empty tuple": """
class Head(nn.Module):
    def __init__(self, widths=()):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(w, 4) for w in widths)

    def forward(self, x):
        return torch.stack([layer(x) for layer in self.layers])
""",
    "no width": """
class Head(nn.Module):
    def __init__(self, extra=0):
        super().__init__()
        self.body = nn.Linear(8 + extra, 16)
        self.extra = extra

    def forward(self, x):
        return self.body(F.pad(torch.zeros(2, 12), (0, 0)))
""",
    "an empty default of a function": """
def pyramid(sizes=[]):
    return torch.cat([torch.zeros(1, s) for s in sizes], 1)
""",
    "a base class": """
class Base(nn.Module):
    width = 4

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc(torch.zeros(1, self.width))


class Real(Base):
    width = 8
""",
    "a part with its own call": """
class Part(nn.Module):
    def __call__(self, found, target, weight):
        return (found - target).mean() * weight
""",
    "blocks of two arguments": """
class Block(nn.Module):
    def forward(self, x, mask):
        return x * mask

def blocks():
    return nn.Sequential(Block(), Block())
""",
    "parts that are called one by one": """
def make():
    return nn.Sequential(nn.Conv2d(3, 8, 3), nn.Conv2d(16, 8, 3))

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.parts = make()

    def forward(self, x):
        for part in self.parts:
            x = part(x)
            x = torch.cat((x, x), 1)
        return x

Net()(torch.zeros(1, 3, 16, 16))
""",
    "arguments that are given": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--width", type=int, default=4)
parser.add_argument("-d", "--deep", action="store_true")
args = parser.parse_args(["--wid=8", "-d"])
nn.Linear(args.width, 2)(torch.zeros(1, 8))
if not args.deep:
    nn.Linear(3, 2)(torch.zeros(1, 8))
""",
    "an option without a default": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--widths", type=int, nargs="*", default=[])
args = parser.parse_args()
torch.cat([torch.zeros(1, w) for w in args.widths])
""",
    "the version of Python": """
import sys
WIDTH = 8 if sys.version_info >= (3, 12) else 4
nn.Linear(WIDTH, 2)(torch.zeros(1, 4))
""",
}

FOUND = {
    "an input whatever it is": """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 2)

    def forward(self, xs):
        first = xs[0]
        return self.fc(torch.zeros(2, 6)) + first
""",
    "an empty default that does not matter": """
class Net(nn.Module):
    def __init__(self, widths=(), drop=0):
        super().__init__()
        self.fc = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Dropout(drop), nn.Conv2d(4, 8, 3))

    def forward(self, x):
        return self.fc(x)
""",
    "a base class that fails in what derives from it": """
class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc(torch.zeros(1, 4))


class Real(Base):
    pass
""",
    "arguments that are not given": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--width", type=int, default=4)
parser.add_argument("--deep", action="store_true")
args = parser.parse_args(["--deep"])
nn.Linear(args.width, 2)(torch.zeros(1, 8))
""",
    "a script that fails as it is": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--width", type=int, default=4)
nn.Linear(parser.parse_args().width, 2)(torch.zeros(1, 8))
""",
    "a version that Python surely has": """
import sys
WIDTH = 8 if sys.version_info >= (2, 7) else 4
nn.Linear(WIDTH, 2)(torch.zeros(1, 4))
""",
}


def errors(text: str) -> list[str]:
    return [d.code for d in shapelint.check_source(HEAD + text, filename="net.py") if d.severity == "error"]


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_said(name: str) -> None:
    assert errors(SILENT[name]) == []


@pytest.mark.parametrize("name", FOUND)
def test_it_is_found_all_the_same(name: str) -> None:
    assert len(errors(FOUND[name])) == 1


KERAS_SILENT = """
import keras
from keras import layers

class Total(layers.Layer):
    def call(self, inputs):
        return layers.Add()(inputs)

class Join(layers.Layer):
    def __init__(self, widths=()):
        super().__init__()
        self.parts = [layers.Dense(w) for w in widths]

    def call(self, x):
        return layers.Concatenate()([part(x) for part in self.parts])
"""


def test_keras() -> None:
    assert [d.code for d in shapelint.check_source(KERAS_SILENT, filename="net.py") if d.severity == "error"] == []
