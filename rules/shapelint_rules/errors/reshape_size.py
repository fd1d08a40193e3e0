"""A tensor's elements do not fill the shape that they are put into.

## What it does
Reports a `view`, `reshape`, `unflatten`, `split` or Keras `Reshape` whose target holds another number of elements than
its input, whatever the batch size.

## Why is this bad
The framework raises as soon as the operation runs.

## What the framework says
```text
shape '[-1, 1600]' is invalid for input of size 2304
```

## Example
```python
import torch

features = torch.randn(1, 64, 6, 6)
features.view(-1, 64 * 5 * 5)
```

## Use instead
```python
import torch

features = torch.randn(1, 64, 6, 6)
features.view(-1, 64 * 6 * 6)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint.ops.axes import render_shape
from shapelint_rules.support.failures import Failure, Subject, failures
from shapelint_rules.support.provenance import known
from shapelint_rules.support.remedies import whole_samples
from shapelint_rules.support.wording import sentence


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.RESHAPE):
        required = failure.requirement
        yield Finding(
            message(failure),
            failure.place,
            required.expected,
            required.actual,
            sample(failure),
            operand=failure.operand,
            remedy=whole_samples(failure),
        )


def message(failure: Failure) -> str:
    shape = failure.operand.shape if failure.operand is not None else None
    required = failure.requirement
    given = "" if shape is None else f" of {render_shape(shape)}"
    return f"{failure.layer}{given}: {sentence(required.text)}"


def sample(failure: Failure) -> str:
    """How many values one sample holds, where that is a product of known sizes."""
    shape = failure.operand.shape if failure.operand is not None else None
    sizes = known(shape[1:]) if shape else None
    if not sizes or len(sizes) < 2 or failure.requirement.axis is not None:
        return ""
    total = 1
    for factor in sizes:
        total *= factor
    return f"each sample holds {'*'.join(map(str, sizes))} = {total} values"


RULE = Rule(
    "SHP106", "reshape-size", "error", __doc__ or "", (Node, Definition, Event), check, has_fixes=True, of_failures=True
)
