"""What was decided on something that cannot be read holds until it may have changed."""

import torch
from hidden import Switch, same
from torch import nn

switch = same(Switch())
if switch.on:
    raise SystemExit
switch.press()
nn.Linear(8 if switch.on else 4, 2)(torch.zeros(1, 8))

queue = same([])
if len(queue) > 0 or queue:
    raise SystemExit
queue.append(1)
nn.Linear(8 if len(queue) > 0 else 4, 2)(torch.zeros(1, 8))
nn.Linear(8 if queue else 4, 2)(torch.zeros(1, 8))
before = len(queue)
queue.append(2)
nn.Linear(before + 1, 2)(torch.zeros(1, len(queue)))

table = same({"a": None})
if table["a"] is not None:
    raise SystemExit
table["a"] = 8
nn.Linear(8 if table["a"] is not None else 4, 2)(torch.zeros(1, 8))

settings = same(Switch())
if hasattr(settings, "depth"):
    raise SystemExit
settings.depth = 8
nn.Linear(8 if hasattr(settings, "depth") else 4, 2)(torch.zeros(1, 8))
