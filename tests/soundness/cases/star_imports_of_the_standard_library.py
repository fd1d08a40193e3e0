"""What `typing`, `abc` and `warnings` bring, imported whole, are no functions of Python's own."""

from abc import *  # noqa: F403
from collections.abc import *  # noqa: F403
from typing import *  # noqa: F403
from warnings import *  # noqa: F403

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width: Optional[int] = 4):  # noqa: F405
        super(Block, self).__init__()
        self.layers = nn.ModuleList(nn.Linear(width, width) for _ in range(len("ab")))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class Wider(Block):
    def __init__(self):
        super().__init__(8)
        self.head = nn.Linear(max(2, 8), 2)

    def forward(self, x):
        return self.head(super().forward(x))


print(Wider()(torch.zeros(1, 8)).shape)
