"""A tensor that a parameter has by default stands for one that the caller gives where another parameter says so."""

import hidden
import torch
from torch import Tensor, nn

NOTHING = torch.tensor([-1e38])


class Cell(nn.Module):
    def __init__(self, size, width):
        super().__init__()
        self.gates = nn.Linear(size + 2 * width, 4 * width)
        self.first = nn.Linear(size, 4 * width)

    def forward(self, x, has_state: bool, state: Tensor = NOTHING, other: Tensor = NOTHING):
        if has_state:
            return self.gates(torch.cat([x, state, other], dim=1))
        return self.first(x)


def joined(x, has_more: bool, more=NOTHING):
    if has_more:
        return torch.cat([torch.zeros(2, 3), more], dim=1)
    return torch.zeros(2, 3)


cell = hidden.call(Cell, 3, 4)
hidden.call(joined, 1, True, torch.zeros(2, 1))
cell(torch.zeros(2, 3), True, torch.zeros(2, 4), torch.zeros(2, 4))
