"""A tensor is indexed where it has no element.

## What it does
Compares indices, the ranges of `narrow` and `select`, the `k` of `topk` and the shapes of masks with the axes they are
for.

## Why is this bad
The framework raises as soon as the operation runs.

## Example
```python
import torch

last = torch.randn(8, 3, 32, 32)[:, 3]
```

## Use instead
```python
import torch

last = torch.randn(8, 3, 32, 32)[:, 2]
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.failures import in_words

RULE = Rule("SHP119", "index-out-of-range", "error", __doc__ or "", (Node, Definition, Event), in_words(Kind.INDEX))
