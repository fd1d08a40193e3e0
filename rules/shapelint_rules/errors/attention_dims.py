"""An attention receives a query, key, value or mask that does not fit the others or its own sizes.

## What it does
Compares `embed_dim`, `kdim`, `vdim` and the sequence lengths of attention layers and functions with the tensors that
they receive.

## Why is this bad
The framework raises as soon as the layer is called.

## What the framework says
```text
was expecting embedding dimension of 128, but got 64
```

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

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.support.failures import Failure, Subject, failures
from shapelint_rules.support.remedies import right_number


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.ATTENTION):
        required = failure.requirement
        is_own_size = failure.replaceable and required.relation == "=="
        yield Finding(
            failure.in_words,
            failure.place,
            required.expected,
            required.actual,
            replacement=str(required.actual) if is_own_size else "",
            operand=failure.operand,
            remedy=right_number(failure) if is_own_size and goes_with_heads(failure) else None,
        )


def goes_with_heads(failure: Failure) -> bool:
    """Whether the heads divide the size that the layer receives."""
    operation = failure.subject.operation if isinstance(failure.subject, Node) else None
    heads, size = getattr(operation, "heads", None), failure.requirement.actual
    return isinstance(heads, int) and isinstance(size, int) and heads > 0 and size % heads == 0


RULE = Rule("SHP112", "attention-dims", "error", __doc__ or "", (Node, Definition, Event), check, has_fixes=True)
