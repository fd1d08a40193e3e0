"""A normalization receives a different number of features from the one it was declared with.

## What it does
Compares `num_features`, `num_channels` or `normalized_shape` of a normalization with the axes of its input that it
normalizes over.

## Why is this bad
The framework raises as soon as the layer is called.

## What the framework says
```text
running_mean should contain 32 elements not 64
```

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 32, 3), nn.BatchNorm2d(64))
net(torch.randn(1, 3, 32, 32))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 32, 3), nn.BatchNorm2d(32))
net(torch.randn(1, 3, 32, 32))
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.support.feature_counts import feature_count

RULE = Rule(
    "SHP103",
    "norm-features",
    "error",
    __doc__ or "",
    (Node, Definition, Event),
    feature_count(Kind.NORM_FEATURES),
    has_fixes=True,
    of_failures=True,
)
