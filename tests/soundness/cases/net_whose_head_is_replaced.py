"""The head of a net is replaced by a function that cannot be read; so is the stride of a layer."""

import torch
from hidden import assign, call
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 1), nn.Flatten())
        self.head = nn.Linear(8 * 8 * 8, 2)

    def forward(self, x):
        return self.head(self.body(x))


net = Net()
assign(net, head=nn.Linear(512, 5))
nn.Linear(5, 3)(net(torch.zeros(1, 3, 8, 8)))

conv = nn.Conv2d(3, 8, 1)
assign(conv, stride=(2, 2))
torch.zeros(1, 8, 4, 4) + conv(torch.zeros(1, 3, 8, 8))


def halve(model):
    model.body[0].stride = (2, 2)
    model.head = nn.Identity()


other = Net()
call(halve, other)
nn.Linear(128, 2)(other(torch.zeros(1, 3, 8, 8)))
