"""Layers in a plain list or dict are no part of the PyTorch model.

## What it does
Reports an attribute of an `nn.Module` that holds layers with weights in a list, tuple or dict, where nothing registers
them: no `nn.ModuleList`, no `add_module`, no other module that has them. (Keras finds the layers in lists and dicts.)

## Why is this bad
The layers work in `forward`, but `model.parameters()` does not have them, so the optimizer never trains them; `.to()`,
`.cuda()`, `.eval()` and `state_dict()` pass them over, too.

## Example
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(8, 8) for _ in range(3)]

    def forward(self, x):
        for layer in self.layers:
            x = torch.relu(layer(x))
        return x
```

## Use instead
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(8, 8) for _ in range(3)])

    def forward(self, x):
        for layer in self.layers:
            x = torch.relu(layer(x))
        return x
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir.run import Holding, Run
from shapelint_rules.support.wording import counted


def check(run: Run) -> Iterator[Finding]:
    for holding in run.holdings:
        if holding.container:
            yield finding(holding)


def finding(holding: Holding) -> Finding:
    count = len(holding.layers)
    kinds = ", ".join(dict.fromkeys(holding.layers))
    whole = holding.dialect.models.containers[holding.container]
    right = whole.rpartition(".")[2]
    change = Rewrite(holding.place, f"{{{whole}}}({{text}})")
    remedy = Remedy((change,), f"register the layers in a {right}", "unsafe") if holding.is_flat else None
    are = "is" if count == 1 else "are"
    return Finding(
        f"{counted(count, 'layer')} ({kinds}) in the {holding.container} {holding.owner}.{holding.attribute} {are} not "
        f"registered: parameters() does not have {'it' if count == 1 else 'them'}, so nothing trains "
        f"{'it' if count == 1 else 'them'}",
        holding.place,
        help=f"use {'.'.join(whole.split('.')[-2:])}",
        remedy=remedy,
    )


RULE = Rule("SHP301", "unregistered-layers", "warning", __doc__ or "", (Run,), check, has_fixes=True)
