"""A window is larger than the image that it slides over, so nothing is left.

## What it does
Reports a convolution, pooling, padding or cropping whose window does not fit into its input, or whose output would have
a size of zero or less.

## Why is this bad
The framework raises as soon as the layer is called. It is mostly one pooling too many for the size of the input.

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.MaxPool2d(2), nn.MaxPool2d(2), nn.Conv2d(3, 8, 5))
net(torch.randn(1, 3, 16, 16))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.MaxPool2d(2), nn.Conv2d(3, 8, 5))
net(torch.randn(1, 3, 16, 16))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Kind
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape
from shapelint_rules.support.failures import Failure, failures_of_run
from shapelint_rules.support.wording import sentence, size


def check(run: Run) -> Iterator[Finding]:
    return map(finding, failures_of_run(run, Kind.WINDOW))


def finding(failure: Failure) -> Finding:
    required = failure.requirement
    shape = failure.operand.shape if failure.operand is not None else None
    return Finding(
        f"{failure.layer} cannot work on {'its input' if shape is None else render_shape(shape)}: {reason(failure)}",
        failure.place,
        required.expected,
        required.actual,
        operand=failure.operand,
    )


def reason(failure: Failure) -> str:
    required = failure.requirement
    text = sentence(required.text) or "the window does not fit"
    if required.relation == ">=":
        return f"{text}: {size(required.expected)} is needed, {size(required.actual)} is there"
    return f"{text} ({size(required.expected)} and {size(required.actual)})"


RULE = Rule("SHP105", "spatial-collapse", "error", __doc__ or "", (Run,), check)
