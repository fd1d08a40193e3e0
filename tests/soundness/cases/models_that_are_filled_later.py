"""Models that begin empty, and that whoever makes them fills before calling them."""

import torch
from hidden import same
from torch import nn


class Ensemble(nn.ModuleList):
    def forward(self, x):
        return torch.cat([member(x) for member in self], 1)


class Bank(nn.ModuleDict):
    def forward(self, x):
        return torch.stack([filter_(x) for filter_ in self.values()]).mean(0)


class Chain(nn.Sequential):
    def forward(self, x):
        return self[0](x) + self[-1](x)


class Growing(nn.Module):
    def __init__(self):
        super().__init__()
        self.parts = nn.ModuleList()
        self.names = []
        self.scales = {}

    def forward(self, x):
        named = torch.cat([part(x) for part in self.parts], 1) * self.scales["a"]
        return named, self.names[0]


class Nested(nn.Module):
    def __init__(self):
        super().__init__()
        self.ensemble = Ensemble()

    def forward(self, x):
        return self.ensemble(x)


def filled(model, parts):
    for owner in (model, getattr(model, "ensemble", None), getattr(model, "parts", None)):
        if isinstance(owner, nn.ModuleList):
            owner.extend(parts)
        if isinstance(owner, nn.ModuleDict):
            owner.update({str(i): part for i, part in enumerate(parts)})
    if hasattr(model, "names"):
        model.names.append("first")
        model.scales["a"] = 2
    return model(torch.zeros(1, 4))


same(lambda: filled(Ensemble(), [nn.Linear(4, 2)]))()
same(lambda: filled(Bank(), [nn.Linear(4, 2)]))()
same(lambda: filled(Chain(nn.Linear(4, 2)), ()))()
same(lambda: filled(Growing(), [nn.Linear(4, 2)]))()
same(lambda: filled(Nested(), [nn.Linear(4, 2)]))()
