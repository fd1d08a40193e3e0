"""A call does not fit the signature of what is called.

## What it does
Reports a missing argument, an argument that does not exist or is given twice, and a value of the wrong kind, in calls
of the framework's layers and functions and of the project's own classes and functions.

## Why is this bad
Python raises a `TypeError` at the call.

## What the framework says
```text
Conv2d.__init__() missing 1 required positional argument: 'kernel_size'
```

## Example
```python
from torch import nn

conv = nn.Conv2d(3, 64)
```

## Use instead
```python
from torch import nn

conv = nn.Conv2d(3, 64, kernel_size=3)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Event
from shapelint_rules.support.failures import layer_name


def check(event: Event) -> Iterator[Finding]:
    if event.kind == "removed":
        yield Finding(event.message, event.place)
    elif event.kind == "bad-call":
        message = event.message if "()" in event.message else f"{layer_name(event)}() {event.message}"
        yield Finding(message, event.place, event.expected or None, event.actual or None, event.help)


RULE = Rule("SHP114", "bad-call", "error", __doc__ or "", (Event,), check)
