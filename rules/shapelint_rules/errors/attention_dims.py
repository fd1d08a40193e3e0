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
from shapelint.ops.attention.multi_head_projection import HeadAttention, ScoreAttention
from shapelint.ops.axes import render_shape
from shapelint_rules.support.failures import Failure, Subject, failures
from shapelint_rules.support.remedies import right_number


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.ATTENTION):
        required = failure.requirement
        is_own_size = failure.replaceable and required.relation == "=="
        yield Finding(
            f"{failure.in_words}{shapes(subject)}",
            failure.place,
            required.expected,
            required.actual,
            replacement=str(required.actual) if is_own_size else "",
            operand=failure.operand,
            remedy=right_number(failure) if is_own_size and goes_with_heads(failure) else None,
        )


def shapes(subject: Subject) -> str:
    """What goes in, each tensor once: ": query (2, 5, 96), key and value (2, 7, 64)"."""
    given = subject.inputs[:3] if isinstance(subject, Node) else ()
    if len(given) < 2 or any(tensor.shape is None for tensor in given):
        return f": {render_shape(given[0].shape)}" if given and given[0].shape is not None else ""
    value_first = isinstance(subject, Node) and isinstance(subject.operation, (HeadAttention, ScoreAttention))
    names: dict[str, list[str]] = {}
    for name, tensor in zip(("query", *(("value", "key") if value_first else ("key", "value"))), given, strict=False):
        names.setdefault(render_shape(tensor.shape or ()), []).append(name)
    if len(names) == 1:
        return f": {next(iter(names))}"
    return ": " + ", ".join(f"{' and '.join(each)} {shape}" for shape, each in names.items())


def goes_with_heads(failure: Failure) -> bool:
    """Whether the heads divide the size that the layer receives."""
    operation = failure.subject.operation if isinstance(failure.subject, Node) else None
    heads, size = getattr(operation, "heads", None), failure.requirement.actual
    return isinstance(heads, int) and isinstance(size, int) and heads > 0 and size % heads == 0


RULE = Rule(
    "SHP112",
    "attention-dims",
    "error",
    __doc__ or "",
    (Node, Definition, Event),
    check,
    has_fixes=True,
    of_failures=True,
)
