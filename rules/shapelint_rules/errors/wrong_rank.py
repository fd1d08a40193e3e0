"""An operation receives a tensor with a number of dimensions that it does not accept.

## What it does
Reports an input whose rank is none of those that the operation accepts. Inputs without a batch axis are accepted
wherever the framework accepts them.

## Why is this bad
The framework raises as soon as the operation runs. It is often a flatten too many or one too few, or a batch axis that
is missing.

## What the framework says
```text
Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [8, 3072]
is incompatible with the layer: expected min_ndim=4, found ndim=2
```

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.Flatten(), nn.Conv2d(3, 32, 3))
net(torch.randn(8, 3, 32, 32))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 32, 3), nn.Flatten())
net(torch.randn(8, 3, 32, 32))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Kind
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape
from shapelint_rules.support.failures import Failure, failures_of_run
from shapelint_rules.support.wording import counted, size


def check(run: Run) -> Iterator[Finding]:
    for failure in failures_of_run(run, Kind.RANK):
        required = failure.requirement
        numbers = f"{failure.layer} expects {expected_rank(failure)}, but receives {received(failure)}"
        yield Finding(
            numbers if failure.has_numbers else failure.in_words,
            failure.place,
            required.expected,
            required.actual,
            help=advice(failure),
            operand=failure.operand,
        )


def advice(failure: Failure) -> str:
    """Which axes are missing, or too many, as far as the numbers say it."""
    required = failure.requirement
    wanted, given = required.expected, required.actual
    shape = failure.operand.shape if failure.operand is not None else None
    if not isinstance(wanted, int) or not isinstance(given, int) or shape is None or len(shape) != given:
        return ""
    if given == wanted - 1:
        return "an axis is missing: that of the batch or of the channels, as it seems; unsqueeze or [None] adds one"
    if given > wanted == 2:
        return "flatten the input, or pool it, before"
    return "a flatten before it has taken the axes away" if given == 2 < wanted else ""


def expected_rank(failure: Failure) -> str:
    required = failure.requirement
    if required.relation == ">=":
        return f"at least {counted(required.expected, 'dimension')}"
    if required.relation == "<=":
        return f"at most {counted(required.expected, 'dimension')}"
    return counted(required.expected, "dimension")


def received(failure: Failure) -> str:
    """The rank with the shape it belongs to: "2: (8, 3072)"."""
    actual = failure.requirement.actual
    shape = failure.operand.shape if failure.operand is not None else None
    return f"{size(actual)}: {render_shape(shape)}" if shape is not None and len(shape) == actual else size(actual)


RULE = Rule("SHP104", "wrong-rank", "error", __doc__ or "", (Run,), check)
