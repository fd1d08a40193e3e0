"""Classes that a registry builds, with arguments that fit each other; their own defaults do not."""

import torch
from hidden import REGISTRY
from torch import nn


@REGISTRY.register_module()
class Updator(nn.Module):
    def __init__(self, in_channels=256, feat_channels=64):
        super().__init__()
        self.in_channels = in_channels
        self.feat_channels = feat_channels
        self.layer = nn.Linear(in_channels, 2 * feat_channels)

    def forward(self, features):
        return self.layer(features.reshape(features.shape[0], -1, self.feat_channels))


class Head(nn.Module):
    def __init__(self, width=32, classes=10):
        super().__init__()
        self.first = nn.Linear(64, width)
        self.second = nn.Linear(16, classes)

    def forward(self, x):
        return self.second(self.first(x))


REGISTRY.register(Head)
print(REGISTRY.build("Updator", in_channels=16, feat_channels=16)(torch.zeros(2, 3, 16)).shape)
print(REGISTRY.build("Head", width=16)(torch.zeros(2, 64)).shape)
