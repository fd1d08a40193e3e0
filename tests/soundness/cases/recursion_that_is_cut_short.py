"""Functions that call themselves an unknown number of times, and do more when they are deep enough."""

import hidden
import torch
from torch import nn

found = []


def visit(node, depth=0):
    if depth == 9:
        found.append(node)
    elif hidden.same(node):
        visit(node, depth + 1)


visit(hidden.same(1))
print(torch.zeros(3, len(found) + 1) @ torch.zeros(2, 1))


class Tree:
    def __init__(self):
        self.width = 3

    def descend(self, node, depth):
        if depth == 0:
            self.width = 4
        elif hidden.same(node):
            self.descend(node, depth - 1)


def counted():
    width = 3

    def count(node, left):
        nonlocal width
        if left == 0:
            width = 4
        elif hidden.same(node):
            count(node, left - 1)

    count(1, 8)
    return width


tree = Tree()
tree.descend(hidden.same(1), 7)
print(nn.Linear(4, 2)(torch.zeros(1, tree.width)).shape)
print(nn.Linear(4, 2)(torch.zeros(1, counted())).shape)
