"""An operation names an axis that its input does not have.

## What it does
Reports a `dim` or `axis` outside the range that the rank of the input admits, an axis that is named twice, and an order
of axes that leaves some out.

## Why is this bad
The framework raises as soon as the operation runs.

## Example
```python
import torch

torch.randn(8, 10).softmax(dim=2)
```

## Use instead
```python
import torch

torch.randn(8, 10).softmax(dim=1)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint.ops.axes import render_shape
from shapelint_rules.support.failures import Failure, Subject, failures
from shapelint_rules.support.wording import parameter, size


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.AXIS):
        required = failure.requirement
        yield Finding(message(failure), failure.place, required.expected, required.actual, operand=failure.operand)


def message(failure: Failure) -> str:
    required = failure.requirement
    shape = failure.operand.shape if failure.operand is not None else None
    if required.relation == "in" and shape is not None:
        named = f"has no axis {size(required.actual)}{parameter(required.argument)}"
        return f"{failure.layer}: the input {render_shape(shape)} {named}, only {size(required.expected)}"
    return failure.in_words


RULE = Rule("SHP113", "axis-out-of-range", "error", __doc__ or "", (Node, Definition, Event), check)
