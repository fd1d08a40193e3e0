"""A convolution receives a different number of channels from the one it was declared with.

## What it does
Compares the channels of a convolution's input with its `in_channels` (or, for a Keras layer that is called again, with
the channels it was built for).

## Why is this bad
The framework raises as soon as the layer is called.

## What the framework says
```text
weight of size [64, 16, 3, 3], expected input[1, 32, 30, 30] to have 16 channels, but got 32 channels instead
is incompatible with the layer: expected axis -1 of input shape to have value 3
```

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(16, 64, 3))
net(torch.randn(1, 3, 32, 32))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3))
net(torch.randn(1, 3, 32, 32))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.support.failures import Failure, Subject, failures
from shapelint_rules.support.remedies import right_number
from shapelint_rules.support.swapped_axes import swapped
from shapelint_rules.support.wording import counted, parameter, size


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.IN_CHANNELS):
        required, swap = failure.requirement, swapped(failure)
        yield Finding(
            message(failure) if failure.has_numbers else failure.in_words,
            failure.place,
            required.expected,
            required.actual,
            help=swap.help if swap else "",
            replacement=str(required.actual) if failure.replaceable and not swap else "",
            operand=failure.operand,
            remedy=swap.remedy() if swap else right_number(failure),
        )


def message(failure: Failure) -> str:
    required = failure.requirement
    expected = f"{counted(required.expected, 'input channel')}{parameter(required.argument)}"
    return f"{failure.layer} expects {expected}, but receives {size(required.actual)}"


RULE = Rule(
    "SHP101",
    "conv-in-channels",
    "error",
    __doc__ or "",
    (Node, Definition, Event),
    check,
    has_fixes=True,
    of_failures=True,
)
