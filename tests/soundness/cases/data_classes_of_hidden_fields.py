"""A data class that is made of arguments which are not known has none of its defaults for sure."""

from dataclasses import dataclass, field, replace

import torch
from hidden import same
from torch import nn


@dataclass
class Config:
    width: int = 4
    depth: int = 1
    sizes: list = field(default_factory=list)


nn.Linear(Config(**same({"width": 8})).width, 2)(torch.zeros(1, 8))
nn.Linear(Config(*same([8])).width, 2)(torch.zeros(1, 8))
config = Config(depth=2, **same({"sizes": [8]}))
nn.Linear(sum(config.sizes), config.depth)(torch.zeros(1, 8))
nn.Linear(replace(config, **same({"width": 8})).width, 2)(torch.zeros(1, 8))
