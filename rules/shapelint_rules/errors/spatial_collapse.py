"""A window is larger than the image that it slides over, so nothing is left.

## What it does
Reports a convolution, pooling, padding or cropping whose window does not fit into its input, or whose output would have
a size of zero or less.

## Why is this bad
The framework raises as soon as the layer is called. It is mostly one pooling too many for the size of the input.

## What the framework says
```text
Kernel size: (5 x 5). Kernel size can't be greater than actual input size
```

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

from shapelint.diagnostics.remedy import Number, Remedy
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Kind, Node
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape
from shapelint.ops.spatial.pooling import Pooling
from shapelint_rules.support.failures import Failure, failures_of_run, written_argument
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
        help=advice(failure),
        operand=failure.operand,
        remedy=smaller_window(failure),
    )


def advice(failure: Failure) -> str:
    """What leaves something of the input."""
    required = failure.requirement
    if required.argument == "kernel_size" and required.relation == ">=":
        return "give a larger input, leave out a pooling or stride before, or take a smaller kernel or more padding"
    return "give a larger input, or leave out a pooling or stride before" if required.relation == ">=" else ""


def smaller_window(failure: Failure) -> Remedy | None:
    """A pooling of all that is left, where its window is written and larger than that."""
    node, required = failure.subject, failure.requirement
    if not isinstance(node, Node) or not isinstance(node.operation, Pooling) or not is_written(failure):
        return None
    shape = failure.operand.shape if failure.operand is not None else None
    sizes = {size for size in (shape or ())[2:] if isinstance(size, int)}
    if len(sizes) != 1 or not isinstance(required.expected, int) or not isinstance(required.actual, int):
        return None
    if required.actual not in sizes or required.actual < 2:
        return None
    return Remedy((Number(failure.place, required.expected, required.actual),), applicability="unsafe")


def is_written(failure: Failure) -> bool:
    """Whether the size of the window is written, one for all axes."""
    written = written_argument(failure.subject, failure.requirement.argument)
    sizes = written.value if written is not None and isinstance(written.value, tuple) else ()
    return written is not None and written.place == failure.place and set(sizes) == {failure.requirement.expected}


def reason(failure: Failure) -> str:
    required = failure.requirement
    text = sentence(required.text) or "the window does not fit"
    if required.relation == ">=":
        return f"{text}: {size(required.expected)} is needed, {size(required.actual)} is there"
    return f"{text} ({size(required.expected)} and {size(required.actual)})"


RULE = Rule("SHP105", "spatial-collapse", "error", __doc__ or "", (Run,), check, has_fixes=True)
