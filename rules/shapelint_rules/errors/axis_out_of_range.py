"""An operation names an axis that its input does not have.

## What it does
Reports a `dim` or `axis` outside the range that the rank of the input admits, an axis that is named twice, and an order
of axes that leaves some out.

## Why is this bad
The framework raises as soon as the operation runs.

## What the framework says
```text
Dimension out of range (expected to be in range of [-2, 1], but got 2)
```

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

from shapelint.diagnostics.remedy import Number, Remedy
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint.ops.axes import render_shape
from shapelint_rules.support.failures import Failure, Subject, failures, written_argument
from shapelint_rules.support.wording import parameter, size


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.AXIS):
        required = failure.requirement
        remedy = counted_from_one(failure)
        yield Finding(
            message(failure),
            failure.place,
            required.expected,
            required.actual,
            help="axes are counted from 0; -1 is the last" if required.relation == "in" else "",
            operand=failure.operand,
            remedy=remedy,
        )


def counted_from_one(failure: Failure) -> Remedy | None:
    """The last axis, where the number of the axis behind it is written."""
    axis = failure.requirement.actual
    shape = failure.operand.shape if failure.operand is not None else None
    written = written_argument(failure.subject, failure.requirement.argument)
    is_last = shape and axis == len(shape) and written is not None and written.value == axis
    if not is_last or written is None or written.place is None or not isinstance(axis, int):
        return None
    return Remedy((Number(written.place, axis, axis - 1),), "take the last axis, counted from 0", "unsafe")


def message(failure: Failure) -> str:
    required = failure.requirement
    shape = failure.operand.shape if failure.operand is not None else None
    if required.relation == "in" and shape is not None:
        named = f"has no axis {size(required.actual)}{parameter(required.argument)}"
        return f"{failure.layer}: the input {render_shape(shape)} {named}, only {size(required.expected)}"
    return failure.in_words


RULE = Rule(
    "SHP113",
    "axis-out-of-range",
    "error",
    __doc__ or "",
    (Node, Definition, Event),
    check,
    has_fixes=True,
    of_failures=True,
)
