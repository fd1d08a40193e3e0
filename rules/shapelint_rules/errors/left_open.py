"""A layer's size is left open with `...`, and what arrives says which number belongs there.

## What it does
Takes `...` in the place of a layer's input size for a number that is still to be written, follows what arrives, and
writes it: `nn.Linear(..., 10)` becomes `nn.Linear(64*6*6, 10)`. `0  # shapelint: fill` does the same with a number that
Python accepts.

## Why is this bad
The framework raises when the layer is built: `...` is no number.

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 64, 5), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(..., 10))
net(torch.randn(1, 3, 16, 16))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 64, 5), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64 * 6 * 6, 10))
net(torch.randn(1, 3, 16, 16))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import LEFT_OPEN, Node
from shapelint.symbolic import Symbol
from shapelint_rules.support.provenance import joined_sizes, written_product


def check(node: Node) -> Iterator[Finding]:
    """The arguments of a layer that are `...`, where its call has shown what they have to be."""
    definition = node.definition
    if definition is None:
        return
    for name, written in definition.arguments.items():
        if not isinstance(written.value, Symbol) or written.value.name != LEFT_OPEN or written.place is None:
            continue
        found = [r.actual for r in node.requirements if r.argument == name and r.relation == "=="]
        if len(found) != 1 or not isinstance(found[0], int):
            continue
        operand = node.inputs[0] if node.inputs else None
        number = written_product(joined_sizes(operand, found[0]), found[0])
        yield Finding(
            f"{definition.type_name} leaves {name} open: {found[0]} arrive",
            written.place,
            found[0],
            "...",
            replacement=number,
            operand=operand,
            remedy=Remedy((Rewrite(written.place, number),), "fill in the number"),
        )


RULE = Rule("SHP123", "left-open", "error", __doc__ or "", (Node,), check, has_fixes=True)
