"""A layer is given a value that the framework refuses.

## What it does
Reports arguments that no input can make right: `groups` that do not divide the channels, `padding="same"` with a stride
in PyTorch, a number of heads that does not divide the width, a padding of more than half a pooling window, a negative
size.

## Why is this bad
The framework raises when the layer is built, or at its first call.

## What the framework says
```text
in_channels must be divisible by groups
```

## Example
```python
from torch import nn

conv = nn.Conv2d(32, 64, 3, groups=5)
```

## Use instead
```python
from torch import nn

conv = nn.Conv2d(32, 64, 3, groups=4)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint_rules.support.failures import Failure, Subject, failures
from shapelint_rules.support.wording import sentence, size


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.HYPERPARAMETER):
        required = failure.requirement
        yield Finding(
            f"{failure.layer}: {stated(failure)}",
            failure.place,
            required.expected,
            required.actual,
            operand=failure.operand,
        )
        return  # the framework raises at the first


def stated(failure: Failure) -> str:
    required = failure.requirement
    text = sentence(required.text)
    if required.relation == "divides":
        return f"{text or 'it must divide'} ({size(required.actual)} by {size(required.expected)})"
    if not text:
        return f"{required.argument or 'the value'} cannot be {size(required.actual)}"
    actual = size(required.actual)
    return f"{text}, not {actual}" if " must " in text and actual and actual not in text.split() else text


RULE = Rule(
    "SHP110", "invalid-hyperparameter", "error", __doc__ or "", (Node, Definition, Event), check, of_failures=True
)
