"""What a layer gives reaches no output.

## What it does
Reports a layer that a model calls, or that is called to build one, whose result nothing can read: the variable is bound
anew before it is read, or never read, or there is none.

## Why is this bad
The layer has no effect on what the model gives: a pooling, a normalization or a dropout that was meant to be there is
not, and weights get no gradient. Most often the next line reads the wrong variable.

## Example
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.norm = nn.BatchNorm2d(8)

    def forward(self, x):
        x = self.conv(x)
        self.norm(x)
        return x.mean((2, 3))


Net()(torch.randn(2, 3, 16, 16))
```

## Use instead
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.norm = nn.BatchNorm2d(8)

    def forward(self, x):
        x = self.conv(x)
        x = self.norm(x)
        return x.mean((2, 3))


Net()(torch.randn(2, 3, 16, 16))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Node
from shapelint.ir.run import LostResult, Run
from shapelint.ops.operation import Opaque
from shapelint.ops.structural.wrappers import Foreign
from shapelint_rules.support.failures import layer_name

EFFECTS = frozenset({"inplace", "activity_regularizer"})
"""Arguments by which a layer does something besides what it gives."""
MEANT = frozenset({"Identity", "ActivityRegularization"})


def check(run: Run) -> Iterator[Finding]:
    for lost in run.lost:
        if not has_effects(lost.node):
            yield finding(lost)


def has_effects(node: Node) -> bool:
    """Whether a layer may have been called for something else than its result."""
    definition = node.definition
    if definition is None or definition.type_name in MEANT or isinstance(node.operation, (Opaque, Foreign)):
        return True
    given = (definition.arguments.get(name) for name in EFFECTS)
    return any(argument is not None and argument.value not in (None, False) for argument in given)


def finding(lost: LostResult) -> Finding:
    name, node = layer_name(lost.node), lost.node
    related: tuple[Related, ...] = ()
    if lost.again is not None:
        text = f"what {name} gives is lost: {lost.name} is bound anew before it is read"
        help = f"read {lost.name} there, or leave the layer out"
        related = (Related(lost.again, "it is bound anew"),)
    elif lost.name:
        text = f"what {name} gives is never used: nothing reads {lost.name}"
        help = f"use {lost.name}, or leave the layer out"
    else:
        text = f"what {name} gives is lost: a layer does not change what it is given"
        help = "keep the result, as in x = layer(x), or leave the layer out"
    return Finding(text, node.place, help=help, related=related)


RULE = Rule("SHP309", "unused-result", "warning", __doc__ or "", (Run,), check)
