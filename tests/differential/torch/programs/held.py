"""Tensors that change their own shape while lists, tuples, dicts, objects and closures hold them; chunks of what has
no known size."""

import numpy as np
import torch
import torch.nn as nn


class Box:
    def __init__(self, tensor):
        self.tensor = tensor
        self.more = [tensor]


def widened():
    held = torch.zeros(3, 4)
    listed = [held, {"key": held}, (held, 1)]
    box = Box(held)
    held.unsqueeze_(0)
    return listed, box


listed, box = widened()
conv = nn.Conv2d(1, 2, 1)
h1 = conv(listed[0])
h2 = conv(listed[1]["key"])
h3 = conv(listed[2][0])
h4 = conv(box.tensor)
h5 = conv(box.more[0])


def resized():
    rows = torch.zeros(6)
    pair = (rows, rows)
    rows.resize_(2, 3)

    def inner():
        return nn.Linear(3, 1)(rows)

    return pair[0], inner()


h6, h7 = resized()
layer = nn.Linear(4, 5)
layer.weight.data = torch.zeros(7, 4)
h8 = layer.weight


def arrays():
    array = np.zeros((4, 6))
    again = [array]
    array.shape = (2, 12)
    other = np.zeros(4)
    other.resize((2, 3))
    return torch.from_numpy(again[0]), torch.from_numpy(other.T)


h9, h10 = arrays()


def pieces(tensor):
    mask = tensor > 0
    some = tensor[mask].chunk(4)
    return torch.zeros(len(some)), some


h11 = nn.Linear(3, 2)(pieces(torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0]))[0])
p1, p2, p3 = pieces(torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0, 0.0]))[1]
