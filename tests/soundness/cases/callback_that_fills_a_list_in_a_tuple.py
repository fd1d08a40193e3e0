"""A function that is handed on fills a list that stands in a tuple."""

import torch
from hidden import call
from torch import nn

pair = ([nn.Linear(4, 8)], 3)
layers = pair[0]


def grow():
    pair[0].append(nn.Linear(8, 3))


call(grow)
nn.Linear(3, 2)(nn.Sequential(*layers)(torch.zeros(1, 4)))
