"""A normalization receives another number of features than it is declared for.

## What it does
Compares `num_features`, `num_channels` or `normalized_shape` of a normalization with the axes of its input that it
normalizes over.

## Why is this bad
The framework raises as soon as the layer is called.

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 32, 3), nn.BatchNorm2d(64))
net(torch.randn(1, 3, 32, 32))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 32, 3), nn.BatchNorm2d(32))
net(torch.randn(1, 3, 32, 32))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.failures import Failure, Subject, failures
from shapelint_rules.wording import counted, parameter, size


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.NORM_FEATURES):
        required = failure.requirement
        is_equality = required.relation == "==" and failure.has_numbers
        yield Finding(
            message(failure) if is_equality else failure.in_words,
            failure.place,
            required.expected,
            required.actual,
            replacement=str(required.actual) if failure.replaceable and is_equality else "",
            operand=failure.operand,
        )


def message(failure: Failure) -> str:
    required = failure.requirement
    expected = f"{counted(required.expected, 'feature')}{parameter(required.argument)}"
    return f"{failure.layer} expects {expected}, but receives {size(required.actual)}"


RULE = Rule("SHP103", "norm-features", "error", __doc__ or "", (Node, Definition, Event), check)
