"""A layer is built anew in every call of the model.

## What it does
Reports a layer with weights that is constructed within a `forward` or `call` and not kept in any attribute. Layers
without weights, ones that are set up once, and ones whose weights the code puts in itself are left alone.

## Why is this bad
Every call makes new weights: random ones, for most layers. They are not among the model's parameters, are never
trained, and the same input gives another output each time.

## Example
```python
import torch
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        return nn.Linear(8, 4)(x)


Net()(torch.randn(2, 8))
```

## Use instead
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        return self.fc(x)


Net()(torch.randn(2, 8))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir.run import Run


def check(run: Run) -> Iterator[Finding]:
    for definition in run.loose:
        method = definition.dialect.models.method
        yield Finding(
            f"{definition.type_name} is built anew in every {method}: its weights are no part of the model and are "
            "never trained",
            definition.place,
            help="build it in __init__ and keep it in an attribute",
        )


RULE = Rule("SHP305", "layer-built-in-forward", "warning", __doc__ or "", (Run,), check)
