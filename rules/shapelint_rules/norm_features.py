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
from shapelint_rules.failures import Subject, failures
from shapelint_rules.wording import counted, parameter, size


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.NORM_FEATURES):
        required = failure.requirement
        if required.relation == "==":
            expected = f"{counted(required.expected, 'feature')}{parameter(required.argument)}"
            message = f"{failure.layer} expects {expected}, but receives {size(required.actual)}"
        else:
            message = f"{failure.layer}: {required.text}, not {size(required.actual)}"
        yield Finding(
            message,
            failure.place,
            required.expected,
            required.actual,
            replacement=str(required.actual) if failure.replaceable and required.relation == "==" else "",
            operand=failure.operand,
        )


RULE = Rule("SHP103", "norm-features", "error", __doc__ or "", (Node, Definition, Event), check)
