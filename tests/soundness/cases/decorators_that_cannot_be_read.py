"""What a decorator that cannot be read makes of a function, a method and a class."""

import torch
from hidden import doubled, labelled, wider
from torch import nn


@doubled
def width():
    return 4


class Holder:
    @doubled
    def width(self):
        return 4


@wider
class Wide:
    width = 4


@labelled
def marked():
    return 2


nn.Linear(width(), 2)(torch.zeros(1, 8))
nn.Linear(Holder().width(), 2)(torch.zeros(1, 8))
nn.Linear(Wide().width, 2)(torch.zeros(1, 8))
nn.Linear(2 * getattr(marked, "label", 2), 2)(torch.zeros(1, 8))
