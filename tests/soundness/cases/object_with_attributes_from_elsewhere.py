"""An object whose width is set by a function that cannot be read, by name and as a missing one."""

import torch
from hidden import assign
from torch import nn


class Settings:
    width = 4

    def __init__(self):
        self.depth = 2


settings = Settings()
assign(settings, width=8, depth=3, heads=5)
nn.Linear(settings.width, settings.depth)(torch.zeros(1, 8))
nn.Linear(getattr(settings, "heads", 4), 2)(torch.zeros(1, 5))
try:
    heads = settings.heads
except AttributeError:
    heads = 4
nn.Linear(heads, 2)(torch.zeros(1, 5))
nn.Linear(6 if "heads" in vars(settings) else 4, 2)(torch.zeros(1, 6))
nn.Linear(len(vars(settings)), 2)(torch.zeros(1, 3))
