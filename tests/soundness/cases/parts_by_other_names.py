# a class of torch.nn is the same by each of its names, and shows what it takes
import inspect

import torch
from torch import nn

assert nn.modules.Conv2d is nn.Conv2d
assert nn.modules.conv.Conv2d is nn.Conv2d
kinds = {"batch": nn.BatchNorm2d, "group": nn.GroupNorm, "act": nn.modules.LeakyReLU, "rnn": nn.LSTM}
for name, kind in kinds.items():
    given = inspect.signature(kind).parameters
    if name == "batch":
        if "num_features" not in given:
            nn.Linear(3, 2)(torch.zeros(1, 4))
        if given["eps"].default != 1e-5:
            nn.Linear(3, 2)(torch.zeros(1, 4))
    if name == "rnn" and "num_layers" in given:
        nn.Linear(3, 2)(torch.zeros(1, 4))
if not isinstance(nn.Sequential(nn.modules.activation.ReLU())[0], nn.ReLU):
    nn.Linear(3, 2)(torch.zeros(1, 4))
