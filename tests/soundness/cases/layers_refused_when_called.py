"""Layers that torch makes whatever their arguments are, and that refuse only when they are called: here none is."""

import torch
from torch import nn


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv3d(3, 8, 3)
        self.avgpool = nn.AdaptiveAvgPool3d((1, 1))
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc(self.avgpool(self.conv(x)).flatten(1))


class Encoder(Network):
    def __init__(self):
        super().__init__()
        del self.avgpool, self.fc

    def forward(self, x):
        return self.conv(x)


class Padded(nn.Module):
    def __init__(self):
        super().__init__()
        self.unused = [nn.ConstantPad2d((1, 1, 1), 0.0), nn.ZeroPad2d((1, 1, 1)), nn.ReflectionPad1d((1, 1, 1))]
        self.also = (nn.Upsample(mode="foo"), nn.Upsample(), nn.Unflatten(1, (2, -3)), nn.AdaptiveMaxPool2d((1, 1, 1)))
        self.conv = nn.Conv2d(3, 4, 3)

    def forward(self, x):
        return self.conv(x)


print(Encoder()(torch.zeros(1, 3, 5, 5, 5)).shape, Padded()(torch.zeros(1, 3, 5, 5)).shape)
