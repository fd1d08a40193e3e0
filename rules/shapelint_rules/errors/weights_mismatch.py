"""A model loads weights that are not its own.

## What it does
Reports weights that a program loads into a model, from another model or from a file that is in the project, and that do
not fit: some have other shapes, are missing, or have no place in the model.

## Why is this bad
`load_state_dict`, `load_weights` and `set_weights` raise. Mostly the model is built with other sizes than the one whose
weights are loaded, such as another number of classes; or names have changed since they were saved.

## Example
```python
from torch import nn


def classifier(classes):
    return nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, classes))


pretrained = classifier(1000)
model = classifier(10)
model.load_state_dict(pretrained.state_dict())
```

## Use instead
```python
from torch import nn


def classifier(classes):
    return nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, classes))


pretrained = classifier(1000)
model = classifier(1000)
model.load_state_dict(pretrained.state_dict())
model[2] = nn.Linear(32, 10)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Event


def check(event: Event) -> Iterator[Finding]:
    if event.kind == "weights":
        yield Finding(
            event.message,
            event.place,
            expected=event.expected or None,
            actual=event.actual or None,
            help=event.help,
        )


RULE = Rule("SHP121", "weights-mismatch", "error", __doc__ or "", (Event,), check)
