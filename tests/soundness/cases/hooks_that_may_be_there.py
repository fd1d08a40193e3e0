"""A hook that is registered in a branch may change what comes out."""

import torch
from hidden import same
from torch import nn

layer = nn.Conv2d(1, 8, 1)
if same(True):
    layer.register_forward_hook(lambda module, inputs, output: output.mean(1, keepdim=True))
nn.Conv2d(1, 2, 1)(layer(torch.zeros(1, 1, 4, 4)))
linear = nn.Linear(4, 2)
for width in same([4]):
    linear.register_forward_pre_hook(lambda module, inputs, width=width: inputs[0][:, :width])
linear(torch.zeros(1, 8))
