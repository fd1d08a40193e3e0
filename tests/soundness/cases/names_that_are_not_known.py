"""Attributes are read and set under names that cannot be read."""

import torch
from hidden import same
from torch import nn


class Settings:
    width = 4
    depth = 2

    def __init__(self, given):
        for name, value in given.items():
            setattr(self, name, value)


nn.Linear(Settings(same({"width": 8})).width, 2)(torch.zeros(1, 8))
settings = Settings({})
settings.depth = 5
setattr(settings, same("width"), 8)
nn.Linear(settings.width, settings.depth)(torch.zeros(1, 8))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Sequential(nn.Linear(4, 2))
        setattr(self, same("extra"), nn.Linear(8, 6))

    def forward(self, x):
        return self.extra(self.head(x))


net = Net()
getattr(net, same("head")).append(nn.Linear(2, 8))
nn.Linear(6, 2)(net(torch.zeros(1, 4)))


class Stored:
    def __init__(self, given):
        self.__dict__.update(given)


nn.Linear(getattr(Stored(same({"width": 8})), "width", 4), 2)(torch.zeros(1, 8))
WIDTH = 4
globals()[same("WIDTH")] = 8
nn.Linear(WIDTH, 2)(torch.zeros(1, 8))
exec("HEIGHT = 8")
try:
    height = HEIGHT
except NameError:
    height = 4
nn.Linear(height, 2)(torch.zeros(1, 8))
