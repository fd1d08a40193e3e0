# `map`, `filter`, generator expressions and iterators of lists work out their values when these are asked for
import torch
from hidden import same
from torch import nn

settings = {"width": 4}
made = map(lambda outputs: nn.Linear(settings["width"], outputs), [2, 3])
settings["width"] = 8
next(made)(torch.zeros(1, 8))

sizes = (settings["width"] * factor for factor in (1, 2))
settings["width"] = 5
nn.Linear(next(sizes), 2)(torch.zeros(1, 5))

widths = [3]
coming = iter(widths)
widths[0] = 6
nn.Linear(next(coming), 2)(torch.zeros(1, 6))

chosen = filter(lambda width: width > settings["width"] or same(False), [4, 6])
settings["width"] = 3
nn.Linear(next(chosen), 2)(torch.zeros(1, 4))


def received():
    width = yield
    while True:
        width = yield nn.Linear(width, 2)


builder = received()
next(builder)
builder.send(7)(torch.zeros(1, 7))
builder.send(9)(torch.zeros(1, 9))
