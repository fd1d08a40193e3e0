"""An attention receives a query, key, value or mask that does not fit the others or its own sizes.

## What it does
Compares `embed_dim`, `kdim`, `vdim` and the sequence lengths of attention layers and functions with the tensors that
they receive.

## Why is this bad
The framework raises as soon as the layer is called.

## Example
```python
import torch
from torch import nn

attention = nn.MultiheadAttention(128, 8, batch_first=True)
x = torch.randn(4, 50, 64)
attention(x, x, x)
```

## Use instead
```python
import torch
from torch import nn

attention = nn.MultiheadAttention(64, 8, batch_first=True)
x = torch.randn(4, 50, 64)
attention(x, x, x)
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.failures import in_words

RULE = Rule("SHP112", "attention-dims", "error", __doc__ or "", (Node, Definition, Event), in_words(Kind.ATTENTION))
