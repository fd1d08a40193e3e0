"""A module that cannot be read is imported whole: it may bring any name, and other values for those that there are."""

import torch
from torch import nn

WIDTH = 4
from hidden_names import *  # noqa: E402, F403

nn.Linear(WIDTH, 2)(torch.zeros(1, 8))
rows = []
for step in range(6):
    while len(rows) < 10 * step:
        noise = (random() - 0.5) * RATE  # noqa: F405
        rows.append((noise, noise + 1.0))
table = torch.tensor(rows)
centred = (table - table.mean(0)[None]) / table.std(0)[None]
nn.Linear(2, 1)(centred[:, :2])
widest = sum([[3, 4], [5, 6]], axis=0)
nn.Linear(widest[1], 2)(torch.zeros(1, 6))
if random() > 0.2:  # noqa: F405
    HEADS = 2
    nn.MultiheadAttention(WIDTH, HEADS)(*[torch.zeros(3, 1, 8)] * 3)
