"""A layer is built and never used.

## What it does
Reports a layer with weights that a model's constructor assigns to an attribute which nothing reads: no method, no base
class, no subclass, and no other code that the file or its neighbours show. Silent where attributes may be read without
being named (`getattr`, `children()`, ...).

## Why is this bad
Its weights are counted and saved, but get no gradient: distributed training stops at such parameters. Mostly another
layer is used twice in its place.

## Example
```python
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 8)
        self.fc2 = nn.Linear(8, 8)

    def forward(self, x):
        return self.fc1(self.fc1(x))
```

## Use instead
```python
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 8)
        self.fc2 = nn.Linear(8, 8)

    def forward(self, x):
        return self.fc2(self.fc1(x))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir.run import Run


def check(run: Run) -> Iterator[Finding]:
    for holding in run.holdings:
        if not holding.container:
            models = holding.dialect.models
            effect = (
                "it is never built and has no weights"
                if models.builds_at_first_call
                else "its weights are part of the model, but get no gradient"
            )
            yield Finding(
                f"{holding.owner}.{holding.attribute} ({holding.layers[0]}) is built and never used: {effect}",
                holding.place,
                help=f"use self.{holding.attribute} in {models.method}, or leave it out",
            )


RULE = Rule("SHP303", "unused-layer", "warning", __doc__ or "", (Run,), check)
