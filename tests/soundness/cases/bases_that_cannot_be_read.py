"""Classes whose bases cannot be read: what these hold stands before what later bases hold, and their `__init__` sets
what it likes."""

from dataclasses import dataclass

import torch
from hidden import Width, same
from torch import nn


class Base:
    width = 4

    def size(self):
        return 4


class Both(Width, Base):
    pass


class Set(Width):
    width = 4


class SetLate(Width):
    def __init__(self, **given):
        self.width = 4
        super().__init__(**given)


nn.Linear(Both.width, 2)(torch.zeros(1, 8))
nn.Linear(Both().size(), 2)(torch.zeros(1, 8))
nn.Linear(Set().width, 2)(torch.zeros(1, 8))
nn.Linear(SetLate(width=8).width, 2)(torch.zeros(1, 8))
Made = type("Made", (same(Width),), {})
nn.Linear(getattr(Made(), "width", 4), 2)(torch.zeros(1, 8))


@dataclass
class Options(Width):
    depth: int = 4


options = Options(3)
nn.Linear(getattr(options, "width", 4), options.depth)(torch.zeros(1, 8))


class Layer(nn.Module):
    def __init__(self):
        same(super)(Layer, self).__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x)


Layer()(torch.zeros(1, 4))


class Narrow:
    def __init__(self, depth):
        self.depth, self.tail = depth, 4


class Given(Width, Narrow):
    def __init__(self):
        super().__init__(depth=2, tail=8)


class Passed(Width, Narrow):
    pass


nn.Linear(Given().tail, 2)(torch.zeros(1, 8))
nn.Linear(Passed(tail=8).tail, 2)(torch.zeros(1, 8))
