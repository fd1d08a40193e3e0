"""Decorators that take more steps than one may have: what they would do besides is not known."""

import torch
from hidden import same
from torch import nn

widths = [4]
depth = 4


def work():
    for _ in range(9):
        for _ in range(9):
            for _ in range(9):
                for _ in range(9):
                    pass


def wide(owner):
    global depth
    owner.width = depth = 4
    if same(owner):
        owner.tail = 4
        widths[0] = 5
        work()
        work()
        owner.tail = 8
    widths[0] = 8
    owner.width = depth = 8
    return owner


def counted():
    rows = 4

    def decorator(function):
        nonlocal rows
        if same(function):
            rows = 5
            work()
            work()
        rows = 8
        return lambda: function() + 4

    @decorator
    def size():
        return 4

    return rows, size()


@wide
class Net(nn.Module):
    tail = 3

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return x + sum(self.fc(torch.zeros(1, size)) for size in (self.width, self.tail, depth, widths[0]))


print(Net()(torch.zeros(1, 1)).shape)
rows, size = counted()
print(nn.Linear(8, 2)(torch.zeros(1, rows)).shape, nn.Linear(8, 2)(torch.zeros(1, size)).shape)
