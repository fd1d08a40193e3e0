"""What a function that cannot be read gives back may be what it was given."""

import torch
from hidden import Keeper, same
from torch import nn

layers = [nn.Linear(4, 8)]
same(layers).append(nn.Linear(8, 3))
nn.Linear(3, 2)(nn.Sequential(*layers)(torch.zeros(1, 4)))

kept = []
keeper = Keeper(kept)
kept.clear()
keeper.grow(1)
nn.Linear(len(kept), 2)(torch.zeros(1, 1))


class Holder:
    pass


holder = Holder()
holder.width = 4
same(holder).width = 8
nn.Linear(holder.width, 2)(torch.zeros(1, 8))
