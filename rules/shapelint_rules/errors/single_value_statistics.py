"""A normalization is to take the mean and the variance of a single value.

## What it does
Follows `train()` and `eval()`, and reports a batch normalization in training, an instance or a group normalization,
that gets one value for each channel, group or sample: a batch of one sample without places, or the last batch of an
epoch when one sample is left over.

## Why is this bad
The variance of a single value is 0, and the result always the same: the framework raises.

## What the framework says
```text
Expected more than 1 value per channel when training, got input size torch.Size([1, 8])
```

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.Linear(5, 8), nn.BatchNorm1d(8))
net(torch.zeros(1, 5))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.Linear(5, 8), nn.BatchNorm1d(8))
net.eval()
net(torch.zeros(1, 5))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint.ops.axes import render_shape
from shapelint.ops.norm.normalization import BatchNormalization, InstanceNormalization
from shapelint_rules.support.failures import Subject, failures
from shapelint_rules.support.wording import sentence


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.STATISTICS):
        required = failure.requirement
        shape = failure.operand.shape if failure.operand is not None else None
        what = "its input" if shape is None else render_shape(shape)
        yield Finding(
            f"{failure.layer} cannot normalize {what}: {sentence(required.text)}, one is there",
            failure.place,
            required.expected,
            required.actual,
            help=advice(subject),
            operand=failure.operand,
        )


def advice(subject: Subject) -> str:
    """What makes more values of one, or needs none."""
    operation = subject.operation if isinstance(subject, Node) else None
    if isinstance(operation, BatchNormalization) and not isinstance(operation, InstanceNormalization):
        return (
            "in training take batches of two or more (drop_last=True leaves a single one out), else call eval() before"
        )
    return "normalize before the places are pooled to one, or over more channels"


RULE = Rule(
    "SHP120", "single-value-statistics", "error", __doc__ or "", (Node, Definition, Event), check, of_failures=True
)
