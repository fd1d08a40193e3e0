"""A chain that does not hold says nothing of its first comparison."""

import torch
from hidden import same
from torch import nn

size = same(9)
if 0 < size < 5:
    width = 4
else:
    width = 8 if size > 0 else 4
nn.Linear(width, 2)(torch.zeros(1, 8))
if size < 5 < 7 or size > 0:
    width = 8
nn.Linear(width, 2)(torch.zeros(1, 8))
