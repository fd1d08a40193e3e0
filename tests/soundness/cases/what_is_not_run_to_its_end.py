"""A module and a function that take more steps than a run may have: what they hold and bind then is
not what they hold in the end."""

import torch
from torch import nn

width = 4
depth = 4


def work():
    total = 0
    for i in range(400):
        total = total + i * 2
    return total


class Rest:
    width = 4


def main():
    global depth
    depth = 5
    for _ in range(3):
        for _ in range(3):
            for _ in range(3):
                for _ in range(3):
                    for _ in range(3):
                        for _ in range(3):
                            work()
    depth = 8


class Wide(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc(torch.zeros(1, width)) + self.fc(torch.zeros(1, Rest.width)) + x


class Deep(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc(torch.zeros(1, depth)) + x


if width == 4:
    main()
    main()
    main()
    main()
    width = Rest.width = 8
    print(Wide()(torch.zeros(1, 1)).shape, Deep()(torch.zeros(1, 1)).shape)
