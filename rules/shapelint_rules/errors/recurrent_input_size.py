"""A recurrent layer or cell receives a different number of features from the one it was declared with.

## What it does
Compares `input_size` with the last axis of the input, and `hidden_size` with that of the state, of RNN, LSTM, GRU and
their cells.

## Why is this bad
The framework raises as soon as the layer is called.

## What the framework says
```text
input.size(-1) must be equal to input_size. Expected 64, got 128
```

## Example
```python
import torch
from torch import nn

nn.LSTM(input_size=64, hidden_size=32, batch_first=True)(torch.randn(8, 20, 128))
```

## Use instead
```python
import torch
from torch import nn

nn.LSTM(input_size=128, hidden_size=32, batch_first=True)(torch.randn(8, 20, 128))
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.support.feature_counts import feature_count

RULE = Rule(
    "SHP111",
    "recurrent-input-size",
    "error",
    __doc__ or "",
    (Node, Definition, Event),
    feature_count(Kind.RECURRENT_INPUT),
    has_fixes=True,
    of_failures=True,
)
