"""Layers in numbers that are not known, in a model that code which is not known has had in hands."""

import torch
from hidden import same
from torch import nn


class Scales(nn.Module):
    def __init__(self, kernels):
        super().__init__()
        self.convs = nn.ModuleList([])
        for kernel in same(kernels):
            self.convs.append(nn.Conv2d(3, 4, kernel, padding=kernel // 2))

    def forward(self, x):
        return torch.cat(tuple(map(lambda conv: conv(x), self.convs)), dim=1)


class Holder(nn.Module):
    def __init__(self, kernels=(1, 3)):
        super().__init__()
        self.scales = Scales(kernels)

    def forward(self, x):
        return self.scales(x)


holder = Holder()
same(holder)
same(lambda: holder(torch.zeros(1, 3, 8, 8)))()
