"""A policy that draws actions, and a critic that takes states alone."""

import torch
from torch import nn
from torch.distributions import Categorical, Normal

states = torch.randn(32, 6)
actor, spread = nn.Linear(6, 2), nn.Parameter(torch.zeros(2))
policy = Normal(actor(states), spread.exp())
actions = policy.rsample()
critic = nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.Linear(16, 1))  # expect: SHP102
values = critic(torch.cat([states, actions], dim=1))
choice = Categorical(logits=nn.Linear(6, 3)(states)).sample()
loss = -(policy.log_prob(actions).sum(dim=1, keepdim=True) * values).mean()
