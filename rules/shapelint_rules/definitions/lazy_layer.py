"""A lazy layer takes its input size from its first input, which is known.

## What it does
Reports a lazy layer whose first input has a known size, and writes the layer that states it. Off by default.

## Why is this bad
It is not wrong. But a lazy layer has no weights before its first call, so that they can be neither counted, shared nor
loaded before, and the size that the code does not say is one that a reader has to work out.

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.Flatten(), nn.LazyLinear(10))
net(torch.randn(2, 3, 4))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.Flatten(), nn.Linear(3 * 4, 10))
net(torch.randn(2, 3, 4))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node
from shapelint_rules.support.provenance import joined_sizes, written_product

SIZES = ("in_features", "in_channels", "features")
"""The fields of operations that a lazy layer takes from its input."""


def check(node: Node) -> Iterator[Finding]:
    definition = node.definition
    stated = node.dialect.spelling.stated.get(definition.kind) if definition is not None else None
    size = next((getattr(node.operation, name) for name in SIZES if hasattr(node.operation, name)), None)
    if definition is None or stated is None or not isinstance(size, int):
        return
    operand = node.inputs[0] if node.inputs else None
    number = written_product(joined_sizes(operand, size), size)
    yield Finding(
        f"{definition.type_name} gets {size} {'channels' if hasattr(node.operation, 'in_channels') else 'features'}",
        definition.place,
        operand=operand,
        remedy=Remedy(
            (Rewrite(definition.place, f"{{{stated}}}({number}, {{every}})", f"{{{stated}}}({number})"),),
            "state the number",
            "unsafe",
        ),
    )


RULE = Rule(
    "SHP313", "lazy-layer", "warning", __doc__ or "", (Node,), check, has_fixes=True, is_on_by_default=False
)  # fmt: skip
