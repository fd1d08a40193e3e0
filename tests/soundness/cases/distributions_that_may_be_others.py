"""Distributions of which not all is known."""

import hidden
import torch
from torch import nn
from torch.distributions import Categorical, Independent, Normal

mean = torch.zeros(8, 4)
nn.Linear(4, 2)(hidden.same(Normal)(mean, 1.0).sample())
nn.Linear(4, 2)(Normal(hidden.same(torch.zeros(4)), torch.ones(8, 1)).sample())
nn.Linear(4, 2)(Normal(hidden.same(0.0), hidden.same(torch.ones(4))).sample())
nn.Linear(4, 2)(Normal(mean, 1.0).sample(hidden.same(torch.Size([3]))))
nn.Linear(8, 2)(Independent(Normal(mean, 1.0), 1).log_prob(mean))
nn.Linear(4, 2)(Normal(mean, 1.0).expand(hidden.same((2, 8, 4))).sample())
spread = Normal(mean, 1.0)
hidden.assign(spread, _like=torch.zeros(8, 4))
nn.Linear(4, 2)(spread.sample())
nn.Linear(8, 2)(Categorical(logits=mean).sample().float())
if hasattr(spread, "no_such_name"):
    nn.Linear(5, 2)(spread.sample())
