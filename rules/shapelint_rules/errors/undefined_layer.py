"""A model's call uses a layer that its constructor never builds.

## What it does
Reports an attribute that a `forward` or `call` reads from the model, and that nothing sets: not the constructor, not a
base class, not the code that uses the model. Reports also the call of a model that has no `forward` (`call` in Keras)
itself: it is misspelled, nested in another method, or the model is a `ModuleList`.

## Why is this bad
Python raises an `AttributeError` as soon as the model is called. Mostly the layer has another name where it is built,
or was forgotten there.

## What the framework says
```text
'Net' object has no attribute 'fc3'
```

## Example
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 16)
        self.fc2 = nn.Linear(16, 4)

    def forward(self, x):
        return self.fc3(self.fc2(self.fc1(x)))


Net()(torch.randn(2, 8))
```

## Use instead
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 16)
        self.fc2 = nn.Linear(16, 4)
        self.fc3 = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc3(self.fc2(self.fc1(x)))


Net()(torch.randn(2, 8))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Event

MOST_NAMES = 6


def check(event: Event) -> Iterator[Finding]:
    if event.kind == "missing-method":
        yield Finding(event.message, event.place, actual=event.callee, help=way_out(event))
    if event.kind != "undefined-layer":
        return
    from difflib import get_close_matches  # not imported before there is something to say

    built = event.actual.split(", ")
    near = get_close_matches(event.callee, built, 1)
    listed = ", ".join(built[:MOST_NAMES]) + (", ..." if len(built) > MOST_NAMES else "")
    advice = f"did you mean self.{near[0]}? " if near else ""
    yield Finding(
        event.message,
        event.place,
        expected=near[0] if near else None,
        actual=event.callee,
        help=f"{advice}define self.{event.callee} in __init__ (defined: {listed})",
        remedy=renamed(event, near[0]) if near else None,
    )


def way_out(event: Event) -> str:
    """What makes a model callable that has no method for it. The event tells which method was meant to be it, and where
    a function of that name is nested."""
    if event.expected == "a container":
        return "call its layers one after the other, or build them into a Sequential"
    if event.expected:
        return f"{event.callee} is defined inside {event.expected}: indent it as a method of the class"
    return f"rename {event.actual} to {event.callee}" if event.actual else f"define {event.callee} in the class"


def renamed(event: Event, name: str) -> Remedy:
    return Remedy((Rewrite(event.place, f"{{receiver}}.{name}"),), "use the layer of a similar name", "unsafe")


RULE = Rule("SHP118", "undefined-layer", "error", __doc__ or "", (Event,), check, has_fixes=True)
