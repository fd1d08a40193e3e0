"""Inputs that are a pair, or a list of tensors, although one tensor would be taken in their place too."""

import torch
from hidden import same
from torch import nn


class Language(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(4, 4)

    def forward(self, x, hidden):
        out, hidden = self.rnn(x, hidden)
        return out, hidden


class Grid(nn.Module):
    def forward(self, axes):
        rows, columns = torch.meshgrid(axes, indexing="ij")
        return rows + columns


class Product(nn.Module):
    def forward(self, matrices):
        return torch.einsum("ij,jk->ik", matrices)


same(lambda: Language()(torch.zeros(2, 1, 4), (torch.zeros(1, 1, 4), torch.zeros(1, 1, 4))))()
same(lambda: Grid()([torch.zeros(2), torch.zeros(3)]))()
same(lambda: Product()([torch.zeros(2, 3), torch.zeros(3, 4)]))()
