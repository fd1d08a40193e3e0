"""What a list, dict or set holds after something else has filled it is compared as such."""

import torch
from hidden import fill, same
from torch import nn

found = [3]
fill(found, 4)
nn.Linear(8 if found == [3, 4] else 4, 2)(torch.zeros(1, 8))
nn.Linear(4 if found != [3, 4] else 8, 2)(torch.zeros(1, 8))
nn.Linear(8 if found > [3] else 4, 2)(torch.zeros(1, 8))
nn.Linear(4 * len(found), 2)(torch.zeros(1, 8))
sizes = same([8, 4])
widths = [8] if same(False) else []
widths.append(4)
widths.extend(sizes)
nn.Linear(widths[-2], 2)(torch.zeros(1, 8))
nn.Linear(sorted(widths)[-1], 2)(torch.zeros(1, 8))
both = widths + [6]
nn.Linear(both[1], 2)(torch.zeros(1, 8))
nn.Linear(len(both), 2)(torch.zeros(1, 4))
