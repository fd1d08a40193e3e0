# a generator does nothing before its first value is asked for, and nothing between two values but what stands there
import torch
from hidden import same
from torch import nn

settings = {"width": 4, "depth": 1}


def layers():
    while True:
        yield nn.Linear(settings["width"], 2)


for width, layer in zip((4, 8, 12), layers()):
    layer(torch.zeros(1, width))
    settings["width"] = width + 4


class Loader:
    def __init__(self):
        self.features = 4

    def __iter__(self):
        for turn in same([0, 1, 2, 3]):
            if same(turn == 2):
                continue
            yield torch.zeros(2, self.features)


loader = Loader()
batches = iter(loader)
first = next(batches)
loader.features = 8
nn.Linear(8, 2)(next(batches))


def growing(size):
    try:
        while same(True):
            size = size * 2
            yield size
    finally:
        settings["depth"] = 3


for size in growing(4):
    layer = nn.Linear(size, 2)
    break
nn.Linear(settings["depth"], 1)(torch.zeros(1, 3))
