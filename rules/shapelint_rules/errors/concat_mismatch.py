"""Tensors that are concatenated or stacked differ in an axis that must be equal.

## What it does
Reports `cat`, `stack` and Keras `Concatenate` of tensors that have different ranks, or different sizes in an axis other
than the one they are joined along.

## Why is this bad
The framework raises as soon as the operation runs.

## Example
```python
import torch

torch.cat([torch.randn(1, 64, 8, 8), torch.randn(1, 64, 7, 7)], dim=1)
```

## Use instead
```python
import torch

torch.cat([torch.randn(1, 64, 8, 8), torch.randn(1, 32, 8, 8)], dim=1)
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.support.failures import in_words

RULE = Rule("SHP108", "concat-mismatch", "error", __doc__ or "", (Node, Definition, Event), in_words(Kind.CONCATENATE))
