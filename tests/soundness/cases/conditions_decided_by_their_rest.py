"""What is not known and false is false, and what is not known or true is true: so is the branch."""

import torch
from hidden import same
from torch import nn

found = same(torch.ones(2, 4))
more = []


def joined(first, rest):
    if first is not None and len(rest) > 0:
        return torch.cat(rest)
    return first


print(joined(found, more).shape)
width = 4
if same(1) > 0 or not more:
    width = 8
nn.Linear(width, 2)(torch.zeros(1, 8))
if same(3) > 0 and more:
    torch.cat(more)
if all([same(True), bool(more)]):
    torch.stack(more)
if same(1) < 3 < 2:
    torch.stack(more)
if not any([same(False), not more]):
    torch.stack(more)
