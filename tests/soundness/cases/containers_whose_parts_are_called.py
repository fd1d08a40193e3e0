"""A container of layers that is no chain: the program calls its parts, each on something else."""

import torch
from hidden import same
from torch import nn

net = nn.Sequential(nn.Embedding(20, 4), nn.Embedding(20, 4))
heads = nn.Sequential(nn.Linear(6, 2), nn.Linear(6, 3))
pair = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Linear(16, 2))


def scores(center, contexts, embed_center, embed_context):
    return torch.bmm(embed_center(center), embed_context(contexts).permute(0, 2, 1))


def train(net, batches):
    for center, contexts in batches:
        scores(center, contexts, net[0], net[1]).sum().backward()


train(net, same([(torch.tensor([[1], [2]]), torch.tensor([[1, 2], [3, 4]]))]))
features = same(torch.zeros(5, 6))
print([head(features) for head in heads])
first, second = pair
print(first(same(torch.zeros(1, 3, 8, 8))), second(same(torch.zeros(1, 16))))
