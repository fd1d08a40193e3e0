"""What a model's call reads may be set by a method that its owner calls first, or by the owner itself."""

import hidden
import torch
from torch import nn


class Agent(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2)

    def prepare(self, keep):
        if keep:
            self.log = []
        self.keep = keep

    def forward(self, x):
        x = self.fc(x)
        if self.keep:
            self.log.append(x)
        return x


class Masked(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

    def resize(self, length):
        self.register_buffer("mask", torch.ones(length))

    def forward(self, x):
        return self.fc(x) * self.mask


class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

    def forward(self, x):
        factor = self.factor if hasattr(self, "factor") else 1
        return self.fc(x) * factor * self.offset


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.agent = hidden.call(Agent)
        self.masked = hidden.call(Masked)
        self.scaled = hidden.call(Scaled)

    def forward(self, x, keep=True):
        self.agent.prepare(keep)
        self.masked.resize(3)
        self.scaled.offset: float = 2.0
        return self.agent(x), self.scaled(self.masked(x))


Network()(torch.zeros(2, 3))
