"""A loss receives predictions and targets that do not fit together.

## What it does
Compares the shapes of what a loss is given: class scores with class numbers, predictions with targets of the same
shape.

## Why is this bad
The framework raises in the first step of the training.

## Example
```python
import torch
from torch import nn

nn.CrossEntropyLoss()(torch.randn(32, 10), torch.randint(0, 10, (16,)))
```

## Use instead
```python
import torch
from torch import nn

nn.CrossEntropyLoss()(torch.randn(32, 10), torch.randint(0, 10, (32,)))
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.support.failures import in_words

RULE = Rule(
    "SHP116", "loss-target-mismatch", "error", __doc__ or "", (Node, Definition, Event), in_words(Kind.LOSS_TARGET)
)
