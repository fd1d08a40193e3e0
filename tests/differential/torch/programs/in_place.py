"""Methods that change the shape of the tensor itself."""

import torch
import torch.nn as nn


class Holder(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("row", torch.zeros(5))
        self.row.unsqueeze_(0)

    def forward(self, x):
        return x + self.row


x = torch.randn(3, 8, 8)
y = x
y.unsqueeze_(0)
a = nn.Conv2d(3, 4, 3)(x)
z = torch.randn(4, 5)
z.t_()
b = nn.Linear(4, 2)(z)
c = Holder()(torch.randn(7, 5))
v = torch.zeros(4)
v.add_(1).mul_(2)
v.fill_(3)
w = torch.randn(1, 5, 1)
w.squeeze_().add_(torch.ones(5))
u = torch.zeros(4, 5)
u.resize_(3, 3)
d = nn.Linear(3, 2)(u)


def widen(t):
    t.unsqueeze_(1)


s = torch.zeros(6)
widen(s)
e = s @ torch.zeros(1, 2)
r = torch.randn(2, 3)
r[0] = 1
r[:, 1:] = torch.zeros(2)
r += torch.ones(3)
