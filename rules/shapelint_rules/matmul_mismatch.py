"""Matrices that are multiplied do not fit.

## What it does
Checks the sizes that `matmul`, `@`, `mm`, `bmm`, `einsum`, `tensordot` and Keras `Dot` contract, and the batch axes
that they broadcast.

## Why is this bad
The framework raises as soon as the operation runs.

## Example
```python
import torch

scores = torch.randn(8, 10, 64) @ torch.randn(8, 10, 64)
```

## Use instead
```python
import torch

scores = torch.randn(8, 10, 64) @ torch.randn(8, 10, 64).transpose(1, 2)
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.failures import in_words

RULE = Rule("SHP109", "matmul-mismatch", "error", __doc__ or "", (Node, Definition, Event), in_words(Kind.MATMUL))
