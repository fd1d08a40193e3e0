"""A dict that is filled under keys which are not known holds something."""

from collections import OrderedDict, defaultdict
from itertools import chain

import torch
from hidden import same

groups = defaultdict(list)
for name in same(["a", "b"]):
    groups[name].append(torch.ones(2, 3))
print(torch.cat([torch.cat(group) for group in groups.values()]).shape)
print(torch.stack(list(chain(*groups.values()))).shape)
counts = defaultdict(int)
counts[same("a")] += 4
torch.nn.Linear(sum(counts.values()), 2)(torch.zeros(1, 4))
kept = OrderedDict()
kept[same("a")] = torch.ones(1, 3)
print(torch.cat(list(kept.values())).shape)
named = {}
named.setdefault(same("a"), []).append(torch.ones(1, 3))
print(torch.cat([one for ones in named.values() for one in ones]).shape)
known = {"a": []}
known[same("a")].append(torch.ones(1, 3))
print(torch.cat(known["a"]).shape)
