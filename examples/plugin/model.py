import torch
from fused_layers import FusedLinear, gelu
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 50, 3)
        self.head = FusedLinear(64, 10)

    def forward(self, x):
        x = gelu(self.conv(x)).mean(dim=(2, 3))
        return self.head(x)


Net()(torch.randn(1, 3, 32, 32))
