"""How far an iterator is read may not be known, and where its numbers begin."""

import itertools

import torch
from hidden import same
from torch import nn

for i, n in enumerate([2], start=same(8)):
    nn.Linear(i, n)(torch.zeros(1, 8))
few = list(itertools.takewhile(lambda n: n < same(3), [1, 2, 3]))
nn.Linear(4 * len(few), 2)(torch.zeros(1, 8))
some = list(itertools.islice([4, 4, 4], same(2)))
nn.Linear(sum(some), 2)(torch.zeros(1, 8))
pairs = list(itertools.product([1, 2], repeat=same(1)))
nn.Linear(4 * len(pairs), 2)(torch.zeros(1, 8))
again = list(itertools.repeat(4, same(2)))
nn.Linear(sum(again), 2)(torch.zeros(1, 8))
for width, size in zip([4, 8], same([(1, 4), (1, 8)]), strict=True):
    nn.Linear(width, 2)(torch.zeros(*size))
flat = iter([4, 8, 4, 8])
for width, size in zip(flat, flat, strict=True):
    nn.Linear(width, size)(torch.zeros(1, 4))
