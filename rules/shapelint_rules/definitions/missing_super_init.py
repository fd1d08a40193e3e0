"""A model's constructor sets layers before it has called that of its base class.

## What it does
Reports a class of models whose `__init__` assigns a layer or parameter without having called `super().__init__()`.
Where the framework certainly refuses that, the finding is an error: PyTorch at the assignment, Keras when an object is
called whose `__init__` never makes the call. It is a warning where nothing calls the object.

## Why is this bad
`nn.Module.__init__` makes the registers that layers and parameters are put into; without them PyTorch raises "cannot
assign module before Module.__init__() call" as soon as an object is made. Keras raises when it is called.

## Example
```python
from torch import nn


class Net(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        return self.fc(x)
```

## Use instead
```python
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        return self.fc(x)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import FirstStatement, Remedy
from shapelint.diagnostics.rule import Finding, Rule, Severity
from shapelint.ir import Event
from shapelint.ir.run import Run

REFUSED = ("uninitialized-refused", "uninitialized-call")


def check(run: Run) -> Iterator[Finding]:
    """One finding for each class: at the first layer that is set too early. It is an error where the framework refuses
    that, or a call of the object. Keras does not mind where its own constructor runs later."""
    refused = {event.callee for event in run.events if event.kind in REFUSED}
    late = {event.callee for event in run.events if event.kind == "initialized-late"}
    told = late - refused
    for event in run.events:
        if event.kind in ("uninitialized", "uninitialized-refused") and event.callee not in told:
            told.add(event.callee)
            yield finding(event, "error" if event.callee in refused else None)


def finding(event: Event, severity: Severity | None) -> Finding:
    first = FirstStatement(event.place, "super().__init__()", "__init__", event.dialect.models.bases)
    return Finding(
        event.message,
        event.place,
        help="call super().__init__() first",
        remedy=Remedy((first,), "call super().__init__() first"),
        severity=severity,
    )


RULE = Rule("SHP302", "missing-super-init", "warning", __doc__ or "", (Run,), check, has_fixes=True)
