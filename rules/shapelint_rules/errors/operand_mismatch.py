"""Tensors that are combined element by element do not have shapes that fit together.

## What it does
Reports arithmetic, comparisons and merging layers (`Add`, `Multiply`, ...) whose operands cannot be broadcast: some
axis has two different sizes, neither of them 1.

## Why is this bad
The framework raises as soon as the operation runs. In a residual block, the shortcut mostly lacks the projection that
gives it the channels or the stride of the main path.

## Example
```python
import torch
from torch import nn

x = torch.randn(1, 64, 8, 8)
y = nn.Conv2d(64, 128, 3, padding=1)(x) + x
```

## Use instead
```python
import torch
from torch import nn

x = torch.randn(1, 64, 8, 8)
y = nn.Conv2d(64, 128, 3, padding=1)(x) + nn.Conv2d(64, 128, 1)(x)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.support.failures import Subject, failures


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.OPERANDS):
        required = failure.requirement
        yield Finding(failure.in_words, failure.place, required.expected, required.actual, operand=failure.operand)


RULE = Rule("SHP107", "operand-mismatch", "error", __doc__ or "", (Node, Definition, Event), check)
